/**
 * What the facts give of a span, for each agency by itself. SQL: one statement for each kind of thing that is counted, of all
 * agencies of a district together.
 */
import type { Channel, Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import type { Sql, Tx } from '../../db/client.ts'
import type { ApplicantColumn } from '../../ledger/applicants.ts'
import type { Period } from '../annual-year.ts'
import type { Proceeding } from '../shape.ts'
import { type Counting, MEASURES, type OfCases, type OfFacts, type OfFees, type OfRemedies } from './measures.ts'
import { type Month, monthOf } from './months.ts'

/** The figure of a measure, by its name. */
export type Figures = (agencyId: string, measure: string) => number
type Span = Pick<Period, 'from' | 'to'>

/** Applications that the span knew, alike in all that is asked of them; `outcome` null of those that waited at its end. */
type Cases = {
  agencyId: string
  channel: Channel
  column: ApplicantColumn
  outcome: Outcome | null
  isNew: boolean
  isLate: boolean
  n: number
}
type Facts = { agencyId: string; type: OfFacts['type']; month: Month; n: number }
type Fees = { agencyId: string; month: Month } & Record<OfFees['which'], number>
/** What lies in the context of the cases, by month: read once for all spans of a year, for it is the most work. */
export type Happened = { facts: readonly Facts[]; fees: readonly Fees[] }
type Remedies = { agencyId: string; kind: Proceeding; result: OfRemedies['result'] | null; n: number }
type Released = { agencyId: string; n: number }

const asks = (measures: readonly string[], of: Counting['of']) =>
  measures.some((name) => MEASURES[name]!.counting.of === of)

/** Of a year so far, or of a part of it. */
export async function happenedIn(
  sql: Sql | Tx,
  agencyIds: readonly string[],
  span: Span,
  measures: readonly string[],
): Promise<Happened> {
  const [facts, fees] = await Promise.all([
    asks(measures, 'facts') ? countFacts(sql, agencyIds, span) : [],
    asks(measures, 'fees') ? countFees(sql, agencyIds, span) : [],
  ])
  return { facts, fees }
}

/**
 * @param span of whole months of one year, the last one perhaps up to today
 * @param measures those that will be asked for: of another kind nothing is counted
 * @param happened of a span that holds this one, where it is known
 */
export async function countedIn(
  sql: Sql | Tx,
  agencyIds: readonly string[],
  span: Span,
  measures: readonly string[],
  happened?: Happened,
): Promise<Figures> {
  const [cases, remedies, released, { facts, fees }] = await Promise.all([
    asks(measures, 'cases') ? countCases(sql, agencyIds, span) : [],
    asks(measures, 'remedies') ? countRemedies(sql, agencyIds, span) : [],
    asks(measures, 'released') ? countReleased(sql, agencyIds, span) : [],
    happened ?? happenedIn(sql, agencyIds, span, measures),
  ])
  const [first, last] = [monthOf(span.from), monthOf(span.to)]
  const within = ({ month }: { month: Month }) => first <= month && month <= last
  // Forty agencies ask sixty figures each: every one looks through its own rows alone.
  const of = {
    ...{ cases: byAgency(cases), facts: byAgency(facts), fees: byAgency(fees) },
    ...{ remedies: byAgency(remedies), released: byAgency(released) },
  }
  return (agencyId, measure) => {
    const { counting } = MEASURES[measure]!
    if (counting.of === 'cases') return sumOf(of.cases(agencyId), (one) => (isCounted(one, counting) ? one.n : 0))
    if (counting.of === 'facts')
      return sumOf(of.facts(agencyId), (one) => (one.type === counting.type && within(one) ? one.n : 0))
    if (counting.of === 'fees') return sumOf(of.fees(agencyId), (one) => (within(one) ? one[counting.which] : 0))
    if (counting.of === 'released') return sumOf(of.released(agencyId), ({ n }) => n)
    const { kind, result = null } = counting
    return sumOf(of.remedies(agencyId), (one) => (one.kind === kind && one.result === result ? one.n : 0))
  }
}

const sumOf = <T>(all: readonly T[], number: (one: T) => number) => all.reduce((sum, one) => sum + number(one), 0)

function byAgency<T extends { agencyId: string }>(all: readonly T[]): (agencyId: string) => readonly T[] {
  const rows = Map.groupBy(all, ({ agencyId }) => agencyId)
  return (agencyId) => rows.get(agencyId) ?? []
}

/** Are these applications counted by the measure? The same as a condition on cases: `cases-behind.ts`. */
function isCounted({ channel, column, outcome, isNew, isLate }: Cases, counting: OfCases): boolean {
  const { which } = counting
  if (which === 'received' && !isNew) return false
  if (which === 'carriedIn' && isNew) return false
  if (which === 'results' && outcome === null) return false
  if (which === 'waiting' && outcome !== null) return false
  if (counting.channel && counting.channel !== channel) return false
  if (counting.columns && !counting.columns.includes(column)) return false
  if (counting.outcomes && !(outcome && counting.outcomes.includes(outcome))) return false
  return !counting.late || isLate
}

/** Received by the end of the span, and without a result that counts before it: what it received or took over. */
const countCases = (sql: Sql | Tx, agencyIds: readonly string[], { from, to }: Span) => sql<Cases[]>`
  select agency_id, channel, "column", outcome, is_new, is_late, count(*)::int as n from (
    select agency_id, channel, applicant_column as "column", coalesce(received_on, counted_on) >= ${from} as is_new,
      case when counted_on <= ${to} then counted_as end as outcome,
      coalesce(counted_on <= ${to} and late, false) as is_late
    from cases where agency_id = any(${agencyIds as string[]}) and coalesce(received_on, counted_on) <= ${to}
      and (counted_on is null or counted_on >= ${from})
  ) known group by 1, 2, 3, 4, 5, 6`

/** Of cases that had no result that counts before the year: afterwards nothing is asked for, extended or consulted. */
const countFacts = (sql: Sql | Tx, agencyIds: readonly string[], { from, to }: Span) => sql<Facts[]>`
  select c.agency_id, f ->> 'type' as type, left(f ->> 'on', 7) as month, count(*)::int as n
  from cases c cross join lateral jsonb_array_elements(c.context -> 'clockFacts') f
  where c.agency_id = any(${agencyIds as string[]}) and (c.counted_on is null or c.counted_on >= ${newYearOf(from)})
    and f ->> 'type' in ('correctionRequested', 'extended', 'thirdPartyConsulted')
    and (f ->> 'on')::date between ${from} and ${to} group by 1, 2, 3`

/** 国办函〔2020〕109号, as chapter 6 of the annual report counts them: in whole yuan, by the day of the notice. */
const countFees = (sql: Sql | Tx, agencyIds: readonly string[], { from, to }: Span) => sql<Fees[]>`
  select agency_id, month, count(*)::int as notified, coalesce(sum(amount), 0)::int as notified_amount,
    (count(*) filter (where paid))::int as paid, coalesce(sum(amount) filter (where paid), 0)::int as paid_amount
  from (
    select agency_id, left(context #>> '{fee,notifiedOn}', 7) as month, (context #>> '{fee,amount}')::int as amount,
      (context #>> '{fee,paid}')::boolean as paid
    from cases where agency_id = any(${agencyIds as string[]}) and (counted_on >= ${newYearOf(from)} or counted_on is null)
      and jsonb_typeof(context -> 'fee') = 'object' and (context #>> '{fee,notifiedOn}')::date between ${from} and ${to}
  ) asked group by 1, 2`

/** The first day of its year. */
export const newYearOf = (day: Day): Day => `${day.slice(0, 4)}-01-01`

/** Sought: a suit once, its appeals not; decided: by the last of its instances that was sought by the end, as table 4 has it. */
const countRemedies = (sql: Sql | Tx, agencyIds: readonly string[], { from, to }: Span) => sql<Remedies[]>`
  with of_these as (
    select * from remedies where agency_id = any(${agencyIds as string[]}) and sought_on <= ${to}
  ), last as (
    select distinct on (agency_id, case_id, suit) agency_id, kind, result, decided_on from of_these
    order by agency_id, case_id, suit, n desc
  )
  select agency_id, kind, null as result, count(*)::int as n from of_these where n = suit and sought_on >= ${from} group by 1, 2
  union all
  select agency_id, kind, result, count(*)::int from last where decided_on between ${from} and ${to} group by 1, 2, 3`

/** What a case led to in the reading room (Art 44), by the day on which it was made public, whatever became of it since. */
const countReleased = (sql: Sql | Tx, agencyIds: readonly string[], { from, to }: Span) => sql<Released[]>`
  select agency_id, count(*)::int as n from released
  where agency_id = any(${agencyIds as string[]}) and case_id is not null and released_on between ${from} and ${to} group by 1`
