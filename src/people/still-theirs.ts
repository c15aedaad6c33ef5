/** Whether all by which somebody acts is still theirs, asked in the transaction that writes; it stays theirs until that ends. SQL: it locks. */
import type { Tx } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { Seat } from './seats.ts'
import { hashOf, type Viewer, viewerOf } from './sessions.ts'
import { inTurn } from './turns.ts'

/**
 * Locks people before their session, as whoever changes somebody's rights does. Rights and units change under the lock of the person.
 * Whoever waits to take something of it away is first (`turns.ts`).
 * @param before as they were when the request was judged
 * @throws Refusal NOT_SIGNED_IN where the session has ended, NOT_YOURS where a place, role, unit or agency of theirs is gone
 */
export async function requireStillTheirs(
  tx: Tx,
  { time, config }: Pick<House, 'time' | 'config'>,
  before: Viewer,
  token: string,
): Promise<void> {
  const ids = before.seats.map(({ id }) => id)
  await tx`
    with ${inTurn(tx, ids)} select 1 as held from people
    where id = any(${ids}::uuid[]) and (select count(*) from turns) > 0 order by id for share`
  await tx`select 1 as held from sessions where token_hash = ${hashOf(token)} for key share`
  if (ids.length > 1)
    await tx`select 1 as held from covers where covered_by = ${before.id} and ended_at is null order by id for share`
  const now = await viewerOf({ sql: tx, time, config }, token)
  if (!now) throw new Refusal('NOT_SIGNED_IN')
  if (!before.seats.every((seat) => now.seats.some((each) => holds(each, seat))))
    throw new Refusal('NOT_YOURS', { message: '您的权限刚刚有变动，没有记录。请刷新后再办理。' })
}

const holds = (now: Seat, before: Seat): boolean =>
  now.id === before.id &&
  all(before.roles, now.roles) &&
  all(before.agencyIds, now.agencyIds) &&
  all(
    before.units.map(({ id }) => id),
    now.units.map(({ id }) => id),
  )
const all = (some: readonly string[], of: readonly string[]) => some.every((one) => of.includes(one))
