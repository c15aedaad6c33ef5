/**
 * Stored files sealed anew by the first key of the ring, one by one: each is replaced whole, so that whoever is interrupted goes
 * on with those that are left. The first bytes of a file say by which key it is sealed.
 */
import { BlobChanged, type Blobs } from '../ground/blobs.ts'
import type { Say } from './progress.ts'

/** Files at once: a bucket is far away. */
const LANES = 4

/**
 * @param unread where those go whose content is not what it is called: they stay, and a backup has to mend them
 * @returns how many were sealed anew
 */
export async function blobsAnew(blobs: Blobs, unread: Set<string>, say: Say): Promise<number> {
  const all: string[] = []
  for await (const sha256 of blobs.list()) all.push(sha256)
  for await (const { sha256 } of blobs.aside()) all.push(sha256)
  let [next, looked, anew] = [0, 0, 0]
  const lane = async () => {
    while (next < all.length) {
      const sha256 = all[next++]!
      const renewed = await blobs.renew(sha256).catch((fault: Error) => {
        if (!(fault instanceof BlobChanged)) {
          next = all.length // nothing goes on behind a fault
          throw fault
        }
        unread.add(sha256)
        return false
      })
      if (renewed) anew++
      say('文件', ++looked, all.length, '个')
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: LANES }, lane))
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return anew
}
