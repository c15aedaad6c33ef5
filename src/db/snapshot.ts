/**
 * Every row as it stood at one moment, while others go on writing, and the rows put back into empty tables. A row is a line
 * of JSON that names its columns: read by any PostgreSQL from 15 on and by people, whatever programs the server came with.
 */
import postgres, { type Sql } from 'postgres'
import { ENDS_WITHIN } from './client.ts'
import { lastMigration } from './migrate.ts'

export type KeptTable = { schema: string; name: string; columns: string[] }
export type Snapshot = { edition: string; migration: number; server: string; tables: KeptTable[] }

/** What migrations write, and what ends with a restart: who was signed in signs in again, a form takes its files again. */
const LEFT_OUT = [
  ...['data_editions', 'uploads'],
  ...['sessions', 'arrivals', 'challenges', 'provider_requests', 'account_sessions', 'account_codes'],
]
/** Rows that are read or written at once. */
const BATCH = 500

const alone = (url: string) =>
  postgres(url, { max: 1, onnotice: () => {}, connection: { TimeZone: 'UTC', DateStyle: 'ISO, YMD' } })

/**
 * Reads the database in one transaction: rows of one moment.
 * @param take is given each table in turn, with its rows and the list of all
 * @throws PostgresError where no tables of ours are there
 */
export async function readSnapshot(
  url: string,
  take: (table: KeptTable, rows: AsyncIterable<string[]>, all: readonly KeptTable[]) => Promise<void>,
): Promise<Snapshot> {
  const sql = alone(url)
  try {
    return await sql.begin('isolation level repeatable read read only', async (tx) => {
      const [said] = await tx<{ edition: string; server: string }[]>`
        select edition, current_setting('server_version') as server from data_editions`
      const snapshot = { ...said!, migration: await lastMigration(tx), tables: await tablesOf(tx) }
      for (const table of snapshot.tables) await take(table, rowsOf(tx, table), snapshot.tables)
      return snapshot
    })
  } finally {
    await sql.end(ENDS_WITHIN)
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const nameOf = ({ schema, name }: Pick<KeptTable, 'schema' | 'name'>) => `${quoted(schema)}.${quoted(name)}`
const columnsOf = ({ columns }: KeptTable) => columns.map(quoted).join(', ')

/** Ours and the queue's, with the columns that are not computed; one that refers to another after it. */
async function tablesOf(tx: Sql | postgres.TransactionSql): Promise<KeptTable[]> {
  const tables = await tx<(KeptTable & { needs: string[] })[]>`
    select n.nspname as schema, c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select distinct other.relname::text from pg_constraint f join pg_class other on other.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and (n.nspname = 'public' or n.nspname = 'graphile_worker' and c.relname like '\\_private\\_%')
      and c.relname <> all(${LEFT_OUT})
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by n.nspname desc, c.relname`
  const ordered: KeptTable[] = []
  const waiting = new Map(tables.map((table) => [table.name, table]))
  const place = (name: string): void => {
    const table = waiting.get(name)
    if (!table || !waiting.delete(name)) return
    const { needs, ...kept } = table
    for (const other of needs) place(other)
    ordered.push(kept)
  }
  for (const { name } of tables) place(name)
  return ordered
}

async function* rowsOf(tx: postgres.TransactionSql, table: KeptTable): AsyncIterable<string[]> {
  const rows = tx.unsafe<{ row: string }[]>(
    `select row_to_json(t)::text as row from (select ${columnsOf(table)} from ${nameOf(table)}) t`,
  )
  // A column of type json keeps its line breaks; within a string JSON has none.
  for await (const batch of rows.cursor(BATCH)) yield batch.map(({ row }) => row.replaceAll('\n', ' '))
}

/** Tables of ours that hold rows, or tables of somebody else: nothing may be put there. A role that does not own them hears that alone. */
export async function whatIsThere(
  url: string,
): Promise<{ tables: string[]; migration: number | null; owner: boolean }> {
  const sql = alone(url)
  try {
    const [known] = await sql<{ ours: boolean; owner: boolean }[]>`
      select to_regclass('public.ledger') is not null as ours, coalesce(
        (select pg_has_role(current_user, relowner, 'member') from pg_class where oid = to_regclass('public.ledger')),
        has_schema_privilege('public', 'create') and has_database_privilege(current_database(), 'create')) as owner`
    if (!known!.owner) return { tables: [], migration: null, owner: false }
    const tables = await tablesOf(sql)
    const filled: string[] = []
    for (const table of tables)
      if (!known!.ours || (await sql.unsafe(`select from ${nameOf(table)} limit 1`)).length > 0) filled.push(table.name)
    return { tables: filled, migration: known!.ours ? await lastMigration(sql) : null, owner: known!.owner }
  } finally {
    await sql.end(ENDS_WITHIN)
  }
}

/** Sessions of a role in this database besides our own. */
export async function sessionsOf(url: string, role: string): Promise<number> {
  const sql = alone(url)
  try {
    const [found] = await sql<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and usename = ${role} and pid <> pg_backend_pid()`
    return found!.n
  } finally {
    await sql.end(ENDS_WITHIN)
  }
}

/**
 * Puts the rows into tables that are there and empty, in one transaction. The triggers that guard what is kept rest
 * meanwhile, for the rows were judged when they were written, and are on again with the commit.
 * @param rows of a table, in batches
 * @param last what must have been done before the commit
 * @throws PostgresError where a row does not fit: nothing is changed then
 */
export async function writeSnapshot(
  ownerUrl: string,
  { tables }: Pick<Snapshot, 'tables'>,
  rows: (table: KeptTable) => AsyncIterable<string[]>,
  last: () => Promise<void>,
): Promise<void> {
  const sql = alone(ownerUrl)
  try {
    await sql.begin(async (tx) => {
      for (const table of tables) {
        await tx.unsafe(`alter table ${nameOf(table)} disable trigger user`)
        const values = await valuesOf(tx, table)
        for await (const batch of rows(table)) await insert(tx, table, values, batch)
        await tx.unsafe(`alter table ${nameOf(table)} enable trigger user`)
        await goOnCounting(tx, table)
      }
      // Jobs that were in hand are nobody's now.
      await tx`update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null`
      await tx`
        update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`
      await last()
    })
    for (const table of tables) await sql.unsafe(`analyze ${nameOf(table)}`)
  } finally {
    await sql.end(ENDS_WITHIN)
  }
}

/** The columns as they are read back. A `null` of JSON reads as none: where there must be a value, it was the former. */
async function valuesOf(tx: postgres.TransactionSql, table: KeptTable): Promise<string> {
  const json = await tx<{ name: string; type: string }[]>`
    select attname as name, atttypid::regtype::text as type from pg_attribute
    where attrelid = ${nameOf(table)}::regclass and attnotnull and atttypid in ('json'::regtype, 'jsonb'::regtype)`
  const typeOf = new Map(json.map(({ name, type }) => [name, type]))
  return table.columns
    .map((name) => (typeOf.has(name) ? `coalesce(${quoted(name)}, 'null'::${typeOf.get(name)})` : quoted(name)))
    .join(', ')
}

const insert = (tx: postgres.TransactionSql, table: KeptTable, values: string, batch: readonly string[]) =>
  tx.unsafe(
    `insert into ${nameOf(table)} (${columnsOf(table)}) overriding system value
      select ${values} from json_populate_recordset(null::${nameOf(table)}, $1::text::json)`,
    [`[${batch.join(',')}]`],
  )

/** Numbers that the server gives go on after the last one. */
async function goOnCounting(tx: postgres.TransactionSql, table: KeptTable): Promise<void> {
  const counted = await tx<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${nameOf(table)}::regclass and attidentity <> ''`
  for (const { name } of counted)
    await tx.unsafe(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(name)}), 1), max(${quoted(name)}) is not null)
        from ${nameOf(table)}`,
      [nameOf(table), name],
    )
}
