/** The cases behind a figure of the analysis, a page at a time, the earliest received first, of these those that the asker sees. */
import type { Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, isCommonDay } from '../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { isId } from '../ground/ids.ts'
import type { Period } from '../ground/year.ts'
import type { House } from '../house.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import type { Who } from '../people/sight.ts'
import { applicantOf, conditionOf, type Figure, receivedIn, subjectOf } from './figures.ts'
import { idsAbout } from './subjects-found.ts'
import { idsWith } from './words-found.ts'

const PAGE = 50
/** So many of those who apply again and again stand on the page. */
const MOST_REPEATED = 10

export type FoundCase = {
  id: string
  agencyId: string
  agencyName: string
  number: string | null
  receipt: string
  title: string
  applicantName: string
  since: Day
  countedOn: Day | null
  countedAs: Outcome | null
  settledOn: Day | null
  dueOn: Day | null
}
export type FoundPage = { cases: FoundCase[]; total: number; next: string | null }

/** SQL: see `desk/question.ts`. One page. @param cursor as `next` of the page before gave it; anything else begins at the beginning */
export async function casesOfFigure(
  house: Pick<House, 'sql' | 'keys'>,
  who: Who,
  agencyIds: readonly string[],
  period: Period,
  figure: Figure,
  cursor?: string,
): Promise<FoundPage> {
  const { sql } = house
  const condition =
    conditionOf(sql, figure, period, agencyIds) ??
    sql`c.id = any(${await idsOf(house, agencyIds, period, figure)}::uuid[])`
  const these = allOf(sql, [sql`c.agency_id = any(${agencyIds as string[]})`, condition, seenInSql(sql, who)])
  const [[counted], found] = await Promise.all([
    sql<[{ n: number }]>`select count(*)::int as n from cases c where ${these}`,
    sql<FoundCase[]>`
      select c.id, c.agency_id, a.name as agency_name, c.number, c.receipt, c.title, c.applicant_name,
        coalesce(c.received_on, c.counted_on, c.submitted_on) as since, c.counted_on, c.counted_as, c.settled_on, c.due_on
      from cases c join agencies a on a.id = c.agency_id
      where ${allOf(sql, [these, after(sql, cursor)])} order by since, c.id limit ${PAGE + 1}`,
  ])
  const last = found.length > PAGE ? found[PAGE - 1] : undefined
  return {
    cases: found.slice(0, PAGE).map((one) => ({ ...one })),
    total: counted.n,
    next: last ? `${last.since}_${last.id}` : null,
  }
}

/** Of a figure of which the requests tell. */
function idsOf(house: Pick<House, 'sql' | 'keys'>, agencyIds: readonly string[], period: Period, figure: Figure) {
  const subject = subjectOf(figure)
  return subject
    ? idsAbout(house.sql, agencyIds, period, subject, figure.family === 'given')
    : idsWith(house, agencyIds, period, figure.of)
}

function after(sql: Sql, cursor: string | undefined): Fragment | undefined {
  const [, on, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  if (!on || !id || !isCommonDay(on) || !isId(id)) return undefined
  return sql`(coalesce(c.received_on, c.counted_on, c.submitted_on), c.id) > (${on}::date, ${id}::uuid)`
}

/** `caseId`: one of their applications, by which the list of all is asked for. */
export type Repeated = { caseId: string; name: string; agency: string; n: number }

/** SQL: counted from the index of the year. Who applied most often, by name: for pages of who sees these cases, and for no export. */
export const mostRepeated = (sql: Sql, who: Who, agencyIds: readonly string[], period: Period) => sql<Repeated[]>`
  select k.id as case_id, k.name, a.name as agency, k.n from (
    select agency_id, (array_agg(id order by id desc))[1] as id, (array_agg(applicant_name order by id desc))[1] as name,
      count(*)::int as n
    from (select c.agency_id, c.id, c.applicant_name, ${applicantOf(sql)} as applicant from cases c
      where c.agency_id = any(${agencyIds as string[]}) and ${receivedIn(sql, period)} and ${seenInSql(sql, who)}) each_one
    where applicant is not null group by agency_id, applicant having count(*) > 1
  ) k join agencies a on a.id = k.agency_id order by k.n desc, k.id limit ${MOST_REPEATED}`
