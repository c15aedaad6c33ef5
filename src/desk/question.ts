/**
 * What is asked of the desk, as conditions on a case `c` of an agency `a`, and the stretches of its list. SQL: a list is asked
 * for all day long, and the builder took a third of the time of whoever answers.
 */
import type { Waits } from '../../workflows/disclosure/next-step.ts'
import { type Channel, type Outcome, STAGES, type Stage } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, plusDays, weekday } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { waitsForInSql } from '../cases/waiting.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { wordsOf } from '../ground/fold.ts'
import { isId } from '../ground/ids.ts'
import { soonUntil } from '../ground/soon.ts'
import { isApplication } from '../ledger/aside.ts'
import { isHandedBack, isVoid } from '../ledger/moved.ts'
import { lookedUpBy } from '../ledger/search.ts'
import { allOf, anyOf, seenInSql } from '../ledger/seen.ts'
import type { Who } from '../people/sight.ts'
import { after, columnOf, isDown, type Place, type Sort } from './order.ts'
import { hasUnsent } from './unsent.ts'

export type DeskQuestion = {
  who: Who
  /** Narrows what they see to these agencies. */
  agencyIds?: readonly string[] | undefined
  agency?: string | undefined
  today: Day
  stage?: Stage | undefined
  unit?: string | undefined
  handler?: string | undefined
  due?: 'overdue' | 'today' | 'soon' | 'week' | undefined
  /** Due on this day. */
  on?: Day | undefined
  channel?: Channel | undefined
  /** 来件日期, both days included. */
  from?: Day | undefined
  to?: Day | undefined
  outcome?: Outcome | undefined
  q?: string | undefined
  /** Blind indexes of what is typed there, where it is a number, a telephone or an address. */
  found?: readonly string[] | undefined
  /** Of each word the marks by which letters and notes that have it are looked up; whoever asks by them looks whether it stands there (`places.ts`). */
  said?: readonly (readonly number[])[] | undefined
  sort?: Sort | undefined
  /** Only what waits for them; of one heap alone. */
  waiting?: boolean | undefined
  waits?: Waits | undefined
  /** Only with letters that wait to be sent, beside what the case waits for. */
  unsent?: 'yes' | undefined
  /** Archived cases, too, where neither a stage nor a result nor words ask for them: a register has all. */
  whole?: boolean | undefined
  /** 无效件: `only` these; `too` among what is searched for. Left out, none of them. */
  aside?: 'only' | 'too' | undefined
  cursor?: string | undefined
  limit?: number
}

const SUNDAY = 7
/** The last day of the week that this day is in; weeks begin on Monday. */
const sundayOf = (day: Day): Day => plusDays(day, (SUNDAY - weekday(day)) % SUNDAY)

export const isOpen = (sql: Sql) => sql`c.stage <> 'archive'`
const isArchived = (sql: Sql) => sql`c.stage = 'archive'`

/** All that is asked but the stage, which belongs to the stretch. @param lookUp by the index of words, where that knows them */
export function conditions(sql: Sql, calendar: Calendar, ask: DeskQuestion, lookUp: boolean): Fragment[] {
  const { today } = ask
  const due = {
    overdue: () => sql`c.next_due_on < ${today}`,
    today: () => sql`c.next_due_on = ${today}`,
    soon: () => sql`c.next_due_on > ${today} and c.next_due_on <= ${soonUntil(calendar, today)}`,
    week: () => sql`c.next_due_on >= ${today} and c.next_due_on <= ${sundayOf(today)}`,
  }
  return [
    seenInSql(sql, ask.who),
    ask.unit && sql`c.unit_id = ${ask.unit}`,
    ask.handler && handledBy(sql, ask.handler),
    ask.outcome && sql`c.outcome = ${ask.outcome}`,
    ask.on && sql`c.next_due_on = ${ask.on}`,
    ask.channel && sql`c.channel = ${ask.channel}`,
    ask.from && sql`c.submitted_on >= ${ask.from}`,
    ask.to && sql`c.submitted_on <= ${ask.to}`,
    ask.waiting && sql`c.waits is not null and ${waitsForInSql(sql, ask.who)}`,
    ask.waits && inHeap(sql, ask.waits),
    ask.unsent && hasUnsent(sql),
    ask.due && due[ask.due](),
    ask.q && foundBy(sql, ask.q, ask, lookUp),
  ].filter((one) => one !== undefined && one !== '' && one !== false)
}

/** What was handed back stands among what is to be assigned. */
const inHeap = (sql: Sql, waits: Waits): Fragment =>
  waits === 'toAssign'
    ? sql`(c.waits = ${waits} or ${isHandedBack(sql)})`
    : sql`(c.waits = ${waits} and not ${isHandedBack(sql)})`

/** By id or by account. */
const handledBy = (sql: Sql, handler: string): Fragment =>
  isId(handler)
    ? sql`c.handler_id = ${handler}`
    : sql`c.handler_id = (select id from people where username = ${handler})`

/**
 * Each word stands in the application, or perhaps in what letters and notes say; or one of the blind indexes is the case's own. What
 * the indexes answer is a condition of its own beside what is compared: mixed with it, each row would be asked for its pairs again.
 */
function foundBy(sql: Sql, q: string, { found: indexes = [], said = [] }: DeskQuestion, lookUp: boolean): Fragment {
  const byIndexes = indexes.length > 0 && sql`c.found_by && ${indexes as string[]}`
  const words = wordsOf(q)
  if (words.length === 0) return anyOf(sql, [byIndexes])
  return allOf(
    sql,
    words.flatMap((word, n) => {
      const marks = (said[n] ?? []) as number[]
      const isSaid =
        marks.length > 0 &&
        (lookUp
          ? sql`pairs_in(c.agency_id, c.said) @> pairs_in(a.id, ${marks}::int[])`
          : sql`c.said @> ${marks}::int[]`)
      const stands = anyOf(sql, [sql`strpos(c.search, ${word}) > 0`, isSaid, byIndexes])
      const pairs = lookUp ? lookedUpBy([word]) : []
      if (pairs.length === 0) return [stands]
      const isLookedUp = sql`pairs_in(c.agency_id, c.pairs) @> pairs_in(a.id, ${pairs}::int[])`
      return [anyOf(sql, [isLookedUp, isSaid, byIndexes]), stands]
    }),
  )
}

/** Whether an index knows anything of these words: of a single character none does. */
export const isIndexed = (q: string): boolean => lookedUpBy(wordsOf(q)).length > 0

/**
 * The parts of a list, one after the other. Of each the alternatives are given apart, for an index has either in its order:
 * what is open, and what is archived. By dates these follow each other; by any other column they are read together. After a
 * cursor comes what has a date (or a number), then what has none; a list by stages is one stage after the other.
 * @param from where it goes on, with the text that it is sorted by (`placeOf`)
 */
export function stretches(sql: Sql, ask: DeskQuestion, sort: Sort, from: Place | undefined): Fragment[][][] {
  const column = columnOf(sort)
  if (column === 'stage') return byStage(sql, ask, sort, from)
  const parts = partsOf(sql, ask, sort)
  if (column !== 'due') {
    if (!from) return [parts]
    if (column === 'agency') return byAgency(sql, parts, sort, from)
    return after(sql, from, sort).map((place) => parts.map((part) => [...part, ...place]))
  }
  if (isDown(sort)) parts.reverse()
  if (!from) return parts.map((part) => [part])
  const at = parts.length > 1 && from.isArchived !== isDown(sort) ? 1 : 0
  const rest = after(sql, from, sort).map((place) => [...parts[at]!, ...place])
  return [...rest, ...parts.slice(at + 1)].map((part) => [part])
}

/** One stage after the other, each by its dates. */
function byStage(sql: Sql, ask: DeskQuestion, sort: Sort, from: Place | undefined): Fragment[][][] {
  const all = Object.keys(STAGES) as Stage[]
  const listed = all.filter((stage) => {
    if (ask.stage) return stage === ask.stage
    if (ask.aside === 'only') return stage === 'receive'
    return stage !== 'archive' || ask.whole || ask.waiting || Boolean(ask.q) || Boolean(ask.outcome)
  })
  if (isDown(sort)) listed.reverse()
  const at = from ? listed.indexOf(from.within as Stage) : 0
  const now = from && listed[at]
  const whole = (stage: Stage) => partsOf(sql, { ...ask, stage }, sort)
  const rest = now ? after(sql, from, sort).map((place) => whole(now).map((part) => [...part, ...place])) : []
  return [...rest, ...listed.slice(now ? at + 1 : 0).map(whole)]
}

/** What is left of the agency in which a page ended, then the agencies behind it. */
function byAgency(sql: Sql, parts: Fragment[][], sort: Sort, from: Place): Fragment[][][] {
  const name = sql`(select b.name collate "as_read" from agencies b where b.id = ${from.within ?? ''})`
  const behind = isDown(sort) ? sql`a.name collate "as_read" < ${name}` : sql`a.name collate "as_read" > ${name}`
  const rest = after(sql, from, sort).map((place) =>
    parts.map((part) => [sql`a.id = ${from.within ?? ''}`, ...part, ...place]),
  )
  return [...rest, parts.map((part) => [behind, ...part])]
}

/** What is open and what is archived of it, apart: each has indexes of its own. */
export function partsOf(sql: Sql, ask: DeskQuestion, sort: Sort): Fragment[][] {
  const { stage, q, outcome, whole, waiting, aside } = ask
  // What is set aside waits for an answer only where there is a remedy against it.
  const isAnyListed = aside === 'too' || waiting
  const isListed = isAnyListed ? [isOpen(sql)] : [isOpen(sql), isApplication(sql)]
  if (aside === 'only') return [[isOpen(sql), isVoid(sql)]]
  if (stage === 'archive') return [[isArchived(sql)]]
  // The index of what is open is for who says so; beyond `receive` nothing is set aside.
  if (stage) return [[sql`c.stage = ${stage}`, ...(stage === 'receive' ? isListed : [isOpen(sql)])]]
  // What waits has an index of its own, the archive's remedies among it.
  if (waiting && columnOf(sort) === 'due' && !q) return [[]]
  return whole || q || outcome || waiting ? [isListed, [isArchived(sql)]] : [isListed]
}
