/**
 * 上一件、下一件: a case opened from a list of the desk keeps that list in its address (`?in=`), so that a heap is worked off case by
 * case. Its neighbours follow from its own place, also where it has just left the list.
 */
import { WAITS, type Waits } from '../../workflows/disclosure/next-step.ts'
import { CHANNELS, OUTCOMES, STAGES } from '../../workflows/disclosure/vocabulary.ts'
import { isCommonDay } from '../../workflows/statute/days.ts'
import { wordsOf } from '../ground/fold.ts'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { formOf } from '../web/form-of.ts'
import { deskPage } from './desk.ts'
import { cursorAt, orderOf, SORTS, type Sort, turned } from './order.ts'
import { address } from './pages/desk-filters.tsx'
import { inList, wayIn } from './pages/neighbours.tsx'
import { lookedFor } from './places.ts'
import { type DeskQuestion, isIndexed } from './question.ts'
import type { DeskFilter, InList } from './views.ts'

/** The filter words that an address may hold; anything else is left out. */
export function filterFrom(query: unknown): DeskFilter {
  const { stage, due, mine, waiting, waits, q, outcome, aside, unsent, act, channel, from, to, sort, more, ...named } =
    formOf(query)
  const { agency, unit, handler, on } = named
  return {
    ...(stage && Object.hasOwn(STAGES, stage) && { stage: stage as NonNullable<DeskFilter['stage']> }),
    ...((due === 'overdue' || due === 'today' || due === 'soon' || due === 'week') && { due }),
    ...(isId(agency) && { agency }),
    ...(isId(unit) && { unit }),
    ...(isId(handler) && { handler }),
    ...(channel && Object.hasOwn(CHANNELS, channel) && { channel: channel as NonNullable<DeskFilter['channel']> }),
    ...(isCommonDay(on) && { on }),
    ...(isCommonDay(from) && { from }),
    ...(isCommonDay(to) && { to }),
    ...(sort && (SORTS as readonly string[]).includes(sort) && { sort: sort as Sort }),
    ...(more === 'yes' && { more }),
    ...(mine && { mine: true }),
    ...(waiting === 'me' && { waiting }),
    ...(waits && Object.hasOwn(WAITS, waits) && { waits: waits as Waits }),
    ...(q?.trim() && {
      q: q
        .replace(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, 200)
        .toWellFormed(),
    }),
    ...(aside === 'yes' && { aside }),
    ...(unsent === 'yes' && { unsent }),
    ...((act === 'setAside' || act === 'print') && { act }),
    ...(outcome && Object.hasOwn(OUTCOMES, outcome) && { outcome: outcome as NonNullable<DeskFilter['outcome']> }),
  }
}

/** What may be a code, a username or an id: nothing that the database could not hold. */
const isId = (text: string | undefined): text is string => text !== undefined && /^[\p{L}\p{N}._-]{1,60}$/u.test(text)

/** What is asked of the database for this list. */
export const questionFor = (house: Pick<House, 'time' | 'keys'>, viewer: Viewer, filter: DeskFilter): DeskQuestion => ({
  who: viewer,
  today: house.time.today(),
  ...filter,
  ...lookedFor(house, viewer, filter.q),
  handler: filter.mine ? viewer.id : filter.handler,
  waiting: filter.waiting === 'me',
  aside: filter.aside && ('only' as const),
})

/** What `?in=` of this list is: its filter words. */
export const listName = (filter: DeskFilter): string => address(filter).split('?')[1] ?? ''

/** The list in which a case was opened, with the cases beside it; undefined where it was not opened from one. */
export async function listOf(
  house: Pick<House, 'sql' | 'law' | 'time' | 'keys'>,
  viewer: Viewer,
  row: CaseRow,
  query: unknown,
): Promise<InList | undefined> {
  const name = listNamed(query)
  if (name === undefined) return undefined
  const filter = filterFrom(Object.fromEntries(new URLSearchParams(name)))
  const ask = questionFor(house, viewer, filter)
  const { calendar } = house.law()
  const { at } = formOf(query)
  // Words that are a number find what bears it, wherever a list begins.
  // What is searched for stands the best first, unless it is in too many cases.
  const order = ask.q ? (await deskPage(house.sql, calendar, { ...ask, limit: 1 })).sort : orderOf(ask)
  const words = wordsOf(ask.q ?? '')
  const beside = async (sort: Sort) =>
    (
      await deskPage(house.sql, calendar, { ...ask, sort, cursor: at ?? cursorAt(row, sort, words), limit: 1 })
    ).rows.find(({ id }) => id !== row.id)
  const [before, after] = await Promise.all([beside(turned(order)), beside(order)])
  return {
    name,
    address: address(filter),
    ...(before && { before: `/cases/${before.id}${wayIn(name)}` }),
    ...(after && { after: `/cases/${after.id}${wayIn(name)}` }),
  }
}
/** The name of the list that a form was sent from, as it is led back to; undefined where it was none. */
export function listNamed(query: unknown): string | undefined {
  const { in: said } = formOf(query)
  if (said === undefined || said.length > MOST) return undefined
  return listName(filterFrom(Object.fromEntries(new URLSearchParams(said))))
}

/** Words that are looked for, and every filter beside them. */
const MOST = 2_000

/** A case in a list of this name; by itself where there is none. */
export const caseIn = (id: string, name: string | undefined): string =>
  `/cases/${encodeURIComponent(id)}${inList(name)}`

/**
 * The same after an act, with the place that the case had in the list before it: the act may have moved it, or taken it out.
 * @param done what is said of the act on the page that follows
 */
export const afterAct = (row: CaseRow, name: string | undefined, done?: string): string => {
  const address = name === undefined ? caseIn(row.id, name) : `${caseIn(row.id, name)}&at=${placeIn(row, name)}`
  return done === undefined ? address : `${address}${address.includes('?') ? '&' : '?'}done=${done}`
}

function placeIn(row: CaseRow, name: string): string {
  const filter = filterFrom(Object.fromEntries(new URLSearchParams(name)))
  return cursorAt(row, orderOf(filter, isIndexed(filter.q ?? '')), wordsOf(filter.q ?? ''))
}

/** Only a list of the desk is gone back to. */
export const backTo = (address: string | undefined): string => (address?.startsWith('/desk?') ? address : '/desk')
