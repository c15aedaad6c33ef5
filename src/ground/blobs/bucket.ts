/**
 * The store in a bucket: each file one object under its hash, what was set aside below `aside/`. A store that is away refuses at
 * once (StoreAway), and what needs no file goes on.
 *
 * A bucket renames nothing: what is set aside is copied, then removed. Between the two somebody may ask for it and be told that
 * it is there; it lies aside then, whence he gets it, and the next night brings back what a fact names.
 */
import { Readable } from 'node:stream'
import { BlobMissing, type Blobs } from '../blobs.ts'
import { md5Of, openBucket } from '../s3/bucket.ts'
import type { BucketSet } from '../s3/bucket-set.ts'
import type { Coat } from './coat.ts'
import { isName, keptIn, openDrafts, requireName, type Shelves } from './kept-in.ts'

const ASIDE = 'aside/'
/** Younger, an object is young enough for whoever names it within the day. */
const YOUNG = 3_600_000 // ms
/** Health waits no longer, and asks no oftener. */
const [LIMIT, EVERY] = [700, 5_000] // ms

/** @param drafts a folder of this machine */
export async function bucketBlobs(set: BucketSet, drafts: string, coat: Coat): Promise<Blobs> {
  await openDrafts(drafts)
  return keptIn(shelvesIn(set), drafts, coat)
}

function shelvesIn(set: BucketSet): Shelves {
  const bucket = openBucket(set)

  const bringBack = async (sha256: string): Promise<boolean> => {
    if (!(await bucket.copy(ASIDE + sha256, sha256))) return false
    await bucket.remove(ASIDE + sha256)
    return true
  }

  const got = async (sha256: string) => {
    const object = await bucket.get(sha256)
    if (object) return object
    const back = (await bringBack(sha256)) && (await bucket.get(sha256))
    if (!back) throw new BlobMissing(sha256)
    return back
  }

  const bytes = async (sha256: string) => {
    const { size, pieces } = await got(sha256)
    const whole = Buffer.allocUnsafeSlow(size)
    let at = 0
    for await (const piece of pieces) at += piece.copy(whole, at)
    return whole.subarray(0, at)
  }

  let asked: { at: number; standing: Promise<string> } | undefined
  /** Also the trial that finds out that it is back, where nobody else asks for a file. */
  const look = () => {
    const said = (why: string) => (bucket.standing() === 'ok' ? why : bucket.standing())
    const late = new Promise<string>((resolve) => {
      setTimeout(() => resolve(said(`${set.name} is slow to answer`)), LIMIT).unref()
    })
    const asked = bucket.head('standing').then(
      () => 'ok',
      (fault: Error & { why?: string }) => said(fault.why ?? fault.message),
    )
    return Promise.race([asked, late])
  }

  return {
    async shelve({ path, sha256, stored }, replaces) {
      const upload = { body: { path, size: stored.size }, ...stored, md5: await md5Of(path) }
      return bucket.put(sha256, upload, { replaces })
    },

    async open(sha256) {
      const { pieces } = await got(sha256)
      return Readable.from(pieces, { objectMode: false, highWaterMark: 65_536 })
    },

    // Broken off on its way it is asked for once more; a stream that somebody reads already cannot be.
    bytes: (sha256) =>
      bytes(sha256).catch((fault: Error & { code?: string }) => {
        if (fault instanceof BlobMissing || 'status' in fault) throw fault
        return bytes(sha256)
      }),

    async head(sha256, length) {
      const range = `bytes=0-${length - 1}`
      const object = (await bucket.get(sha256, { range })) ?? (await bucket.get(ASIDE + sha256, { range }))
      if (!object) throw new BlobMissing(sha256)
      const parts: Buffer[] = []
      for await (const piece of object.pieces) parts.push(piece)
      return Buffer.concat(parts).subarray(0, length)
    },

    async has(sha256) {
      requireName(sha256)
      const found = await bucket.head(sha256)
      if (!found) return bringBack(sha256)
      return Date.now() - found.at.getTime() < YOUNG || bucket.copy(sha256, sha256)
    },

    async *list(begin = '') {
      for await (const { key } of bucket.list(begin)) if (isName(key)) yield key
    },

    async setAside(sha256, before) {
      requireName(sha256)
      const found = await bucket.head(sha256)
      if (!found || found.at >= before) return undefined
      if (!(await bucket.copy(sha256, ASIDE + sha256))) return undefined
      const still = await bucket.head(sha256)
      if (still && still.at >= before) {
        await bucket.remove(ASIDE + sha256) // asked for between the two
        return undefined
      }
      await bucket.remove(sha256)
      return found.size
    },

    async *aside(begin = '') {
      for await (const { key, size, at } of bucket.list(ASIDE + begin)) {
        const sha256 = key.slice(ASIDE.length)
        if (isName(sha256)) yield { sha256, size, since: at }
      }
    },

    async forget(sha256) {
      if (isName(sha256)) await bucket.remove(ASIDE + sha256)
    },

    standing() {
      const away = bucket.standing()
      if (asked && performance.now() - asked.at < EVERY) return away === 'ok' ? asked.standing : Promise.resolve(away)
      asked = { at: performance.now(), standing: look() }
      return asked.standing
    },
    close: bucket.close,
  }
}
