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

/** Gives them as many tries again as they had. @returns how many there were */
export async function tryAgain(sql: Sql): Promise<number> {
  const jobs = await sql<{ id: string }[]>`
    select id::text from graphile_worker.jobs where attempts >= max_attempts and locked_at is null`
  const ids = jobs.map(({ id }) => id)
  if (ids.length > 0) await sql`select graphile_worker.reschedule_jobs(${ids}::bigint[], now(), attempts => 0)`
  return ids.length
}

/** How many wait for their turn or their next try. */
export async function waitingJobs(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from graphile_worker.jobs where attempts < max_attempts and locked_at is null`
  return row!.n
}

/** A minute is longer than a crash of all workers takes. */
const LEFT = '1 minute'

/** For the operator: `ok`, or how many jobs wait though nobody works. */
export async function leftWaiting(sql: Sql): Promise<string> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from graphile_worker.jobs
    where attempts < max_attempts and run_at < now() - ${LEFT}::interval
      and not exists (select from workers where at > now() - ${LEFT}::interval)`
  return row!.n === 0 ? 'ok' : `${row!.n} wait, and no worker has shown itself for a minute`
}

/** For the operator: `ok`, or how many mails no server took, which are tried again. */
export async function mailsTriedAgain(sql: Sql): Promise<string> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from graphile_worker.jobs
    where task_identifier in ('tell', 'tellParty', 'remind', 'alarm', 'witnessTrouble') and attempts between 1 and max_attempts - 1
      and locked_at is null and last_error is not null`
  return row!.n === 0 ? 'ok' : `no server took ${row!.n}, which are tried again`
}
