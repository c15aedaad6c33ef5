/**
 * Files by the hash of their content: what a fact names can be proven years later, and the same file twice is one.
 * Nothing is replaced by other content, and every byte is checked on its way out.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform, type TransformCallback } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { syncFolder, writeOnce } from './durable.ts'

type Blob = { sha256: string; size: number }

export interface Blobs {
  /** Durably in the store, for good: what was put into the store itself is that already. Twice is once. */
  keep(sha256: string): Promise<void>
  /** The same store, where what is put is held back until it is kept: of a request that may yet be refused. */
  hold(): Held
  /** Durable when it returns. A stream that fails leaves nothing. */
  put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<Blob>
  /** A stream that fails before its last bytes if what is stored has changed: nobody receives a wrong file whole. */
  get(sha256: string): Promise<Readable>
  /** The whole content, checked. */
  read(sha256: string): Promise<Buffer>
  has(sha256: string): Promise<boolean>
  /** Every hash in the store, in no order. */
  list(): AsyncIterable<string>
}

/** What was put here is read here, and by nobody else before it is kept. */
export interface Held extends Blobs {
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

/** The store on a disk: `ab/cdef…`, 256 folders, so that none holds more than some thousand files of a county. */
export async function diskBlobs(folder: string): Promise<Blobs> {
  const drafts = join(folder, 'drafts')
  await mkdir(drafts, { recursive: true, mode: 0o700 })
  await dropOldDrafts(drafts)

  const shelf = (sha256: string) => join(folder, sha256.slice(0, 2))
  const path = (sha256: string) => {
    if (!SHA256.test(sha256)) throw new TypeError(`"${sha256}" is not a SHA-256 in lower-case hexadecimals.`)
    return join(shelf(sha256), sha256.slice(2))
  }

  async function* list() {
    for (const shelf of await readdir(folder))
      if (/^[0-9a-f]{2}$/.test(shelf)) for (const rest of await readdir(join(folder, shelf))) yield shelf + rest
  }

  const get = async (sha256: string) => {
    const file = await open(path(sha256)).catch(missing(sha256))
    const source = file.createReadStream()
    const checked = new Checked(sha256)
    source.on('error', (fault) => checked.destroy(fault))
    // Whoever asked may still be opening what they write to: a fault waits for them, and ends no process.
    checked.on('error', () => {})
    checked.on('close', () => source.destroy()) // a reader that leaves early closes the file
    return source.pipe(checked)
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

  const has = async (sha256: string) => (await stat(path(sha256)).catch(() => undefined))?.isFile() ?? false

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
        async put(content) {
          const { draft, sha256, size } = await drafted(content)
          const same = held.get(sha256)
          held.set(sha256, draft)
          if (same) await rm(same, { force: true })
          return { sha256, size }
        },
        get: getHeld,
        read: async (sha256) => buffer(await getHeld(sha256)),
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
        hold: () => store.hold(),
      }
    },

    get,

    async read(sha256) {
      return buffer(await get(sha256))
    },

    has,

    list,
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
