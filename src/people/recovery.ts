/**
 * Who has lost password and authenticator begins anew: an administrator says why, a second one, or the security officer,
 * lets them. Neither is the person concerned. Factors, sessions and the password go; a one-time link sets a new one.
 * Who has lost the password alone gets a link in the same way, and nothing goes until it is used. The person is told by mail.
 */
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db, Sql, Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { recordOfPerson } from './changes.ts'
import { dropFactors } from './factors.ts'
import { unbind } from './identities.ts'
import { linkAgain } from './links.ts'
import { hasRole } from './may.ts'
import { securityOfficerFor } from './officers.ts'
import { endSessions, invite, type Viewer } from './sessions.ts'
import { forget } from './set-password.ts'
import { agencies, people, recoveries } from './tables.ts'

/** Handed over in person, so that a day is enough. */
const LINK_HOURS = 24

/** Their own place, not one that they cover: who administers stands for it with their own name. */
const own = (viewer: Viewer) => viewer.seats[0]!
export const mayPropose = (viewer: Viewer) => hasRole(own(viewer), 'admin')
/** Administrators and security officers, not as somebody's cover. */
export const mayDecide = (viewer: Viewer) => hasRole(own(viewer), 'admin', 'security')

/** @throws Refusal NOT_YOURS; INVALID where nobody of these agencies has that name, or it is one's own. */
export async function propose(
  house: Pick<House, 'sql' | 'time'>,
  viewer: Viewer,
  { username, why }: { username: string; why: string },
): Promise<void> {
  if (!mayPropose(viewer)) throw new Refusal('NOT_YOURS')
  const fault = (message: string) => invalid({ field: 'username', code: 'UNFIT', message })
  if (username === viewer.username) throw fault('不能为自己申请，请由另一位管理员申请')
  const now = house.time.now()
  const row = { id: newId(now), why, by: `staff:${viewer.username}`, at: now.toISOString() }
  const written = await house.sql.begin(async (tx) => {
    const rows = await tx<{ personId: string }[]>`
    insert into recoveries (id, person_id, why, by, at)
    select ${row.id}, p.id, ${why}, ${row.by}, ${row.at} from people p
    where p.username = ${username} and p.ended_at is null and not p.demonstration
      and p.agency_id = any(${viewer.agencyIds})
      and not exists (select from recoveries where person_id = p.id and approved is null)
    returning person_id`
    for (const { personId } of rows)
      await recordOfPerson(
        tx,
        house,
        personId,
        { what: 'recovery', before: null, after: { state: 'proposed', why } },
        row.by,
      )
    if (rows.length > 0) await enqueue(tx, 'recovery', { recovery: row.id, approved: false })
    return rows.length > 0
  })
  if (!written) throw fault('没有这个在职人员，或者已经有一件在等待批准')
}

/** Who lets it through: a security officer, or where there is none another administrator. */
export type Approver = 'security' | 'admin'

/** Whose word a link waits for; null where there is nobody. SQL: asked in the transaction of a change, too. */
export async function approverOf(
  sql: Sql | Tx,
  { personId, by }: { personId: string; by: string },
): Promise<Approver | null> {
  const [person] = await sql<{ agencyId: string }[]>`select agency_id from people where id = ${personId}`
  if (await securityOfficerFor(sql, person!.agencyId, [personId])) return 'security'
  const [other] = await sql`
    select 1 as there from people p join agencies a on a.id = ${person!.agencyId} and p.agency_id in (a.id, a.taken_in_by)
    where 'admin' = any(p.roles) and p.ended_at is null and p.id <> ${personId} and 'staff:' || p.username <> ${by} limit 1`
  return other ? 'admin' : null
}

/**
 * Asks for a link for somebody who has been in; where one is asked for already, that one waits on.
 * @throws Refusal FACT_REFUSED where nobody is there who could let it through
 */
export async function proposeLink(
  tx: Tx,
  house: Pick<House, 'time'>,
  { username }: Pick<Viewer, 'username'>,
  personId: string,
): Promise<Approver> {
  const [by, now] = [`staff:${username}`, house.time.now()]
  const waits = await approverOf(tx, { personId, by })
  if (!waits)
    throw new Refusal('FACT_REFUSED', {
      message: '没有安全管理员，也没有另一位系统管理员可以批准。请在服务器上用 ysqgk user reset 重新设置',
    })
  const why = '忘记密码，需要新的一次性链接'
  const [asked] = await tx<{ id: string }[]>`
    insert into recoveries (id, person_id, why, link_only, by, at)
    select ${newId(now)}, ${personId}, ${why}, true, ${by}, ${now.toISOString()}
    where not exists (select from recoveries where person_id = ${personId} and approved is null) returning id`
  if (!asked) return waits
  const after = { state: 'proposed', how: 'link', why }
  await recordOfPerson(tx, house, personId, { what: 'recovery', before: null, after }, by)
  await enqueue(tx, 'recovery', { recovery: asked.id, approved: false })
  return waits
}

/**
 * Decides on one: a second person, or the first to take it back.
 * @returns the path of the one-time link, to be handed over in person; null where it was turned down.
 */
export const decide = (
  { sql, time }: Pick<House, 'sql' | 'time'>,
  viewer: Viewer,
  id: string,
  approved: boolean,
): Promise<string | null> => sql.begin((tx) => decideIn(tx, { time }, viewer, { id, approved }))

/**
 * The same in the transaction of an answer that is kept.
 * @param asked `token`: of the link, where the caller can tell it again for a repeat; else it is random
 * @throws Refusal NOT_YOURS, NOT_FOUND, FACT_REFUSED
 */
export async function decideIn(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  viewer: Viewer,
  { id, approved, token }: { id: string; approved: boolean; token?: string },
): Promise<string | null> {
  if (!mayDecide(viewer)) throw new Refusal('NOT_YOURS')
  const by = `staff:${viewer.username}`
  const [row] = await tx<{ personId: string; by: string; linkOnly: boolean }[]>`
    select r.person_id, r.by, r.link_only from recoveries r join people p on p.id = r.person_id
    where r.id = ${id} and r.approved is null and p.agency_id = any(${viewer.agencyIds}) for update of r`
  if (!row) throw notFound()
  if (approved && (row.by === by || row.personId === viewer.id))
    throw new Refusal('NOT_YOURS', { message: '申请人和本人都不能批准，请由另一位管理员或者安全管理员批准' })
  if (approved && row.linkOnly && !hasRole(own(viewer), 'security') && (await approverOf(tx, row)) === 'security')
    throw new Refusal('NOT_YOURS', { message: '新的链接由安全管理员批准' })
  await tx`
    update recoveries set approved = ${approved}, decided_by = ${by}, decided_at = ${time.now().toISOString()}
    where id = ${id}`
  const after = { state: approved ? 'approved' : 'refused' }
  await recordOfPerson(tx, { time }, row.personId, { what: 'recovery', before: { state: 'proposed' }, after }, by)
  if (!approved) return null
  await enqueue(tx, 'recovery', { recovery: id, approved })
  return row.linkOnly
    ? linkAgain(tx, { time }, row.personId, LINK_HOURS, token)
    : beginAnew(tx, { time }, row.personId, by, token)
}

/**
 * Takes password, factors, links and sessions from somebody, and who they are at the identity provider.
 * @returns the path of a one-time link that sets a new password; the next sign-in sets up a new authenticator.
 */
export async function beginAnew(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  personId: string,
  by: string,
  token?: string,
): Promise<string> {
  await forget(tx, { time }, personId)
  await dropFactors(tx, personId)
  await unbind(tx, { time }, personId, by)
  await endSessions(tx, personId)
  await tx`update invitations set used_at = ${time.now().toISOString()} where person_id = ${personId} and used_at is null`
  return `/invitations/${await invite({ sql: tx, time }, personId, LINK_HOURS, token)}`
}

export type OpenRecovery = {
  id: string
  username: string
  name: string
  agencyName: string
  why: string
  linkOnly: boolean
  personId: string
  by: string
  at: string
}

/** Those that wait in these agencies, the oldest first. */
export const openRecoveries = (db: Db, agencyIds: readonly string[]): Promise<OpenRecovery[]> =>
  db
    .select({
      id: recoveries.id,
      username: people.username,
      name: people.name,
      agencyName: agencies.name,
      why: recoveries.why,
      linkOnly: recoveries.linkOnly,
      personId: recoveries.personId,
      by: recoveries.by,
      at: recoveries.at,
    })
    .from(recoveries)
    .innerJoin(people, eq(people.id, recoveries.personId))
    .innerJoin(agencies, eq(agencies.id, people.agencyId))
    .where(and(isNull(recoveries.approved), inArray(people.agencyId, [...agencyIds])))
    .orderBy(recoveries.at)
