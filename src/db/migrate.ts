import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations } from 'graphile-worker'
import postgres from 'postgres'
import { requireEdition, type Where } from './edition.ts'

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
/** Any constant; only migrations use it. */
const LOCK = 20190515

/** Whether every migration of this program has been applied. SQL: the table is the migrator's. */
export async function isMigrated(sql: postgres.Sql): Promise<boolean> {
  const { entries } = JSON.parse(readFileSync(join(FOLDER, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  const [last] = await sql<{ at: string }[]>`select max(created_at)::text as at from drizzle.__drizzle_migrations`
  return Number(last?.at) >= Math.max(...entries.map(({ when }) => when))
}

/**
 * Brings the schema up to date, ours and that of the jobs. Several processes may start at once: drizzle's migrator has no
 * lock of its own, so they take turns.
 * @param where the setting that leads to the database, named where its data are of another edition
 * @throws ConfigFault for such data: nothing is changed then
 * @throws Error of the migration that failed, or where the database does not index Chinese text
 */
export async function migrate(url: string, where: Where = 'DATABASE_URL'): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await requireEdition(sql, where)
    await applyMigrations(drizzle(sql), { migrationsFolder: FOLDER })
    await runMigrations({ connectionString: url })
    const [known] = await sql`select show_trgm('政府')::text as trigrams`
    if (known?.trigrams === '{}') {
      throw new Error(
        'The database does not index Chinese text: create it with LC_CTYPE C.UTF-8 or zh_CN.UTF-8, not C.',
      )
    }
  } finally {
    await sql.end()
  }
}
