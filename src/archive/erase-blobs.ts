/**
 * What destroyed cases leave in the store of files: removed when the transaction is over, unless another case or the reading room
 * has the same content. Each is put down until it is gone, so an interruption leaves none behind. SQL: a job asks.
 */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { fileOfMail } from '../ground/post.ts'
import { type House, overAll } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'

/** Content that somebody put or asked for within a day may be about to be named by another case: looked at again then. */
const GRACE = 86_400_000

/** The job, safe to run again. Mails that were kept as files go at once. */
export async function eraseBlobs(
  of: Pick<House, 'sql' | 'everywhere' | 'blobs' | 'time' | 'config'>,
  key: CaseKey,
): Promise<void> {
  const house = overAll(of)
  const { sql, blobs, time } = house
  await eraseMails(house, key)
  const before = new Date(time.now().getTime() - GRACE)
  const waiting = await sql<{ blob: string }[]>`
    select blob from blobs_to_erase where agency_id = ${key.agencyId} and case_id = ${key.caseId} order by blob`
  let young = 0
  for (const { blob } of waiting) {
    if (!(await isNamedStill(sql, blob))) {
      if ((await blobs.setAside(blob, before)) === undefined && (await isStored(blobs, blob))) {
        young++
        continue
      }
      await blobs.forget(blob)
    }
    await sql`delete from blobs_to_erase where blob = ${blob} and agency_id = ${key.agencyId} and case_id = ${key.caseId}`
  }
  if (young > 0) await enqueue(sql, 'eraseBlobs', key, new Date(time.now().getTime() + GRACE))
}

/** Asking by `has` would make it young again. */
async function isStored(blobs: House['blobs'], sha256: string): Promise<boolean> {
  for await (const each of blobs.list(sha256.slice(0, 2))) if (each === sha256) return true
  return false
}

/** Does anything that is not destroyed name this content? SQL: a job asks, and verification the same. */
async function isNamedStill(sql: Sql, sha256: string): Promise<boolean> {
  const [named] = await sql<{ is: boolean }[]>`
    select exists (
      select from files f where f.sha256 = ${sha256} and not exists (
        select from ledger e where (e.agency_id, e.case_id) = (f.agency_id, f.case_id) and e.type = 'wordsErased')
    ) or exists (
      select from letters t where t.sha256 = ${sha256} and not exists (
        select from ledger e where (e.agency_id, e.case_id) = (t.agency_id, t.case_id) and e.type = 'wordsErased')
    ) or exists (
      select from leaving_copies c where c.sha256 = ${sha256}
    ) or exists (
      select from released_files p where p.sha256 = ${sha256}
    ) or exists (
      select from release_change_files p where p.sha256 = ${sha256}
    ) or exists (
      select from mails m where m.sha256 = ${sha256}
    ) as is`
  return named!.is
}

/** Files of mails are named after the case that they are about; those to whoever is consulted after their Message-ID alone. */
async function eraseMails(
  { config, sql }: Pick<House, 'config' | 'sql'>,
  { agencyId, caseId }: CaseKey,
): Promise<void> {
  const folder = join(config.dataDir, 'outbox')
  const sent = await sql<{ messageId: string }[]>`
    select message_id from deliveries where agency_id = ${agencyId} and case_id = ${caseId} and channel = 'mail'`
  const named = new Set(sent.map(({ messageId }) => fileOfMail(messageId)))
  for (const name of await readdir(folder).catch(() => []))
    if (name.includes(caseId) || named.has(name)) await rm(join(folder, name))
}
