/**
 * The cases behind one figure of table 3, each with the reason why it is counted there: the earliest received first, a page
 * at a time. The same conditions that `annual-count.ts` counts by, and of these the cases that the asker sees. SQL: see
 * `desk/question.ts`.
 */
import type { Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, isCommonDay } from '../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { isId } from '../ground/ids.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import type { Who } from '../people/sight.ts'
import { becauseOf, type Counting } from './annual-because.ts'
import { outcomesOf } from './annual-rows.ts'
import type { Period } from './annual-year.ts'
import type { Column, Row } from './shape.ts'

const PAGE = 50

/** A cell: which row, which column. */
export type Cell = { row: Row; column: Column }
export type CountedCase = {
  id: string
  number: string | null
  receipt: string
  title: string
  applicantName: string
  agency: { code: string; name: string }
  /** The column of its applicant. */
  column: Column
  receivedOn: Day
  /** The result that counts in the end, and its day; null while there is none. */
  resultOn: Day | null
  outcome: Outcome | null
  because: string
}
export type CountedPage = { cases: CountedCase[]; next: string | null }

type Found = Counting &
  Omit<CountedCase, 'agency' | 'receivedOn' | 'resultOn' | 'outcome' | 'because'> & {
    agencyId: string
    agencyName: string
    since: Day
  }

/** One page. @param cursor as `next` of the page before gave it; anything else begins at the beginning */
export async function casesOfCell(
  sql: Sql,
  who: Who,
  agencyIds: readonly string[],
  period: Period,
  { row, column }: Cell,
  cursor?: string,
): Promise<CountedPage> {
  const where = allOf(sql, [
    sql`c.agency_id = any(${agencyIds as string[]})`,
    inRow(sql, row, period),
    column !== 'total' && sql`c.applicant_column = ${column}`,
    after(sql, cursor),
    seenInSql(sql, who),
  ])
  const found = await sql<Found[]>`
    select c.id, c.number, c.receipt, c.title, c.applicant_name, c.agency_id, a.name as agency_name,
      c.applicant_column as "column", c.received_on, coalesce(c.received_on, c.counted_on) as since, c.counted_on, c.counted_as,
      c.status, c.context ->> 'withdrawnOn' as withdrawn_on, c.context -> 'ended' as ended,
      (c.context #>> '{clockFacts,0,coApplicants}')::int as together
    from cases c join agencies a on a.id = c.agency_id
    where ${where} order by coalesce(c.received_on, c.counted_on), c.id limit ${PAGE + 1}`
  const last = found.length > PAGE ? found[PAGE - 1] : undefined
  return {
    cases: found.slice(0, PAGE).map((one) => told(one, row, period)),
    next: last ? `${last.since}_${last.id}` : null,
  }
}

const told = (kase: Found, row: Row, period: Period): CountedCase => {
  const { id, number, receipt, title, applicantName, agencyId, agencyName, column, since } = kase
  return {
    ...{ id, number, receipt, title, applicantName, agency: { code: agencyId, name: agencyName }, column },
    ...{ receivedOn: since, resultOn: kase.countedOn, outcome: kase.countedAs },
    because: becauseOf(kase, row, period),
  }
}

/** Is the case `c` counted in this row? */
function inRow(sql: Sql, row: Row, { from, to }: Period): Fragment {
  const since = sql`coalesce(c.received_on, c.counted_on)`
  const waitsOn = (day: Day, orHadItThen: boolean) =>
    orHadItThen
      ? sql`(c.counted_on is null or c.counted_on >= ${day})`
      : sql`(c.counted_on is null or c.counted_on > ${day})`
  if (row === '1') return sql`${since} between ${from} and ${to}`
  if (row === '2') return sql`${since} < ${from} and ${waitsOn(from, true)}`
  if (row === '4') return sql`${since} <= ${to} and ${waitsOn(to, false)}`
  return sql`c.counted_on between ${from} and ${to} and c.counted_as = any(${outcomesOf(row)}::text[])`
}

function after(sql: Sql, cursor: string | undefined): Fragment | undefined {
  const [, on, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  if (!on || !id || !isCommonDay(on) || !isId(id)) return undefined
  return sql`(coalesce(c.received_on, c.counted_on), c.id) > (${on}::date, ${id}::uuid)`
}
