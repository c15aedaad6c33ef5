/** Who has shown the password and owes a second step: ten minutes, in the browser where they began. */
import { randomBytes } from 'node:crypto'
import type { House } from '../house.ts'
import { hashOf, randomToken } from './sessions.ts'

/** To show a code, or to set up the authenticator that makes them. */
export type Step = 'code' | 'authenticator'
export type Arrival = {
  token: string
  personId: string
  username: string
  agencyName: string
  step: Step
  /** Of the authenticator that is being set up. */
  secret: Buffer | null
  next: string
}

const TEN_MINUTES = 600 // seconds
/** As long as the hash of the codes (RFC 4226, 4). */
const SECRET_LENGTH = 20

/** Keeps who is half-way in; what their browser is to bring back. A secret is made for this browser alone. */
export async function arrive(
  { sql, time, keys }: Pick<House, 'sql' | 'time' | 'keys'>,
  personId: string,
  step: Step,
  next: string,
): Promise<string> {
  const now = time.now()
  const token = randomToken()
  const secret = step === 'authenticator' ? keys.seal('factors', [personId], randomBytes(SECRET_LENGTH)) : null
  const expiresAt = new Date(now.getTime() + TEN_MINUTES * 1_000).toISOString()
  await sql`
    insert into arrivals (token_hash, step, person_id, secret, next, expires_at)
    values (${hashOf(token)}, ${step}, ${personId}, ${secret}, ${next}, ${expiresAt})`
  return token
}

/** Undefined where it is too old, used, or of another step. */
export async function arrivalOf(
  { sql, time, keys }: Pick<House, 'sql' | 'time' | 'keys'>,
  token: string | undefined,
  step: Step,
): Promise<Arrival | undefined> {
  if (!token) return undefined
  // SQL: asked between two steps that write.
  const [row] = await sql<Omit<Arrival, 'token' | 'step'>[]>`
    select v.person_id, v.secret, v.next, p.username, a.name as agency_name
    from arrivals v join people p on p.id = v.person_id join agencies a on a.id = p.agency_id
    where v.token_hash = ${hashOf(token)} and v.step = ${step} and v.expires_at > ${time.now().toISOString()}
      and p.ended_at is null`
  return row && { ...row, token, step, secret: row.secret && keys.open('factors', [row.personId], row.secret) }
}

/** Ends it; false where somebody was faster: of two tries at once one gets in. */
export async function arrived({ sql }: Pick<House, 'sql'>, { token }: Arrival): Promise<boolean> {
  const rows = await sql`delete from arrivals where token_hash = ${hashOf(token)} returning 1 as gone`
  return rows.length === 1
}
