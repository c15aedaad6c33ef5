/** Bytes that are still there after the power fails: written apart, synced, given their name, and the name synced too. */
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A rename or a link survives a crash only when its folder is synced as well. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Written in one call: sealed content comes in pieces, each with a tag of sixteen bytes behind it. */
const AT_ONCE = 262_144 // bytes

/**
 * A new file of this content, durable when it returns; its name is durable once its folder is synced.
 * @param content pieces that stay as they are when the next one comes @param mode its rights: who may read and change it
 * @throws EEXIST where a file of that name is there
 */
export async function writeOnce(
  path: string,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  mode: number,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', mode)
  let size = 0
  let waiting: Uint8Array[] = []
  let length = 0
  const write = async () => {
    await file.writeFile(Buffer.concat(waiting))
    waiting = []
    length = 0
  }
  try {
    for await (const piece of content) {
      hash.update(piece)
      size += piece.byteLength
      waiting.push(piece)
      length += piece.byteLength
      if (length >= AT_ONCE) await write()
    }
    await write()
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size }
}

/**
 * Keeps `bytes` at `path` unless something is kept there already, and returns what is kept. A link, unlike a rename,
 * never replaces: of two processes that start at once, one writes and both read the same.
 */
export function keepFirst(path: string, bytes: Uint8Array | string): Buffer {
  const draft = `${path}.${randomUUID()}`
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeFileSync(file, bytes)
    fsyncSync(file)
    linkSync(draft, path)
    const folder = openSync(dirname(path), 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  } finally {
    closeSync(file)
    rmSync(draft, { force: true })
  }
  return readFileSync(path)
}

/** Other bytes in the place of a file: who reads it has the old or the new, whole, whatever happens. */
export function replaceFile(path: string, bytes: string): void {
  const draft = `${path}.${randomUUID()}`
  try {
    writeFileSync(draft, bytes, { mode: 0o600, flag: 'wx', flush: true })
    renameSync(draft, path)
    const folder = openSync(dirname(path), 'r')
    fsyncSync(folder)
    closeSync(folder)
  } finally {
    rmSync(draft, { force: true })
  }
}
