/** One-time links by which a password is set: drawn for a person with rights, each in place of the one before. */
import type { Tx } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { endSessions, invite, randomToken } from './sessions.ts'

/**
 * The path of a new link; older ones and all sessions of the person end.
 * @param token where the caller can tell it again for a repeat of the same request; else it is random
 * @throws Refusal NOT_FOUND; FACT_REFUSED for who has left, or has no rights (yet)
 */
export async function newLink(
  tx: Tx,
  house: Pick<House, 'time'>,
  personId: string,
  token: string = randomToken(),
): Promise<string> {
  const [person] = await tx<{ roles: string[]; endedAt: string | null }[]>`
    select roles, ended_at from people where id = ${personId} for update`
  if (!person) throw notFound()
  if (person.endedAt) throw new Refusal('FACT_REFUSED', { message: '这位人员已经离任，不能发送链接。请先恢复' })
  if (person.roles.length === 0)
    throw new Refusal('FACT_REFUSED', { message: '这位人员还没有岗位，或者权限尚待安全管理员批准，批准以后再生成链接' })
  await endAccess(tx, personId)
  return linkOf(await invite({ sql: tx, time: house.time }, personId, LASTS, token))
}

/** The path of the link that this token opens. */
export const linkOf = (token: string): string => `/invitations/${token}`

const LASTS = 72 // hours

/** Ends every session of a person, and every link that was not used. */
export async function endAccess(tx: Tx, personId: string): Promise<void> {
  await endSessions(tx, personId)
  await tx`delete from invitations where person_id = ${personId} and used_at is null`
}
