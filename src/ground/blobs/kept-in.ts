/**
 * A store of files wherever they lie: drafted on the disk of this machine first, hashed in clear, sealed; then shelved whole
 * under its name. What comes out is opened and held to its hash.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { BlobChanged, BlobMissing, type Blobs } from '../blobs.ts'
import { writeOnce } from '../durable.ts'
import { type Coat, LONGEST_HEAD } from './coat.ts'

/** Whole on this machine, and sealed. */
export type Draft = {
  path: string
  /** Of the content in clear. */
  sha256: string
  size: number
  /** Of the file as it lies there. */
  stored: { sha256: string; size: number }
}

/** Where drafts go. It knows nothing of what they hold. */
export type Shelves = Pick<Blobs, 'list' | 'aside' | 'forget' | 'has' | 'setAside' | 'standing' | 'close'> & {
  /**
   * Durably there when it returns; the draft may be gone then.
   * @returns false where something else lies there: it lay there before, and was left alone unless this `replaces`; or somebody
   * wrote at once
   */
  shelve(draft: Draft, replaces: boolean): Promise<boolean>
  /** As it lies there; also what was set aside, which is brought back. @throws BlobMissing */
  open(sha256: string): Promise<Readable>
  /** The same whole; in `into` where it can be. @throws BlobMissing */
  bytes(sha256: string, into?: Buffer): Promise<Buffer>
  /** The first bytes, wherever it lies, without bringing it back. @throws BlobMissing */
  head(sha256: string, length: number): Promise<Buffer>
}

const SHA256 = /^[0-9a-f]{64}$/
const DAY = 86_400_000 // ms
/** Hashed at once; between two the process turns to others. */
const PIECE = 1_048_576 // bytes

/** @throws TypeError for what is no name of a file: it may come from outside */
export function requireName(sha256: string): void {
  if (!SHA256.test(sha256)) throw new TypeError(`"${sha256}" is not a SHA-256 in lower-case hexadecimals.`)
}
/** Whether it may be the name of a file. */
export const isName = (text: string): boolean => SHA256.test(text)

/** @param drafts a folder of this machine */
export function keptIn(shelves: Shelves, drafts: string, coat: Coat): Blobs {
  const drafted = async (content: Uint8Array | AsyncIterable<Uint8Array>): Promise<Draft> => {
    const path = join(drafts, randomUUID())
    await mkdir(drafts, { recursive: true, mode: 0o700 })
    const [hash, counted] = [createHash('sha256'), { size: 0 }]
    async function* hashed() {
      for await (const piece of content instanceof Uint8Array ? [content] : content) {
        hash.update(piece)
        counted.size += piece.byteLength
        yield piece
      }
    }
    try {
      const stored = await writeOnce(path, coat.on(hashed()), 0o400)
      return { path, sha256: hash.digest('hex'), size: counted.size, stored }
    } catch (fault) {
      await rm(path, { force: true })
      throw fault
    }
  }

  /** What lies there already is read: only what is right stays, young again; a copy that was spoilt is mended. */
  const shelve = async (draft: Draft, replaces = false) => {
    try {
      if (await shelves.shelve(draft, replaces)) return
      if ((await isRight(draft)) && (await shelves.has(draft.sha256))) return
      if ((await shelves.shelve(draft, true)) || (await isRight(draft))) return
      throw new BlobChanged(draft.sha256, 'the store does not keep what it is given')
    } finally {
      await rm(draft.path, { force: true })
    }
  }
  const isRight = async ({ sha256 }: Draft) => {
    try {
      for await (const _ of await get(sha256));
      return true
    } catch (fault) {
      if (fault instanceof BlobChanged || fault instanceof BlobMissing) return false
      throw fault
    }
  }

  const get = async (sha256: string) => {
    requireName(sha256)
    const stored = await shelves.open(sha256)
    // Whoever asked may still be opening what they write to: a fault waits for them, and ends no process.
    stored.on('error', () => {})
    const plain = Readable.from(checked(coat.off(stored), sha256), { objectMode: false, highWaterMark: 65_536 })
    plain.on('error', () => {})
    plain.on('close', () => stored.destroy()) // a reader that leaves early closes the file
    return plain
  }

  /** Whoever wants all of it is spared the streams: they take three times as long for a letter. */
  const read = async (sha256: string, into?: Buffer) => {
    requireName(sha256)
    const stored = await shelves.bytes(sha256, into)
    const plain = await coat.offWhole(stored).catch((why: Error) => {
      throw new BlobChanged(sha256, why.message)
    })
    const hash = createHash('sha256')
    for (let at = 0; at < plain.length; at += PIECE) {
      if (at > 0) await turn()
      hash.update(plain.subarray(at, at + PIECE))
    }
    const digest = hash.digest('hex')
    if (digest !== sha256) throw new BlobChanged(sha256, `its content now hashes to ${digest}`)
    return plain
  }

  const store: Blobs = {
    async put(content) {
      const draft = await drafted(content)
      await shelve(draft)
      return { sha256: draft.sha256, size: draft.size }
    },

    keep: async () => {},

    hold() {
      const held = new Map<string, Draft>()
      return {
        ...store,
        shelf: {
          async put(content) {
            const draft = await drafted(content)
            const same = held.get(draft.sha256)
            held.set(draft.sha256, draft)
            if (same) await rm(same.path, { force: true })
            return { sha256: draft.sha256, size: draft.size }
          },
        },
        put: (content) => store.put(content), // a letter, a copy: made by a fact, and named by it
        get: async (sha256) => {
          const draft = held.get(sha256)
          return draft ? Readable.from(coat.off(createReadStream(draft.path)), { objectMode: false }) : get(sha256)
        },
        read: async (sha256, into) => {
          const draft = held.get(sha256)
          return draft ? coat.offWhole(await readFile(draft.path)) : read(sha256, into)
        },
        has: async (sha256) => held.has(sha256) || shelves.has(sha256),
        async keep(sha256) {
          const draft = held.get(sha256)
          if (!draft) return
          held.delete(sha256)
          await shelve(draft)
        },
        async drop() {
          for (const { path } of held.values()) await rm(path, { force: true })
          held.clear()
        },
      }
    },

    get,
    read,
    has: shelves.has,
    list: shelves.list,
    setAside: shelves.setAside,
    aside: shelves.aside,
    forget: shelves.forget,

    async renew(sha256) {
      requireName(sha256)
      const head = await shelves.head(sha256, LONGEST_HEAD).catch((fault: Error) => {
        if (fault instanceof BlobMissing) return undefined // forgotten meanwhile
        throw fault
      })
      if (!head || !coat.isBehind(head)) return false
      const draft = await drafted(await get(sha256))
      await shelve(draft, true)
      return true
    },

    dropOldDrafts: () => dropOldDrafts(drafts),
    standing: shelves.standing,
    close: shelves.close,
  }
  return store
}

/** Passes pieces on and keeps the last one back until the whole has proven right. */
async function* checked(pieces: AsyncIterable<Buffer>, sha256: string) {
  const hash = createHash('sha256')
  let last: Buffer | undefined
  const changed = (why: string) => new BlobChanged(sha256, why)
  const source = pieces[Symbol.asyncIterator]()
  try {
    while (true) {
      const { done, value } = await source.next().catch((why: Error & { code?: string }) => {
        // Of a piece that does not open: Node gives these no code. What breaks off on its way has not changed.
        throw why.code === undefined && /seal|authenticate/.test(why.message) ? changed(why.message) : why
      })
      if (done) break
      hash.update(value)
      if (last) yield last
      last = value
    }
  } finally {
    await source.return?.(undefined)
  }
  const digest = hash.digest('hex')
  if (digest !== sha256) throw changed(`its content now hashes to ${digest}`)
  if (last) yield last
}

/** The folder stands before anything asks how much room its disk has. */
export const openDrafts = async (drafts: string): Promise<void> => {
  await mkdir(drafts, { recursive: true, mode: 0o700 })
  await dropOldDrafts(drafts)
}

/** Of processes that died while writing. Younger ones may still be written by another process. */
async function dropOldDrafts(drafts: string): Promise<void> {
  for (const name of await readdir(drafts).catch(() => [])) {
    const draft = join(drafts, name)
    const stats = await stat(draft).catch(() => undefined)
    if (stats && Date.now() - stats.mtimeMs > DAY) await rm(draft, { force: true })
  }
}
