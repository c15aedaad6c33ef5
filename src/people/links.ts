/**
 * One-time links by which a password is set: drawn for a person with rights, each in place of the one before. The first one
 * is an administrator's to draw; who has been in gets another only by a second person's word (`recovery.ts`).
 */
import type { Tx } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { recordOfPerson } from './changes.ts'
import { endSessions, invite, randomToken } from './sessions.ts'
import { takesTurn } from './turns.ts'

/**
 * Whether this person has set a password before, or came through the provider or with a passkey. From then on whoever uses a
 * link of theirs takes the place of somebody whom others know. Nothing of the person changes until the transaction ends.
 * @throws Refusal NOT_FOUND; FACT_REFUSED for who has left, or has no rights (yet)
 */
export async function hasBeenIn(tx: Tx, personId: string): Promise<boolean> {
  await takesTurn(tx, [personId])
  const [person] = await tx<{ roles: string[]; endedAt: string | null; beenIn: boolean }[]>`
    select roles, ended_at, password is not null
      or exists (select from former_passwords where person_id = p.id)
      or exists (select from provider_identities where person_id = p.id)
      or exists (select from passkeys where person_id = p.id) as been_in
    from people p where id = ${personId} for update`
  if (!person) throw notFound()
  if (person.endedAt) throw new Refusal('FACT_REFUSED', { message: '这位人员已经离任，不能发送链接。请先恢复' })
  if (person.roles.length === 0)
    throw new Refusal('FACT_REFUSED', { message: '这位人员还没有岗位，或者权限尚待安全管理员批准，批准以后再生成链接' })
  return person.beenIn
}

/**
 * The path of a new link; older ones and all sessions of the person end.
 * @param how `by`: `staff:NAME` or `system`; `token` where the caller can tell it again for a repeat of the same request; else it is random
 * @throws Refusal as `hasBeenIn`
 */
export async function newLink(
  tx: Tx,
  house: Pick<House, 'time'>,
  personId: string,
  { by, token = randomToken() }: { by: string; token?: string },
): Promise<string> {
  await hasBeenIn(tx, personId)
  await endAccess(tx, personId)
  await recordOfPerson(tx, house, personId, { what: 'recovery', before: null, after: { how: 'link' } }, by)
  return linkOf(await invite({ sql: tx, time: house.time }, personId, LASTS, token))
}

/**
 * The path of a link for who has been in: it ends older links, and nothing else until it is used.
 * @throws Refusal as `hasBeenIn`
 */
export async function linkAgain(
  tx: Tx,
  house: Pick<House, 'time'>,
  personId: string,
  hours: number,
  token?: string,
): Promise<string> {
  await hasBeenIn(tx, personId)
  await dropLinks(tx, personId)
  return linkOf(await invite({ sql: tx, time: house.time }, personId, hours, token))
}

/** The path of the link that this token opens. */
export const linkOf = (token: string): string => `/invitations/${token}`

const LASTS = 72 // hours

/** Ends every session of a person, and every link that was not used. */
export async function endAccess(tx: Tx, personId: string): Promise<void> {
  await endSessions(tx, personId)
  await dropLinks(tx, personId)
}

const dropLinks = (tx: Tx, personId: string) =>
  tx`delete from invitations where person_id = ${personId} and used_at is null`
