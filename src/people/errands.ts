/** Who was sent to the identity provider: good once, ten minutes, in the browser that went. */
import type { House } from '../house.ts'
import type { Errand } from './oidc.ts'
import { hashOf, randomToken } from './sessions.ts'

const TEN_MINUTES = 600 // seconds

/** Keeps what is to come back. @returns what their browser is to bring */
export async function keepErrand(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { state, nonce, verifier }: Errand,
  next: string,
): Promise<string> {
  const token = randomToken()
  const expiresAt = new Date(time.now().getTime() + TEN_MINUTES * 1_000).toISOString()
  await sql`
    insert into provider_requests (token_hash, state, nonce, verifier, next, expires_at)
    values (${hashOf(token)}, ${state}, ${nonce}, ${verifier}, ${next}, ${expiresAt})`
  return token
}

/** The errand, used up by this; undefined where it was used before, or is too old. */
export async function takeErrand(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  token: string | undefined,
): Promise<(Errand & { next: string }) | undefined> {
  if (!token) return undefined
  const [taken] = await sql<(Errand & { next: string; expiresAt: string })[]>`
    delete from provider_requests where token_hash = ${hashOf(token)}
    returning state, nonce, verifier, next, expires_at`
  return taken && Date.parse(taken.expiresAt) > time.now().getTime() ? taken : undefined
}
