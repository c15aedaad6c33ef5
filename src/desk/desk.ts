/**
 * The desk: what is open, nearest statutory date first. A list is read from the index of each agency, a page of each; words
 * are looked up, and where they are in very many cases the list is read through until the page is full. Which cases stand on
 * a page the indexes say alone; only of these are the rows read. SQL: see `question.ts`.
 */
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { type Fragment, plannedOnce, type Sql } from '../db/client.ts'
import { fold, wordsOf } from '../ground/fold.ts'
import { isVoid } from '../ledger/moved.ts'
import { isPlatformNumber } from '../ledger/platform-numbers.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import { behindHandler, byHandler, type Held } from './by-handler.ts'
import {
  columnOf,
  cursorAt,
  cursorIn,
  type InPlace,
  inOrderOf,
  isDown,
  orderOf,
  type Place,
  type Sort,
  withinAgency,
} from './order.ts'
import { conditions, type DeskQuestion, isIndexed, stretches } from './question.ts'
import { agenciesOf, deskRows, type FoundRow, literal, lookedUp, ofEach, type Row, together } from './rows.ts'

const PAGE = 50
const MOST = 200

/**
 * One page of rows, 50 by default and 200 at most. Archived cases appear only where a stage, an outcome or words are
 * asked for; by dates, after what is open. A number finds the cases that bear it, where there are any. `next` is the
 * cursor of the following page; a cursor that does not fit starts from the first. `sort` is the order in which they stand.
 */
export async function deskPage(
  sql: Sql,
  calendar: Calendar,
  asked: DeskQuestion,
): Promise<{ rows: FoundRow[]; next: string | null; sort: Sort }> {
  const q = asked.q?.trim() || undefined
  // Whoever calls about a number or a text is to be answered, whatever became of it.
  const ask = { ...asked, q, aside: asked.aside ?? (q ? ('too' as const) : undefined) }
  const limit = Math.min(ask.limit ?? PAGE, MOST)
  const bearing = await numbered(sql, calendar, ask, limit)
  const { rows, sort } =
    bearing.length > 0 ? { rows: bearing, sort: 'due' as const } : await ordered(sql, calendar, ask, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ n: _, ...row }) => ({
      ...row,
      left: row.nextDueOn === null ? null : calendar.between(ask.today, row.nextDueOn),
    })),
    next: rows.length > limit && last ? cursorAt(last, sort, wordsOf(q ?? '')) : null,
    sort,
  }
}

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

type Ordered = { rows: Row[]; sort: Sort }

/** In the order that is asked for; what is searched for the best first, where it is not in too many cases to be compared. */
async function ordered(sql: Sql, calendar: Calendar, ask: DeskQuestion, most: number): Promise<Ordered> {
  const sort = orderOf(ask, isIndexed(ask.q ?? ''))
  if (columnOf(sort) !== 'best') return { rows: await inOrder(sql, calendar, ask, sort, most), sort }
  const place = cursorIn(ask.cursor, sort)
  const [parts] = stretches(sql, ask, sort, undefined)
  // A place of another order: the page before was one of too many.
  const best =
    place || !ask.cursor
      ? await lookedUp(sql, ask, where(sql, calendar, ask, parts!, true), sort, most, place)
      : undefined
  if (best) return { rows: best, sort }
  const byDue = isDown(sort) ? '-due' : 'due'
  return { rows: await inOrder(sql, calendar, ask, byDue, most), sort: byDue }
}

/** Stretch after stretch, until there are enough. */
async function inOrder(sql: Sql, calendar: Calendar, ask: DeskQuestion, sort: Sort, most: number): Promise<Row[]> {
  const place = await placeOf(sql, ask, sort)
  const isLookedUp = ask.q !== undefined && isIndexed(ask.q)
  if (columnOf(sort) === 'handler') {
    const found = isLookedUp ? await namedAmong(sql, calendar, ask, sort, place, most) : undefined
    if (found) return found
  }
  const rows: Row[] = []
  for await (const { parts, held } of stretchesOf(sql, ask, sort, place)) {
    const found =
      isLookedUp && !held ? await lookedUp(sql, ask, where(sql, calendar, ask, parts, true), sort, most) : undefined
    const listed = (sql: Sql) => deskRows(sql, ask, where(sql, calendar, ask, parts, false), sort, most, held)
    rows.push(...(found ?? (await (ask.q ? listed(sql) : plannedOnce(sql, listed)))))
    if (rows.length >= most) break
  }
  return rows.slice(0, most)
}

/** What was looked up, by whoever handles it; undefined where that is too much to be sorted. */
async function namedAmong(
  sql: Sql,
  calendar: Calendar,
  ask: DeskQuestion,
  sort: Sort,
  place: Place | undefined,
  most: number,
): Promise<Row[] | undefined> {
  const rows: Row[] = []
  for (const parts of behindHandler(sql, ask, sort, place)) {
    const found = await lookedUp(sql, ask, where(sql, calendar, ask, parts, true), sort, most)
    if (!found) return undefined
    rows.push(...found)
    if (rows.length >= most) break
  }
  return rows.slice(0, most)
}

/** The conditions of each part of a stretch. */
const where = (
  sql: Sql,
  calendar: Calendar,
  ask: DeskQuestion,
  parts: readonly Fragment[][],
  lookUp: boolean,
): Fragment[] => parts.map((part) => allOf(sql, [...part, ...conditions(sql, calendar, ask, lookUp)]))

type Stretch = { parts: Fragment[][]; held?: Held }
const stretchesOf = (
  sql: Sql,
  ask: DeskQuestion,
  sort: Sort,
  place: Place | undefined,
): AsyncIterable<Stretch> | Stretch[] =>
  columnOf(sort) === 'handler'
    ? byHandler(sql, ask, sort, place, agenciesOf(sql, ask))
    : stretches(sql, ask, sort, place).map((parts) => ({ parts }))

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
  const whole = { ...ask, agency }
  for await (const { parts, held } of stretchesOf(sql, whole, sort, await placeOf(sql, whole, sort))) {
    const left = literal(sql, most - rows.length)
    const these = together(sql, where(sql, calendar, ask, parts, false), (part) => {
      const of = sql`c.agency_id = ${agency}`
      return ofEach(
        sql,
        sort,
        held,
        of,
        (of, led) => sql`
        select c.*, ${led} as led_by from cases c where ${of} and ${part} order by ${order} limit ${left}`,
      )
    })
    const among = held ? sql`${isDown(sort) ? sql`c.led_by desc` : sql`c.led_by`}, ${order}` : order
    rows.push(
      ...(await sql<InPlace[]>`
        select c.agency_id, c.id, c.stage, c.number, c.next_due_on, c.submitted_on, c.handler_id, c.title, c.applicant_name
        from (${these}) c order by ${among} limit ${left}`),
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
