/** The second factor: an authenticator's codes, each good once, and ten codes on paper for the day it is lost. */
import { randomInt } from 'node:crypto'
import { and, eq, isNull, sql as raw } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { ALPHABET } from '../ground/enquiry-codes.ts'
import type { House } from '../house.ts'
import type { Factor } from './sessions.ts'
import { authenticators, people, recoveryCodes } from './tables.ts'
import { stepOf } from './totp.ts'

const CODES = 10
const LETTERS = 10 // of 30: 49 bits

/** Six digits, or a recovery code, as it was typed: blanks and dashes are how people group them. */
const tidy = (typed: string) => typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
const kept = ({ keys }: Pick<House, 'keys'>, personId: string, code: string) =>
  keys.lookup(`recovery code ${code} of ${personId}`)

/** Uses up the code that was typed, in one statement: of the same code twice at once, one opens. Null where it opens nothing. */
export async function useCode(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  personId: string,
  typed: string,
): Promise<Factor | null> {
  const { sql, time, keys } = house
  const code = tidy(typed)
  if (!/^\d{6}$/.test(code)) {
    const used = await sql`
      update recovery_codes set used_at = ${time.now().toISOString()}
      where person_id = ${personId} and code = ${kept(house, personId, code)} and used_at is null returning 1 as used`
    return used.length === 1 ? 'recoveryCode' : null
  }
  // SQL: asked between two steps that write.
  const [own] = await sql<{ secret: Buffer }[]>`select secret from authenticators where person_id = ${personId}`
  const step = own ? stepOf(keys.open('factors', [personId], own.secret), code, time.now()) : null
  if (step === null) return null
  const used = await sql`
    update authenticators set last_step = ${step} where person_id = ${personId} and last_step < ${step}
    returning 1 as used`
  return used.length === 1 ? 'code' : null
}

/** Puts an authenticator that has shown its first code in force, instead of an earlier one. @returns ten recovery codes. */
export async function setAuthenticator(
  tx: Tx,
  house: Pick<House, 'time' | 'keys'>,
  personId: string,
  secret: Uint8Array,
  step: number,
): Promise<string[]> {
  const at = house.time.now().toISOString()
  await tx`
    insert into authenticators (person_id, secret, last_step, at)
    values (${personId}, ${house.keys.seal('factors', [personId], secret)}, ${step}, ${at})
    on conflict (person_id) do update set secret = excluded.secret, last_step = excluded.last_step, at = excluded.at`
  return newRecoveryCodes(tx, house, personId)
}

/** Ten new ones; the earlier ones open nothing any more. They are kept as keyed hashes and shown once. */
export async function newRecoveryCodes(tx: Tx, house: Pick<House, 'keys'>, personId: string): Promise<string[]> {
  const letter = () => ALPHABET[randomInt(ALPHABET.length)]
  const codes = Array.from({ length: CODES }, () => Array.from({ length: LETTERS }, letter).join(''))
  await tx`delete from recovery_codes where person_id = ${personId}`
  await tx`insert into recovery_codes ${tx(codes.map((code) => ({ personId, code: kept(house, personId, code) })))}`
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
}

/** Takes every factor from somebody. */
export async function dropFactors(tx: Tx, personId: string): Promise<void> {
  await tx`delete from recovery_codes where person_id = ${personId}`
  await tx`delete from authenticators where person_id = ${personId}`
  await tx`delete from passkeys where person_id = ${personId}`
}

export type Factors = { authenticatorSince: string | null; codesLeft: number; demonstration: boolean }

/** What somebody has set up. */
export async function factorsOf(db: Db, personId: string): Promise<Factors> {
  const [own] = await db
    .select({ authenticatorSince: authenticators.at, demonstration: people.demonstration })
    .from(people)
    .leftJoin(authenticators, eq(authenticators.personId, people.id))
    .where(eq(people.id, personId))
  const [codes] = await db
    .select({ left: raw<number>`count(*)::int` })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)))
  return { ...own!, codesLeft: codes!.left }
}
