/**
 * Access tokens: made by an administrator, approved by a security officer where there is one, revoked by either. SQL: each
 * is a change, in its transaction.
 */
import { z } from 'zod'
import type { Day } from '../../workflows/statute/days.ts'
import { isDuplicate, type Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import { type Decision, hasRole } from '../people/may.ts'
import { securityOfficerFor } from '../people/officers.ts'
import { SCOPES, type Scope } from '../people/programs.ts'
import { hashOf, randomToken, type Viewer } from '../people/sessions.ts'
import { takesTurn } from '../people/turns.ts'
import { choice, day, text, wholeNumber, yesNo } from '../web/given.ts'

const WHY = 500
/** As many applications as one network may file within a minute. */
export const USUAL_PER_MINUTE = 60
const MOST_PER_MINUTE = 600

const name = text(40).refine((given) => /^[A-Za-z0-9][A-Za-z0-9._-]+$/.test(given), {
  error: '名称由2至40个字母、数字、点、横线组成，以字母或者数字开头',
})

export const NEW_TOKEN = z.strictObject({
  name,
  /** Code of an agency; without it the own one. */
  agency: text(60).optional(),
  scopes: z
    .array(choice(SCOPES), { error: '请选择用途' })
    .min(1, { error: '请至少选择一项用途' })
    .max(Object.keys(SCOPES).length)
    .transform((scopes) => [...new Set(scopes)]),
  /** The last day on which it is good: within a year from today. */
  until: day,
  perMinute: wholeNumber(1, MOST_PER_MINUTE).optional(),
  purpose: text(WHY),
})
export type NewToken = z.output<typeof NEW_TOKEN>

export const TOKEN_DECIDED = z.strictObject({ approved: yesNo, why: text(WHY) })

/** The same day a year later; of 29 February the day before it is over. */
export const lastDayFrom = (today: Day): Day =>
  `${Number(today.slice(0, 4)) + 1}${today.slice(4).replace('-02-29', '-02-28')}` as Day

export type Made = { id: string; name: string; token: string; until: Day; waits?: 'security' }

/**
 * Makes a token; it is told here, once, and kept as its hash alone.
 * @returns `waits` where a security officer is to approve it before it opens anything
 * @throws Refusal INVALID: OF_ANOTHER_AGENCY, IN_THE_PAST, UNFIT (more than a year), TAKEN
 */
export async function makeToken(
  tx: Tx,
  house: Pick<House, 'time'>,
  { agency, name, scopes, until, perMinute = USUAL_PER_MINUTE, purpose }: NewToken,
  viewer: Pick<Viewer, 'id' | 'username' | 'agency' | 'agencyIds'>,
): Promise<Made> {
  const today = house.time.today()
  const agencyId = agency ?? viewer.agency.id
  if (!viewer.agencyIds.includes(agencyId))
    throw invalid({ field: 'agency', code: 'OF_ANOTHER_AGENCY', message: '请选择您管理的行政机关' })
  if (until < today) throw invalid({ field: 'until', code: 'IN_THE_PAST', message: '有效期不能早于今天' })
  if (until > lastDayFrom(today)) throw invalid({ field: 'until', code: 'UNFIT', message: '有效期最长为一年' })
  const waits = await securityOfficerFor(tx, agencyId, [viewer.id])
  const by = `staff:${viewer.username}`
  const now = house.time.now()
  const [id, token, at] = [newId(now), `ysqgk_${randomToken()}`, now.toISOString()]
  const decided = waits ? [null, null, null] : [true, 'system', at]
  try {
    await tx`
      insert into access_tokens (id, agency_id, name, scopes, purpose, per_minute, token_hash, until, "by", at,
        approved, decided_by, decided_at)
      values (${id}, ${agencyId}, ${name}, ${scopes}, ${purpose}, ${perMinute}, ${hashOf(token)}, ${until}, ${by}, ${at},
        ${decided[0]!}, ${decided[1]!}, ${decided[2]!})`
  } catch (error) {
    if (!isDuplicate(error, 'access_tokens_name')) throw error
    throw invalid({ field: 'name', code: 'TAKEN', message: '已经有这个名称的令牌：撤销的、到期的也不再用，请换一个' })
  }
  const after = { scopes, until, perMinute, purpose, state: waits ? WAITS : 'tokenInForce' }
  await recordChange(tx, house, { agencyId, what: 'token', subject: name, before: null, after }, by)
  return { id, name, token, until, ...(waits && { waits: 'security' as const }) }
}

const WAITS = 'tokenWaits'

type Standing = {
  name: string
  agencyId: string
  by: string
  approved: boolean | null
  revokedAt: string | null
  scopes: Scope[]
}

/** The token of these agencies, until the transaction ends nobody else's to change. @throws Refusal NOT_FOUND */
async function toChange(tx: Tx, id: string, agencyIds: string[]): Promise<Standing> {
  await takesTurn(tx, [id])
  const [token] = await tx<Standing[]>`
    select name, agency_id, "by", approved, revoked_at, scopes from access_tokens
    where id = ${id} and agency_id = any(${agencyIds}) for update`
  if (!token) throw notFound()
  return token
}

/**
 * The security officer's word on a token that waits.
 * @param read what was decided: read once it is theirs to decide
 * @throws Refusal NOT_FOUND for one of another agency; NOT_YOURS for who made it; FACT_REFUSED where it is decided or revoked
 */
export async function decideToken(
  tx: Tx,
  house: Pick<House, 'time'>,
  id: string,
  read: () => Decision,
  viewer: Pick<Viewer, 'username' | 'roles' | 'agencyIds'>,
): Promise<Decision> {
  if (!hasRole(viewer, 'security')) throw new Refusal('NOT_YOURS')
  const { name, agencyId, approved: earlier, revokedAt, by: madeBy } = await toChange(tx, id, viewer.agencyIds)
  const decision = read()
  const { approved, why } = decision
  const by = `staff:${viewer.username}`
  if (madeBy === by) throw new Refusal('NOT_YOURS', { message: '不能批准自己设置的访问令牌。请由另一位安全管理员决定' })
  if (earlier !== null || revokedAt)
    throw new Refusal('FACT_REFUSED', { message: '这一访问令牌已经决定或者撤销，请刷新页面查看' })
  await tx`
    update access_tokens set approved = ${approved}, decided_by = ${by}, decided_at = ${house.time.now().toISOString()},
      why = ${why} where id = ${id}`
  const after = { state: approved ? 'tokenInForce' : 'tokenRefused', why }
  await recordChange(tx, house, { agencyId, what: 'token', subject: name, before: { state: WAITS }, after }, by)
  return decision
}

/**
 * Shuts it at once, whatever became of it before.
 * @throws Refusal NOT_FOUND for one of another agency; FACT_REFUSED where it is revoked already
 */
export async function revokeToken(
  tx: Tx,
  house: Pick<House, 'time'>,
  id: string,
  { username, agencyIds }: Pick<Viewer, 'username' | 'agencyIds'>,
): Promise<void> {
  const { name, agencyId, approved, revokedAt } = await toChange(tx, id, agencyIds)
  if (revokedAt) throw new Refusal('FACT_REFUSED', { message: '这一访问令牌已经撤销' })
  const by = `staff:${username}`
  await tx`update access_tokens set revoked_at = ${house.time.now().toISOString()}, revoked_by = ${by} where id = ${id}`
  const before = { state: approved === null ? WAITS : approved ? 'tokenInForce' : 'tokenRefused' }
  const change = { before, after: { state: 'tokenRevoked' } }
  await recordChange(tx, house, { agencyId, what: 'token', subject: name, ...change }, by)
}
