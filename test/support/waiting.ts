import type { Sql } from 'postgres'

/** What sessions of this database wait for a lock with; other stories wait on the same server. */
export const waitingForLocks = async (sql: Sql): Promise<string[]> => {
  const rows = await sql<{ query: string }[]>`
    select query from pg_locks join pg_stat_activity using (pid) where datname = current_database() and not granted`
  return rows.map(({ query }) => query)
}
