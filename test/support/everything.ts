/** All that a database holds, as text: whatever column of whatever table it stands in, found from the catalogue. */
import type { Sql } from '../../src/db/client.ts'

/** By `table.column`, of every schema but the server's own; bytes as they read. */
export async function everythingIn(sql: Sql): Promise<Map<string, string>> {
  const columns = await sql<{ schema: string; table: string; column: string; type: string }[]>`
    select n.nspname as schema, c.relname as table, a.attname as column, a.atttypid::regtype::text as type
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and c.relkind in ('r', 'p', 'm') and a.attnum > 0
      and not a.attisdropped`
  const all = new Map<string, string>()
  for (const { schema, table, column, type } of columns) {
    const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`
    const [row] = await sql.unsafe(`select string_agg(${text}, E'\n') as all from "${schema}"."${table}"`)
    all.set(`${table}.${column}`, row!.all ?? '')
  }
  return all
}
