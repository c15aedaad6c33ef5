/**
 * The rows of a list: which cases stand on a page the indexes say alone, those of each agency, and only of these the rows are
 * read. What was looked up by words is sorted where it is little. SQL: see `question.ts`.
 */
import type { Fragment, Sql } from '../db/client.ts'
import { wordsOf } from '../ground/fold.ts'
import { isHandedBack } from '../ledger/moved.ts'
import { allOf, seenAgenciesInSql } from '../ledger/seen.ts'
import type { Held } from './by-handler.ts'
import { type InPlace, inOrderOf, isDown, orderAmong, type Place, type Sort, sortedBy } from './order.ts'
import type { DeskQuestion } from './question.ts'
import type { DeskRow } from './views.ts'

/** Of what was looked up so many cases are read and sorted; where there are more, a page of the list soon has some. */
const MANY = 2_000

/** A row of a list; its words as they are searched for, where somebody searches. */
export type FoundRow = DeskRow & { agencyId: string; search: string }

/** `n`: how many were looked up. */
export type Row = Omit<FoundRow, 'left'> & InPlace & { n: number }

/** Of each agency the first rows by its index, and of all these the first. @param where the parts that are read together */
export const deskRows = (
  sql: Sql,
  ask: DeskQuestion,
  where: readonly Fragment[],
  sort: Sort,
  most: number,
  held?: Held,
) =>
  shown(
    sql,
    sort,
    ask,
    sql`
      select c.agency_id, c.id, c.led_by, c.sorted_by, 0 as n from agencies a cross join lateral (
        ${together(sql, where, (part) =>
          ofEach(
            sql,
            sort,
            held,
            sql`c.agency_id = a.id`,
            (of, led) => sql`
          select c.agency_id, c.id, ${held ? sql`${led} as led_by, c.next_due_on as sorted_by` : sortedBy(sql, sort)}
          from cases c where ${of} and ${part} order by ${inOrderOf(sql, sort)} limit ${literal(sql, most)}`,
          ),
        )}
      ) c where ${agenciesOf(sql, ask)} order by ${orderAmong(sql, sort)} limit ${literal(sql, most)}`,
  )

/** The same of each person alone, whose index stands by the day: a page of each. @param led what leads, in the order of the list */
export function ofEach(
  sql: Sql,
  sort: Sort,
  held: Held | undefined,
  of: Fragment,
  ask: (of: Fragment, led: Fragment) => Fragment,
): Fragment {
  if (!held) return ask(of, sql`null`)
  const led = isDown(sort) ? sql`-h.n` : sql`h.n`
  return sql`
    select c.* from unnest(${held.agencyIds}::text[], ${held.ids}::uuid[]) with ordinality h (agency_id, id, n)
    cross join lateral (${ask(sql`${of} and c.agency_id = h.agency_id and c.handler_id = h.id`, led)}) c`
}

/**
 * The first of what an index finds, behind a place among them; undefined where that is more than MANY, which are too many to be
 * sorted for each who asks.
 */
export async function lookedUp(
  sql: Sql,
  ask: DeskQuestion,
  where: readonly Fragment[],
  sort: Sort,
  most: number,
  from?: Place,
): Promise<Row[] | undefined> {
  const words = wordsOf(ask.q ?? '')
  const behind = from
    ? sql`where (c.sorted_by, c.id) ${isDown(sort) ? sql`<` : sql`>`} (${from.text ?? ''}::text, ${from.id}::uuid)`
    : sql``
  const rows = await shown(
    sql,
    sort,
    ask,
    sql`
      select c.* from (select c.agency_id, c.id, c.led_by, c.sorted_by, (count(*) over ())::int as n from (
        select c.* from agencies a cross join lateral (
          ${together(
            sql,
            where,
            (part) => sql`
            select c.agency_id, c.id, ${sortedBy(sql, sort, words)} from cases c where c.agency_id = a.id and ${part}
            limit ${literal(sql, MANY + 1)}`,
          )}
        ) c where ${agenciesOf(sql, ask)} limit ${literal(sql, MANY + 1)}
      ) c) c ${behind} order by ${orderAmong(sql, sort)} limit ${literal(sql, most)}`,
  )
  return (rows[0]?.n ?? 0) > MANY ? undefined : rows
}

/** Each part by its own index. */
export const together = <P>(sql: Sql, parts: readonly P[], ask: (part: P) => Fragment): Fragment => {
  const [first, ...more] = parts.map(ask)
  return more.reduce((all, part) => sql`${all} union all (${part})`, more.length > 0 ? sql`(${first!})` : first!)
}

/** What a row shows of these cases. */
const shown = (sql: Sql, sort: Sort, { q }: DeskQuestion, these: Fragment) => sql<Row[]>`
  select r.id, r.agency_id, r.number, r.receipt, r.title, r.applicant_name, r.stage, r.status, r.next_due_on, r.next_due_for, r.due_on,
    r.careful_due_on, r.submitted_on, r.handler_id, r.provisional,
    case when h.back then 'toAssign' else r.waits end as waits, case when h.back then 'assigned' else r.waits_for end as waits_for, u.name as unit, p.name as handler, a.name as agency,
    ${q ? sql`r.search` : sql`'' as search`}, c.n
  from (${these}) c
  join cases r on r.agency_id = c.agency_id and r.id = c.id
  join agencies a on a.id = r.agency_id
  cross join lateral (select ${isHandedBack(sql, sql`r`)} as back) h
  left join units u on u.id = r.unit_id
  left join people p on p.id = r.handler_id
  order by ${orderAmong(sql, sort)}`

/** The agencies `a` that are asked for, among those in which somebody sees a case. */
export const agenciesOf = (sql: Sql, { who, agencyIds, agency }: DeskQuestion): Fragment =>
  allOf(sql, [
    seenAgenciesInSql(sql, who),
    agencyIds && sql`a.id = any(${agencyIds as string[]})`,
    agency !== undefined && agency !== '' && sql`a.id = ${agency}`,
  ])

/** As a word of the statement: by a parameter the database would plan for a tenth of all there is. */
export const literal = (sql: Sql, most: number): Fragment => sql.unsafe(String(Math.trunc(most))) as unknown as Fragment
