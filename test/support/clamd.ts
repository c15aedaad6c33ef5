/** A virus scanner of the tests: Debian's clamd, which knows one virus, by a list of one line. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openScanner } from '../../src/ground/scanner.ts'
import { program } from './programs.ts'

/** Harmless: what makes it a virus is the list. */
export const VIRUS = '这份材料在名单上，因此算是病毒。'
export const NAME = 'Test.Virus.UNOFFICIAL'

export async function startClamd() {
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'))
  const path = join(folder, 'socket')
  const md5 = createHash('md5').update(VIRUS).digest('hex')
  await writeFile(join(folder, 'one.hdb'), `${md5}:${Buffer.byteLength(VIRUS)}:Test.Virus\n`)
  const settings = [
    ...['Foreground yes', `DatabaseDirectory ${folder}`, `TemporaryDirectory ${folder}`, `LocalSocket ${path}`],
    ...['FixStaleSocket yes', 'StreamMaxLength 1M', 'LogVerbose no'],
  ]
  await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
  const scanner = openScanner({ path })!
  let running: ChildProcess | undefined
  const start = async () => {
    running = spawn(program('clamd'), ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' })
    for (let tries = 0; !(await scanner.version().catch(() => undefined)); tries++) {
      if (tries > 300 || running.exitCode !== null) throw new Error('clamd did not start.')
      await sleep(100)
    }
  }
  const stop = async () => {
    if (!running) return
    const ended = once(running, 'exit')
    running.kill()
    await ended
    running = undefined
  }
  await start()
  return {
    url: `unix://${path}`,
    scanner,
    start,
    stop,
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
