/**
 * Every stored file to another store, while the service goes on: each is read and held to its hash on its way, and what is there
 * already is read there. It may be interrupted and begun again; begun again once the service has stopped, it brings what came
 * meanwhile. Nothing is removed from where it was.
 */

import { openBlobs } from '../ground/blobs/open.ts'
import { BlobChanged, BlobMissing, type Blobs } from '../ground/blobs.ts'
import { readConfig } from '../ground/config.ts'
import type { Say } from './progress.ts'

type Environment = Readonly<Record<string, string | undefined>>
/** `copied`: how many of the files were not there yet. `lacking`: those that cannot be read where they are. */
export type Moved = { files: number; copied: number; lacking: string[] }

/** @param to as BLOB_URL says it @throws ConfigFault; StoreAway */
export async function moveBlobs(env: Environment, to: string, say: Say): Promise<Moved> {
  const [from, there] = [await openBlobs(readConfig(env)), await openBlobs(readConfig({ ...env, BLOB_URL: to }))]
  try {
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

async function isRight(store: Blobs, sha256: string): Promise<boolean> {
  try {
    for await (const _ of await store.get(sha256));
    return true
  } catch (fault) {
    if (fault instanceof BlobChanged || fault instanceof BlobMissing) return false
    throw fault
  }
}
