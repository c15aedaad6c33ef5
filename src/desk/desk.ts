/**
 * The desk: what is open, nearest statutory date first. A list is read from the index of each agency, a page of each; words
 * are looked up, and where they are in very many cases the list is read through until the page is full. Which cases stand on
 * a page the indexes say alone; only of these are the rows read. SQL: see `question.ts`.
 */
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { type Fragment, plannedOnce, type Sql } from '../db/client.ts'
import { fold } from '../ground/fold.ts'
import { isVoid } from '../ledger/moved.ts'
import { isPlatformNumber } from '../ledger/platform-numbers.ts'
import { allOf, seenAgenciesInSql, seenInSql } from '../ledger/seen.ts'
import {
  columnOf,
  cursorAt,
  cursorIn,
  type InPlace,
  inOrderOf,
  orderAmong,
  orderOf,
  type Place,
  type Sort,
  sortedBy,
  withinAgency,
} from './order.ts'
import { conditions, type DeskQuestion, isIndexed, stretches } from './question.ts'
import type { DeskRow } from './views.ts'

const PAGE = 50
const MOST = 200
/** Of what was looked up so many cases are read and sorted; where there are more, a page of the list soon has some. */
const MANY = 2_000

/**
 * One page of rows, 50 by default and 200 at most. Archived cases appear only where a stage, an outcome or words are
 * asked for; by dates, after what is open. A number finds the cases that bear it, where there are any. `next` is the
 * cursor of the following page; a cursor that does not fit starts from the first.
 */
export async function deskPage(
  sql: Sql,
  calendar: Calendar,
  asked: DeskQuestion,
): Promise<{ rows: FoundRow[]; next: string | null }> {
  const q = asked.q?.trim() || undefined
  // Whoever calls about a number or a text is to be answered, whatever became of it.
  const ask = { ...asked, q, aside: asked.aside ?? (q ? ('too' as const) : undefined) }
  const limit = Math.min(ask.limit ?? PAGE, MOST)
  const sort = orderOf(ask)
  const bearing = await numbered(sql, calendar, ask, limit)
  const rows = bearing.length > 0 ? bearing : await inOrder(sql, calendar, ask, sort, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ n: _, ...row }) => ({
      ...row,
      left: row.nextDueOn === null ? null : calendar.between(ask.today, row.nextDueOn),
    })),
    next: rows.length > limit && last ? cursorAt(last, sort) : null,
  }
}

/** A row of a list; its words as they are searched for, where somebody searches. */
export type FoundRow = DeskRow & { agencyId: string; search: string }

/** `n`: how many were looked up. */
type Row = Omit<FoundRow, 'left'> & InPlace & { n: number }

/** The cases that bear the number that is asked for; none where it is no number. */
async function numbered(sql: Sql, calendar: Calendar, { q, ...ask }: DeskQuestion, most: number): Promise<Row[]> {
  const number = fold(q ?? '')
  if (!/^[\d-]{6,}$/.test(number)) return []
  const bears = isPlatformNumber(number)
    ? sql`c.id = (select case_id from platform_numbers where number = ${number})`
    : sql`(c.number = ${number} or c.receipt = ${number})`
  const stage = ask.stage && sql`c.stage = ${ask.stage}`
  const aside = ask.aside === 'only' && isVoid(sql)
  const where = [bears, ...(stage ? [stage] : []), ...(aside ? [aside] : []), ...conditions(sql, calendar, ask, false)]
  return (await lookedUp(sql, ask, [allOf(sql, where)], 'due', most)) ?? []
}

/** Stretch after stretch, until there are enough. */
async function inOrder(sql: Sql, calendar: Calendar, ask: DeskQuestion, sort: Sort, most: number): Promise<Row[]> {
  const rows: Row[] = []
  for (const parts of stretches(sql, ask, sort, await placeOf(sql, ask, sort))) {
    const where = (lookUp: boolean) =>
      parts.map((part) => allOf(sql, [...part, ...conditions(sql, calendar, ask, lookUp)]))
    const found = ask.q && isIndexed(ask.q) ? await lookedUp(sql, ask, where(true), sort, most) : undefined
    const listed = (sql: Sql) => deskRows(sql, ask, where(false), sort, most)
    rows.push(...(found ?? (await (ask.q ? listed(sql) : plannedOnce(sql, listed)))))
    if (rows.length >= most) break
  }
  return rows.slice(0, most)
}

/** Where the list goes on. A title or a name is read from the case, if whoever asks sees it: else its place would tell of it. */
async function placeOf(sql: Sql, ask: DeskQuestion, sort: Sort): Promise<Place | undefined> {
  const place = cursorIn(ask.cursor, sort)
  const column = columnOf(sort)
  if (!place || (column !== 'title' && column !== 'applicant')) return place
  const [seen] = await sql<{ text: string }[]>`
    select ${column === 'title' ? sql`c.title` : sql`c.applicant_name`} as text from agencies a
    join cases c on c.agency_id = a.id and c.id = ${place.id} where ${agenciesOf(sql, ask)} and ${seenInSql(sql, ask.who)}`
  return seen && { ...place, ...seen }
}

/**
 * The next cases of one agency after the cursor, for whoever goes through all of a list. Words are compared, not looked up: a
 * list that is read to its end is read once either way.
 */
export async function casesAfter(
  sql: Sql,
  calendar: Calendar,
  { agency, sort: asked = 'submitted', ...ask }: DeskQuestion & { agency: string },
  most: number,
): Promise<InPlace[]> {
  const rows: InPlace[] = []
  const sort = withinAgency(asked)
  const order = inOrderOf(sql, sort)
  for (const parts of stretches(sql, ask, sort, await placeOf(sql, { ...ask, agency }, sort))) {
    const left = literal(sql, most - rows.length)
    const these = together(sql, parts, (part) => {
      const where = allOf(sql, [...part, ...conditions(sql, calendar, ask, false)])
      return sql`select c.* from cases c where c.agency_id = ${agency} and ${where} order by ${order} limit ${left}`
    })
    rows.push(
      ...(await sql<InPlace[]>`
        select c.agency_id, c.id, c.stage, c.number, c.next_due_on, c.submitted_on from (${these}) c
        order by ${order} limit ${left}`),
    )
    if (rows.length >= most) break
  }
  return rows
}

/** How many cases a list holds, and no further than one above `most`; words are not counted, they are looked up. */
export async function countOf(sql: Sql, calendar: Calendar, ask: DeskQuestion, most: number): Promise<number> {
  let count = 0
  for (const [part] of stretches(sql, ask, 'due', undefined)) {
    const where = allOf(sql, [...part!, ...conditions(sql, calendar, ask, false)])
    const left = literal(sql, most + 1 - count)
    const [found] = await sql<[{ n: number }]>`
      select count(*)::int as n from (
        select 1 from agencies a cross join lateral (
          select 1 from cases c where c.agency_id = a.id and ${where} limit ${left}
        ) c where ${agenciesOf(sql, ask)} limit ${left}
      ) c`
    count += found.n
    if (count > most) break
  }
  return count
}

/** The agencies of which somebody sees a case, among those that are asked for. */
export const agenciesAsked = (sql: Sql, ask: DeskQuestion) =>
  sql<{ id: string }[]>`select a.id from agencies a where ${agenciesOf(sql, ask)} order by a.id`

/** Of each agency the first rows by its index, and of all these the first. @param where the parts that are read together */
export const deskRows = (sql: Sql, ask: DeskQuestion, where: readonly Fragment[], sort: Sort, most: number) =>
  shown(
    sql,
    sort,
    ask,
    sql`
      select c.agency_id, c.id, c.led_by, c.sorted_by, 0 as n from agencies a cross join lateral (
        ${together(
          sql,
          where,
          (part) => sql`
          select c.agency_id, c.id, ${sortedBy(sql, sort)} from cases c where c.agency_id = a.id and ${part}
          order by ${inOrderOf(sql, sort)} limit ${literal(sql, most)}`,
        )}
      ) c where ${agenciesOf(sql, ask)} order by ${orderAmong(sql, sort)} limit ${literal(sql, most)}`,
  )

/** The first of what an index finds; undefined where that is more than MANY, which are too many to be sorted for each who asks. */
async function lookedUp(
  sql: Sql,
  ask: DeskQuestion,
  where: readonly Fragment[],
  sort: Sort,
  most: number,
): Promise<Row[] | undefined> {
  const rows = await shown(
    sql,
    sort,
    ask,
    sql`
      select c.agency_id, c.id, c.led_by, c.sorted_by, (count(*) over ())::int as n from (
        select c.* from agencies a cross join lateral (
          ${together(
            sql,
            where,
            (part) => sql`
            select c.agency_id, c.id, ${sortedBy(sql, sort)} from cases c where c.agency_id = a.id and ${part}
            limit ${literal(sql, MANY + 1)}`,
          )}
        ) c where ${agenciesOf(sql, ask)} limit ${literal(sql, MANY + 1)}
      ) c order by ${orderAmong(sql, sort)} limit ${literal(sql, most)}`,
  )
  return (rows[0]?.n ?? 0) > MANY ? undefined : rows
}

/** Each part by its own index. */
const together = <P>(sql: Sql, parts: readonly P[], ask: (part: P) => Fragment): Fragment => {
  const [first, ...more] = parts.map(ask)
  return more.reduce((all, part) => sql`${all} union all (${part})`, more.length > 0 ? sql`(${first!})` : first!)
}

/** What a row shows of these cases. */
const shown = (sql: Sql, sort: Sort, { q }: DeskQuestion, these: Fragment) => sql<Row[]>`
  select r.id, r.agency_id, r.number, r.receipt, r.title, r.applicant_name, r.stage, r.status, r.next_due_on, r.next_due_for, r.due_on,
    r.careful_due_on, r.submitted_on, r.provisional, r.waits, r.waits_for, u.name as unit, p.name as handler, a.name as agency,
    ${q ? sql`r.search` : sql`'' as search`}, c.n
  from (${these}) c
  join cases r on r.agency_id = c.agency_id and r.id = c.id
  join agencies a on a.id = r.agency_id
  left join units u on u.id = r.unit_id
  left join people p on p.id = r.handler_id
  order by ${orderAmong(sql, sort)}`

const agenciesOf = (sql: Sql, { who, agencyIds, agency }: DeskQuestion): Fragment =>
  allOf(sql, [
    seenAgenciesInSql(sql, who),
    agencyIds && sql`a.id = any(${agencyIds as string[]})`,
    agency !== undefined && agency !== '' && sql`a.id = ${agency}`,
  ])

/** As a word of the statement: by a parameter the database would plan for a tenth of all there is. */
const literal = (sql: Sql, most: number): Fragment => sql.unsafe(String(Math.trunc(most))) as unknown as Fragment
