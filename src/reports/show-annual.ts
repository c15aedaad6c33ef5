/** What the pages of a report show, gathered: the tables with those of the year before, the texts, what was done to it. */
import type { Sql } from '../db/client.ts'
import { canonical } from '../ground/canonical.ts'
import type { House } from '../house.ts'
import { type ReportKey, reportEntries } from '../ledger/frozen-reports.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import type { FormState } from '../web/shapes.ts'
import { annualReport } from './annual.ts'
import { hadBegun, unreceivedIn } from './annual-beside.ts'
import { movedSince } from './annual-carried.ts'
import { type Cell, casesOfCell } from './annual-cases.ts'
import { countTable3 } from './annual-count.ts'
import { dueOf } from './annual-due.ts'
import { feesInWords, feesOf } from './annual-fees.ts'
import { frozenOf } from './annual-final.ts'
import { PARTS, type Part, TABLE_2_CELLS, type Texts } from './annual-parts.ts'
import { type Kept, REPORT_KEEPERS, type Scope } from './annual-scope.ts'
import { tablesNow } from './annual-tables.ts'
import { NO_TEXTS, savedTexts, textsIn } from './annual-texts.ts'
import { FIRST_YEAR, isOver, periodOf } from './annual-year.ts'
import type { Row } from './shape.ts'
import type { AnnualView, CellView, HistoryLine, ReportFrame, TextsView } from './views.ts'

type Asking = Pick<House, 'sql' | 'time'>
/** So many years stand in the head of a page. */
const YEARS = 5

/** Years to choose from: the running one and those before, and the one that is shown. */
export function frameOf({ time }: Pick<House, 'time'>, viewer: Viewer, scope: Scope, year: number): ReportFrame {
  const running = Number(time.today().slice(0, 4))
  const years = Array.from({ length: YEARS }, (_, i) => running - i).filter((one) => one >= FIRST_YEAR)
  return {
    ...{ viewer, csrf: viewer.csrf, year, years: years.includes(year) ? years : [...years, year] },
    ...{ agency: scope.agency, name: scope.name, choices: scope.choices },
  }
}

/** May they save, finalise and open again? The head answers for the report of their own agencies. */
export const mayKeep = (viewer: Viewer, kept: Kept | null): boolean =>
  kept !== null && agenciesAs(viewer, REPORT_KEEPERS).includes(kept.agencyId)

/** The report of a year with everything around it. */
export async function showAnnual(
  { sql, time }: Asking,
  viewer: Viewer,
  scope: Scope,
  year: number,
  form: FormState = { values: {}, errors: [] },
): Promise<AnnualView> {
  const today = time.today()
  const period = periodOf(year, today)
  const key = scope.kept && { ...scope.kept, year }
  const [report, frozen, now, before, saved, fees, unreceived, begun, begunBefore] = await Promise.all([
    annualReport(sql, scope, year, today),
    frozenOf(sql, scope.kept, year),
    tablesNow(sql, scope.agencyIds, period),
    year > FIRST_YEAR ? annualReport(sql, scope, year - 1, today) : undefined,
    key ? savedTexts(sql, key) : [],
    feesOf(sql, scope.agencyIds, period),
    unreceivedIn(sql, scope.agencyIds, period),
    hadBegun(sql, scope.agencyIds, period.to),
    hadBegun(sql, scope.agencyIds, `${year - 1}-12-31`),
  ])
  const { table3, table4 } = report
  const partsFromBefore = report.broken.some(({ rule }) => rule === 'carriedOver')
  const carried = partsFromBefore && (await frozenOf(sql, scope.kept, year - 1))?.tables.carriedOut
  const lastYear = before && (before.final || begunBefore) ? before.table3 : []
  return {
    ...{ report, form, fees: frozen?.tables.fees ?? fees },
    before: Object.fromEntries(lastYear.map((row) => [row.row, row])) as Partial<Record<Row, never>>,
    due: dueOf({ district: scope.kind === null, kind: scope.kind }, year, today),
    unreceived,
    movedCases: carried ? await movedSince(sql, viewer, scope.agencyIds, carried, `${year - 1}-12-31`) : [],
    isKnown: begun || saved.length > 0 || frozen !== undefined || year >= Number(today.slice(0, 4)) - 1,
    mayKeep: mayKeep(viewer, scope.kept),
    isOver: isOver({ year }, today),
    movedSince: frozen !== undefined && canonical(now) !== canonical({ table3, table4 }),
    texts: frozen?.tables.texts ?? textsIn(saved),
    history: key ? await actsOf(sql, key) : [],
  }
}

async function actsOf(sql: Sql, key: ReportKey): Promise<HistoryLine[]> {
  const entries = await reportEntries(sql, key)
  const names = await namesOf(
    sql,
    entries.map(({ by }) => by),
  )
  return entries
    .map(({ at, by, act, why, digest }) => ({
      ...{ at: new Date(at).toISOString(), by: names.get(by) ?? by, why },
      what: act === 'final' ? `定稿，校验值${digest.slice(0, 12)}……` : '重新打开',
    }))
    .toReversed()
}

/** One figure's cases. */
export async function showCell(
  { sql, time }: Asking,
  viewer: Viewer,
  scope: Scope,
  year: number,
  cell: Cell,
  cursor: string | undefined,
): Promise<CellView> {
  const period = periodOf(year, time.today())
  const [page, frozen, now] = await Promise.all([
    casesOfCell(sql, viewer, scope.agencyIds, period, cell, cursor),
    frozenOf(sql, scope.kept, year),
    countTable3(sql, scope.agencyIds, period),
  ])
  const figure = (table: typeof now) => table.find(({ row }) => row === cell.row)![cell.column]
  const total = frozen ? figure(frozen.tables.table3) : figure(now)
  return { ...cell, ...page, cursor, total, moved: total !== figure(now) }
}

/** What there is to write, with last year's words and what was saved before. */
export async function showTexts(
  { sql, time }: Asking,
  scope: Scope & { kept: Kept },
  year: number,
  back?: FormState,
): Promise<TextsView> {
  const { kept, agencyIds } = scope
  const [saved, before, frozen, frozenBefore, fees] = await Promise.all([
    savedTexts(sql, { ...kept, year }),
    savedTexts(sql, { ...kept, year: year - 1 }),
    frozenOf(sql, kept, year),
    frozenOf(sql, kept, year - 1),
    feesOf(sql, agencyIds, periodOf(year, time.today())),
  ])
  const texts = textsIn(saved)
  const names = await namesOf(
    sql,
    saved.map(({ by }) => by),
  )
  return {
    before: frozenBefore?.tables.texts ?? (before.length > 0 ? textsIn(before) : NO_TEXTS),
    ...{ fees, suggestion: feesInWords(year, fees), isFinal: frozen !== undefined },
    form: back ?? { values: valuesOf(texts), errors: [] },
    history: saved.map(({ at, by, part, content }) => ({
      ...{ at: new Date(at).toISOString(), by: names.get(by) ?? by },
      what: Object.hasOwn(PARTS, part)
        ? `${PARTS[part as Part].title}：${content || '（清空）'}`
        : '二、主动公开政府信息情况（表二）',
      why: '',
    })),
  }
}

/** By name of their field. */
const valuesOf = ({ table2, ...texts }: Texts): Record<string, string> => ({
  ...texts,
  ...Object.fromEntries(TABLE_2_CELLS.map((cell) => [cell, table2[cell] ?? ''])),
})
