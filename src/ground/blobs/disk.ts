/** The store on a disk: `ab/cdef…`, 256 folders, so that none holds more than some thousand files of a county. */
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { BlobMissing, type Blobs } from '../blobs.ts'
import { syncFolder } from '../durable.ts'
import type { Coat } from './coat.ts'
import { isName, keptIn, openDrafts, requireName, type Shelves } from './kept-in.ts'

/** Read at once; between two the process turns to others. */
const PIECE = 1_048_576 // bytes

/** A store that is only read makes nothing in its folder. */
export async function diskBlobs(folder: string, coat: Coat): Promise<Blobs> {
  const drafts = join(folder, 'drafts')
  await openDrafts(drafts)
  return keptIn(shelvesOf(folder), drafts, coat)
}

function shelvesOf(folder: string): Shelves {
  const asides = join(folder, 'aside')
  const shelf = (sha256: string) => join(folder, sha256.slice(0, 2))
  const path = (sha256: string) => {
    requireName(sha256)
    return join(shelf(sha256), sha256.slice(2))
  }

  /** Nothing that somebody still asks for was meant to go. */
  const bringBack = async (sha256: string): Promise<boolean> => {
    const there = await stat(join(asides, sha256)).then(() => true, ifLacking(false))
    if (!there) return false
    await mkdir(shelf(sha256), { recursive: true, mode: 0o700 })
    const back = await rename(join(asides, sha256), path(sha256)).then(() => true, ifLacking(false))
    if (back) await syncFolder(shelf(sha256))
    return back
  }

  const opened = async (sha256: string) => {
    const at = path(sha256)
    const file = await open(at).catch(ifLacking(undefined))
    return file ?? ((await bringBack(sha256)) ? open(at) : open(at).catch(missing(sha256)))
  }

  const refresh = (at: string) => {
    const now = new Date()
    return utimes(at, now, now).then(() => true, ifLacking(false))
  }

  return {
    async shelve({ path: draft, sha256 }) {
      if (await mkdir(shelf(sha256), { recursive: true, mode: 0o700 })) await syncFolder(folder)
      // Replaces its like: two puts at once are harmless, and a copy that the disk has spoilt is mended.
      await rename(draft, path(sha256))
      await syncFolder(shelf(sha256))
      return true
    },

    open: async (sha256) => (await opened(sha256)).createReadStream(),

    async bytes(sha256, into) {
      const file = await opened(sha256)
      try {
        const { size } = await file.stat()
        const bytes = into && size <= into.length ? into.subarray(0, size) : Buffer.allocUnsafeSlow(size)
        let at = 0
        while (at < bytes.length) {
          const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, bytes.length - at))
          if (bytesRead === 0) break // cut short meanwhile: it will not hash to its name
          at += bytesRead
        }
        return bytes.subarray(0, at)
      } finally {
        await file.close()
      }
    },

    async head(sha256, length) {
      const file =
        (await open(path(sha256)).catch(ifLacking(undefined))) ??
        (await open(join(asides, sha256)).catch(missing(sha256)))
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },

    async has(sha256) {
      const at = path(sha256)
      return (await refresh(at)) || ((await bringBack(sha256)) && refresh(at))
    },

    async *list(begin = '') {
      for (const name of await readdir(folder).catch(ifLacking([] as string[])))
        if (/^[0-9a-f]{2}$/.test(name) && name.startsWith(begin[0] ?? ''))
          for (const rest of await readdir(join(folder, name))) if ((name + rest).startsWith(begin)) yield name + rest
    },

    async setAside(sha256, before) {
      const [at, there] = [path(sha256), join(asides, sha256)]
      const found = await stat(at).catch(ifLacking(undefined))
      if (!found || found.mtime >= before) return undefined
      await mkdir(asides, { recursive: true, mode: 0o700 })
      if (!(await rename(at, there).then(() => true, ifLacking(false)))) return undefined
      // Asked for between the two: its time moved with it.
      if ((await stat(there)).mtime >= before) {
        await bringBack(sha256)
        return undefined
      }
      await refresh(there)
      return found.size
    },

    async *aside(begin = '') {
      for (const sha256 of await readdir(asides).catch(ifLacking([] as string[]))) {
        if (!sha256.startsWith(begin)) continue
        const found = await stat(join(asides, sha256)).catch(ifLacking(undefined))
        if (found && isName(sha256)) yield { sha256, size: found.size, since: found.mtime }
      }
    },

    async forget(sha256) {
      if (isName(sha256)) await rm(join(asides, sha256), { force: true })
    },

    standing: async () => 'ok',
    close: () => {},
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
