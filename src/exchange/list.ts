/** How the exchange stands, for administrators: what waits, what failed with its answer, what came and was not recorded. Numbers and states, nobody's words. SQL: laterals and counts by partial indexes, for which the builder has no words. */
import type { FactType } from '../../workflows/words.ts'
import type { Sql } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { enqueueSending } from './collect.ts'
import type { Outcome } from './send.ts'
import type { MessageState } from './tables.ts'

/** So many of each list: an administrator works from the top. */
export const SHOWN = 50

export type MessageView = {
  caseId: string
  n: number
  agency: string
  receipt: string
  number: string | null
  platformNumber: string | null
  type: FactType
  state: MessageState
  tries: number
  nextAt: string
  madeAt: string
  answer: string | null
}

/** `waiting`: not tried yet; `failed`: tried, and tried again; `stopped`: waits for a person. */
export type Heap = 'waiting' | 'failed' | 'stopped'
export const HEAPS: readonly Heap[] = ['stopped', 'failed', 'waiting']

const isOf = (sql: Sql, heap: Heap) =>
  ({
    waiting: sql`m.state = 'waiting' and m.tries = 0`,
    failed: sql`m.state = 'waiting' and m.tries > 0`,
    stopped: sql`m.state in ('refused', 'conflict')`,
  })[heap]

export const messagesIn = (sql: Sql, agencyIds: readonly string[], heap: Heap) => sql<MessageView[]>`
  select m.case_id, m.n, a.name as agency, c.receipt, c.number, p.number as platform_number, m.type, m.state, m.tries, m.next_at,
    m.made_at, m.answer
  from (
    select * from exchange_messages m where agency_id = any(${agencyIds as string[]}) and state not in ('taken', 'gone')
      and ${isOf(sql, heap)} order by next_at, case_id, n limit ${SHOWN}
  ) m
  join agencies a on a.id = m.agency_id
  join cases c on (c.agency_id, c.id) = (m.agency_id, m.case_id)
  left join platform_numbers p on (p.agency_id, p.case_id) = (m.agency_id, m.case_id)
  order by m.next_at, m.case_id, m.n`

export async function heapCounts(sql: Sql, agencyIds: readonly string[]): Promise<Record<Heap, number>> {
  const [row] = await sql<Record<Heap, number>[]>`
    select (count(*) filter (where ${isOf(sql, 'waiting')}))::int as waiting,
      (count(*) filter (where ${isOf(sql, 'failed')}))::int as failed,
      (count(*) filter (where ${isOf(sql, 'stopped')}))::int as stopped
    from exchange_messages m where agency_id = any(${agencyIds as string[]}) and state not in ('taken', 'gone')`
  return row!
}

export type TryView = { caseId: string; n: number; attempt: number; outcome: Outcome; answer: string; at: string }

/** The tries with these messages, the latest first. */
export const triesOf = (sql: Sql, agencyIds: readonly string[], messages: readonly MessageView[]) => sql<TryView[]>`
  select t.case_id, t.n, t.attempt, t.outcome, t.answer, t.at
  from unnest(${messages.map(({ caseId }) => caseId)}::uuid[], ${messages.map(({ n }) => n)}::int[]) as k (case_id, n)
  cross join lateral (
    select * from exchange_tries t where t.agency_id = any(${agencyIds as string[]}) and (t.case_id, t.n) = (k.case_id, k.n)
    order by attempt desc limit 5
  ) t order by t.case_id, t.n, t.attempt desc`

export type RefusedView = { number: string; n: number; code: string; times: number; message: string; at: string }

/**
 * What came and was not recorded, the latest first; of departments that are not known here, too. What was mended and recorded
 * later is none of it; a conflict stays, since what was recorded is another content.
 */
export const refusedHere = (sql: Sql, agencyIds: readonly string[]) => sql<RefusedView[]>`
  select number, n, code, times::int, message, at from exchange_refused x
  where (agency_id is null or agency_id = any(${agencyIds as string[]})) and (code = 'EXCHANGE_CONFLICT' or not exists (
    select from exchange_received r where (r.number, r.n) = (x.number, x.n) and r.at >= x.at))
  order by at desc limit ${SHOWN}`

/**
 * Sends again, now: one message, or all that failed or were stopped.
 * @throws Refusal EXCHANGE_NOWHERE without a platform; NOT_FOUND where there is no such message that waits
 */
export async function sendAgain(
  { sql, config, time }: Pick<House, 'sql' | 'config' | 'time'>,
  agencyIds: readonly string[],
  one?: { caseId: string; n: number },
): Promise<number> {
  if (!config.exchange) throw new Refusal('EXCHANGE_NOWHERE')
  if (one && (!isId(one.caseId) || !Number.isInteger(one.n) || one.n < 1 || one.n > 1_000_000)) throw notFound()
  return (await sql.begin(async (tx) => {
    const which = one ? tx`and case_id = ${one.caseId} and n = ${one.n}` : tx`and (state <> 'waiting' or tries > 0)`
    const rows = await tx`
      update exchange_messages set state = 'waiting', next_at = ${time.now().toISOString()}
      where agency_id = any(${agencyIds as string[]}) and state not in ('taken', 'gone') ${which} returning 1`
    if (one && rows.length === 0) throw notFound()
    await enqueueSending(tx)
    return rows.length
  })) as number
}
