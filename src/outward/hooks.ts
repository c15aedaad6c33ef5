/**
 * Webhooks: made by an administrator, approved by a security officer where there is one, turned on again by an administrator,
 * ended by either. SQL: each is a change, in its transaction.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { isId, newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { enqueueOnceInTurn } from '../jobs/enqueue.ts'
import { recordChange } from '../people/changes.ts'
import { type Decision, hasRole } from '../people/may.ts'
import { securityOfficerFor } from '../people/officers.ts'
import type { Viewer } from '../people/sessions.ts'
import { choice, text, yesNo } from '../web/given.ts'
import { HOOK_EVENTS } from './hook-events.ts'

const WHY = 500

export const NEW_HOOK = z.strictObject({
  name: text(40),
  /** Code of an agency; without it the own one. */
  agency: text(60).optional(),
  url: text(500),
  events: z
    .array(choice(HOOK_EVENTS), { error: '请选择事项' })
    .min(1, { error: '请至少选择一项' })
    .max(Object.keys(HOOK_EVENTS).length)
    .transform((events) => [...new Set(events)]),
  purpose: text(WHY),
})
export type NewHook = z.output<typeof NEW_HOOK>

export const HOOK_DECIDED = z.strictObject({ approved: yesNo, why: text(WHY) })

export type MadeHook = { id: string; name: string; secret: string; waits?: 'security' }

/** Bytes of the secret: as many as HMAC-SHA256 gives. */
const SECRET = 32

/**
 * Makes one, whose address `requireAddress` judged before; its secret is told here, once, and kept sealed.
 * @returns `waits` where a security officer is to approve it before anything goes
 * @throws Refusal INVALID: OF_ANOTHER_AGENCY
 */
export async function makeHook(
  tx: Tx,
  house: Pick<House, 'time' | 'keys'>,
  { agency, name, url, events, purpose }: NewHook,
  viewer: Pick<Viewer, 'id' | 'username' | 'agency' | 'agencyIds'>,
): Promise<MadeHook> {
  const agencyId = agency ?? viewer.agency.id
  if (!viewer.agencyIds.includes(agencyId))
    throw invalid({ field: 'agency', code: 'OF_ANOTHER_AGENCY', message: '请选择您管理的行政机关' })
  const waits = await securityOfficerFor(tx, agencyId, [viewer.id])
  const by = `staff:${viewer.username}`
  const now = house.time.now()
  const [id, at, secret] = [newId(now), now.toISOString(), randomBytes(SECRET)]
  const decided = waits ? [null, null, null] : [true, 'system', at]
  await tx`
    insert into webhooks (id, agency_id, name, url, events, purpose, secret, "by", at, approved, decided_by, decided_at)
    values (${id}, ${agencyId}, ${name}, ${url}, ${events}, ${purpose}, ${house.keys.seal('webhooks', [id], secret)}, ${by},
      ${at}, ${decided[0]!}, ${decided[1]!}, ${decided[2]!})`
  const after = { url: withoutQuery(url), events, purpose, state: waits ? WAITS : 'webhookInForce' }
  await recordChange(tx, house, { agencyId, what: 'webhook', subject: name, before: null, after }, by)
  return { id, name, secret: shownSecret(secret), ...(waits && { waits: 'security' as const }) }
}

/** As Standard Webhooks has it, so that ready-made libraries take it. */
const shownSecret = (secret: Buffer) => `whsec_${secret.toString('base64')}`

/** Some receivers have their password there, and the audit is read by others. */
const withoutQuery = (url: string) => url.replace(/\?.*$/s, '')

const WAITS = 'webhookWaits'

type Standing = {
  name: string
  agencyId: string
  by: string
  approved: boolean | null
  offAt: string | null
  endedAt: string | null
}

/** That of these agencies, until the transaction ends nobody else's to change. @throws Refusal NOT_FOUND */
async function toChange(tx: Tx, id: string, agencyIds: string[]): Promise<Standing> {
  const [hook] = await tx<Standing[]>`
    select name, agency_id, "by", approved, off_at, ended_at from webhooks where id = ${id} and agency_id = any(${agencyIds}) for update`
  if (!hook) throw notFound()
  return hook
}

const stateOf = ({ approved, offAt }: Standing) =>
  approved === null ? WAITS : !approved ? 'webhookRefused' : offAt ? 'webhookOff' : 'webhookInForce'

/**
 * The security officer's word on one that waits.
 * @param read what was decided: read once it is theirs to decide
 * @throws Refusal NOT_FOUND for one of another agency; NOT_YOURS for who made it; FACT_REFUSED where it is decided or ended
 */
export async function decideHook(
  tx: Tx,
  house: Pick<House, 'time'>,
  id: string,
  read: () => Decision,
  viewer: Pick<Viewer, 'username' | 'roles' | 'agencyIds'>,
): Promise<Decision> {
  if (!hasRole(viewer, 'security')) throw new Refusal('NOT_YOURS')
  const { name, agencyId, approved: earlier, endedAt, by: madeBy } = await toChange(tx, id, viewer.agencyIds)
  const decision = read()
  const { approved, why } = decision
  const by = `staff:${viewer.username}`
  if (madeBy === by) throw new Refusal('NOT_YOURS', { message: '不能批准自己设置的通知。请由另一位安全管理员决定' })
  if (earlier !== null || endedAt)
    throw new Refusal('FACT_REFUSED', { message: '这一通知已经决定或者停止，请刷新页面查看' })
  await tx`
    update webhooks set approved = ${approved}, decided_by = ${by}, decided_at = ${house.time.now().toISOString()},
      why = ${why} where id = ${id}`
  const after = { state: approved ? 'webhookInForce' : 'webhookRefused', why }
  await recordChange(tx, house, { agencyId, what: 'webhook', subject: name, before: { state: WAITS }, after }, by)
  return decision
}

/**
 * Ends it for good, whatever became of it before.
 * @throws Refusal NOT_FOUND for one of another agency; FACT_REFUSED where it has ended already
 */
export async function endHook(
  tx: Tx,
  house: Pick<House, 'time'>,
  id: string,
  { username, agencyIds }: Pick<Viewer, 'username' | 'agencyIds'>,
): Promise<void> {
  const hook = await toChange(tx, id, agencyIds)
  if (hook.endedAt) throw new Refusal('FACT_REFUSED', { message: '这一通知已经停止' })
  const by = `staff:${username}`
  await tx`update webhooks set ended_at = ${house.time.now().toISOString()}, ended_by = ${by} where id = ${id}`
  const change = { before: { state: stateOf(hook) }, after: { state: 'webhookEnded' } }
  await recordChange(tx, house, { agencyId: hook.agencyId, what: 'webhook', subject: hook.name, ...change }, by)
}

/**
 * Sends again, now: one message whatever became of it, or all that did not get through; one that was turned off is on again.
 * @param read which message, read when it is known to be theirs: another agency's is not found, whatever was sent
 * @returns how many
 * @throws Refusal NOT_FOUND for one of another agency, or no such message; what `read` throws; FACT_REFUSED where it is not in force
 */
export async function sendHookAgain(
  tx: Tx,
  house: Pick<House, 'time'>,
  id: string,
  read: () => string | undefined,
  { username, agencyIds }: Pick<Viewer, 'username' | 'agencyIds'>,
): Promise<number> {
  const hook = await toChange(tx, id, agencyIds)
  if (!hook.approved || hook.endedAt)
    throw new Refusal('FACT_REFUSED', { message: '这一通知没有批准或者已经停止，不能发送' })
  const message = read()
  if (message !== undefined && !isId(message)) throw notFound()
  const which = message === undefined ? tx`state <> 'taken'` : tx`id = ${message}`
  const sent = await tx`
    update webhook_messages set state = 'waiting', tries = 0, next_at = ${house.time.now().toISOString()}
    where webhook_id = ${id} and ${which} returning 1`
  if (message !== undefined && sent.length === 0) throw notFound()
  await tx`update webhooks set failing_since = null, off_at = null where id = ${id}`
  if (hook.offAt) {
    const change = { before: { state: 'webhookOff' }, after: { state: 'webhookInForce' } }
    await recordChange(
      tx,
      house,
      { agencyId: hook.agencyId, what: 'webhook', subject: hook.name, ...change },
      `staff:${username}`,
    )
  }
  await enqueueOnceInTurn(tx, 'webhooks', {}, 'now')
  return sent.length
}
