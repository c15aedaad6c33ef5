/**
 * Jobs that failed at their last try: the queue keeps them and tries them no more. SQL: the table is the queue's own.
 */
import type { Sql } from '../db/client.ts'

/** For the operator: `ok`, or how many jobs of which kind were given up. */
export async function givenUp(sql: Sql): Promise<string> {
  const jobs = await sql<{ job: string; n: number }[]>`
    select task_identifier as job, count(*)::int as n from graphile_worker.jobs
    where attempts >= max_attempts and locked_at is null group by 1 order by 1`
  return jobs.length === 0 ? 'ok' : `given up: ${jobs.map(({ job, n }) => `${job} (${n})`).join(', ')}`
}
