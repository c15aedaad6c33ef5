/**
 * Files by the hash of their content: what a fact names can be proven years later, and the same file twice is one.
 * Nothing is replaced by other content, and every byte is checked on its way out.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform, type TransformCallback } from 'node:stream'
import { syncFolder, writeOnce } from './durable.ts'

type Blob = { sha256: string; size: number }

export interface Blobs {
  /** Durably in the store, for good: what was put into the store itself is that already. Twice is once. */
  keep(sha256: string): Promise<void>
  /** The same store, which holds back what comes to its `shelf` until it is kept: of a request that may yet be refused. */
  hold(): Held
  /** Durable when it returns. A stream that fails leaves nothing. */
  put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<Blob>
  /** A stream that fails before its last bytes if what is stored has changed: nobody receives a wrong file whole. */
  get(sha256: string): Promise<Readable>
  /** The whole content, checked. */
  read(sha256: string): Promise<Buffer>
  /** Whoever asks is about to name it: as if it were put again, it is young from now on. */
  has(sha256: string): Promise<boolean>
  /** Every hash in the store, or those that begin so, in no order. */
  list(begin?: string): AsyncIterable<string>
  /**
   * Sets aside what was put, or asked for by `has`, before that instant. Whoever reads it brings it back.
   * @returns its size, or undefined where it is younger, or not there
   */
  setAside(sha256: string, before: Date): Promise<number | undefined>
  /** What was set aside, and when; all of it, or what begins so. */
  aside(begin?: string): AsyncIterable<{ sha256: string; size: number; since: Date }>
  /** Removes what was set aside, for good. */
  forget(sha256: string): Promise<void>
  /** Removes what processes that died were writing; younger than a day it may still be written by another one. */
  dropOldDrafts(): Promise<void>
}

/** What is on its shelf is read here, and by nobody else before it is kept. */
export interface Held extends Blobs {
  readonly shelf: Pick<Blobs, 'put'>
  /** Whatever was not kept is gone. */
  drop(): Promise<void>
}

/** What the ledger names is not in the store. */
export class BlobMissing extends Error {
  readonly sha256: string
  constructor(sha256: string) {
    super(`The file ${sha256} is not in the store. Restore it from the backup.`)
    this.name = 'BlobMissing'
    this.sha256 = sha256
  }
}

/** What is stored is not what was put there. */
export class BlobChanged extends Error {
  readonly sha256: string
  constructor(sha256: string, hash: string) {
    super(`The stored file ${sha256} has changed: its content now hashes to ${hash}. Restore it from the backup.`)
    this.name = 'BlobChanged'
    this.sha256 = sha256
  }
}

const SHA256 = /^[0-9a-f]{64}$/
const DAY = 86_400_000 // ms
/** Read and hashed at once; between two the process turns to others. */
const PIECE = 1_048_576 // bytes

/** The store on a disk: `ab/cdef…`, 256 folders, so that none holds more than some thousand files of a county. */
export async function diskBlobs(folder: string): Promise<Blobs> {
  const [drafts, asides] = [join(folder, 'drafts'), join(folder, 'aside')]
  for (const made of [drafts, asides]) await mkdir(made, { recursive: true, mode: 0o700 })
  await dropOldDrafts(drafts)

  const shelf = (sha256: string) => join(folder, sha256.slice(0, 2))
  const path = (sha256: string) => {
    if (!SHA256.test(sha256)) throw new TypeError(`"${sha256}" is not a SHA-256 in lower-case hexadecimals.`)
    return join(shelf(sha256), sha256.slice(2))
  }

  async function* list(begin = '') {
    for (const shelf of await readdir(folder))
      if (/^[0-9a-f]{2}$/.test(shelf) && shelf.startsWith(begin[0] ?? ''))
        for (const rest of await readdir(join(folder, shelf))) yield shelf + rest
  }

  /** Nothing that somebody still asks for was meant to go. */
  const bringBack = async (sha256: string): Promise<boolean> => {
    await mkdir(shelf(sha256), { recursive: true, mode: 0o700 })
    const there = await rename(join(asides, sha256), path(sha256)).then(() => true, ifLacking(false))
    if (there) await syncFolder(shelf(sha256))
    return there
  }

  const opened = async (sha256: string) => {
    const at = path(sha256)
    const file = await open(at).catch(ifLacking(undefined))
    return file ?? ((await bringBack(sha256)) ? open(at) : open(at).catch(missing(sha256)))
  }

  const get = async (sha256: string) => {
    const file = await opened(sha256)
    const source = file.createReadStream()
    const checked = new Checked(sha256)
    source.on('error', (fault) => checked.destroy(fault))
    // Whoever asked may still be opening what they write to: a fault waits for them, and ends no process.
    checked.on('error', () => {})
    checked.on('close', () => source.destroy()) // a reader that leaves early closes the file
    return source.pipe(checked)
  }

  /** Whoever wants all of it is spared the streams: they take three times as long for a letter. */
  const read = async (sha256: string) => {
    const file = await opened(sha256)
    try {
      const bytes = Buffer.allocUnsafeSlow((await file.stat()).size)
      const hash = createHash('sha256')
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, bytes.length - at))
        if (bytesRead === 0) break // cut short meanwhile: it will not hash to its name
        hash.update(bytes.subarray(at, at + bytesRead))
        at += bytesRead
      }
      const digest = hash.digest('hex')
      if (digest !== sha256) throw new BlobChanged(sha256, digest)
      return bytes
    } finally {
      await file.close()
    }
  }

  /** Bytes of which nobody knows yet whether they are kept. */
  const drafted = async (content: Uint8Array | AsyncIterable<Uint8Array>) => {
    const draft = join(drafts, randomUUID())
    try {
      return { draft, ...(await writeOnce(draft, content instanceof Uint8Array ? [content] : content, 0o400)) }
    } catch (fault) {
      await rm(draft, { force: true })
      throw fault
    }
  }

  const shelve = async (draft: string, sha256: string) => {
    if (await mkdir(shelf(sha256), { recursive: true, mode: 0o700 })) await syncFolder(folder)
    // Replaces its like: two puts at once are harmless, and a copy that the disk has spoilt is mended.
    await rename(draft, path(sha256))
    await syncFolder(shelf(sha256))
  }

  const refresh = (at: string) => {
    const now = new Date()
    return utimes(at, now, now).then(() => true, ifLacking(false))
  }

  const has = async (sha256: string) => {
    const at = path(sha256)
    return (await refresh(at)) || ((await bringBack(sha256)) && refresh(at))
  }

  const setAside = async (sha256: string, before: Date) => {
    const [at, there] = [path(sha256), join(asides, sha256)]
    const found = await stat(at).catch(ifLacking(undefined))
    if (!found || found.mtime >= before) return undefined
    if (!(await rename(at, there).then(() => true, ifLacking(false)))) return undefined
    // Asked for between the two: its time moved with it.
    if ((await stat(there)).mtime >= before) {
      await bringBack(sha256)
      return undefined
    }
    await refresh(there)
    return found.size
  }

  const forget = async (sha256: string) => {
    if (SHA256.test(sha256)) await rm(join(asides, sha256), { force: true })
  }

  async function* aside(begin = '') {
    for (const sha256 of await readdir(asides)) {
      if (!sha256.startsWith(begin)) continue
      const found = await stat(join(asides, sha256)).catch(ifLacking(undefined))
      if (found && SHA256.test(sha256)) yield { sha256, size: found.size, since: found.mtime }
    }
  }

  const store: Blobs = {
    async put(content) {
      const { draft, sha256, size } = await drafted(content)
      try {
        await shelve(draft, sha256)
        return { sha256, size }
      } finally {
        await rm(draft, { force: true })
      }
    },

    keep: async () => {},

    hold() {
      const held = new Map<string, string>()
      const getHeld = async (sha256: string) => {
        const draft = held.get(sha256)
        return draft ? createReadStream(draft) : get(sha256)
      }
      return {
        shelf: {
          async put(content) {
            const { draft, sha256, size } = await drafted(content)
            const same = held.get(sha256)
            held.set(sha256, draft)
            if (same) await rm(same, { force: true })
            return { sha256, size }
          },
        },
        put: (content) => store.put(content), // a letter, a copy: made by a fact, and named by it
        get: getHeld,
        read: async (sha256) => {
          const draft = held.get(sha256)
          return draft ? readFile(draft) : read(sha256)
        },
        has: async (sha256) => held.has(sha256) || has(sha256),
        async keep(sha256) {
          const draft = held.get(sha256)
          if (!draft) return
          held.delete(sha256)
          await shelve(draft, sha256)
        },
        async drop() {
          for (const draft of held.values()) await rm(draft, { force: true })
          held.clear()
        },
        list,
        ...{ setAside, aside, forget, dropOldDrafts: () => dropOldDrafts(drafts) },
        hold: () => store.hold(),
      }
    },

    get,
    read,
    ...{ has, list, setAside, aside, forget },
    dropOldDrafts: () => dropOldDrafts(drafts),
  }
  return store
}

/** Passes bytes on and keeps the last piece back until the whole has proven right. */
class Checked extends Transform {
  readonly #sha256: string
  readonly #hash = createHash('sha256')
  #last: Buffer | undefined
  constructor(sha256: string) {
    super()
    this.#sha256 = sha256
  }
  override _transform(piece: Buffer, _: string, done: TransformCallback) {
    this.#hash.update(piece)
    const before = this.#last
    this.#last = piece
    done(null, before)
  }
  override _flush(done: TransformCallback) {
    const hash = this.#hash.digest('hex')
    if (hash === this.#sha256) done(null, this.#last)
    else done(new BlobChanged(this.#sha256, hash))
  }
}

const ifLacking =
  <T>(otherwise: T) =>
  (fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return otherwise
    throw fault
  }

const missing = (sha256: string) => (fault: NodeJS.ErrnoException) => {
  throw fault.code === 'ENOENT' ? new BlobMissing(sha256) : fault
}

/** Of processes that died while writing. Younger ones may still be written by another process. */
async function dropOldDrafts(drafts: string) {
  for (const name of await readdir(drafts)) {
    const draft = join(drafts, name)
    const stats = await stat(draft).catch(() => undefined)
    if (stats && Date.now() - stats.mtimeMs > DAY) await rm(draft, { force: true })
  }
}
