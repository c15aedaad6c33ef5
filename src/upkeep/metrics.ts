/** `/metrics` in the text format of Prometheus: how busy, how slow, what waits; counts and route patterns alone. */
import { timingSafeEqual } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import type { Sql } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { CLASSES, type Tally } from '../web/tally.ts'

/**
 * Without METRICS_TOKEN there is no such page; with it, for whoever sends it as a bearer token. An address proves nothing:
 * behind a proxy on the same machine everybody comes from it.
 * @throws Refusal NOT_FOUND
 */
export async function metricsRoute(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'everywhere' | 'time'> },
): Promise<void> {
  const { metricsToken } = house.config
  const right = metricsToken && Buffer.from(`Bearer ${metricsToken}`)
  const delay = right ? monitorEventLoopDelay({ resolution: 20 }) : undefined
  delay?.enable()
  app.addHook('onClose', async () => delay?.disable())
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const sent = Buffer.from(request.headers.authorization ?? '')
    if (!right || sent.length !== right.length || !timingSafeEqual(sent, right)) throw notFound()
    const lines = [
      ...ofAnswers(app.tally),
      ...gauges({
        process_resident_memory_bytes: process.memoryUsage.rss(),
        process_uptime_seconds: Math.round(process.uptime()),
        nodejs_eventloop_delay_p99_seconds: delay!.percentile(99) / 1e9,
        ...(await ofDatabase(house.everywhere.sql, house.time.today())),
      }),
    ]
    delay!.reset()
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`)
  })
}

function* ofAnswers(tally: Tally): Iterable<string> {
  yield '# TYPE http_requests_total counter'
  for (const { method, route, byStatus } of tally.answered())
    for (const [status, n] of byStatus)
      yield `http_requests_total{method="${method}",route="${route}",status="${status}"} ${n}`
  yield '# TYPE http_request_duration_seconds histogram'
  for (const { method, route, classes, ms, n } of tally.answered()) {
    const of = `method="${method}",route="${route}"`
    let below = 0
    for (const [i, end] of CLASSES.entries()) {
      below += classes[i]!
      yield `http_request_duration_seconds_bucket{${of},le="${end / 1_000}"} ${below}`
    }
    yield `http_request_duration_seconds_bucket{${of},le="+Inf"} ${n}`
    yield `http_request_duration_seconds_sum{${of}} ${ms / 1_000}`
    yield `http_request_duration_seconds_count{${of}} ${n}`
  }
}

const gauges = (of: Record<string, number>) =>
  Object.entries(of).flatMap(([name, value]) => [`# TYPE ${name} gauge`, `${name} ${value}`])

/** What waits. SQL: the queue's own tables, and counts over all agencies. */
async function ofDatabase(sql: Sql, today: string): Promise<Record<string, number>> {
  const [row] = await sql<Record<string, number>[]>`
    select
      (select count(*)::int from graphile_worker.jobs where attempts < max_attempts) as jobs_waiting,
      (select count(*)::int from graphile_worker.jobs where attempts >= max_attempts and locked_at is null) as jobs_failed,
      (select count(*)::int from graphile_worker.jobs
        where attempts < max_attempts and task_identifier in ('tell', 'tellParty', 'remind')) as mails_waiting,
      (select count(*)::int from deadlines where due_on = ${today}) as limits_due_today,
      (select count(*)::int from deadlines where due_on < ${today}) as limits_overdue,
      (select count(*)::int from pg_stat_activity where datname = current_database()) as connections`
  const { jobsWaiting, jobsFailed, mailsWaiting, limitsDueToday, limitsOverdue, connections } = row!
  return {
    ysqgk_jobs_waiting: jobsWaiting!,
    ysqgk_jobs_failed: jobsFailed!,
    ysqgk_mails_waiting: mailsWaiting!,
    ysqgk_limits_due_today: limitsDueToday!,
    ysqgk_limits_overdue: limitsOverdue!,
    ysqgk_database_connections: connections!,
  }
}
