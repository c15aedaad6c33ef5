/**
 * The PostgreSQL that ships with the packages: one command starts it, a crash of ours ends it, and nothing that was
 * committed is lost. One process owns the server of a folder; others that come meanwhile share it.
 *
 * Proven by test/house/embedded.test.ts.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { keepFirst } from '../ground/durable.ts'
import { ENDS_WITHIN } from './client.ts'
import { MAJOR, packagedNative } from './embedded/binaries.ts'
import { makeCluster } from './embedded/cluster.ts'
import { EmbeddedFault } from './embedded/fault.ts'
import { officeFlags } from './embedded/flags.ts'
import { takeOwnership } from './embedded/lock.ts'
import { choosePlace } from './embedded/place.ts'
import { runningServer, stopServer } from './embedded/server.ts'
import { tendServer } from './embedded/tend.ts'
import { closeWay, openWay } from './embedded/way.ts'
import { RUNTIME } from './runtime.ts'

export type Embedded = {
  /** Our database, as a role that owns it and is no superuser: what works here works on a PostgreSQL of the operator's. */
  url: string
  /** The same, as the role of the service, which owns nothing (`rights.ts`). */
  runtimeUrl: string
  /** The superuser, for backups. */
  adminUrl: string
  /** Another process owns the server; `stop` then leaves it alone. */
  adopted: boolean
  stop(): Promise<void>
}

const NAME = 'ysqgk'
const PATIENCE = 60_000 // ms to wait for an owner who is just starting or ending

/**
 * Starts the server of a folder, or finds the one that another process runs there; makes cluster, role and database
 * where they are not yet. Waits a minute at most for an owner that is just starting or ending.
 * @param folder `dir` is made where it is not there; `flags` are further `name=value` settings of the server, after ours
 * @throws EmbeddedFault that says what to mend
 */
export async function startEmbedded(folder: { dir: string; flags?: string[] }): Promise<Embedded> {
  mkdirSync(folder.dir, { recursive: true, mode: 0o711 }) // the server's user passes through, and cannot list
  const dir = realpathSync(resolve(folder.dir))
  for (const end = Date.now() + PATIENCE; ; await sleep(50)) {
    const release = await takeOwnership(dir)
    if (release) {
      try {
        return await own(dir, [...officeFlags(), ...(folder.flags ?? [])], release)
      } catch (fault) {
        release()
        throw fault
      }
    }
    const data = join(dir, MAJOR)
    const server = existsSync(data) ? runningServer(realpathSync(data)) : undefined
    // Asked by a question, not by the pid file: on a first start the server is ready before our database is.
    const urls = server?.ready && addresses(server.port, keptSecret(dir))
    if (urls && (await answers(urls.url))) {
      openWay(server.port, server.socket)
      return { ...urls, adopted: true, stop: async () => {} }
    }
    if (Date.now() > end)
      throw new EmbeddedFault(`another process has held ${dir} for a minute and serves nothing`, 'End that process')
  }
}

async function own(dir: string, flags: string[], release: () => void): Promise<Embedded> {
  const place = choosePlace(dir, packagedNative())
  // Its owner died and it lived on. Stopped rather than kept: it would be tied to nobody, and set as an older version of us set it.
  const orphan = runningServer(place.data)
  if (orphan) await stopServer(orphan.pid, place.data)

  const secret = keptSecret(dir)
  await makeCluster(place, passwordOf('postgres', secret))
  const server = await tendServer(place, { flags, log: join(dir, 'postgres.log') })
  const stop = () => {
    closeWay(server.port)
    return server.stop().finally(release)
  }
  const urls = addresses(server.port, secret)
  try {
    await makeDatabase(urls.adminUrl, secret)
  } catch (fault) {
    await stop()
    throw fault
  }
  openWay(server.port, server.socket)
  return { ...urls, adopted: false, stop }
}

/** Both passwords come from one secret, and neither tells the other. */
function keptSecret(dir: string): string {
  const path = join(dir, 'secret')
  if (!existsSync(path) && existsSync(join(dir, MAJOR, 'PG_VERSION')))
    throw new EmbeddedFault(`${path}, which opens the database beside it, is gone`, 'Restore it from the backup')
  return existsSync(path)
    ? readFileSync(path, 'utf8')
    : keepFirst(path, randomBytes(32).toString('base64url')).toString('utf8')
}

const passwordOf = (role: string, secret: string) => createHmac('sha256', secret).update(role).digest('base64url')

function addresses(port: number, secret: string) {
  const url = (role: string, database: string) =>
    `postgres://${role}:${passwordOf(role, secret)}@127.0.0.1:${port}/${database}`
  return { url: url(NAME, NAME), runtimeUrl: url(RUNTIME, NAME), adminUrl: url('postgres', NAME) }
}

const connect = (url: string) => postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })

async function answers(url: string): Promise<boolean> {
  const sql = connect(url)
  return await sql`select`
    .then(
      () => true,
      () => false,
    )
    .finally(() => sql.end({ timeout: 1 }))
}

/**
 * Asked on each start, not only after initdb: a crash between the two must heal. A role may change its own password and
 * settings, which no right keeps from it: both are set again.
 */
async function makeDatabase(adminUrl: string, secret: string): Promise<void> {
  const sql = connect(adminUrl.replace(/[^/]*$/, 'postgres'))
  try {
    for (const [role, may] of [
      [RUNTIME, 'login'],
      [NAME, 'login createdb'],
    ] as const) {
      const isThere = (await sql`select from pg_roles where rolname = ${role}`).length > 0
      await sql.unsafe(`${isThere ? 'alter' : 'create'} role ${role} ${may} password '${passwordOf(role, secret)}'`)
      await sql.unsafe(`alter role ${role} reset all`)
    }
    await sql.unsafe(`grant ${RUNTIME} to ${NAME}`) // the owner can send the service's sessions away
    if ((await sql`select from pg_database where datname = ${NAME}`).length === 0)
      await sql.unsafe(`create database ${NAME} owner ${NAME}`)
    for (const role of [RUNTIME, NAME]) await sql.unsafe(`alter role ${role} in database ${NAME} reset all`)
  } finally {
    await sql.end(ENDS_WITHIN)
  }
}
