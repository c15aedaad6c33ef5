/** Somebody new in an office: named at once, with the rights that they are to have once these are decided. */
import { isDuplicate, type Tx } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { recordChange } from './changes.ts'
import { proposeRights, type Rights, type Waits } from './grant.ts'

export type Newcomer = Rights & { username: string; name: string; email?: string | null | undefined; agencyId: string }
export type Added = { id: string; waits: Waits }

/**
 * Adds a person who has no rights yet, and proposes those that are asked for. A link for the first password is drawn apart
 * (`newLink`), once the rights are decided.
 * @param how as `proposeRights` reads it
 * @throws Refusal INVALID: NAME_TAKEN, NO_SUCH_AGENCY, and as `proposeRights`
 */
export async function addPerson(
  tx: Tx,
  house: Pick<House, 'time'>,
  { username, name, email = null, agencyId, roles, units }: Newcomer,
  how: { by: string; why: string; free?: boolean },
): Promise<Added> {
  const [agency] = await tx`select 1 as known from agencies where id = ${agencyId}`
  if (!agency) throw invalid({ field: 'agency', code: 'NO_SUCH_AGENCY', message: '没有这个机关，请从列表中选择' })
  const taken = invalid({
    field: 'username',
    code: 'NAME_TAKEN',
    message: `用户名${username}已经有人使用（不分大小写），请换一个`,
  })
  const [namesake] = await tx`select 1 as known from people where lower(username) = ${username.toLowerCase()}`
  if (namesake) throw taken
  const id = newId(house.time.now())
  try {
    await tx`insert into people ${tx({ id, agencyId, username, name, email, roles: [] })}`
  } catch (error) {
    throw isDuplicate(error, 'people_username_unique') ? taken : error // asked for twice in the same moment
  }
  const added = { agencyId, what: 'person' as const, subject: username, before: null, after: { name, email } }
  await recordChange(tx, house, added, how.by)
  return { id, waits: await proposeRights(tx, house, id, { roles, units }, how) }
}
