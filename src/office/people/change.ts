/** What an administrator does about people: inviting, changing, arranging a cover, ending, bringing back. One transaction each. */
import { casesHeldBy, handOver } from '../../cases/hand-over.ts'
import type { Sql, Tx } from '../../db/client.ts'
import { invalid, notFound, Refusal } from '../../ground/errors.ts'
import { isId } from '../../ground/ids.ts'
import type { Working } from '../../house.ts'
import { endCovers, setCover } from '../../people/covers.ts'
import { setDetails } from '../../people/details.ts'
import { oneself, proposeRights, type Rights, type Waits } from '../../people/grant.ts'
import { leave } from '../../people/leaving.ts'
import { administers, type Role } from '../../people/may.ts'
import type { Viewer } from '../../people/sessions.ts'
import { takesTurn } from '../../people/turns.ts'
import type { PersonChanged } from './bodies.ts'

type Known = { id: string; username: string; agencyId: string; roles: Role[]; units: string[]; endedAt: string | null }
export type Changed = { waits: Waits; handedOver: string[] }

const NO_REASON = '（没有写明理由）'

/**
 * The person with this id, whom this administrator looks after. SQL: asked in the transaction of a change, too.
 * @throws Refusal NOT_FOUND
 */
export async function personFor(sql: Sql | Tx, viewer: Viewer, id: string): Promise<Known> {
  const [person] = isId(id)
    ? await sql<Known[]>`
        select id, username, agency_id, roles, ended_at,
          array(select unit_id from person_units where person_id = p.id) as units
        from people p where id = ${id}`
    : []
  if (!person || !administers(viewer, person.agencyId)) throw notFound()
  return person
}

/**
 * Every change of one request, or none.
 * @throws Refusal NOT_FOUND, FACT_REFUSED, INVALID naming the field; HANDOVER_MISSING with the numbers of the cases
 */
export async function changePerson(
  tx: Tx,
  house: Working,
  viewer: Viewer,
  id: string,
  asked: PersonChanged,
): Promise<Changed> {
  if (!isId(id)) throw notFound()
  await takesTurn(tx, [id])
  await tx`select 1 as locked from people where id = ${id} for update`
  const person = await personFor(tx, viewer, id)
  const fields = (['roles', 'units', 'ended', 'cover'] as const).filter((field) => asked[field] !== undefined)
  if (person.id === viewer.id && fields.length > 0) throw invalid(...fields.map(oneself))
  const isHere = person.endedAt === null || asked.ended === false
  if (!isHere && fields.some((field) => field !== 'ended'))
    throw new Refusal('FACT_REFUSED', { message: '这位人员已经离任。请先恢复，再变更' })
  const how = { by: `staff:${viewer.username}`, why: asked.why ?? NO_REASON }
  const { name, email } = asked
  const details = { ...(name !== undefined && { name }), ...(email !== undefined && { email: email || null }) }
  await setDetails(tx, house, id, details, how.by)

  const handedOver = await handedOn(tx, house, viewer, person, asked)
  let waits: Waits = null
  if (asked.ended === false && person.endedAt !== null) waits = await comesBack(tx, house, person, asked, how)
  else if (asked.ended) waits = await leaves(tx, house, person, how)
  else if (asked.roles || asked.units) waits = await proposeRights(tx, house, id, { ...person, ...wanted(asked) }, how)
  if (asked.cover === null) await endCovers(tx, house, { of: id }, how.by)
  if (asked.cover && !asked.ended) waits = (await setCover(tx, house, person, asked.cover, how.by)) ?? waits
  return { waits, handedOver }
}

const wanted = ({ roles, units }: PersonChanged): Partial<Rights> => ({
  ...(roles && { roles }),
  ...(units && { units }),
})

/** Who handles no more hands over what is open: to a colleague, or knowingly to nobody by name. */
async function handedOn(
  tx: Tx,
  house: Working,
  viewer: Viewer,
  person: Known,
  asked: PersonChanged,
): Promise<string[]> {
  const stops = asked.ended || (asked.roles && !asked.roles.includes('handler'))
  if (!stops || !person.roles.includes('handler')) return []
  const held = await casesHeldBy(tx, person.id)
  if (held.length === 0) return []
  if (asked.handOver === undefined) {
    const message = `还有${held.length}件未办结的申请由这位人员承办，请选择接手的承办人，或者选择暂不指定：${list(held)}`
    throw invalid({ field: 'handOver', code: 'HANDOVER_MISSING', message })
  }
  return handOver(tx, house, person, asked.handOver, { by: `staff:${viewer.username}`, at: house.time.now() })
}

const SHOWN = 20
/** Their numbers, so many as one reads. */
export const list = (held: readonly { number: string }[]) =>
  held
    .slice(0, SHOWN)
    .map(({ number }) => number)
    .join('、') + (held.length > SHOWN ? '等' : '')

type How = { by: string; why: string }

/** At once; auditors and security officers leave once a security officer says so. */
async function leaves(tx: Tx, house: Working, { id, endedAt }: Known, how: How): Promise<Waits> {
  if (endedAt !== null) return null
  const leaving = { ...how, why: `离任。${how.why}`, field: 'ended', leaves: true }
  const waits = await proposeRights(tx, house, id, { roles: [], units: [] }, leaving)
  if (waits === null) await leave(tx, house, id, how.by)
  return waits
}

/** 恢复: with the rights that are named, else those that the person had. */
async function comesBack(tx: Tx, house: Working, { id }: Known, asked: PersonChanged, how: How): Promise<Waits> {
  await setDetails(tx, house, id, { endedAt: null }, how.by)
  const [before = { roles: [], units: [] }] = await tx<Rights[]>`
    select p.roles, array(select id from units where id = any(p.units)) as units
    from right_proposals p join right_decisions d using (person_id, position)
    where person_id = ${id} and d.approved and cardinality(p.roles) > 0 order by position desc limit 1`
  return proposeRights(tx, house, id, { ...before, ...wanted(asked) }, { ...how, why: `恢复。${how.why}` })
}
