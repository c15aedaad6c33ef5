/**
 * In which order a list stands, and where in it a page ended. Each column that the desk shows as a word or a number may lead.
 * Texts stand as a reader of Chinese looks them up: by pronunciation, and numbers in them as numbers (the collation `as_read`).
 * What several cases share (a stage, an agency) leads to the nearest date within. SQL: see `question.ts`.
 */
import { STAGES, type Stage } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, isCommonDay } from '../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { isId } from '../ground/ids.ts'

/** What a list may be ordered by; a reply is due by the careful reading. */
export const COLUMNS = ['due', 'submitted', 'number', 'title', 'applicant', 'stage', 'agency'] as const
export type Column = (typeof COLUMNS)[number]
/** `-`: the other way round. */
export type Sort = Column | `-${Column}`
export const SORTS: readonly Sort[] = COLUMNS.flatMap((column): Sort[] => [column, `-${column}`])

export const isDown = (sort: Sort) => sort.startsWith('-')
export const columnOf = (sort: Sort): Column => (isDown(sort) ? sort.slice(1) : sort) as Column
/** The other way round. */
export const turned = (sort: Sort): Sort => (isDown(sort) ? sort.slice(1) : `-${sort}`) as Sort

/** The order of one agency's cases in a list that goes agency by agency. */
export const withinAgency = (sort: Sort): Sort => (columnOf(sort) !== 'agency' ? sort : isDown(sort) ? '-due' : 'due')

/** Dates that may lack, and what they stand within. */
export const isByDue = (sort: Sort) => ['due', 'stage', 'agency'].includes(columnOf(sort))

/** As a list is read where nobody says how: what came in a span of days by those days, which an index has in order. */
export const orderOf = ({ sort, from, to }: { sort?: Sort | undefined; from?: unknown; to?: unknown }): Sort =>
  sort ?? (from || to ? 'submitted' : 'due')

/** What a list of one agency is sorted by, before the id: a column as it stands in an index. */
export function keyOf(sql: Sql, sort: Sort): Fragment {
  const column = columnOf(sort)
  if (column === 'submitted') return sql`c.submitted_on`
  if (column === 'number') return sql`c.number collate "as_read"`
  if (column === 'title') return sql`c.title collate "as_read"`
  if (column === 'applicant') return sql`c.applicant_name collate "as_read"`
  return sql`c.next_due_on`
}

/** The columns from which `orderAmong` orders the lists of several agencies `a`; a list of one agency needs none of the agency's. */
export const sortedBy = (sql: Sql, sort: Sort): Fragment =>
  columnOf(sort) === 'agency'
    ? sql`a.name collate "as_read" as led_by, ${keyOf(sql, sort)} as sorted_by`
    : sql`null as led_by, ${keyOf(sql, sort)} as sorted_by`

/** The list of one agency is read in this order. */
export const inOrderOf = (sql: Sql, sort: Sort): Fragment =>
  isDown(sort) ? sql`${keyOf(sql, sort)} desc, c.id desc` : sql`${keyOf(sql, sort)}, c.id`

/** The same of several, from what `sortedBy` has put into the rows `c`. */
export function orderAmong(sql: Sql, sort: Sort): Fragment {
  const led = columnOf(sort) === 'agency'
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
}

/** Cases without a running limit come last, as nulls do; their place in a cursor. */
const NEVER = '9999-12-31'

/**
 * Where a page ended. Addresses are kept in histories and logs, so a title and a name do not stand in them: their place is that
 * of the case. Whatever an act may change (a date, a stage, a number) does, so that a list goes on from where the case was.
 */
export const cursorAt = (row: InPlace, sort: Sort): string =>
  `${placed(row, columnOf(sort))}_${row.id}${row.stage === 'archive' ? '_archive' : ''}`

function placed({ agencyId, stage, number, nextDueOn, submittedOn }: InPlace, column: Column): string {
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
  const isGrouped = column === 'stage' || column === 'agency'
  if (isGrouped !== (within !== undefined) || !(isCommonDay(on) || on === NEVER)) return undefined
  if (column === 'stage' && !Object.hasOwn(STAGES, within!)) return undefined
  return {
    ...place,
    on: on === NEVER && column !== 'submitted' ? null : (on as Day),
    ...(within !== undefined && { within }),
  }
}

/** What comes after a place, in the order of a list; nulls last, and first the other way round. */
export function after(sql: Sql, place: Place, sort: Sort): Fragment[][] {
  const [key, down, { id }] = [keyOf(sql, sort), isDown(sort), place]
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
