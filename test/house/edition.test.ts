/** Data of another edition: refused by name, and left as it is. */
import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EDITION } from '../../src/db/edition.ts'
import { migrate } from '../../src/db/migrate.ts'
import { freshDatabase } from '../support/postgres.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: postgres.Sql
beforeEach(async () => {
  database = await freshDatabase()
  sql = postgres(database.url, { max: 1, onnotice: () => {} })
})
afterEach(async () => {
  await sql.end()
  await database.drop()
})

const migrations = () => sql`select * from drizzle.__drizzle_migrations order by id`

test('data of this edition goes on, however often it starts', async () => {
  expect(await sql`select edition from data_editions`).toEqual([{ edition: EDITION }])
  await migrate(database.url)
  await migrate(database.url, 'DATA_DIR')
})

test('data of 0.1, which says no edition, is refused before the first migration', async () => {
  await sql`drop table data_editions`
  await sql`delete from drizzle.__drizzle_migrations where id > 5`
  const before = await migrations()
  await expect(migrate(database.url, 'DATA_DIR')).rejects.toThrow(
    /^DATA_DIR leads to data of ysqgk 0\.1, .* nothing was changed\. Keep that data, and point DATA_DIR to an empty place/,
  )
  expect(await migrations()).toEqual(before)
})

test('so is data of an edition to come', async () => {
  await sql`update data_editions set edition = '9.9'`
  await expect(migrate(database.url)).rejects.toThrow(/^DATABASE_URL leads to data of ysqgk 9\.9/)
})
