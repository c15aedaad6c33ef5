/** One temporary folder a run: what a test forgets, or a killed worker leaves, goes with it. */
import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, statfs, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PROOF } from './proof.ts'

const NAME = /^ysqgk-test-(\d+)-/
const HOUR = 3_600_000 // ms

/** What is worth keeping from run to run: the unpacked browser and the cache of its fonts, and what tsx has compiled. */
export const keptFolder = (): string => process.env.KEPT_TMPDIR ?? tmpdir()

/**
 * A temporary folder that the embedded server's user may pass through where we are root: below a closed one its cluster
 * would lie under /var/lib, and stay there.
 */
export async function passableFolder(prefix: string): Promise<string> {
  const path = await mkdtemp(prefix)
  await chmod(path, 0o711)
  return path
}

const MEMORY = '/dev/shm'
/** Room there; of memory twice as much. A run has been seen to take 1.3 GB. */
const ENOUGH = 3 * 1024 ** 3 // bytes

/** Where files lie in memory, making a database takes a third of the time, and nobody waits for a disk. */
async function hasMemory(): Promise<boolean> {
  if (PROOF || process.env.TMPDIR || process.availableMemory() < 2 * ENOUGH) return false
  const tried = await mkdtemp(join(MEMORY, 'ysqgk-tried-')).catch(() => {})
  if (!tried) return false
  try {
    const { bavail, bsize } = await statfs(tried)
    const program = join(tried, 'program')
    await writeFile(program, '#!/bin/sh\n', { mode: 0o755 })
    await promisify(execFile)(program) // containers may forbid it there
    return bavail * bsize >= ENOUGH
  } catch {
    return false
  } finally {
    await remove(tried)
  }
}

/** What tsx makes of our modules for the processes that tests start: named by their content, and kept from run to run. */
async function keepCompiled(path: string, kept: string): Promise<void> {
  const name = `tsx-${process.geteuid?.()}` // as tsx calls it, below `tmpdir()`
  await mkdir(join(kept, name), { recursive: true })
  await symlink(join(kept, name), join(path, name))
}

/**
 * From now on `tmpdir()` is a folder of this run, here and in every process that is started from here; and what Node
 * makes of modules, a third of the time in which a process or a thread starts, is kept from run to run.
 */
export async function openFolder() {
  const kept = keptFolder()
  for (const folder of [kept, MEMORY]) await sweep(folder)
  const path = await passableFolder(join((await hasMemory()) ? MEMORY : kept, `ysqgk-test-${process.pid}-`))
  await keepCompiled(path, kept)
  const { TMPDIR, KEPT_TMPDIR, NODE_COMPILE_CACHE } = process.env
  Object.assign(process.env, {
    TMPDIR: path,
    KEPT_TMPDIR: kept,
    NODE_COMPILE_CACHE: join(kept, `node-${process.geteuid?.()}`),
  })
  return {
    path,
    async close() {
      for (const [name, value] of Object.entries({ TMPDIR, KEPT_TMPDIR, NODE_COMPILE_CACHE }))
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      await remove(path)
    },
  }
}

/** Folders of runs that were killed. An hour of quiet, as a pid tells nothing where containers share a folder. */
export async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(NAME.exec(name)?.[1])
    const path = join(folder, name)
    if (pid && !lives(pid) && Date.now() - ((await stat(path).catch(() => {}))?.mtimeMs ?? 0) > HOUR) await remove(path)
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A browser that is just ending may still write; what stays is swept by a later run. */
async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 5 }).catch((fault: Error) =>
    console.warn(`${path} stays for now: ${fault.message}`),
  )
}
