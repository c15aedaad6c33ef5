/**
 * Who has lost password and authenticator begins anew: an administrator says why, a second one, or the security officer,
 * lets them. Neither is the person concerned. Factors, sessions and the password go; a one-time link sets a new one.
 */
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { dropFactors } from './factors.ts'
import { unbind } from './identities.ts'
import { hasRole } from './may.ts'
import { endSessions, invite, type Viewer } from './sessions.ts'
import { forget } from './set-password.ts'
import { agencies, people, recoveries } from './tables.ts'

/** Handed over in person, so that a day is enough. */
const LINK_HOURS = 24

/** Their own place, not one that they cover: who administers stands for it with their own name. */
const own = (viewer: Viewer) => viewer.seats[0]!
export const mayPropose = (viewer: Viewer) => hasRole(own(viewer), 'admin')
export const mayDecide = (viewer: Viewer) => hasRole(own(viewer), 'admin', 'security')

/** @throws Refusal NOT_YOURS; INVALID where nobody of these agencies has that name, or it is one's own. */
export async function propose(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  viewer: Viewer,
  { username, why }: { username: string; why: string },
): Promise<void> {
  if (!mayPropose(viewer)) throw new Refusal('NOT_YOURS')
  const fault = (message: string) => invalid({ field: 'username', code: 'UNFIT', message })
  if (username === viewer.username) throw fault('不能为自己申请，请由另一位管理员申请')
  const now = time.now()
  const row = { id: newId(now), why, by: `staff:${viewer.username}`, at: now.toISOString() }
  const written = await sql`
    insert into recoveries (id, person_id, why, by, at)
    select ${row.id}, p.id, ${why}, ${row.by}, ${row.at} from people p
    where p.username = ${username} and p.ended_at is null and not p.demonstration
      and p.agency_id = any(${viewer.agencyIds})
      and not exists (select from recoveries where person_id = p.id and approved is null)
    returning 1 as written`
  if (written.length === 0) throw fault('没有这个在职人员，或者已经有一件在等待批准')
}

/**
 * Decides on one: a second person, or the first to take it back.
 * @returns the path of the one-time link, to be handed over in person; null where it was turned down.
 */
export async function decide(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  viewer: Viewer,
  id: string,
  approved: boolean,
): Promise<string | null> {
  if (!mayDecide(viewer)) throw new Refusal('NOT_YOURS')
  const by = `staff:${viewer.username}`
  return sql.begin(async (tx) => {
    const [row] = await tx<{ personId: string; by: string }[]>`
      select r.person_id, r.by from recoveries r join people p on p.id = r.person_id
      where r.id = ${id} and r.approved is null and p.agency_id = any(${viewer.agencyIds}) for update of r`
    if (!row) throw notFound()
    if (approved && (row.by === by || row.personId === viewer.id))
      throw new Refusal('NOT_YOURS', { message: '申请人和本人都不能批准，请由另一位管理员或者安全管理员批准' })
    await tx`
      update recoveries set approved = ${approved}, decided_by = ${by}, decided_at = ${time.now().toISOString()}
      where id = ${id}`
    return approved ? beginAnew(tx, { time }, row.personId, by) : null
  })
}

/**
 * Takes password, factors, links and sessions from somebody, and who they are at the identity provider.
 * @returns the path of a one-time link that sets a new password; the next sign-in sets up a new authenticator.
 */
export async function beginAnew(tx: Tx, { time }: Pick<House, 'time'>, personId: string, by: string): Promise<string> {
  await forget(tx, { time }, personId)
  await dropFactors(tx, personId)
  await unbind(tx, { time }, personId, by)
  await endSessions(tx, personId)
  await tx`update invitations set used_at = ${time.now().toISOString()} where person_id = ${personId} and used_at is null`
  return `/invitations/${await invite({ sql: tx, time }, personId, LINK_HOURS)}`
}

export type OpenRecovery = {
  id: string
  username: string
  name: string
  agencyName: string
  why: string
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
      by: recoveries.by,
      at: recoveries.at,
    })
    .from(recoveries)
    .innerJoin(people, eq(people.id, recoveries.personId))
    .innerJoin(agencies, eq(agencies.id, people.agencyId))
    .where(and(isNull(recoveries.approved), inArray(people.agencyId, [...agencyIds])))
    .orderBy(recoveries.at)
