/** Setting a password: by a one-time link, or knowing the present one. Whoever changes it ends every other session. */
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { recordOfPerson } from './changes.ts'
import type { Role } from './may.ts'
import { passwordFault } from './password-rules.ts'
import { hashPassword, passwordFits } from './passwords.ts'
import { endSessions, type From, hashOf, openSession, type Session } from './sessions.ts'
import { counted, forgiven, ofPassword } from './tries.ts'
import { takesTurn } from './turns.ts'

/** Who comes by a one-time link. */
export type Invited = { username: string; name: string; roles: Role[]; agency: string }
type Fault = { field: string; message: string }
/** `gone`: the link is unknown, used or too old. */
type ByLink = { set: true; username: string } | { set: false; gone: true } | { set: false; fault: Fault }
type ByOwner = { set: true; session: Session } | { set: false; fault: Fault }

type Owner = {
  id: string
  username: string
  name: string
  password: string | null
  demonstration: boolean
  agencyNames: string[]
}

/** The present one and the four before it are not taken again. */
const REMEMBERED = 5
const USED_BEFORE = '这个密码最近用过，请另设一个'
const DIFFERENT = { field: 'again', message: '两次输入的密码不一致，请重新输入' }

/** For whom the link still opens, in words: asked before its page is shown. */
export async function invitedBy(house: Pick<House, 'sql' | 'time'>, token: string): Promise<Invited | undefined> {
  const personId = await holderOf(house, token)
  // SQL: asked before what writes.
  const [invited] = personId
    ? await house.sql<Invited[]>`
        select p.username, p.name, p.roles, a.name as agency from people p join agencies a on a.id = p.agency_id
        where p.id = ${personId}`
    : []
  return invited
}

async function holderOf({ sql, time }: Pick<House, 'sql' | 'time'>, token: string): Promise<string | undefined> {
  // SQL: asked before what writes, too.
  const [row] = await sql<{ personId: string }[]>`
    select i.person_id from invitations i join people p on p.id = i.person_id
    where i.token_hash = ${hashOf(token)} and i.used_at is null and i.expires_at > ${time.now().toISOString()}
      and p.ended_at is null`
  return row?.personId
}

/** Uses up an invitation: sets the password and ends all sessions. A password that does not do leaves the link as it is. */
export async function setByLink(
  house: Pick<House, 'sql' | 'time'>,
  token: string,
  typed: { password: string; again: string },
): Promise<ByLink> {
  const personId = await holderOf(house, token)
  if (!personId) return { set: false, gone: true }
  const owner = await ownerOf(house.sql, personId)
  const fault = await faultOf(house.sql, owner, typed)
  if (fault) return { set: false, fault }
  const password = await hashPassword(typed.password)
  const set = await house.sql.begin(async (tx) => {
    const used = await tx`
      update invitations set used_at = ${house.time.now().toISOString()}
      where token_hash = ${hashOf(token)} and used_at is null returning 1 as used`
    if (used.length === 0) return false
    await keep(tx, house, personId, password)
    await recordOfPerson(tx, house, personId, { what: 'password', before: null, after: { how: 'link' } })
    return true
  })
  return set ? { set, username: owner.username } : { set: false, gone: true }
}

type Changing = { personId: string; token: string; from: From }

/**
 * Changes one's own password. Every session ends, and a new one begins with the factor that was shown for this one.
 * @throws Refusal SIGN_IN_DELAYED: the present password is not guessed from a session that was left open.
 */
export async function changeOwn(
  house: Pick<House, 'sql' | 'time' | 'keys' | 'config'>,
  { personId, token, from }: Changing,
  typed: { current: string; password: string; again: string },
): Promise<ByOwner> {
  const owner = await ownerOf(house.sql, personId)
  if (owner.demonstration) return no('current', '演示账号的密码是公开的，不能更改')
  await counted(house, ofPassword(house, owner.username, from.address))
  if (!(await passwordFits(typed.current, owner.password))) return no('current', '现在的密码不正确')
  await forgiven(house, ofPassword(house, owner.username, from.address))
  const fault = await faultOf(house.sql, owner, typed)
  if (fault) return { set: false, fault }
  const password = await hashPassword(typed.password)
  const session = await house.sql.begin(async (tx) => {
    const [shown] = await tx`select factor from sessions where token_hash = ${hashOf(token)}`
    await keep(tx, house, personId, password)
    await recordOfPerson(tx, house, personId, { what: 'password', before: null, after: { how: 'own' } })
    return openSession(tx, house, { personId, from, factor: shown?.factor ?? null })
  })
  return { set: true, session }
}

const no = (field: string, message: string) => ({ set: false as const, fault: { field, message } })

async function ownerOf(sql: Sql, personId: string): Promise<Owner> {
  // SQL: asked before what writes.
  const [owner] = await sql<Owner[]>`
    select p.id, p.username, p.name, p.password, p.demonstration, array[a.name, a.profile->>'shortName'] as agency_names
    from people p join agencies a on a.id = p.agency_id where p.id = ${personId}`
  return { ...owner!, agencyNames: owner!.agencyNames.filter(Boolean) }
}

async function faultOf(sql: Sql, owner: Owner, { password, again }: { password: string; again: string }) {
  const weak = await passwordFault(password, owner)
  if (weak) return { field: 'password', message: weak }
  if (password !== again) return DIFFERENT
  // SQL: asked before what writes.
  const former = await sql<{ password: string }[]>`
    select password from former_passwords where person_id = ${owner.id} order by at desc limit ${REMEMBERED - 1}`
  for (const hash of [owner.password, ...former.map((one) => one.password)])
    if (hash && (await passwordFits(password, hash))) return { field: 'password', message: USED_BEFORE }
  return null
}

/** Writes the new hash, remembers the old one, and ends every session. */
async function keep(tx: Tx, { time }: Pick<House, 'time'>, personId: string, password: string): Promise<void> {
  await forget(tx, { time }, personId)
  await tx`update people set password = ${password} where id = ${personId}`
  await endSessions(tx, personId)
}

/** Takes somebody's password away; it is remembered as a former one. */
export async function forget(tx: Tx, { time }: Pick<House, 'time'>, personId: string): Promise<void> {
  await takesTurn(tx, [personId])
  await tx`
    insert into former_passwords (person_id, password, at)
    select id, password, ${time.now().toISOString()} from people where id = ${personId} and password is not null`
  await tx`
    delete from former_passwords where person_id = ${personId} and at not in (
      select at from former_passwords where person_id = ${personId} order by at desc limit ${REMEMBERED - 1})`
  await tx`update people set password = null where id = ${personId}`
}
