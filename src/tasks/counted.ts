/**
 * The figures of `measures.ts`, for several agencies together, each from the year's first day to a given one. SQL: the nightly
 * reminder asks, too; cases by the indexes of supervision and of the annual report.
 */
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import type { MeasureName } from './measures.ts'

/** Of which agencies, from which day to which, both included. */
export type Span = { agencyIds: readonly string[]; year: number; to: Day }
/** `part` of `whole`; without `whole` it is a number by itself. */
type Row = { agencyId: string; part: number; whole?: number }

/** Withheld, whole or in part: rows 3.2 and 3.3.1 to 3.3.7 of table 3. */
const WITHHELD = (Object.keys(OUTCOMES) as Outcome[]).filter((one) => /^3\.(2|3\.[1-7])$/.test(OUTCOMES[one].row))

const first = ({ year }: Span): Day => `${year}-01-01`
/** The end of a day in Shanghai. */
const until = (sql: Sql, { to }: Span) => sql`(${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`
const ids = ({ agencyIds }: Span) => agencyIds as string[]

const answered = (sql: Sql, span: Span) => sql`
  from cases c where c.agency_id = any(${ids(span)})
    and c.settled_on is not null and c.settled_on between ${first(span)} and ${span.to} group by agency_id`

const COUNTED: Record<MeasureName, (sql: Sql, span: Span) => Promise<Row[]>> = {
  annualFinal: (sql, span) => sql<Row[]>`
    select agency_id, 1 as part from (
      select distinct on (agency_id) agency_id, act from annual_reports
      where agency_id = any(${ids(span)}) and not district and year = ${span.year - 1} and at < ${until(sql, span)}
      order by agency_id, n desc) l where act = 'final'`,
  monthlyReported: (sql, span) => sql<Row[]>`
    select agency_id, count(*)::int as part from (
      select distinct on (agency_id, month) agency_id, act from monthly_returns
      where agency_id = any(${ids(span)}) and not district and month between ${`${span.year}-01`} and ${`${span.year}-12`}
        and at < ${until(sql, span)}
      order by agency_id, month, n desc) l where act = 'final' group by agency_id`,
  converted: (sql, span) => sql<Row[]>`
    select agency_id, count(*)::int as part from released
    where agency_id = any(${ids(span)}) and case_id is not null and released_on between ${first(span)} and ${span.to}
      and (withdrawn_on is null or withdrawn_on > ${span.to}) group by agency_id`,
  withheldLooked: (sql, span) => sql<Row[]>`
    select c.agency_id, count(*)::int as whole, (count(*) filter (where exists (
      select from withheld_reviews w where w.agency_id = c.agency_id and w.case_id = c.id and w.at < ${until(sql, span)})))::int as part
    from cases c where c.agency_id = any(${ids(span)}) and c.counted_on between ${first(span)} and ${span.to}
      and c.counted_as = any(${WITHHELD}) group by c.agency_id`,
  inTime: (sql, span) => sql<Row[]>`
    select agency_id, count(*)::int as whole, (count(*) filter (where c.late is not true))::int as part ${answered(sql, span)}`,
  late: (sql, span) => sql<Row[]>`
    select agency_id, (count(*) filter (where c.late))::int as part ${answered(sql, span)}`,
  lost: (sql, span) => sql<Row[]>`
    select agency_id, count(*)::int as part from (
      select distinct on (agency_id, case_id, suit) agency_id, result, decided_on from remedies
      where agency_id = any(${ids(span)}) and sought_on <= ${span.to}
      order by agency_id, case_id, suit, n desc) l
    where result = 'corrected' and decided_on between ${first(span)} and ${span.to} group by agency_id`,
}

/** Shares: without anything to count there is none. */
const SHARES: readonly MeasureName[] = ['withheldLooked', 'inTime']

/** Cut, never rounded: 94.96 % is not 95 %. */
const share = ({ part, whole }: Row): number | null => (whole ? Math.floor((part * 1_000) / whole) / 10 : null)

/** @returns the figure of an agency; null where there is nothing to count */
export async function counted(
  sql: Sql,
  measure: MeasureName,
  span: Span,
): Promise<(agencyId: string) => number | null> {
  const rows = new Map((await COUNTED[measure](sql, span)).map((row) => [row.agencyId, row]))
  const isShare = SHARES.includes(measure)
  return (agencyId) => {
    const row = rows.get(agencyId)
    if (isShare) return row ? share(row) : null
    return row?.part ?? 0
  }
}
