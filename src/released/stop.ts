/**
 * What was published and turns out to be a state secret is published no more, from the moment of its mark, whichever case or upload
 * it came from. SQL: asked in the transaction of the mark, and by a sweep. Whether the item itself is withdrawn, a person decides: its title may tell nothing.
 */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import { STATE_SECRET } from '../ledger/closed-files.ts'
import { secretAmong } from '../ledger/secret-files.ts'
import { type Actor, takeOff } from './publish.ts'

/** Only staff read it, in the history of the item. */
const WHY = '所附文件标注为国家秘密，停止公开。请核对题名、摘要，需要的，撤回这一信息。'

/**
 * Publishing and marking in one office come one after the other, in different cases and agencies too: of two at once the later
 * sees what the earlier did. Taken after the lock of a case, before that of an item.
 */
export const oneAtATime = (tx: Tx, agencyId: string) => tx`
  select pg_advisory_xact_lock(hashtextextended('published ' || taken_in_by, 0)) from agencies where id = ${agencyId}`

/** In the transaction of the mark: every published file of the office that is a state secret by now is taken off. */
export async function stopSecrets(tx: Tx, agencyId: string, fact: Fact, at: Actor): Promise<void> {
  const mark = fact.type === 'rectified' ? fact.closes : fact.type === 'evidenceClosed' ? fact : undefined
  if (mark?.kind !== STATE_SECRET) return
  await stopIn(tx, agencyId, at)
}

async function stopIn(tx: Tx, agencyId: string, at: Actor): Promise<void> {
  await oneAtATime(tx, agencyId)
  const published = await tx<{ item: string; id: string; sha256: string }[]>`
    select r.id as item, f.id, f.sha256 from released r join released_files f on f.released_id = r.id
    where f.taken_off is null and r.agency_id in (
      select a.id from agencies a join agencies ours using (taken_in_by) where ours.id = ${agencyId})
    order by r.id, f.position`
  const secret = await secretAmong(tx, { agencyId }, [...new Set(published.map(({ sha256 }) => sha256))])
  const stopped = published.filter(({ sha256 }) => secret.has(sha256))
  for (const [item, files] of Map.groupBy(stopped, (file) => file.item))
    await takeOff(
      tx,
      item,
      files.map(({ id }) => id),
      { ...at, why: WHY },
    )
}

/**
 * Files that are published, whether or not their item was withdrawn since, and are a state secret by a mark of the same office.
 * Each marked content with its copies, and whatever has one of those as its copy: `alike` in ledger/secret-files.ts, from the other end.
 * @param sql sees every agency
 */
export const publishedSecrets = (sql: Sql) => sql<{ agencyId: string; sha256: string }[]>`
  with marked as (
    select content, agency_id from secret_contents
    union select c.sha256, s.agency_id from secret_contents s join leaving_copies c on c.original = s.content
  ), secret as (
    select content, agency_id from marked
    union select c.original, m.agency_id from marked m join leaving_copies c on c.sha256 = m.content
  )
  select distinct r.agency_id, f.sha256 from secret s
  join released_files f on f.sha256 = s.content and f.taken_off is null
  join released r on r.id = f.released_id
  join agencies theirs on theirs.id = s.agency_id
  join agencies ours on ours.id = r.agency_id and ours.taken_in_by = theirs.taken_in_by
  order by 1, 2`

/**
 * What no fact stops: a mark that was read only now, and one of an agency whose office took in another since.
 * @param sql sees every agency
 * @returns what came to nothing, by the agency that publishes; no other is kept back by it
 */
export async function stopMarked(sql: Sql, at: Actor): Promise<{ agencyId: string; error: Error }[]> {
  const behind = new Set((await publishedSecrets(sql)).map(({ agencyId }) => agencyId))
  const faults: { agencyId: string; error: Error }[] = []
  for (const agencyId of behind)
    await sql.begin((tx) => stopIn(tx, agencyId, at)).catch((error: Error) => faults.push({ agencyId, error }))
  return faults
}

/** How many files of this item were taken off and are a state secret by the marks that stand. SQL: walled facts are asked. */
export async function secretsTakenOff(sql: Sql | Tx, item: { id: string; agencyId: string }): Promise<number> {
  const off = await sql<{ sha256: string }[]>`
    select sha256 from released_files where released_id = ${item.id} and taken_off is not null`
  const secret = await secretAmong(
    sql,
    item,
    off.map(({ sha256 }) => sha256),
  )
  return off.filter(({ sha256 }) => secret.has(sha256)).length
}
