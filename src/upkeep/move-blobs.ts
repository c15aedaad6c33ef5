/**
 * Every stored file to another store, while the service goes on: each is read and held to its hash on its way, and what is there
 * already is read there. It may be interrupted and begun again; begun again once the service has stopped, it brings what came
 * meanwhile. Nothing is removed from where it was. That there is a copy of everything elsewhere is in the audit before the first file
 * goes.
 */
import { tell } from '../audit/write.ts'
import { connect } from '../db/client.ts'
import { openBlobs } from '../ground/blobs/open.ts'
import { BlobChanged, BlobMissing, type Blobs } from '../ground/blobs.ts'
import { type Config, readConfig } from '../ground/config.ts'
import { reachDatabase } from './database.ts'
import type { Say } from './progress.ts'

type Environment = Readonly<Record<string, string | undefined>>
/** `copied`: how many of the files were not there yet. `lacking`: those that cannot be read where they are. */
export type Moved = { files: number; copied: number; lacking: string[] }

/** @param to as BLOB_URL says it @throws ConfigFault; StoreAway; where the audit cannot be written nothing is copied */
export async function moveBlobs(
  env: Environment,
  to: string,
  say: Say,
  now: () => Date = () => new Date(),
): Promise<Moved> {
  const config = readConfig(env)
  const [from, there] = [await openBlobs(config), await openBlobs(readConfig({ ...env, BLOB_URL: to }))]
  try {
    await onRecord(config, to, now)
    const all: string[] = []
    for await (const sha256 of from.list()) all.push(sha256)
    const moved: Moved = { files: 0, copied: 0, lacking: [] }
    for (const sha256 of all) {
      try {
        if (!(await isRight(there, sha256))) {
          await there.put(await from.get(sha256))
          moved.copied++
        }
        moved.files++
      } catch (fault) {
        if (!(fault instanceof BlobChanged || fault instanceof BlobMissing)) throw fault
        moved.lacking.push(sha256)
      }
      say('文件', moved.files + moved.lacking.length, all.length, '个')
    }
    return moved
  } finally {
    from.close()
    there.close()
  }
}

/** Where to, without the key of the store. */
async function onRecord(config: Config, to: string, now: () => Date): Promise<void> {
  const { protocol, host, pathname } = new URL(to)
  const database = await reachDatabase(config)
  const { sql } = connect(database.ownerUrl, 1)
  try {
    const subject = `${protocol}//${host}${pathname}`
    await tell(sql, { time: { now } }, { by: 'system', what: 'filesMoved', subject, succeeded: true })
  } finally {
    await sql.end()
    await database.close()
  }
}

async function isRight(store: Blobs, sha256: string): Promise<boolean> {
  try {
    for await (const _ of await store.get(sha256));
    return true
  } catch (fault) {
    if (fault instanceof BlobChanged || fault instanceof BlobMissing) return false
    throw fault
  }
}
