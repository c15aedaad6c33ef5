/** The way in: the password, counted first; then a code, where the person has an authenticator; then a session. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { useCode } from './factors.ts'
import { SECURED } from './may.ts'
import { passwordFits } from './passwords.ts'
import { type Factor, type From, openSession, type Session } from './sessions.ts'
import { counted, forgiven, ofCode, ofPassword } from './tries.ts'

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
  await counted(house, ofPassword(house, username, from.address))
  // SQL: part of the sign-in, between two statements that write.
  const [person] = await sql<(Standing & { password: string | null })[]>`
    select p.password, ${standing(sql, time.today())} from people p where p.username = ${username} and p.ended_at is null`
  if (!(await passwordFits(password, person?.password ?? null))) throw new Refusal('SIGN_IN_FAILED')
  return knownAs(person!)
}

/** @throws Refusal SIGN_IN_DELAYED or CODE_WRONG. */
export async function provedBy(house: Door, from: From, personId: string, code: string): Promise<Factor> {
  await counted(house, ofCode(house, personId, from.address))
  const factor = await useCode(house, personId, code)
  if (!factor) throw new Refusal('CODE_WRONG')
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
  await forgiven(house, ofPassword(house, username, from.address))
  return openSession(house.sql, house, { ...who, from })
}

/** Signing in for programs, in one call. @throws Refusal CODE_NEEDED, or FACTOR_NEEDED where there is no authenticator yet. */
export async function signIn(
  house: Door,
  from: From,
  { username, password, code }: { username: string; password: string; code?: string | undefined },
): Promise<Session> {
  const { personId, next } = await knownBy(house, from, username, password)
  if (next === 'authenticator') throw new Refusal('FACTOR_NEEDED')
  if (next === 'code' && !code) throw new Refusal('CODE_NEEDED')
  const factor = next === 'code' ? await provedBy(house, from, personId, code!) : null
  return enter(house, from, { personId, username, factor })
}
