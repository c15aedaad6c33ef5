/** Tables in the code, migrations and the schema that reviewers read: three ways to say the same. */
import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { is } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../support/postgres.ts'
import { lackingMigration } from './drift.ts'
import { SCHEMA_FILE, schemaOf } from './schema.ts'

const SRC = fileURLToPath(new URL('../../src', import.meta.url))

let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: postgres.Sql
beforeAll(async () => {
  database = await freshDatabase()
  sql = postgres(database.url, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

test('src/db/schema.sql is what the migrations make', async () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8'), 'Run npm run schema, and read what it changed').toBe(await schemaOf(sql))
})

test('the schema shows what it is asked for, and says what it cannot show', async () => {
  await sql`create table shown (a int primary key default 1, b text not null, c int generated always as (a + 1) stored)`
  await sql`create unique index shown_b on shown (lower(b)) where a > 1`
  expect(await schemaOf(sql)).toContain(`create table shown (
  a integer default 1 not null,
  b text not null,
  c integer generated always as ((a + 1)) stored,
  constraint shown_pkey PRIMARY KEY (a)
);
CREATE UNIQUE INDEX shown_b ON public.shown USING btree (lower(b)) WHERE (a > 1);
`)
  await sql`create view seen as select a from shown`
  await expect(schemaOf(sql)).rejects.toThrow('Not shown yet: seen (kind v).')
  await sql`drop table shown cascade`
})

describe('the tables of the code', async () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('/tables.ts'))
  const modules: object[] = await Promise.all(files.map((name) => import(join(SRC, name))))
  const tables = modules.flatMap((module) => Object.values(module).filter((each) => is(each, PgTable)))

  test.each(tables.map((table) => getTableConfig(table)))('$name', async ({ name, columns, indexes }) => {
    const said = columns.map((column) => [
      column.keyAsName ? toSnakeCase(column.name) : column.name,
      column.getSQLType(),
      column.notNull,
    ])
    const there = await sql`
      select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute
      where attrelid = ${`public.${name}`}::regclass and attnum > 0 and not attisdropped`.values()
    expect([...there].sort()).toEqual(said.sort())
    const indexed = await sql<{ name: string }[]>`
      select relname as name from pg_index join pg_class on pg_class.oid = indexrelid
      where indrelid = ${`public.${name}`}::regclass
        and not exists (select from pg_constraint where conindid = indexrelid)`
    const names = indexed.map((index) => index.name)
    expect(names).toHaveLength(indexes.length)
    expect(names).toEqual(expect.arrayContaining(indexes.flatMap(({ config }) => config.name ?? [])))
  })

  test('are all that there are', async () => {
    const there = await sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`
    expect(there.map(({ name }) => name).sort()).toEqual(tables.map((table) => getTableConfig(table).name).sort())
  })
})

test('what npm run drift finds, it shows', async () => {
  expect(await lackingMigration('./src/people/tables.ts')).toContain('DROP TABLE "ledger"')
  const folder = mkdtempSync(join(tmpdir(), 'tables-'))
  symlinkSync(join(SRC, '../node_modules'), join(folder, 'node_modules'))
  const table = `import { integer, pgTable } from 'drizzle-orm/pg-core'\nexport const papers = pgTable('papers', { n: integer() })`
  writeFileSync(join(folder, 'tables.ts'), table)
  expect(await lackingMigration(join(folder, 'tables.ts')), 'a new table, or an old one by a new name?').toMatch(
    /prompt/,
  )
})
