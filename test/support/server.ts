/** The PostgreSQL of a run: its own, or one that it shares with others. */
import { randomBytes } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { MAJOR } from '../../src/db/embedded/binaries.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { dropDatabase } from './postgres.ts'

/** One connection that lasts as long as the run and bears its name. */
function startRun(url: string) {
  const run = `ysqgk_test_${randomBytes(4).toString('hex')}`
  const lasting = { max: 1, max_lifetime: null, connection: { application_name: run } }
  return { run, sql: postgres(url, { ...lasting, onnotice: () => {} }) }
}

/** Ours alone: its databases go with its folder. */
export async function startServer(dir: string) {
  // Nothing here outlives the run, so nothing waits for the disk: a commit takes a tenth of the time.
  const flags = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
    'shared_buffers=128MB',
    'max_wal_size=256MB', // the folder may lie in memory
    'scram_iterations=1', // each house opens a dozen connections, and a client pays for guessing
    'unix_socket_directories=.', // beside its data: see by-socket.ts
    'autovacuum=off', // databases live for seconds; its workers would only come in between
  ]
  const { url, runtimeUrl, stop } = await startEmbedded({ dir, flags })
  const { run, sql } = startRun(url)
  const leave = async () => {
    await sql.end()
    await stop()
  }
  return { url, runtimeUrl, run, sql, leave, socket: socketOf(dir, url) }
}

/** Where the server of a folder listens beside its port; nothing where its data had to lie elsewhere. */
function socketOf(dir: string, url: string): ServerSocket | undefined {
  const port = Number(new URL(url).port)
  const path = join(realpathSync(dir), MAJOR, `.s.PGSQL.${port}`)
  return existsSync(path) ? { port, path } : undefined
}
export type ServerSocket = { port: number; path: string }

/** Somebody else's, and other runs may be on it: ours takes its databases away, and those of runs that were killed. */
export async function shareServer(url: string) {
  const { run, sql } = startRun(url)
  const dropAll = async (names: { datname: string }[]) => {
    for (const { datname } of names)
      if (!(await dropDatabase(url, datname)))
        console.warn(`The database ${datname} is in use and stays; a later run tries again.`)
  }
  const dropRole = (name: string) =>
    sql.unsafe(`drop role ${name}`).catch(() => console.warn(`The role ${name} stays; a later run tries again.`))
  const ended = sql`
    not exists (select from pg_stat_activity where application_name = left(left_over.name, ${run.length}::int))`
  await dropAll(
    await sql`
      select datname from (select datname, datname as name, datdba from pg_database) as left_over
      where name ~ '^ysqgk_test_[0-9a-f]{8}_' and pg_has_role(datdba, 'member') and ${ended}`,
  )
  for (const { name } of await sql<{ name: string }[]>`
    select name from (select rolname as name, oid from pg_roles) as left_over
    where name ~ '^ysqgk_test_[0-9a-f]{8}_app$' and pg_has_role(oid, 'member') and ${ended}`)
    await dropRole(name)
  // A role of the service for this run: whoever lends a server lends the right to make one.
  const service = new URL(url)
  service.username = `${run}_app`
  service.password = randomBytes(16).toString('hex')
  await sql.unsafe(`create role ${service.username} login password '${service.password}'`)
  await sql.unsafe(`grant ${service.username} to current_user`)
  const leave = async () => {
    await dropAll(await sql`select datname from pg_database where starts_with(datname, ${run})`)
    await dropRole(service.username) // not while a database that stays knows it
    await sql.end()
  }
  return { url, runtimeUrl: service.href, run, sql, leave, socket: undefined }
}
