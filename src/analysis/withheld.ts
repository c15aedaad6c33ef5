/**
 * 自查 (Art 18): whether what was withheld may be opened by now, looked at case by case. The reason is recorded as a note of the case,
 * under its hash like every fact; the result beside it, so that a list can ask for it.
 */
import type { Fact, Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, isCommonDay } from '../../workflows/statute/days.ts'
import { accept } from '../cases/accept.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { Period } from '../ground/year.ts'
import type { House, Working } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import type { Viewer } from '../people/sessions.ts'
import { type Place, reaches } from '../people/sight.ts'
import { concludedIn, WITHHELD } from './figures.ts'

export const RESULTS_AGAIN = { stays: '仍不公开', open: '可以公开' } as const
export type ResultAgain = keyof typeof RESULTS_AGAIN

export type Review = { n: number; result: ResultAgain; position: number; by: string; at: string }
export type WithheldCase = {
  id: string
  agencyName: string
  number: string | null
  receipt: string
  title: string
  outcome: Outcome
  on: Day
  /** What the last look came to; null of a case that nobody has looked at again. */
  result: ResultAgain | null
  lookedAt: string | null
}
export type WithheldPage = { cases: WithheldCase[]; total: number; left: number; next: string | null }

const PAGE = 50

/** Withheld, whole or in part, in the year. */
const isWithheld = (sql: Sql, period: Period): Fragment =>
  sql`${concludedIn(sql, period)} and c.counted_as = any(${WITHHELD as Outcome[]})`
const lastLook = (sql: Sql): Fragment => sql`left join lateral (
  select result, at from withheld_reviews w where w.agency_id = c.agency_id and w.case_id = c.id order by n desc limit 1) w on true`

/**
 * SQL: see `desk/question.ts`. A page of the cases to look at again, of these those that the viewer sees, the earliest answered first.
 * @param left those alone that nobody has looked at
 * @param cursor as `next` of the page before gave it; anything else begins at the beginning
 */
export async function withheldCases(
  sql: Sql,
  viewer: Viewer,
  agencyIds: readonly string[],
  period: Period,
  left: boolean,
  cursor?: string,
): Promise<WithheldPage> {
  const these = sql`c.agency_id = any(${agencyIds as string[]}) and ${isWithheld(sql, period)} and ${seenInSql(sql, viewer)}`
  const [[counted], found] = await Promise.all([
    sql<[{ total: number; left: number }]>`
      select count(*)::int as total, (count(*) filter (where w.result is null))::int as left
      from cases c ${lastLook(sql)} where ${these}`,
    sql<WithheldCase[]>`
      select c.id, a.name as agency_name, c.number, c.receipt, c.title, c.counted_as as outcome, c.counted_on as "on",
        w.result, w.at as looked_at
      from cases c join agencies a on a.id = c.agency_id ${lastLook(sql)}
      where ${allOf(sql, [these, left && sql`w.result is null`, after(sql, cursor)])}
      order by c.counted_on, c.id limit ${PAGE + 1}`,
  ])
  const last = found.length > PAGE ? found[PAGE - 1] : undefined
  return {
    ...counted,
    cases: found
      .slice(0, PAGE)
      .map((one) => ({ ...one, lookedAt: one.lookedAt && new Date(one.lookedAt).toISOString() })),
    next: last ? `${last.on}_${last.id}` : null,
  }
}

function after(sql: Sql, cursor: string | undefined): Fragment | undefined {
  const [, on, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  if (!on || !id || !isCommonDay(on) || !isId(id)) return undefined
  return sql`(c.counted_on, c.id) > (${on}::date, ${id}::uuid)`
}

/** SQL: some lines by their key. What was found of a case, the latest first. */
export const reviewsOf = (sql: Sql, { agencyId, id }: Pick<CaseRow, 'agencyId' | 'id'>) => sql<Review[]>`
  select n, result, position, "by", at from withheld_reviews where agency_id = ${agencyId} and case_id = ${id} order by n desc`

/** Is there something to look at again? */
export const isToLookAt = ({ countedAs }: Pick<CaseRow, 'countedAs'>): boolean =>
  countedAs !== null && WITHHELD.includes(countedAs)

/** May this person put it down? Whoever handles the case, and the head. */
export const mayLook = (viewer: Viewer, row: Place): boolean =>
  viewer.seats.some((seat) => (['handler', 'head'] as const).some((role) => reaches(seat, role, row)))

/**
 * Puts a result down, with its reason on record.
 * @throws Refusal NOT_YOURS; FACT_REFUSED where the case hears no notes any more
 */
export async function lookAgain(
  house: Working & Pick<House, 'time'>,
  viewer: Viewer,
  row: CaseRow,
  { result, why }: { result: ResultAgain; why: string },
  key: string | undefined,
): Promise<void> {
  if (!mayLook(viewer, row)) throw new Refusal('NOT_YOURS')
  const [at, by] = [house.time.now(), `staff:${viewer.username}`]
  const fact: Fact = {
    ...{ type: 'noted', on: house.time.today() },
    text: `自查（条例第十八条）：${RESULTS_AGAIN[result]}。理由：${why}`,
  }
  const keyed = { scope: `${viewer.id} ${row.id}`, key }
  const { agencyId, id } = row
  await accept(house, row, fact, [], { by, at }, keyed, viewer, async (tx, file) => {
    await tx`
      insert into withheld_reviews (agency_id, case_id, n, result, position, "by", at)
      select ${agencyId}, ${id}::uuid, 1 + coalesce(max(n), 0), ${result}, ${file.row.length}::int, ${by}, ${at.toISOString()}::timestamptz
      from withheld_reviews where agency_id = ${agencyId} and case_id = ${id}::uuid`
    return { id }
  })
}
