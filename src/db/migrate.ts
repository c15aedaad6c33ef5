import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations } from 'graphile-worker'
import postgres from 'postgres'
import { ENDS_WITHIN } from './client.ts'
import { requireEdition, type Where } from './edition.ts'

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
/** Any constant; only migrations use it. */
const LOCK = 20190515

const JOURNAL = 'meta/_journal.json'
type Journal = { entries: { when: number }[] }
const readJournal = () => JSON.parse(readFileSync(join(FOLDER, JOURNAL), 'utf8')) as Journal

/** The migrations of this program, each by the number under which a database remembers it. */
export const migrationsKnown = (): number[] => readJournal().entries.map(({ when }) => when)

/** The last migration of a database. SQL: the table is the migrator's. @throws PostgresError where there was none */
export async function lastMigration(sql: postgres.Sql | postgres.TransactionSql): Promise<number> {
  const [last] = await sql<{ at: string }[]>`select max(created_at)::text as at from drizzle.__drizzle_migrations`
  return Number(last?.at)
}

/** Whether every migration of this program has been applied. */
export const isMigrated = async (sql: postgres.Sql): Promise<boolean> =>
  (await lastMigration(sql)) >= Math.max(...migrationsKnown())

/**
 * Brings the schema up to date, ours and that of the jobs. Several processes may start at once: drizzle's migrator has no
 * lock of its own, so they take turns. The turn is held by a transaction that does nothing else: it ends with its process, and
 * where a pooler hands connections on with each transaction it is nobody else's.
 * @param where the setting that leads to the database, named where its data are of another edition
 * @param last goes as far as this migration: a backup is read into the tables that it was made of
 * @throws ConfigFault for such data: nothing is changed then
 * @throws Error of the migration that failed, or where the database does not index Chinese text
 */
export async function migrate(url: string, where: Where = 'DATABASE_URL', last?: number): Promise<void> {
  const [turn, sql] = [1, 2].map(() => postgres(url, { max: 1, onnotice: () => {} })) as [postgres.Sql, postgres.Sql]
  try {
    await turn.begin(async (tx) => {
      await tx`set local idle_in_transaction_session_timeout = 0`
      await tx`select pg_advisory_xact_lock(${LOCK})`
      await requireEdition(sql, where)
      await asFarAs(last, (migrationsFolder) => applyMigrations(drizzle(sql), { migrationsFolder }))
      await runMigrations({ connectionString: url })
    })
    const [known] = await sql`select show_trgm('政府')::text as trigrams`
    if (known?.trigrams === '{}') {
      throw new Error(
        'The database does not index Chinese text: create it with LC_CTYPE C.UTF-8 or zh_CN.UTF-8, not C.',
      )
    }
  } finally {
    await Promise.all([sql.end(ENDS_WITHIN), turn.end(ENDS_WITHIN)])
  }
}

/** The migrator takes a folder whole: for fewer migrations it is given one with a shorter journal. */
async function asFarAs(last: number | undefined, apply: (folder: string) => Promise<void>): Promise<void> {
  if (last === undefined) return apply(FOLDER)
  const folder = mkdtempSync(join(tmpdir(), 'ysqgk-migrations-'))
  try {
    cpSync(FOLDER, folder, { recursive: true })
    const journal = readJournal()
    const entries = journal.entries.filter(({ when }) => when <= last)
    writeFileSync(join(folder, JOURNAL), JSON.stringify({ ...journal, entries }))
    await apply(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
