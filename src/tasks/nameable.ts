/** Who can answer for a task of an agency: whoever works there, or in its intake office, and reads cases. */
import { and, arrayOverlaps, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { READERS } from '../people/may.ts'
import { agencies, people } from '../people/tables.ts'

/** @param also ids of people who are named by versions, though they may have left */
export async function nameable(db: Db, agencyId: string, also: readonly (string | null)[] = []) {
  const [agency] = await db.select({ takenInBy: agencies.takenInBy }).from(agencies).where(eq(agencies.id, agencyId))
  const serving = and(
    inArray(people.agencyId, [agencyId, agency?.takenInBy ?? agencyId]),
    isNull(people.endedAt),
    arrayOverlaps(people.roles, [...READERS]),
  )
  const ids = also.filter((id) => id !== null)
  const rows = await db
    .select({ id: people.id, username: people.username, name: people.name, endedAt: people.endedAt })
    .from(people)
    .where(ids.length > 0 ? or(serving, inArray(people.id, ids)) : serving)
    .orderBy(asc(people.name), asc(people.username))
  const called = ({ username, name }: (typeof rows)[number]) =>
    rows.some((other) => other.name === name && other.username !== username) ? `${name}（${username}）` : name
  return {
    inOffice: Object.fromEntries(rows.filter(({ endedAt }) => !endedAt).map((row) => [row.username, called(row)])),
    byId: new Map(rows.map((row) => [row.id, called(row)])),
  }
}
