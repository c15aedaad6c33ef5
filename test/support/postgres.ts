/** A real database for each test file: a clone of a template, in about 40 ms. */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'

/** `url` as its owner, `runtimeUrl` as the service signs in. */
type FreshDatabase = { url: string; runtimeUrl: string; drop(): Promise<void> }

/** @param which `template`: migrated and empty; `district`: with 云溪区 and its staff */
export async function freshDatabase(which: 'template' | 'district' = 'template'): Promise<FreshDatabase> {
  const template = inject(which)
  const name = `${template.replace(/[a-z]+$/, '')}${randomUUID().replaceAll('-', '')}`
  const server = inject('serverUrl')
  await cloneDatabase(server, template, name)
  return {
    url: onDatabase(server, name),
    runtimeUrl: onDatabase(inject('runtimeUrl'), name),
    async drop() {
      await dropDatabase(server, name) // what could not be dropped is left to the end of the run
    },
  }
}

const TRIES = 3
const IN_USE = '55006'
const NOT_THERE = '3D000'

/**
 * Through the log, though by copying its files a clone would take a fourth: that asks for a checkpoint of everything, which
 * stopped a neighbour's database for longer than its health is waited for.
 *
 * Somebody may be in the template for a moment, be it only the server itself: the server waits five seconds each time.
 */
export async function cloneDatabase(server: string, template: string, name: string): Promise<void> {
  const sql = askingOf(server)
  for (let tries = 1; ; tries++) {
    try {
      await sql.unsafe(`create database ${name} template ${template}`)
      return
    } catch (fault) {
      if (codeOf(fault) !== IN_USE || tries === TRIES) throw fault
    }
  }
}

/**
 * Not `with (force)`: that asks for the right to end everybody's session, and an autovacuum worker's is the superuser's.
 * A plain drop asks that worker to go and waits for it, so only our own sessions are ended here: a test that failed
 * half-way has left some. Never throws: a database that stays is no fault of the file that used it.
 * @returns whether it is gone
 */
export async function dropDatabase(server: string, name: string, tries = TRIES): Promise<boolean> {
  const sql = askingOf(server)
  for (; tries > 0; tries--) {
    try {
      await sql.unsafe(`alter database ${name} allow_connections false`) // a pool would come back
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = ${name} and pg_has_role(usesysid, 'usage')`
      await sql.unsafe(`drop database ${name}`)
      return true
    } catch (fault) {
      if (codeOf(fault) === NOT_THERE) return true
      if (codeOf(fault) !== IN_USE) return false
    }
  }
  return false
}

/** One connection a worker, which ends when nobody has asked for a while: to open one takes longer than to clone. */
const asking = new Map<string, postgres.Sql>()
function askingOf(server: string): postgres.Sql {
  const sql =
    asking.get(server) ?? postgres(server, { max: 1, idle_timeout: 30, fetch_types: false, onnotice: () => {} })
  asking.set(server, sql)
  return sql
}

const codeOf = (fault: unknown): string | undefined =>
  fault instanceof postgres.PostgresError ? fault.code : undefined

/** The same server and role, another database. */
export function onDatabase(url: string, database: string): string {
  const there = new URL(url)
  there.pathname = `/${database}`
  return there.href
}
