/** The suite beside neighbours: what it cannot clear away at once must fail no test, and must not stay for ever. */
import { existsSync, mkdirSync, mkdtempSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts'
import { sweep } from '../support/folder.ts'
import { cloneDatabase, dropDatabase, onDatabase } from '../support/postgres.ts'
import { shareServer } from '../support/server.ts'

let server: Embedded
let sql: postgres.Sql
let admin: postgres.Sql
const connect = (url: string) => postgres(url, { max: 1, onnotice: () => {} })

beforeAll(async () => {
  // Autovacuum looks each second, and once it has found a table, it is at it for minutes.
  const flags = ['autovacuum_naptime=1s', 'autovacuum_vacuum_cost_delay=100ms', 'autovacuum_vacuum_cost_limit=1']
  server = await startEmbedded({ dir: join(tmpdir(), 'neighbours'), flags })
  sql = connect(server.url)
  admin = connect(server.adminUrl)
})
afterAll(async () => {
  await sql.end()
  await admin.end()
  await server.stop()
})

const there = async (name: string) => (await sql`select from pg_database where datname = ${name}`).length === 1
const visit = async (name: string, url = server.url) => {
  const visitor = connect(onDatabase(url, name))
  visitor.listen('ended', () => {}).catch(() => {}) // holds its connection open, and comes back when it is cut
  await visitor`select`
  return visitor
}

/** @returns once an autovacuum worker, a session of the superuser, is at work in the database. */
async function vacuumed(name: string): Promise<void> {
  const visitor = connect(onDatabase(server.url, name))
  await visitor`create table littered as select generate_series(1, 20000) as n`
  await visitor`update littered set n = n + 1`
  await visitor.end()
  const workers = () =>
    admin`select from pg_stat_activity where datname = ${name} and backend_type = 'autovacuum worker'`
  await expect.poll(async () => (await workers()).length).toBe(1)
}

test('an autovacuum worker is in it', async () => {
  await sql`create database worked_on`
  await vacuumed('worked_on')
  await expect(sql`drop database worked_on with (force)`).rejects.toThrow(/permission denied to terminate process/)
  expect(await dropDatabase(server.url, 'worked_on')).toBe(true)
  expect(await there('worked_on')).toBe(false)
})

test('an autovacuum worker is in the template', async () => {
  await sql`create database shape`
  await vacuumed('shape')
  await cloneDatabase(server.url, 'shape', 'shaped')
  const copy = connect(onDatabase(server.url, 'shaped'))
  expect(await copy`select count(*)::int as rows from littered`).toEqual([{ rows: 20_000 }])
  await copy.end()
})

test('a test that failed half-way left a connection that comes back when it is cut', async () => {
  await sql`create database left_open`
  const visitor = await visit('left_open')
  expect(await dropDatabase(server.url, 'left_open')).toBe(true)
  expect(await there('left_open')).toBe(false)
  await visitor.end({ timeout: 0 })
})

test('somebody whom we may not send away: it stays without a fault, and goes when they have gone', async () => {
  await sql`create database visited`
  const visitor = await visit('visited', server.adminUrl)
  expect(await dropDatabase(server.url, 'visited', 1)).toBe(false)
  await visitor.end({ timeout: 0 })
  expect(await dropDatabase(server.url, 'visited')).toBe(true)
  expect(await dropDatabase(server.url, 'visited'), 'again').toBe(true)
})

test('on a server that others use, too, a run takes away what killed runs left, and leaves with what is its own', async () => {
  const admin = postgres(server.adminUrl, { max: 1 })
  await admin`alter role ysqgk createrole` // whoever lends a server lends this
  await admin.end()
  const other = postgres(server.url, { max: 1, connection: { application_name: 'ysqgk_test_00000001' } })
  await other`create database ysqgk_test_00000001_template`
  await sql`create database ysqgk_test_00000002_template`
  const shared = await shareServer(server.url)
  await sql.unsafe(`create database ${shared.run}_template`)
  expect(await there('ysqgk_test_00000001_template'), 'of a run that goes on').toBe(true)
  expect(await there('ysqgk_test_00000002_template'), 'of a run that was killed').toBe(false)
  await shared.leave()
  expect(await there(`${shared.run}_template`)).toBe(false)
  expect(await there('ysqgk_test_00000001_template')).toBe(true)
  await other.end()
})

test('folders of killed runs go after an hour; those of living ones, and whatever is called otherwise, stay', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'swept-'))
  const NOBODY = 4_194_305 // above the kernel's highest pid
  const made = (name: string, hours: number) => {
    const path = join(folder, name)
    mkdirSync(join(path, 'house'), { recursive: true })
    const then = new Date(Date.now() - hours * 3_600_000)
    utimesSync(path, then, then)
    return path
  }
  const dead = made(`ysqgk-test-${NOBODY}-abc`, 2)
  const stay = [
    made(`ysqgk-test-${NOBODY}-new`, 0),
    made(`ysqgk-test-${process.pid}-abc`, 2),
    made('ysqgk-browser-1', 2),
  ]
  await sweep(folder)
  expect(existsSync(dead)).toBe(false)
  expect(stay.filter((path) => !existsSync(path))).toEqual([])
})
