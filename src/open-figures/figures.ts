/**
 * What is counted of a year for the public: by agency, through which channel and in which quarter applications came, how long they
 * took and whether the answer was put off. The results are left out: the annual report has them figure by figure, by law, so that
 * suppressing one here would hide nothing. SQL: one statement a table, from the index of table 3.
 */
import { CHANNELS } from '../../workflows/disclosure/vocabulary.ts'
import type { Fragment, Sql } from '../db/client.ts'
import type { Period } from '../ground/year.ts'
import { suppressed } from './suppress.ts'

/** A table as it is published: null is a figure that is not. `totals` are those of the annual report. */
export type Figured = {
  of: TableName
  kinds: string[]
  cells: (number | null)[][]
  sums: (number | null)[]
  totals: number[]
}
export type Figures = { agencies: { code: string; name: string }[]; tables: Figured[] }

const received = (sql: Sql, { from, to }: Period) =>
  sql`(c.counted_on is null or c.counted_on >= ${from}) and coalesce(c.received_on, c.counted_on) between ${from} and ${to}`
const concluded = (sql: Sql, { from, to }: Period) => sql`c.counted_on between ${from} and ${to}`

type Told = { kinds: readonly string[]; which: (sql: Sql, period: Period) => Fragment; kind: (sql: Sql) => Fragment }

/** `kind` gives one of `kinds` for the case `c`. Totals: of `received` row 1 of table 3, of `concluded` row 3.7. */
const TABLES = {
  channel: { kinds: Object.keys(CHANNELS), which: received, kind: (sql) => sql`c.channel` },
  quarter: {
    ...{ kinds: ['1', '2', '3', '4'], which: received },
    kind: (sql) => sql`extract(quarter from coalesce(c.received_on, c.counted_on))::text`,
  },
  // Calendar days from receipt to the result that counts.
  days: {
    ...{ kinds: ['10', '30', '60', 'more'], which: concluded },
    kind: (sql) => sql`case when c.counted_on - coalesce(c.received_on, c.counted_on) <= 10 then '10'
      when c.counted_on - coalesce(c.received_on, c.counted_on) <= 30 then '30'
      when c.counted_on - coalesce(c.received_on, c.counted_on) <= 60 then '60' else 'more' end`,
  },
  extended: {
    ...{ kinds: ['no', 'yes'], which: concluded },
    kind: (sql) =>
      sql`case when jsonb_path_exists(c.context, '$.clockFacts[*] ? (@.type == "extended")') then 'yes' else 'no' end`,
  },
} as const satisfies Record<string, Told>
export type TableName = keyof typeof TABLES

/** Counted and suppressed. @param agencies in the order in which they are shown */
export async function figuresOf(
  sql: Sql,
  agencies: readonly { id: string; name: string }[],
  period: Period,
): Promise<Figures> {
  const ids = agencies.map(({ id }) => id)
  const tables = await Promise.all(
    (Object.keys(TABLES) as TableName[]).map(async (of): Promise<Figured> => {
      const { kinds, which, kind }: Told = TABLES[of]
      const rows = await sql<{ agencyId: string; kind: string; n: number }[]>`
        select c.agency_id, ${kind(sql)} as kind, count(*)::int as n from cases c
        where c.agency_id = any(${ids}) and ${which(sql, period)} group by 1, 2`
      const counted = ids.map((id) =>
        kinds.map((one) => rows.find((row) => row.agencyId === id && row.kind === one)?.n ?? 0),
      )
      return { of, ...published(kinds, counted) }
    }),
  )
  return { agencies: agencies.map(({ id, name }) => ({ code: id, name })), tables }
}

/** A table as it may be read. */
export function published(kinds: readonly string[], counted: readonly (readonly number[])[]): Omit<Figured, 'of'> {
  const hidden = suppressed(counted)
  return {
    kinds: [...kinds],
    cells: counted.map((row, i) => row.map((n, k) => (hidden.cells[i]![k] ? null : n))),
    sums: kinds.map((_, k) => (hidden.sums[k] ? null : counted.reduce((sum, row) => sum + row[k]!, 0))),
    totals: counted.map((row) => row.reduce((sum, n) => sum + n, 0)),
  }
}
