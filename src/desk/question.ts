/**
 * What is asked of the desk, as conditions on a case `c` of an agency `a`, and the stretches of its list. SQL: a list is asked
 * for all day long, and the builder took a third of the time of whoever answers.
 */
import type { Waits } from '../../workflows/disclosure/next-step.ts'
import type { Channel, Outcome, Stage } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, isCommonDay, plusDays, weekday } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { waitsForInSql } from '../cases/waiting.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { wordsOf } from '../ground/fold.ts'
import { isId } from '../ground/ids.ts'
import { soonUntil } from '../ground/soon.ts'
import { isApplication, isAside } from '../ledger/aside.ts'
import { lookedUpBy } from '../ledger/search.ts'
import { allOf, anyOf, seenInSql } from '../ledger/seen.ts'
import type { Who } from '../people/sight.ts'

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
  sort?: Sort | undefined
  /** Only what waits for them; of one heap alone. */
  waiting?: boolean | undefined
  waits?: Waits | undefined
  /** Archived cases, too, where neither a stage nor a result nor words ask for them: a register has all. */
  whole?: boolean | undefined
  /** 无效件: `only` these; `too` among what is searched for. Left out, none of them. */
  aside?: 'only' | 'too' | undefined
  cursor?: string | undefined
  limit?: number
}

/** What a list may be ordered by; `-` the other way round. A reply is due by the careful reading. */
export const SORTS = ['due', '-due', 'submitted', '-submitted'] as const
export type Sort = (typeof SORTS)[number]
export const isByDue = (sort: Sort) => sort.endsWith('due')
export const isDown = (sort: Sort) => sort.startsWith('-')

/** As a list is read where nobody says how: what came in a span of days by those days, which an index has in order. */
export const orderOf = ({ sort, from, to }: Pick<DeskQuestion, 'sort' | 'from' | 'to'>): Sort =>
  sort ?? (from || to ? 'submitted' : 'due')

/** The other way round. */
export const turned = (sort: Sort): Sort => (isDown(sort) ? sort.slice(1) : `-${sort}`) as Sort

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
    ask.waits && sql`c.waits = ${ask.waits}`,
    ask.due && due[ask.due](),
    ask.q && foundBy(sql, ask.q, ask.found ?? [], lookUp),
  ].filter((one) => one !== undefined && one !== '' && one !== false)
}

/** By id or by account. */
const handledBy = (sql: Sql, handler: string): Fragment =>
  isId(handler)
    ? sql`c.handler_id = ${handler}`
    : sql`c.handler_id = (select id from people where username = ${handler})`

/** Each word stands in the case, or one of the blind indexes is its own. */
function foundBy(sql: Sql, q: string, indexes: readonly string[], lookUp: boolean): Fragment {
  const words = wordsOf(q)
  const pairs = lookUp ? lookedUpBy(words) : []
  const inWords = words.length > 0 && [
    pairs.length > 0 && sql`pairs_in(c.agency_id, c.pairs) @> pairs_in(a.id, ${pairs}::int[])`,
    ...words.map((word) => sql`strpos(c.search, ${word}) > 0`),
  ]
  return anyOf(sql, [inWords && allOf(sql, inWords), indexes.length > 0 && sql`c.found_by && ${indexes as string[]}`])
}

/** Whether an index knows anything of these words: of a single character none does. */
export const isIndexed = (q: string): boolean => lookedUpBy(wordsOf(q)).length > 0

/** Cases without a running limit come last, as nulls do; their place in a cursor. */
const NEVER = '9999-12-31'

/** Where a page ended. */
export const cursorAt = (
  { id, stage, nextDueOn, submittedOn }: { id: string; stage: Stage; nextDueOn: Day | null; submittedOn: Day },
  sort: Sort,
): string => `${isByDue(sort) ? (nextDueOn ?? NEVER) : submittedOn}_${id}${stage === 'archive' ? '_archive' : ''}`

function cursorIn(cursor: string | undefined): { on: Day; id: string; isArchived: boolean } | undefined {
  const [, on, id, archived] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})(_archive)?$/.exec(cursor ?? '') ?? []
  return on && id && (isCommonDay(on) || on === NEVER) && isId(id)
    ? { on, id, isArchived: archived !== undefined }
    : undefined
}

/**
 * The parts of a list, one after the other, each of which an index gives in its order: what is open, then what is archived;
 * after a cursor what has a date, then what has none.
 */
export function stretches(sql: Sql, ask: DeskQuestion, sort: Sort): Fragment[][] {
  const parts = partsOf(sql, ask, sort)
  if (isDown(sort)) parts.reverse()
  const from = cursorIn(ask.cursor)
  if (!from) return parts
  const at = parts.length > 1 && from.isArchived !== isDown(sort) ? 1 : 0
  const rest = after(sql, from, sort).map((place) => [...parts[at]!, ...place])
  return [...rest, ...parts.slice(at + 1)]
}

function partsOf(sql: Sql, ask: DeskQuestion, sort: Sort): Fragment[][] {
  const { stage, q, outcome, whole, waiting, aside } = ask
  // What is set aside waits for an answer only where there is a remedy against it.
  const isAnyListed = aside === 'too' || waiting
  const isListed = isAnyListed ? [isOpen(sql)] : [isOpen(sql), isApplication(sql)]
  if (aside === 'only') return [[isOpen(sql), isAside(sql)]]
  if (stage === 'archive') return [[isArchived(sql)]]
  // The index of what is open is for who says so; beyond `receive` nothing is set aside.
  if (stage) return [[sql`c.stage = ${stage}`, ...(stage === 'receive' ? isListed : [isOpen(sql)])]]
  // What waits has an index of its own, the archive's remedies among it.
  if (waiting && isByDue(sort) && !q) return [[]]
  if (whole) return [isListed, [isArchived(sql)]]
  if (!q && !outcome) return [isListed]
  if (isByDue(sort)) return [isListed, [isArchived(sql)]]
  return isAnyListed || outcome ? [[]] : [[isApplication(sql)]] // what has a result is none of them
}

/** What comes after a place, in the order of a list; nulls last, and first the other way round. */
function after(sql: Sql, { on, id }: { on: Day; id: string }, sort: Sort): Fragment[][] {
  const [key, down] = [keyOf(sql, sort), isDown(sort)]
  const follows = down
    ? sql`(${key}, c.id) < (${on}::date, ${id}::uuid)`
    : sql`(${key}, c.id) > (${on}::date, ${id}::uuid)`
  if (!isByDue(sort)) return [[follows]]
  const [dated, undated] = [sql`${key} is not null`, sql`${key} is null`]
  if (down) return on === NEVER ? [[undated, sql`c.id < ${id}`], [dated]] : [[dated, follows]]
  return on === NEVER ? [[undated, sql`c.id > ${id}`]] : [[dated, follows], [undated]]
}

/** What a list is sorted by, before the id. */
export const keyOf = (sql: Sql, sort: Sort): Fragment => (isByDue(sort) ? sql`c.next_due_on` : sql`c.submitted_on`)

/** By a column as it stands in the index: the list of one agency is read in its order. */
export const inOrderOf = (sql: Sql, sort: Sort): Fragment =>
  isDown(sort) ? sql`${keyOf(sql, sort)} desc, c.id desc` : sql`${keyOf(sql, sort)}, c.id`
