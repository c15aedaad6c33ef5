/**
 * What was published and turns out to be a state secret is published no more, from the moment of its mark, whichever case or upload
 * it came from. Whether the item itself is withdrawn, a person decides: its title may tell nothing.
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
