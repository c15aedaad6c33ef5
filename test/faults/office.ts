/** A house to do harm to: database, mail server, web and worker, each a process that can be killed and comes back. */
import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { packagedNative } from '../../src/db/embedded/binaries.ts'
import { choosePlace } from '../../src/db/embedded/place.ts'
import { startServer, stopServer } from '../../src/db/embedded/server.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { passableFolder } from '../support/folder.ts'
import { type StandIn, startStandIn } from '../support/s3.ts'
import { type MailServer, startMail } from './mail.ts'
import { openRoom, type Room } from './room.ts'

const SERVICE = fileURLToPath(new URL('./service.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** What the supervisor waits, too. */
const AGAIN = 500 // ms

export type Database = {
  url: string
  runtimeUrl: string
  adminUrl: string
  pid(): number
  stop(): Promise<void>
  start(): Promise<void>
}

/** A PostgreSQL on a port that stays, as an operator's. @param more settings of the server */
async function openDatabase(folder: string, more: string[] = []): Promise<Database> {
  const dir = join(folder, 'outside')
  const made = await startEmbedded({ dir })
  const port = Number(new URL(made.url).port)
  await made.stop()
  const place = choosePlace(dir, packagedNative())
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=120', ...more]
  let server = await startServer(place, { flags, log: join(dir, 'log'), port })
  return {
    ...{ url: made.url, runtimeUrl: made.runtimeUrl, adminUrl: made.adminUrl },
    pid: () => server.pid,
    stop: () => stopServer(server.pid, place.data),
    async start() {
      server = await startServer(place, { flags, log: join(dir, 'log'), port })
    },
  }
}

export type Service = {
  address: string
  pid(): number
  kill(): void
  tell(message: object): void
  stop(): Promise<void>
  ends: () => number
}

/** Begun again whenever it ends, as a supervisor does. */
async function keepService(env: Record<string, string>): Promise<Service> {
  let stopping = false
  let ends = 0
  let child: ChildProcess
  let address = ''
  const begin = async (): Promise<void> => {
    child = fork(SERVICE, {
      env: { ...env, ...(address && { PORT: new URL(address).port }) },
      stdio: ['ignore', 'ignore', process.env.FAULTS_LOUD ? 'inherit' : 'ignore', 'ipc'],
    })
    const own = child
    own.once('exit', () => {
      if (stopping) return
      ends++
      setTimeout(() => void begin().catch(() => {}), AGAIN)
    })
    const [said] = (await Promise.race([once(own, 'message'), once(own, 'exit').then(() => [])])) as [
      { address: string }?,
    ]
    if (said) address = said.address
  }
  await begin()
  if (!address) {
    stopping = true
    throw new Error('The service did not start; FAULTS_LOUD=1 shows why')
  }
  return {
    get address() {
      return address
    },
    pid: () => child.pid!,
    kill: () => void child.kill('SIGKILL'),
    tell: (message) => void child.send(message, () => {}),
    ends: () => ends,
    async stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await Promise.race([gone, sleep(70_000).then(() => child.kill('SIGKILL'))])
    },
  }
}

export type Office = {
  folder: string
  mail: MailServer
  /** Undefined where the service has one of its own. */
  database: Database | undefined
  web: Service
  /** The store of its files, a stand-in for S3; undefined where they lie on the disk. */
  store: StandIn | undefined
  /** The same process where there is one for all. */
  worker: Service
  /** Where it was asked for: what it holds can run full. */
  room: Room | undefined
  /** Asks as the superuser, on a connection of its own each time. */
  ask<T extends object>(question: (sql: postgres.Sql) => PromiseLike<T[]>): Promise<T[]>
  verify(): Promise<{ ok: boolean; said: string }>
  close(): Promise<void>
}

/** @param kind `apart`: an outside database, web and worker; `whole`: one process with the database of the packages */
export async function openOffice(
  kind: 'apart' | 'whole',
  more: { folder?: string; env?: Record<string, string>; flags?: string[]; room?: 'all' | 'blobs'; s3?: boolean } = {},
): Promise<Office> {
  const folder = more.folder ?? (await passableFolder(join(tmpdir(), 'ysqgk-fault-')))
  const room = more.room && (await openRoom(more.room === 'all' ? folder : join(folder, more.room)))
  const mail = await startMail()
  const store = more.s3 ? await startStandIn() : undefined
  const database = kind === 'apart' ? await openDatabase(folder, more.flags) : undefined
  const env = {
    ...{ PATH: process.env.PATH!, HOME: process.env.HOME!, PORT: '0', DATA_DIR: folder, SMTP_URL: mail.url },
    ...{
      MAIL_FROM: '云溪区 <noreply@example.gov.cn>',
      FILING_LIMIT: 'off',
      MAIL_LIMIT: 'off',
      SECRET_KEY: 'a secret of the faults alone, and of nobody else',
    },
    ...(database && { DATABASE_URL: database.runtimeUrl, DATABASE_OWNER_URL: database.url }),
    ...(store && { BLOB_URL: store.url(), ...store.env }),
    ...more.env,
  }
  const web = await keepService({ ...env, ROLE: database ? 'web' : 'all' })
  const worker = database ? await keepService({ ...env, ROLE: 'worker' }) : web
  const adminUrl = async () =>
    (database?.adminUrl ?? (await startEmbedded({ dir: join(folder, 'postgres') })).adminUrl).replace(/[^/]*$/, 'ysqgk')
  return {
    ...{ folder, mail, store, database, web, worker, room },
    async ask(question) {
      for (let tries = 1; ; tries++) {
        const sql = postgres(await adminUrl(), { max: 1, onnotice: () => {} })
        try {
          return await question(sql)
        } catch (error) {
          // It recovers from the round before (cannot_connect_now); a busy machine takes its time.
          if ((error as { code?: string }).code !== '57P03' || tries > 300) throw error
          await sleep(200)
        } finally {
          await sql.end({ timeout: 1 })
        }
      }
    },
    verify: () =>
      new Promise((resolve) => {
        const words = ['--import', 'tsx', 'src/cli.ts', 'verify', '--all']
        execFile(process.execPath, words, { cwd: ROOT, env }, (fault, said) =>
          resolve({ ok: !fault, said: said.trim() }),
        )
      }),
    async close() {
      await worker.stop()
      if (web !== worker) await web.stop()
      await database?.stop()
      await mail.close()
      await store?.close()
      await room?.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
