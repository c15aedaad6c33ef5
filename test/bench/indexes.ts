import type { Sql } from '../../src/db/client.ts'

/** Fills a table; the indexes that no constraint needs are built when all rows are there. */
export async function withoutIndexes(sql: Sql, table: string, fill: () => Promise<void>): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = ${table}::regclass and not exists (select from pg_constraint where conindid = i.indexrelid)`
  for (const { name } of indexes) await sql.unsafe(`drop index "${name}"`)
  await fill()
  for (const { definition } of indexes) await sql.unsafe(definition)
}
