/**
 * In which order a list stands, and where in it a page ended. Each column that the desk shows as a word or a number may lead.
 * Texts stand as a reader of Chinese looks them up: by pronunciation, and numbers in them as numbers (the collation `as_read`).
 * What several cases share (a stage, an agency, who handles them) leads to the nearest date within. What somebody searches for stands
 * by where it is found, the best first, unless they ask for another order. SQL: see `question.ts`.
 */
import { STAGES, type Stage } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, isCommonDay } from '../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { fold, wordsOf } from '../ground/fold.ts'
import { isId } from '../ground/ids.ts'

/** What a list may be ordered by; a reply is due by the careful reading. */
export const COLUMNS = ['due', 'submitted', 'number', 'title', 'applicant', 'stage', 'agency', 'handler'] as const
export type Column = (typeof COLUMNS)[number] | 'best'
/** `-`: the other way round. */
export type Sort = Column | `-${Column}`
/** Those that may be asked for. `best` is the order of a search where nobody asks for any. */
export const SORTS = COLUMNS.flatMap((column) => [column, `-${column}` as const])
export type Asked = (typeof SORTS)[number]

export const isDown = (sort: Sort) => sort.startsWith('-')
export const columnOf = (sort: Sort): Column => (isDown(sort) ? sort.slice(1) : sort) as Column
/** The other way round. */
export const turned = (sort: Sort): Sort => (isDown(sort) ? sort.slice(1) : `-${sort}`) as Sort

/** The order of one agency's cases in a list that goes agency by agency. */
export const withinAgency = (sort: Sort): Sort => (columnOf(sort) !== 'agency' ? sort : isDown(sort) ? '-due' : 'due')

/** Dates that may lack, and what they stand within. */
export const isByDue = (sort: Sort) => ['due', 'stage', 'agency', 'handler'].includes(columnOf(sort))

type InWords = { sort?: Sort | undefined; from?: unknown; to?: unknown; q?: string | undefined }
/**
 * As a list is read where nobody says how: what came in a span of days by those days, which an index has in order; what is
 * searched for the best first, where the search has words that are looked up (`isIndexed`).
 */
export const orderOf = ({ sort, from, to, q }: InWords, isIndexed = true): Sort =>
  sort ?? (from || to ? 'submitted' : q && isIndexed && wordsOf(q).length > 0 ? 'best' : 'due')

/** Where the words of a search are found, the best first: in the title, in what a list shows besides, in the application, elsewhere. */
export function rankOf(row: Pick<Searched, 'title' | 'applicantName' | 'search'>, words: readonly string[]) {
  const [title, name] = [fold(row.title), fold(row.applicantName)]
  const isIn = (...texts: string[]) => words.every((word) => texts.some((text) => text.includes(word)))
  if (isIn(title)) return 0
  if (isIn(title, name)) return 1
  return isIn(row.search ?? '') ? 2 : 3
}

/** The same of a case `c`: few were looked up, so each is looked at. What its place comes to is one text. */
function bestOf(sql: Sql, words: readonly string[]): Fragment {
  const folded = (
    text: Fragment,
  ) => sql`lower(normalize(regexp_replace(translate(${text}, '〔[【［{〕]】］}‐‑‒–—―－', '((((()))))-------'),
    '\\s', '', 'g'), NFKC))`
  const all = (...texts: Fragment[]) =>
    words
      .map((word) => texts.map((text) => sql`strpos(${text}, ${word}) > 0`).reduce((one, or) => sql`${one} or ${or}`))
      .reduce((one, and) => sql`${one} and (${and})`, sql`true`)
  const [title, name] = [folded(sql`c.title`), folded(sql`c.applicant_name`)]
  return sql`(case when ${all(title)} then '0' when ${all(title, name)} then '1' when ${all(sql`c.search`)} then '2' else '3' end
    || case when c.stage = 'archive' then '1' else '0' end || coalesce(c.next_due_on::text, ${NEVER})) collate "C"`
}

/** What a list of one agency is sorted by, before the id: a column as it stands in an index. */
export function keyOf(sql: Sql, sort: Sort, words: readonly string[] = []): Fragment {
  const column = columnOf(sort)
  if (column === 'best') return bestOf(sql, words)
  if (column === 'submitted') return sql`c.submitted_on`
  if (column === 'number') return sql`c.number collate "as_read"`
  if (column === 'title') return sql`c.title collate "as_read"`
  if (column === 'applicant') return sql`c.applicant_name collate "as_read"`
  return sql`c.next_due_on`
}

/** Who handles a case `c`, by name; two of one name stand apart. Nobody: nothing, which comes last. */
export const handlerOf = (sql: Sql): Fragment =>
  sql`(select p.name || ' ' || p.id from people p where p.id = c.handler_id) collate "as_read"`

/** The columns from which `orderAmong` orders the lists of several agencies `a`; a list of one agency needs none of the agency's. */
export function sortedBy(sql: Sql, sort: Sort, words: readonly string[] = []): Fragment {
  const key = sql`${keyOf(sql, sort, words)} as sorted_by`
  if (columnOf(sort) === 'agency') return sql`a.name collate "as_read" as led_by, ${key}`
  if (columnOf(sort) === 'handler') return sql`${handlerOf(sql)} as led_by, ${key}`
  return sql`null as led_by, ${key}`
}

/** The list of one agency is read in this order; by handler those of one of them, or what nobody has. */
export function inOrderOf(sql: Sql, sort: Sort, words: readonly string[] = []): Fragment {
  const key = keyOf(sql, sort, words)
  if (columnOf(sort) === 'handler')
    return isDown(sort) ? sql`c.handler_id desc, ${key} desc, c.id desc` : sql`c.handler_id, ${key}, c.id`
  return isDown(sort) ? sql`${key} desc, c.id desc` : sql`${key}, c.id`
}

/** The same of several, from what `sortedBy` has put into the rows `c`. */
export function orderAmong(sql: Sql, sort: Sort): Fragment {
  const led = ['agency', 'handler'].includes(columnOf(sort))
  if (isDown(sort)) return led ? sql`c.led_by desc, c.sorted_by desc, c.id desc` : sql`c.sorted_by desc, c.id desc`
  return led ? sql`c.led_by, c.sorted_by, c.id` : sql`c.sorted_by, c.id`
}

/** A case in its place on a list. */
export type InPlace = {
  agencyId: string
  id: string
  stage: Stage
  number: string | null
  nextDueOn: Day | null
  submittedOn: Day
  handlerId: string | null
  title: string
  applicantName: string
}
/** The same where it is searched for: also its words. */
type Searched = InPlace & { search?: string }

/** Cases without a running limit come last, as nulls do; their place in a cursor. */
const NEVER = '9999-12-31'

/**
 * Where a page ended. Addresses are kept in histories and logs, so a title and a name do not stand in them: their place is that
 * of the case. Whatever an act may change (a date, a stage, a number) does, so that a list goes on from where the case was.
 */
export const cursorAt = (row: Searched, sort: Sort, words: readonly string[] = []): string =>
  `${placed(row, columnOf(sort), words)}_${row.id}${row.stage === 'archive' ? '_archive' : ''}`

function placed(row: Searched, column: Column, words: readonly string[]): string {
  const { agencyId, stage, number, nextDueOn, submittedOn, handlerId } = row
  if (column === 'best') return `~${rankOf(row, words)}${stage === 'archive' ? 1 : 0}${nextDueOn ?? NEVER}`
  if (column === 'handler') return `${nextDueOn ?? NEVER}~${handlerId ?? ''}`
  if (column === 'submitted') return submittedOn
  if (column === 'number') return number === null ? '~' : `~${Buffer.from(number).toString('hex')}`
  if (column === 'title' || column === 'applicant') return '~'
  if (column === 'due') return nextDueOn ?? NEVER
  return `${nextDueOn ?? NEVER}~${column === 'stage' ? stage : agencyId}`
}

/** Where a page begins. `on` for what is sorted by a day, null for what has none; `text` for what is sorted by one. */
export type Place = { id: string; isArchived: boolean; on?: Day | null; within?: string; text?: string | null }

/** @returns undefined where a cursor does not fit this order: a list then starts from the first */
export function cursorIn(cursor: string | undefined, sort: Sort): Place | undefined {
  const [, at, id, archived] = /^(.*)_([0-9a-f-]{36})(_archive)?$/.exec(cursor ?? '') ?? []
  if (at === undefined || !id || !isId(id)) return undefined
  const place = { id, isArchived: archived !== undefined }
  const column = columnOf(sort)
  const [on = '', within] = at.split('~')
  if (column === 'number') {
    if (on !== '' || within === undefined || !/^(?:[0-9a-f]{2}){0,200}$/.test(within)) return undefined
    const text = Buffer.from(within, 'hex').toString()
    return text.includes('\0') ? undefined : { ...place, text: text || null }
  }
  if (column === 'title' || column === 'applicant') return at === '~' ? place : undefined
  if (column === 'best')
    return on === '' && /^[0-3][01]\d{4}-\d\d-\d\d$/.test(within ?? '') ? { ...place, text: within! } : undefined
  const isGrouped = column === 'stage' || column === 'agency' || column === 'handler'
  if (isGrouped !== (within !== undefined) || !(isCommonDay(on) || on === NEVER)) return undefined
  if (column === 'stage' && !Object.hasOwn(STAGES, within!)) return undefined
  if (column === 'handler' && within !== '' && !isId(within!)) return undefined
  return {
    ...place,
    on: on === NEVER && column !== 'submitted' ? null : (on as Day),
    ...(within !== undefined && { within }),
  }
}

/** What comes after a place, in the order of a list; nulls last, and first the other way round. */
export function after(sql: Sql, place: Place, sort: Sort, words: readonly string[] = []): Fragment[][] {
  const [key, down, { id }] = [keyOf(sql, sort, words), isDown(sort), place]
  const value = place.on !== undefined ? place.on : place.text
  const than =
    value === null || value === undefined
      ? undefined
      : place.on !== undefined
        ? sql`(${value}::date, ${id}::uuid)`
        : sql`(${value}::text, ${id}::uuid)`
  const follows = than && (down ? sql`(${key}, c.id) < ${than}` : sql`(${key}, c.id) > ${than}`)
  if (!mayLack(sort)) return follows ? [[follows]] : [[]]
  const [valued, lacking] = [sql`${key} is not null`, sql`${key} is null`]
  if (down) return follows ? [[valued, follows]] : [[lacking, sql`c.id < ${id}`], [valued]]
  return follows ? [[valued, follows], [lacking]] : [[lacking, sql`c.id > ${id}`]]
}

/** Whether some cases have nothing in this column. */
const mayLack = (sort: Sort) => isByDue(sort) || columnOf(sort) === 'number'
