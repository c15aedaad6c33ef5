/** The server as a process: started and tied to us, found again by its pid file, stopped. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from './binaries.ts'
import { serverEnvironment } from './cluster.ts'
import { EmbeddedFault } from './fault.ts'
import { type Place, works } from './place.ts'

/** `socket`: its socket of the machine, as it names it; empty where it has none. */
export type Server = { pid: number; port: number; socket: string }

const TICK = 20 // ms
const LOG_LIMIT = 10 * 1024 * 1024 // bytes; the log and one before it are kept

/** What the cluster's pid file says, if that process lives and serves this very cluster. */
export function runningServer(data: string): (Server & { ready: boolean }) | undefined {
  const lines = readable(join(data, 'postmaster.pid'))?.split('\n')
  const pid = Number(lines?.[0])
  if (!lines || !pid || !serves(pid, data)) return undefined
  return { pid, port: Number(lines[3]), socket: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' }
}

/**
 * Starts the server of a cluster that nobody serves, and returns once it answers. It ends with us where the kernel can
 * see to that. `flags` are `name=value` settings, `log` is the path of its log; without a `port` a free one is taken.
 * @throws EmbeddedFault with the last words of its log where it ends instead
 */
export async function startServer(
  { data, native, as }: Place,
  { flags, log, port }: { flags: string[]; log: string; port?: number },
): Promise<Server & { ended: Promise<void> }> {
  // Of a server that died without tidying. A pid used anew by another program would keep PostgreSQL from starting.
  rmSync(join(data, 'postmaster.pid'), { force: true })
  const on = port ?? (await freePort())
  const settings = flags.flatMap((flag) => ['-c', flag])
  const command = [...as, ...tie(), program(native, 'postgres'), '-D', data, '-p', String(on), ...settings]
  const output = openLog(log)
  // A group of its own: Ctrl-C reaches the whole group of the terminal, and would stop the server before we have finished.
  const child = spawn(command[0]!, command.slice(1), {
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', output, output],
    detached: true,
  })
  closeSync(output)
  child.unref()
  let end: string | undefined
  const ended = new Promise<void>((resolve) => {
    const because = (why: string) => {
      end ??= why
      resolve()
    }
    child.once('error', (why) => because(why.message))
    child.once('exit', (code, signal) => because(`exit ${code ?? signal}: ${lastWords(log)}`))
  })
  for (;;) {
    if (end) throw new EmbeddedFault(`its server ended (${end})`, `See ${log}`)
    const server = runningServer(data)
    if (server?.ready && server.pid === child.pid)
      return { pid: server.pid, port: server.port, socket: server.socket, ended }
    await sleep(TICK)
  }
}

const PATIENCE = 3_000 // ms
const LONGEST_CHECKPOINT = 60_000

/**
 * SIGINT ends the sessions and writes a checkpoint. Where it has not come to that within three seconds it never will:
 * told to stop while it recovers from a backend that was killed, PostgreSQL 18 waits for ever. SIGQUIT then drops
 * everything; what was committed is in the log either way and is there again after the next start.
 * @throws EmbeddedFault where it still runs ten seconds after that
 */
export async function stopServer(pid: number, data: string): Promise<void> {
  if (serves(pid, data)) process.kill(pid, 'SIGINT')
  for (let waited = 0, idle = 0; idle < PATIENCE && waited < LONGEST_CHECKPOINT && serves(pid, data); waited += TICK) {
    await sleep(TICK)
    idle = writesItsLast(pid) ? 0 : idle + TICK
  }
  if (!serves(pid, data)) return
  process.kill(pid, 'SIGQUIT')
  for (let waited = 0; waited < 10_000 && serves(pid, data); waited += TICK) await sleep(TICK)
  if (serves(pid, data))
    throw new EmbeddedFault(`the server ${pid} of ${data} does not stop`, `End it with kill ${pid}`)
}

/** Is one of its processes at the checkpoint that comes before the end? It says so in its title. */
function writesItsLast(pid: number): boolean {
  const children = readable(`/proc/${pid}/task/${pid}/children`)?.trim().split(' ') ?? []
  return children.some((child) => readable(`/proc/${child}/cmdline`)?.includes('shutdown checkpoint'))
}

/**
 * The kernel stops the server when we die, even by kill -9. Comes last: a change of user clears it. SIGQUIT, for a server
 * that is told to end in order while it recovers may live for ever; the next start reads the log again in any case.
 */
function tie(): string[] {
  const tied = ['setpriv', '--pdeathsig', 'QUIT']
  return works(tied, 'true') ? tied : [] // without it the next start stops the orphan
}

/** Is this a living server of that cluster? A zombie answers kill(pid, 0), and a pid may be another program's by now. */
function serves(pid: number, data: string): boolean {
  if (/^State:\s+[ZX]/m.test(readable(`/proc/${pid}/status`) ?? 'State: X')) return false
  return readable(`/proc/${pid}/cmdline`)?.split('\0').includes(data) ?? false
}

function readable(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // gone, or never there
  }
}

function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

const lastWords = (log: string) => readable(log)?.trimEnd().split('\n').slice(-3).join(' / ') ?? ''

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const trial = createServer().once('error', reject)
    trial.listen(0, '127.0.0.1', () => {
      const { port } = trial.address() as { port: number }
      trial.close(() => resolve(port))
    })
  })
}
