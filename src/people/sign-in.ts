/** The way in: the password, counted first; then a code, where the person has an authenticator; then a session. */
import type { Day } from '../../workflows/statute/days.ts'
import { tell } from '../audit/write.ts'
import type { Sql, Tx } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { useCode } from './factors.ts'
import { SECURED } from './may.ts'
import { passwordFits } from './passwords.ts'
import { countedAtTheDoor, refusedAtTheDoor } from './refused.ts'
import { type Factor, type From, openSession, type Session } from './sessions.ts'
import { forgiven, ofCode, ofPassword } from './tries.ts'

type Door = Pick<House, 'sql' | 'time' | 'keys' | 'config'>

/** Somebody who knows a password, or is known to the provider, and what they have to show next: `in` is nothing. */
export type Known = { personId: string; username: string; next: 'in' | 'code' | 'authenticator' }

export type Standing = { id: string; username: string; demonstration: boolean; hasFactor: boolean; secured: boolean }

/** What is asked of the person `p`, besides what they have shown: as columns. */
export const standing = (sql: Sql | Tx, today: Day) => sql`
  p.id, p.username, p.demonstration,
  exists (select from authenticators where person_id = p.id) as has_factor,
  exists (select from people o where o.roles && ${SECURED as string[]} and (o.id = p.id or o.id in (
    select person_id from covers where covered_by = p.id and ended_at is null and approved
      and ${today} between from_day and to_day))) as secured`

/** The same in a word. */
export const knownAs = ({ id, username, demonstration, hasFactor, secured }: Standing): Known => ({
  personId: id,
  username,
  next: demonstration ? 'in' : hasFactor ? 'code' : secured ? 'authenticator' : 'in',
})

/**
 * Judges name and password. Nothing in answer or time tells whether the name exists.
 * @throws Refusal SIGN_IN_DELAYED at once, SIGN_IN_FAILED, or TOO_MANY where too many wait to be judged.
 */
export async function knownBy(house: Door, from: From, username: string, password: string): Promise<Known> {
  const { sql, time } = house
  const unseen = await countedAtTheDoor(house, from, ofPassword(house, username, from.address), username)
  // SQL: part of the sign-in, between two statements that write.
  const [person] = await sql<(Standing & { password: string | null })[]>`
    select p.password, ${standing(sql, time.today())} from people p where p.username = ${username} and p.ended_at is null`
  if (!(await passwordFits(password, person?.password ?? null))) {
    await refusedAtTheDoor(house, from, { username: person?.username, typed: username, unseen }, 'SIGN_IN_FAILED')
    throw new Refusal('SIGN_IN_FAILED')
  }
  return knownAs(person!)
}

/** @throws Refusal SIGN_IN_DELAYED or CODE_WRONG. */
export async function provedBy(
  house: Door,
  from: From,
  { personId, username }: Pick<Known, 'personId' | 'username'>,
  code: string,
): Promise<Factor> {
  const unseen = await countedAtTheDoor(house, from, ofCode(house, personId, from.address), username)
  const factor = await useCode(house, personId, code)
  if (!factor) {
    await refusedAtTheDoor(house, from, { username, unseen }, 'CODE_WRONG')
    throw new Refusal('CODE_WRONG')
  }
  await forgiven(house, ofCode(house, personId, from.address))
  return factor
}

type Entering = {
  personId: string
  username: string
  factor: Factor | null
  instead?: string | undefined
  provedAt?: Date | undefined
}

/** Opens the session of somebody who has shown all that is asked of them; failures before it are forgotten. */
export async function enter(house: Door, from: From, { username, ...who }: Entering): Promise<Session> {
  const unseen = await forgiven(house, ofPassword(house, username, from.address))
  return house.sql.begin(async (tx) => {
    await signedInAs(tx, house, { username, from, factor: who.factor, unseen })
    return openSession(tx, house, { ...who, from })
  })
}

type SignedIn = { username: string; from: From; factor: Factor | null; unseen?: number }

/** The audit's line of a session that begins, in the transaction that begins it. */
export const signedInAs = (
  tx: Tx,
  house: Pick<House, 'time'>,
  { username, from, factor, unseen = 0 }: SignedIn,
): Promise<void> =>
  tell(tx, house, {
    ...{ by: `staff:${username}`, what: 'signIn' as const, succeeded: true, address: from.address },
    detail: { program: from.program, ...(factor && { factor }), ...(unseen > 0 && { unseen }) },
  })

/** Signing in for programs, in one call. @throws Refusal CODE_NEEDED, or FACTOR_NEEDED where there is no authenticator yet. */
export async function signIn(
  house: Door,
  from: From,
  { username, password, code }: { username: string; password: string; code?: string | undefined },
): Promise<Session> {
  const { personId, next } = await knownBy(house, from, username, password)
  if (next === 'authenticator') throw new Refusal('FACTOR_NEEDED')
  if (next === 'code' && !code) throw new Refusal('CODE_NEEDED')
  const factor = next === 'code' ? await provedBy(house, from, { personId, username }, code!) : null
  return enter(house, from, { personId, username, factor })
}
