/** Bytes that are still there after the power fails: written apart, synced, given their name, and the name synced too. */
import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
