/**
 * A list by whoever handles a case: one person after the other by name, of each the nearest date first; what nobody has comes last.
 * Names stand in no index of the cases, which are read by the person: first who has any there is looked up in that index, one
 * look for each, then the cases of some of them at once, and of more the longer a list finds little. SQL: see `question.ts`.
 */
import type { Fragment, Sql } from '../db/client.ts'
import { allOf, anyOf } from '../ledger/seen.ts'
import { after, handlerOf, isDown, type Place, type Sort } from './order.ts'
import { type DeskQuestion, partsOf } from './question.ts'

/** Whose cases are read together, in their order; `agencyIds[n]` is where `ids[n]` has them. */
export type Held = { agencyIds: string[]; ids: string[] }
type Stretch = { parts: Fragment[][]; held?: Held }

/** As many as fill a page of most lists. */
const AT_FIRST = 8
const MORE = 4

/** @param agencies the condition on the agencies `a` that are read */
export async function* byHandler(
  sql: Sql,
  ask: DeskQuestion,
  sort: Sort,
  from: Place | undefined,
  agencies: Fragment,
): AsyncGenerator<Stretch> {
  const parts = partsOf(sql, ask, sort)
  const rest = (place: Place) => after(sql, place, sort).map((than) => parts.map((part) => [...part, ...than]))
  const nobodys = { parts: parts.map((part) => [...part, sql`c.handler_id is null`]) }
  const restOfNobodys = (place: Place) =>
    rest(place).map((some) => ({ parts: some.map((part) => [...part, sql`c.handler_id is null`]) }))
  const isFromNobody = from !== undefined && !from.within
  if (isDown(sort)) yield* from && isFromNobody ? restOfNobodys(from) : from ? [] : [nobodys]
  if (isDown(sort) || !isFromNobody) {
    const all = await whoHandles(sql, ask, sort, parts, agencies)
    const at = from?.within ? all.findIndex(({ id }) => id === from.within) : -1
    // Of whoever has none there any more the name tells no place: the list begins with the first.
    const now = at < 0 ? [] : all.filter(({ id }) => id === from!.within)
    if (now.length > 0) for (const some of rest(from!)) yield { parts: some, held: heldBy(now) }
    const left = all.slice(at < 0 ? 0 : all.findLastIndex(({ id }) => id === from!.within) + 1)
    for (let n = 0, most = AT_FIRST; n < left.length; n += most, most *= n > AT_FIRST ? MORE : 1)
      yield { parts, held: heldBy(left.slice(n, n + most)) }
  }
  if (!isDown(sort)) yield* from && isFromNobody ? restOfNobodys(from) : [nobodys]
}

type Handler = { agencyId: string; id: string }
const heldBy = (all: readonly Handler[]): Held => ({
  agencyIds: all.map(({ agencyId }) => agencyId),
  ids: all.map(({ id }) => id),
})

/** Everybody who has a case there, in the order of the list: the next one in the index is looked up after each. */
function whoHandles(sql: Sql, ask: DeskQuestion, sort: Sort, parts: Fragment[][], agencies: Fragment) {
  const next = (of: Fragment, than: Fragment) => sql`(
    select c.handler_id from cases c where c.agency_id = a.id and ${of} and ${than} order by c.handler_id limit 1)`
  const among = (of: Fragment) => sql`
    select a.id as agency_id, h.id from agencies a cross join lateral (
      with recursive h as (
        select ${next(of, sql`c.handler_id is not null`)} as id
        union all select ${next(of, sql`c.handler_id > h.id`)} from h where h.id is not null)
      select h.id from h where h.id is not null
    ) h where ${agencies}`
  const apart = parts.map((_, n) =>
    n > 0 || ask.stage === 'archive' ? sql`c.stage = 'archive'` : sql`c.stage <> 'archive'`,
  )
  const all = apart.map(among).reduce((one, more) => sql`${one} union ${more}`)
  const name = sql`p.name || ' ' || p.id`
  return sql<Handler[]>`
    select c.agency_id, c.id from (${all}) c join people p on p.id = c.id
    order by (${name}) collate "as_read" ${isDown(sort) ? sql`desc` : sql``}, c.agency_id`
}

/** The same where the cases were looked up and are few: what comes after a place, by name. */
export function behindHandler(sql: Sql, ask: DeskQuestion, sort: Sort, from: Place | undefined): Fragment[][][] {
  const parts = partsOf(sql, ask, sort)
  if (!from) return [parts]
  const { within } = from
  const theirs = within ? sql`c.handler_id = ${within}::uuid` : sql`c.handler_id is null`
  const rest = after(sql, from, sort).map((than) => parts.map((part) => [...part, theirs, ...than]))
  const name = sql`(select p.name || ' ' || p.id from people p where p.id = ${within || null}::uuid) collate "as_read"`
  const nobody = sql`c.handler_id is null`
  const behind = isDown(sort)
    ? within
      ? sql`${handlerOf(sql)} < ${name}`
      : sql`c.handler_id is not null`
    : within && anyOf(sql, [nobody, sql`${handlerOf(sql)} > ${name}`])
  return behind ? [...rest, parts.map((part) => [allOf(sql, part), behind])] : rest
}
