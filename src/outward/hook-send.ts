/**
 * Sends programs outside what is due, signed as Standard Webhooks has it: each receiver by itself, so that one that is slow
 * keeps no other waiting. Whatever is not answered by 2xx is tried again, later each time; a receiver that took nothing for a
 * day is turned off, and its administrators are told. SQL: a job asks.
 */
import { createHmac } from 'node:crypto'
import type { Sql, Tx } from '../db/client.ts'
import { masked, report } from '../ground/log.ts'
import { askOutside, plainly } from '../ground/outside.ts'
import { type House, overAll } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { recordChange } from '../people/changes.ts'
import { lookupOf, requireOpen } from '../sending/hook-address.ts'
import { enqueueHooks } from './hook-collect.ts'

const PATIENCE = 15_000 // ms
/** One after the other that did not get through: the receiver is down, and the rest waits for the next round. */
const DOWN = 3
/** For one receiver in a round. */
const MOST = 100
const LONGEST = 120_000 // ms
/** Characters of an answer that are kept. */
const KEPT = 300
/** The first wait; each one is twice the last. */
const FIRST_WAIT = 60_000 // ms
const LONGEST_WAIT = 6 * 3_600_000 // ms
/** Given up after so many: two days. A receiver that takes nothing is off before. */
const TRIES = 16
const A_DAY = 86_400_000 // ms

type Sending = Pick<House, 'sql' | 'everywhere' | 'config' | 'time' | 'keys'>
type Receiver = { id: string; agencyId: string; name: string; url: string; secret: Buffer }
type Due = { id: string; body: string; tries: number }

/** The job. @param signal ends a try early, where the worker stops */
export async function webhooks(
  of: Sending,
  _payload: Record<string, never> = {},
  _lastTry = false,
  signal?: AbortSignal,
): Promise<void> {
  const house = overAll(of)
  const receivers = await house.sql<Receiver[]>`
    select w.id, w.agency_id, w.name, w.url, w.secret from webhooks w
    where w.approved and w.off_at is null and w.ended_at is null and exists (
      select from webhook_messages m
      where m.webhook_id = w.id and m.state = 'waiting' and m.next_at <= ${house.time.now().toISOString()})`
  const done = await Promise.all(receivers.map((one) => toldOne(house, one, signal)))
  if (done.includes('more')) await enqueueHooks(house.sql)
}

/** @returns `more` where a full round got through, and there may be others */
async function toldOne(house: Sending, to: Receiver, signal?: AbortSignal): Promise<'more' | 'done'> {
  const began = Date.now()
  const due = await dueFor(house.sql, to, house.time.now())
  let failedInARow = 0
  for (const message of due) {
    if (signal?.aborted) return 'done'
    if (Date.now() - began > LONGEST) return 'more'
    const answered = await handedIn(house, to, message, signal)
    if (signal?.aborted && !answered.taken) return 'done'
    await kept(house, to, message, answered)
    failedInARow = answered.taken ? 0 : failedInARow + 1
    if (failedInARow === DOWN) return 'done'
  }
  return due.length === MOST ? 'more' : 'done'
}

const dueFor = (sql: Sql, { id }: Receiver, now: Date) => sql<Due[]>`
  select id, body, tries from webhook_messages
  where webhook_id = ${id} and state = 'waiting' and next_at <= ${now.toISOString()} order by next_at, id limit ${MOST}`

type Answered = { taken: boolean; answer: string }

async function handedIn(
  house: Pick<House, 'config' | 'time' | 'keys'>,
  { id: hook, url, secret }: Receiver,
  { id, body }: Due,
  signal?: AbortSignal,
): Promise<Answered> {
  try {
    requireOpen(house, url)
    const timestamp = String(Math.floor(house.time.now().getTime() / 1_000))
    const { status, said } = await askOutside(house.config, 'webhooks', url, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json; charset=utf-8', 'user-agent': 'ysqgk' },
        ...{ 'webhook-id': id, 'webhook-timestamp': timestamp },
        'webhook-signature': signatureOf(house.keys.open('webhooks', [hook], secret), id, timestamp, body),
      },
      ...{ body, patience: PATIENCE, signal, lookup: lookupOf(house) },
    })
    const taken = status >= 200 && status < 300
    const moves = status >= 300 && status < 400 ? '（不跟随转向）' : ''
    return { taken, answer: `${status}${moves} ${masked(plainly(said, KEPT))}`.trim().slice(0, KEPT) }
  } catch (error) {
    return { taken: false, answer: plainly((error as Error).message, KEPT) || '没有答复' }
  }
}

/** Of Standard Webhooks, version 1: over the id, the seconds and the body as it goes. */
export const signatureOf = (secret: Buffer, id: string, timestamp: string, body: string): string =>
  `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`

/** When the nth try that failed is followed by the next one. */
export const waitAfter = (tries: number): number => Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)

async function kept(house: Sending, to: Receiver, { id, tries: before }: Due, answered: Answered): Promise<void> {
  const { taken, answer } = answered
  const now = house.time.now()
  const at = now.toISOString()
  const tries = before + 1
  const state = taken ? 'taken' : tries >= TRIES ? 'failed' : 'waiting'
  const nextAt = new Date(now.getTime() + waitAfter(tries)).toISOString()
  await house.sql.begin(async (tx) => {
    const [hook] = await tx<{ failingSince: string | null; offAt: string | null }[]>`
      select failing_since, off_at from webhooks where id = ${to.id} for update`
    await tx`
      insert into webhook_tries (message_id, attempt, taken, answer, at)
      select ${id}::uuid, coalesce(max(attempt), 0) + 1, ${taken}::boolean, ${answer}, ${at}::timestamptz
      from webhook_tries where message_id = ${id}`
    await tx`update webhook_messages set state = ${state}, tries = ${tries}, next_at = ${nextAt} where id = ${id}`
    const since = taken ? null : (hook!.failingSince ?? at)
    if (since !== hook!.failingSince) await tx`update webhooks set failing_since = ${since} where id = ${to.id}`
    if (since && !hook!.offAt && now.getTime() - Date.parse(since) >= A_DAY) await turnOff(tx, house, to, at)
  })
}

async function turnOff(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  { id, agencyId, name }: Receiver,
  at: string,
): Promise<void> {
  await tx`update webhooks set off_at = ${at} where id = ${id}`
  const change = { before: { state: 'webhookInForce' }, after: { state: 'webhookOff' } }
  await recordChange(tx, { time }, { agencyId, what: 'webhook', subject: name, ...change }, 'system')
  const administrators = await tx<{ id: string }[]>`
    select p.id from people p join agencies a on a.id = ${agencyId} and p.agency_id in (a.id, a.taken_in_by)
    where 'admin' = any(p.roles) and p.email is not null and p.ended_at is null`
  for (const { id: personId } of administrators) await enqueue(tx, 'webhookOff', { personId, webhook: id, at })
  report('A webhook was turned off: nothing got through for a day', undefined, { webhook: id })
}
