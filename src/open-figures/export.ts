/** Published figures for programs: JSON as it was published, CSV with a line for each figure. Pure. */

import { zh } from '../web/words/zh.ts'
import { csvOf } from '../workbooks/csv.ts'
import type { Figured, Figures } from './figures.ts'
import type { Published } from './publish.ts'

/** What stands where a figure is not published, in CSV. */
export const HIDDEN = '*'

type Kinds = Readonly<Record<Figured['of'], Readonly<Record<string, string>>>>
/** A kind in words. */
export const kindIn = (kinds: Kinds, { of }: Pick<Figured, 'of'>, kind: string): string => kinds[of][kind] ?? kind

/** Years, agencies, tables and kinds as they stand in addresses, with their words beside them. */
export function figuresCsv(all: readonly Published[]): string {
  const { tables, kinds, sum } = zh.figures
  const rows = all.flatMap(({ year, content }) =>
    content.tables
      .flatMap((table) => [
        ...content.agencies.flatMap(({ code, name }, i) => [
          ...table.kinds.map((kind, k) => [
            code,
            name,
            table.of,
            kind,
            kindIn(kinds, table, kind),
            said(table.cells[i]![k]!),
          ]),
          [code, name, table.of, 'total', sum, String(table.totals[i])],
        ]),
        ...table.kinds.map((kind, k) => ['', sum, table.of, kind, kindIn(kinds, table, kind), said(table.sums[k]!)]),
      ])
      .map(([code, name, of, ...rest]) => [String(year), code!, name!, of!, tables[of as Figured['of']], ...rest]),
  )
  return csvOf([['年度', '机关代码', '机关', '表', '表名', '项', '项名', '件数'], ...rows])
}

const said = (n: number | null) => (n === null ? HIDDEN : String(n))

export const figuresJson = ({ year, agencyId, agencyName, at, content }: Published) => ({
  ...{ year, office: { code: agencyId, name: agencyName }, publishedAt: new Date(at).toISOString() },
  ...toldOf(content),
})

/** A figure that is not published is null. */
const toldOf = ({ agencies, tables }: Figures) => ({
  agencies,
  tables: tables.map(({ of, kinds, cells, sums, totals }) => ({ table: of, kinds, cells, sums, totals })),
})
