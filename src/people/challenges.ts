/** What a passkey is to sign: good once, ten minutes, in the browser that asked for it. */
import type { House } from '../house.ts'
import { hashOf, randomToken } from './sessions.ts'

const TEN_MINUTES = 600 // seconds

/** Keeps a challenge; what the browser is to bring back with its answer. @param personId null where the device will tell who it is. */
export async function keepChallenge(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  challenge: string,
  personId: string | null,
): Promise<string> {
  const token = randomToken()
  const expiresAt = new Date(time.now().getTime() + TEN_MINUTES * 1_000).toISOString()
  await sql`
    insert into challenges (token_hash, challenge, person_id, expires_at)
    values (${hashOf(token)}, ${challenge}, ${personId}, ${expiresAt})`
  return token
}

/** The challenge, used up by this; undefined where it was used before, or is too old. */
export async function takeChallenge(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  token: string | undefined,
): Promise<{ challenge: string; personId: string | null } | undefined> {
  if (!token) return undefined
  const [taken] = await sql<{ challenge: string; personId: string | null; expiresAt: string }[]>`
    delete from challenges where token_hash = ${hashOf(token)} returning challenge, person_id, expires_at`
  return taken && Date.parse(taken.expiresAt) > time.now().getTime() ? taken : undefined
}
