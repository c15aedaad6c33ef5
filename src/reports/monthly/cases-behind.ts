/**
 * The cases behind a figure that the facts give, the earliest received first, a page at a time: by the conditions that
 * `counted.ts` counts by, and of these the cases that the asker sees. SQL: see `desk/question.ts`.
 */
import type { Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import { type Day, isCommonDay } from '../../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../../db/client.ts'
import { isId } from '../../ground/ids.ts'
import { allOf, anyOf, seenInSql } from '../../ledger/seen.ts'
import type { Who } from '../../people/sight.ts'
import { newYearOf } from './counted.ts'
import { type Counting, MEASURES, type OfCases } from './measures.ts'

const PAGE = 50
type Span = { from: Day; to: Day }

export type BehindCase = {
  id: string
  number: string | null
  receipt: string
  title: string
  applicantName: string
  agency: { code: string; name: string }
  receivedOn: Day
  /** The result that counts, and its day; null while there is none. */
  resultOn: Day | null
  outcome: Outcome | null
  /** The days within the span for which it is counted; none of what it took over or left waiting. */
  days: Day[]
}
export type BehindPage = { cases: BehindCase[]; next: string | null }
type Found = Omit<BehindCase, 'agency' | 'receivedOn'> & { agencyId: string; agencyName: string; since: Day }

/** One page. @param cursor as `next` of the page before gave it; anything else begins at the beginning */
export async function casesBehind(
  sql: Sql,
  who: Who,
  agencyIds: readonly string[],
  span: Span,
  measures: readonly string[],
  cursor?: string,
): Promise<BehindPage> {
  const where = allOf(sql, [
    sql`c.agency_id = any(${agencyIds as string[]})`,
    anyOf(
      sql,
      measures.map((name) => counts(sql, MEASURES[name]!.counting, span)),
    ),
    after(sql, cursor),
    seenInSql(sql, who),
  ])
  const found = await sql<Found[]>`
    select c.id, c.number, c.receipt, c.title, c.applicant_name, c.agency_id, a.name as agency_name,
      coalesce(c.received_on, c.counted_on, c.submitted_on) as since, c.counted_on as result_on, c.counted_as as outcome,
      array(select distinct d::text from (${daysOf(sql, measures, span)}) t (d) where d is not null order by 1) as days
    from cases c join agencies a on a.id = c.agency_id
    where ${where} order by coalesce(c.received_on, c.counted_on, c.submitted_on), c.id limit ${PAGE + 1}`
  const last = found.length > PAGE ? found[PAGE - 1] : undefined
  return {
    cases: found.slice(0, PAGE).map(({ agencyId, agencyName, since, ...one }) => ({
      ...one,
      ...{ agency: { code: agencyId, name: agencyName }, receivedOn: since },
    })),
    next: last ? `${last.since}_${last.id}` : null,
  }
}

/** The days of the case `c` for which these measures count it, a row each. */
const daysOf = (sql: Sql, measures: readonly string[], span: Span): Fragment =>
  measures.map((name) => dayOf(sql, MEASURES[name]!.counting, span)).reduce((all, one) => sql`${all} union all ${one}`)

function dayOf(sql: Sql, counting: Counting, { from, to }: Span): Fragment {
  if (counting.of === 'cases') {
    const on = { received: sql`coalesce(c.received_on, c.counted_on)`, results: sql`c.counted_on` }
    const { which } = counting
    return which === 'received' || which === 'results' ? sql`select ${on[which]}` : sql`select null::date`
  }
  if (counting.of === 'facts')
    return sql`select (f ->> 'on')::date from jsonb_array_elements(c.context -> 'clockFacts') f
      where f ->> 'type' = ${counting.type} and (f ->> 'on')::date between ${from} and ${to}`
  if (counting.of === 'fees') return sql`select (c.context #>> '{fee,notifiedOn}')::date`
  if (counting.of === 'released')
    return sql`select r.released_on from released r where r.agency_id = c.agency_id and r.case_id = c.id
      and r.released_on between ${from} and ${to}`
  const { kind, result } = counting
  const day = result === undefined ? sql`r.sought_on` : sql`r.decided_on`
  return sql`select ${day} from remedies r where r.agency_id = c.agency_id and r.case_id = c.id and r.kind = ${kind}
    and ${day} between ${from} and ${to} and ${result === undefined ? sql`r.n = r.suit` : sql`r.result = ${result}`}`
}

/** Is the case `c` counted by this measure? */
function counts(sql: Sql, counting: Counting, { from, to }: Span): Fragment {
  if (counting.of === 'cases') return ofCases(sql, counting, { from, to })
  if (counting.of === 'facts')
    return sql`(c.counted_on is null or c.counted_on >= ${newYearOf(from)}) and exists (
      select from jsonb_array_elements(c.context -> 'clockFacts') f
      where f ->> 'type' = ${counting.type} and (f ->> 'on')::date between ${from} and ${to})`
  if (counting.of === 'fees')
    return allOf(sql, [
      sql`(c.counted_on is null or c.counted_on >= ${newYearOf(from)}) and jsonb_typeof(c.context -> 'fee') = 'object'`,
      sql`(c.context #>> '{fee,notifiedOn}')::date between ${from} and ${to}`,
      counting.which.startsWith('paid') && sql`(c.context #>> '{fee,paid}')::boolean`,
    ])
  if (counting.of === 'released')
    return sql`exists (select from released r where r.agency_id = c.agency_id and r.case_id = c.id
      and r.released_on between ${from} and ${to})`
  const { kind, result } = counting
  const these = sql`r.agency_id = c.agency_id and r.case_id = c.id and r.kind = ${kind} and r.sought_on <= ${to}`
  return result === undefined
    ? sql`exists (select from remedies r where ${these} and r.n = r.suit and r.sought_on >= ${from})`
    : sql`exists (select from remedies r where ${these} and r.result = ${result} and r.decided_on between ${from} and ${to}
        and not exists (select from remedies l where (l.agency_id, l.case_id, l.suit) = (r.agency_id, r.case_id, r.suit)
          and l.n > r.n and l.sought_on <= ${to}))`
}

function ofCases(sql: Sql, { which, channel, columns, outcomes, late }: OfCases, { from, to }: Span): Fragment {
  const since = sql`coalesce(c.received_on, c.counted_on)`
  const done = sql`c.counted_on between ${from} and ${to}`
  return allOf(sql, [
    sql`${since} <= ${to} and (c.counted_on is null or c.counted_on >= ${from})`,
    which === 'received' && sql`${since} >= ${from}`,
    which === 'carriedIn' && sql`${since} < ${from}`,
    which === 'results' && done,
    which === 'waiting' && sql`(c.counted_on is null or c.counted_on > ${to})`,
    channel !== undefined && sql`c.channel = ${channel}`,
    columns !== undefined && sql`c.applicant_column = any(${columns as string[]})`,
    outcomes !== undefined && sql`c.counted_as = any(${outcomes as string[]})`,
    late === true && sql`c.late`,
  ])
}

function after(sql: Sql, cursor: string | undefined): Fragment | undefined {
  const [, on, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  if (!on || !id || !isCommonDay(on) || !isId(id)) return undefined
  return sql`(coalesce(c.received_on, c.counted_on, c.submitted_on), c.id) > (${on}::date, ${id}::uuid)`
}
