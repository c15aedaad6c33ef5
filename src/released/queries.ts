/**
 * What may be asked of the reading room besides the search: one item, its files, its history, the feed. SQL: whatever the
 * feed and the hints share with the search, which a page of readers waits for; and what a fact asks in its transaction.
 */
import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { Day } from '../../workflows/statute/days.ts'
import type { Db, Sql, Tx } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import { anyOf, gistOf, indexQuestion, wordsOf } from '../ground/fold.ts'
import { agencies } from '../people/tables.ts'
import { askedIn } from './asking/asked.ts'
import type { Described } from './described.ts'
import { columns, matching, type Question } from './matching.ts'
import { releaseActs, released } from './tables.ts'

export type ReleasedRow = Described & {
  id: string
  uid: string
  agencyId: string
  agencyName: string
  caseId: string | null
  position: number | null
  releasedOn: Day
  withdrawnOn: Day | null
  withdrawnWhy: string | null
  version: number
  updatedAt: string
}

/** For the feed: what was published or changed last. */
export const newest = (sql: Sql, question: Omit<Question, 'cursor'>, limit: number) => sql<ReleasedRow[]>`
  select ${columns(sql)}, a.name as agency_name from released r join agencies a on a.id = r.agency_id
  where ${matching(sql, askedIn(question.q ?? '').terms, question)} order by r.updated_at desc, r.id desc limit ${limit}`

/** When each became public for the first time. */
export async function publishedAt(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { releasedId, at, version } = releaseActs
  const rows = await db
    .select({ releasedId, at })
    .from(releaseActs)
    .where(and(inArray(releasedId, [...ids]), eq(version, 1)))
  return new Map(rows.map((row) => [row.releasedId, row.at]))
}

/** What was published of this case; it may have been withdrawn since. */
export async function itemOf(sql: Sql | Tx, { agencyId, caseId }: { agencyId: string; caseId: string }) {
  const [row] = await sql<{ id: string; withdrawn: boolean }[]>`
    select id, withdrawn_on is not null as withdrawn from released
    where agency_id = ${agencyId} and case_id = ${caseId}`
  return row
}

/** The items of an agency, and of the others of its office, with a file of this content, taken off or not. */
export const itemsWith = (sql: Sql | Tx, agencyId: string, contents: readonly string[]) => sql<
  { id: string; withdrawn: boolean }[]
>`
  select distinct r.id, r.withdrawn_on is not null as withdrawn
  from released r join released_files f on f.released_id = r.id
  where f.sha256 = any(${contents as string[]}) and r.agency_id in (
    select a.id from agencies a join agencies ours using (taken_in_by) where ours.id = ${agencyId}) order by r.id`

/** So much of what was typed must stand in a title to be worth showing. */
const SHARE = 0.4
const SUGGESTIONS = 3

/** Titles that share much with what somebody is about to ask. Words in another order, or more of them, do no harm. */
export async function alike(sql: Sql, typed: string): Promise<ReleasedRow[]> {
  const bigrams = gistOf(typed)
  if (bigrams.length < 2) return []
  const least = Math.max(2, Math.ceil(bigrams.length * SHARE))
  return sql<ReleasedRow[]>`
    select f.*, a.name as agency_name from (
      select ${columns(sql)}, (
        select count(*) from unnest(${bigrams}::text[]) p where strpos(split_part(r.search, E'\\n', 1), p) > 0
      ) as shared
      from released r where r.withdrawn_on is null and r.pairs @@ ${anyOf(bigrams)}::tsquery
    ) f join agencies a on a.id = f.agency_id
    where shared >= ${least} order by shared desc, f.released_on desc, f.id desc limit ${SUGGESTIONS}`
}

/** Public or withdrawn. */
export async function releasedById(db: Db, id: string): Promise<ReleasedRow | undefined> {
  const [row] = await described(db).where(eq(released.id, id))
  return row
}

/** The item as it is until the transaction ends. @throws Refusal NOT_FOUND */
export async function lockedItem(tx: Tx, id: string): Promise<ReleasedRow> {
  const [row] = await tx<ReleasedRow[]>`select * from released where id = ${id} for update`
  if (!row) throw notFound()
  return row
}

/** Items as they now stand, each with the name of its agency. */
function described(db: Db) {
  const { search: _, pairs: __, ...item } = getTableColumns(released)
  return db
    .select({ ...item, agencyName: agencies.name })
    .from(released)
    .innerJoin(agencies, eq(agencies.id, released.agencyId))
}

/** A case has at most one item: the same information keeps its address. */
export async function releasedOf(
  tx: Tx,
  { agencyId, caseId }: { agencyId: string; caseId: string },
): Promise<ReleasedRow | undefined> {
  const [row] = await tx<ReleasedRow[]>`
    select * from released where agency_id = ${agencyId} and case_id = ${caseId} for update`
  return row
}

export type FileRow = { releasedId: string; id: string; name: string; size: number; sha256: string; type: string }

/** The files of these items that may be read: those taken off are left out. */
export const filesOf = (sql: Sql | Tx, ids: readonly string[]) => sql<FileRow[]>`
  select released_id, id, name, size, sha256, type from released_files
  where released_id = any(${ids as string[]}) and taken_off is null order by released_id, position`

/** Every change of an item, the last first. */
export function actsOf(db: Db, id: string) {
  const { version, act, why, says, by, at, found } = releaseActs
  return db
    .select({ version, act, why, says, by, at, found })
    .from(releaseActs)
    .where(eq(releaseActs.releasedId, id))
    .orderBy(desc(version))
}

/** For the staff of these agencies: withdrawn ones, too, the newest first. */
export function ofAgencies(db: Db, agencyIds: readonly string[], q: string): Promise<ReleasedRow[]> {
  const words = wordsOf(q)
  const found = words.length > 0 ? sql`${released.pairs} @@ ${indexQuestion(words)}::tsquery` : undefined
  const together = words.map((word) => sql`strpos(${released.search}, ${word}) > 0`)
  return described(db)
    .where(and(inArray(released.agencyId, [...agencyIds]), found, ...together))
    .orderBy(desc(released.releasedOn), desc(released.id))
    .limit(200)
}
