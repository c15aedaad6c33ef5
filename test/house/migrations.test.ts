/** The schema is brought up under whoever reads: nobody is refused, processes take turns, and what fails leaves nothing behind. */
import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isMigrated, lastMigration, migrate, migrationsKnown } from '../../src/db/migrate.ts'
import { freshDatabase } from '../support/postgres.ts'
import { waitingForLocks } from '../support/waiting.ts'

/** Those behind it come while somebody reads; one of them makes a table `webhooks`. */
const BEFORE = migrationsKnown()[72]!

let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: postgres.Sql
beforeEach(async () => {
  database = await freshDatabase()
  sql = postgres(database.url, { max: 4, onnotice: () => {} })
  for (const schema of ['public', 'drizzle', 'graphile_worker'])
    await sql.unsafe(`drop schema ${schema} cascade${schema === 'public' ? '; create schema public' : ''}`)
  await migrate(database.url, 'DATABASE_URL', BEFORE)
})
afterEach(async () => {
  await sql.end()
  await database.drop()
})

test('whoever reads meanwhile is answered, and of three processes that start at once each finds it done', async () => {
  // As long as visitors’ statements have, and not longer.
  const readers = postgres(database.url, {
    max: 3,
    onnotice: () => {},
    connection: { statement_timeout: 5_000 } as object,
  })
  let [isOver, answers] = [false, 0]
  const reads = async (table: string) => {
    while (!isOver) {
      await readers.unsafe(`select count(*) from ${table}`)
      answers++
    }
  }
  const reading = Promise.all(['cases', 'ledger', 'released'].map(reads))
  await expect.poll(() => answers).toBeGreaterThan(30)
  const before = answers
  await Promise.all([1, 2, 3].map(() => migrate(database.url)))
  isOver = true
  await reading
  expect(answers).toBeGreaterThan(before)
  expect(await isMigrated(sql)).toBe(true)
  await readers.end()
})

test('one that fails takes those before it back, and lets the next process begin', async () => {
  await sql`create table webhooks (theirs int)`
  const tables = () => sql`select table_name from information_schema.tables where table_schema = 'public' order by 1`
  const there = await tables()
  await expect(migrate(database.url)).rejects.toThrow(/CREATE TABLE "webhooks"/i)
  expect(await tables()).toEqual(there)
  expect(await lastMigration(sql)).toBe(BEFORE)
  await sql`drop table webhooks`
  await migrate(database.url)
  expect(await isMigrated(sql)).toBe(true)
})

test('the turn is held by a transaction, which keeps nothing of the session', async () => {
  const [held] = await sql`
    select count(*)::int as n from pg_locks join pg_database d on d.oid = database and d.datname = current_database()
    where locktype = 'advisory'`
  expect(held).toEqual({ n: 0 })
  let migrated: Promise<void> | undefined
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(20190515)`
    migrated = migrate(database.url)
    await expect.poll(() => waitingForLocks(sql)).toEqual([expect.stringContaining('pg_advisory_xact_lock')])
    expect(await lastMigration(sql)).toBe(BEFORE)
  })
  await migrated
  expect(await isMigrated(sql)).toBe(true)
})
