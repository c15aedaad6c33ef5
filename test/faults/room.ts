/** A file system of its own for what can run full: of memory, and mounted by root alone. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** The least that the service wants to be left is 1 GiB: an empty one is no full one. */
const SIZE = '2g'

export type Room = { fill(): Promise<void>; empty(): Promise<void>; close(): Promise<void> }

/** @throws Error where this process may not mount, which is no fault of the house's */
export async function openRoom(path: string): Promise<Room> {
  await mkdir(path, { recursive: true })
  await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=711`, 'tmpfs', path])
  const leave = () => {
    try {
      execFileSync('umount', ['-l', path], { stdio: 'ignore' })
    } catch {
      // Gone already.
    }
  }
  process.once('exit', leave)
  const stone = join(path, 'stone')
  return {
    async fill() {
      const file = await open(stone, 'w')
      for (const piece of [16 << 20, 64 << 10, 4 << 10].map((size) => Buffer.alloc(size))) {
        for (let room = true; room; ) room = await file.write(piece).then(() => true, isNotFull)
      }
      await file.close()
    },
    empty: () => rm(stone, { force: true }),
    async close() {
      process.off('exit', leave)
      leave()
    },
  }
}

/** @throws whatever is no lack of room */
function isNotFull(fault: NodeJS.ErrnoException): false {
  if (fault.code !== 'ENOSPC') throw fault
  return false
}

/** Whether this process may make one: root outside a container, as a rule. */
export async function mayMount(): Promise<boolean> {
  const path = await mkdtemp(join(tmpdir(), 'ysqgk-fault-'))
  const room = await openRoom(path).catch(() => undefined)
  await room?.close()
  await rm(path, { recursive: true })
  return room !== undefined
}
