/** The webhooks of agencies with their latest messages, as administrators and security officers read them: never the secret. */
import { desc, inArray } from 'drizzle-orm'
import type { Db, Sql } from '../db/client.ts'
import type { HookEvent, MessageState } from './hook-events.ts'
import { webhooks } from './tables.ts'

export type HookState = 'waits' | 'inForce' | 'off' | 'refused' | 'ended'

const SHOWN = {
  id: webhooks.id,
  agency: webhooks.agencyId,
  name: webhooks.name,
  url: webhooks.url,
  events: webhooks.events,
  purpose: webhooks.purpose,
  by: webhooks.by,
  at: webhooks.at,
  approved: webhooks.approved,
  decidedBy: webhooks.decidedBy,
  decidedAt: webhooks.decidedAt,
  why: webhooks.why,
  failingSince: webhooks.failingSince,
  offAt: webhooks.offAt,
  endedAt: webhooks.endedAt,
  endedBy: webhooks.endedBy,
}

/** The latest first, each with how it stands. */
export async function hooksOf(db: Db, agencyIds: readonly string[]) {
  const rows = await db
    .select(SHOWN)
    .from(webhooks)
    .where(inArray(webhooks.agencyId, [...agencyIds]))
    .orderBy(desc(webhooks.at), desc(webhooks.id))
  return rows.map(({ approved, ...row }) => ({ ...row, state: stateOf({ ...row, approved }) }))
}
export type HookView = Awaited<ReturnType<typeof hooksOf>>[number]

type Standing = { approved: boolean | null; offAt: string | null; endedAt: string | null }

function stateOf({ approved, offAt, endedAt }: Standing): HookState {
  if (endedAt) return 'ended'
  if (approved === null) return 'waits'
  if (!approved) return 'refused'
  return offAt ? 'off' : 'inForce'
}

type TryView = { attempt: number; taken: boolean; answer: string; at: string }
export type HookMessage = {
  id: string
  webhook: string
  event: HookEvent
  receipt: string
  state: MessageState
  nextAt: string
  madeAt: string
  /** The last five, the latest first. */
  tries: TryView[]
}

/** Messages of each that are listed: those that did not get through first, then the latest. */
export const LISTED = 20
const TRIES = 5

/** SQL: the first of each, with the last of each of them, in one question. */
export const messagesOf = (sql: Sql, hooks: readonly string[]) => sql<HookMessage[]>`
  select m.id, m.webhook_id as webhook, m.event, m.body::json -> 'data' ->> 'receipt' as receipt, m.state, m.next_at, m.made_at,
    coalesce((
      select json_agg(json_build_object('attempt', t.attempt, 'taken', t.taken, 'answer', t.answer, 'at', t.at) order by t.attempt desc)
      from (select * from webhook_tries t where t.message_id = m.id order by attempt desc limit ${TRIES}) t
    ), '[]'::json) as tries
  from unnest(${hooks as string[]}::uuid[]) as k (id)
  cross join lateral (
    select * from webhook_messages m where m.webhook_id = k.id
    order by (m.state <> 'taken') desc, m.made_at desc, m.id desc limit ${LISTED}
  ) m
  order by (m.state <> 'taken') desc, m.made_at desc, m.id desc`

/** How many of each did not get through yet. SQL: the index of their state answers. */
export async function openOf(sql: Sql, hooks: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; n: number }[]>`
    select webhook_id as id, count(*)::int as n from webhook_messages
    where webhook_id = any(${hooks as string[]}::uuid[]) and state <> 'taken' group by 1`
  return new Map(rows.map(({ id, n }) => [id, n]))
}
