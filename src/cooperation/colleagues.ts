/** Who can be asked, mentioned or invited about a case, and how each of them is named. SQL: asked in the transaction of the act, too. */
import type { Sql, Tx } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import { READERS, type Role } from '../people/may.ts'
import { calledInSql } from '../people/queries.ts'
import type { Seat } from '../people/seats.ts'
import { type Place, reaches, type Who, WRITERS } from '../people/sight.ts'

export type Colleague = Omit<Seat, 'roles'> & { roles: readonly Role[] }

/** Those who work on cases of this agency, in it or in its intake office, in the order of their names. `agencyIds`: this agency. */
export const colleaguesOf = (sql: Sql | Tx, agencyId: string) => sql<Colleague[]>`
  select id, username, ${calledInSql(sql)} as name, agency_id, array[${agencyId}::text] as agency_ids, roles,
    coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.position)
      from person_units w join units u on u.id = w.unit_id where w.person_id = p.id), '[]') as units
  from people p
  where agency_id in (select unnest(array[id, taken_in_by]) from agencies where id = ${agencyId})
    and ended_at is null and roles && ${READERS.filter((role) => role !== 'supervisor') as string[]}::text[]
  order by p.name, p.username`

/** Whether they see this case by their own place; a cover is the cover's matter. */
export const seesIt = (one: Colleague, place: Place): boolean => WRITERS.some((role) => reaches(one, role, place))

/** Whoever may ask others about a case: its handlers and its heads, as far as they reach. */
export const mayAsk = ({ seats }: Who, place: Place): boolean =>
  seats.some((seat) => ASKERS.some((role) => reaches(seat, role, place)))
const ASKERS: readonly Role[] = ['handler', 'head']

/** The same of a colleague by their own place. */
export const asksAbout = (one: Colleague, place: Place): boolean => ASKERS.some((role) => reaches(one, role, place))

/** By username or id. */
export const named = (all: readonly Colleague[], who: string): Colleague | undefined =>
  all.find(({ id, username }) => id === who || username === who)

type Unit = { id: string; name: string; isStaffed: boolean }

/** The open units of an agency in their order, and whether somebody handles cases there. */
export const unitsToAsk = (sql: Sql | Tx, agencyId: string) => sql<Unit[]>`
  select id, name, exists (
    select from person_units w join people p on p.id = w.person_id
    where w.unit_id = u.id and p.ended_at is null and 'handler' = any(p.roles)) as is_staffed
  from units u where agency_id = ${agencyId} and closed_at is null order by position, id`

/** @throws Refusal INVALID: unit (NO_SUCH_UNIT, UNIT_WITHOUT_HANDLERS) */
export async function staffedUnit(sql: Sql | Tx, agencyId: string, unit: string): Promise<Unit> {
  const found = (await unitsToAsk(sql, agencyId)).find(({ id }) => id === unit)
  if (!found) throw invalid({ field: 'unit', code: 'NO_SUCH_UNIT', message: '没有这个承办机构，请从列表中选择' })
  if (!found.isStaffed)
    throw invalid({
      field: 'unit',
      code: 'UNIT_WITHOUT_HANDLERS',
      message: '这个承办机构还没有承办人，没有人能够答复。请选择其他承办机构，或者由系统管理员先为它安排承办人',
    })
  return found
}
