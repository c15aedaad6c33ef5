import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations } from 'graphile-worker'
import postgres from 'postgres'
import { requireEdition, type Where } from './edition.ts'

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
/** Any constant; only migrations use it. */
const LOCK = 20190515

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
