/** Gives people of an import their rights. */
import type { Tx } from '../../db/client.ts'
import { newId } from '../../ground/ids.ts'
import type { House } from '../../house.ts'
import { invite } from '../../people/sessions.ts'

type Rights = { roles: readonly string[]; units: readonly string[] }
type How = { by: string; why: string; free?: boolean }
export type Waits = 'security' | null

export async function addPerson(
  tx: Tx,
  house: Pick<House, 'time'>,
  newcomer: Rights & { username: string; name: string; email?: string | null; agencyId: string },
  how: How,
): Promise<{ id: string; waits: Waits }> {
  const { username, name, email = null, agencyId } = newcomer
  const id = newId(house.time.now())
  await tx`insert into people ${tx({ id, agencyId, username, name, email, roles: [] })}`
  return { id, waits: await proposeRights(tx, house, id, newcomer, how) }
}

export async function proposeRights(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  personId: string,
  { roles, units }: Rights,
  { by, why }: How,
): Promise<Waits> {
  const at = time.now().toISOString()
  const [{ position } = { position: 1 }] = await tx<{ position: number }[]>`
    insert into right_proposals (person_id, position, roles, units, "by", at, why)
    select ${personId}, coalesce(max(position), 0) + 1, ${roles as string[]}, ${units as string[]}, ${by}, ${at}, ${why}
    from right_proposals where person_id = ${personId} returning position`
  await tx`
    insert into right_decisions (person_id, position, approved, "by", at, why)
    values (${personId}, ${position}, true, 'system', ${at}, ${why})`
  await tx`update people set roles = ${roles as string[]} where id = ${personId}`
  await tx`delete from person_units where person_id = ${personId}`
  for (const unitId of units) await tx`insert into person_units ${tx({ personId, unitId })}`
  return null
}

export async function newLink(tx: Tx, { time }: Pick<House, 'time'>, personId: string): Promise<string> {
  return `/invitations/${await invite({ sql: tx, time } as never, personId)}`
}
