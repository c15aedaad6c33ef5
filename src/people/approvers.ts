/** Whom a chain of approval can ask: those who handle, review, lead or sign in an agency or in its intake office. */
import { APPROVING_ROLES, type ApprovingRole } from '../../workflows/statute/chain.ts'
import type { Sql, Tx } from '../db/client.ts'
import { calledInSql } from './queries.ts'
import type { Seat } from './seats.ts'

/** `roles`: those of them that a chain can ask. `agencyIds` of the seat: the agency that was asked for. */
export type Approver = Omit<Seat, 'roles'> & { roles: readonly ApprovingRole[] }

const ROLES = Object.keys(APPROVING_ROLES) as ApprovingRole[]

/** The units of an agency in which somebody handles cases: from each of them drafts come. SQL: as above. */
export const draftingUnits = (sql: Sql | Tx, agencyId: string) => sql<{ id: string; name: string }[]>`
  select id, name from units u where agency_id = ${agencyId} and closed_at is null and exists (
    select from person_units w join people p on p.id = w.person_id
    where w.unit_id = u.id and p.ended_at is null and 'handler' = any(p.roles))
  order by position, id`

/** In the order of their names; those who have left are not among them. SQL: a proposal asks in its transaction. */
export const approversOf = (sql: Sql | Tx, agencyId: string) => sql<Approver[]>`
  select id, username, ${calledInSql(sql)} as name, agency_id, array[${agencyId}::text] as agency_ids,
    array(select r from unnest(p.roles) r where r = any(${ROLES as string[]})) as roles,
    coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.position)
      from person_units w join units u on u.id = w.unit_id where w.person_id = p.id), '[]') as units
  from people p
  where agency_id in (select unnest(array[id, taken_in_by]) from agencies where id = ${agencyId})
    and ended_at is null and roles && ${ROLES as string[]}::text[]
  order by p.name, username`
