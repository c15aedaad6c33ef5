/**
 * Who is at this browser: a random token in a cookie, kept here as its hash; thirty days without a visit end it. SQL:
 * every request with the cookie asks who it is.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'

export type Account = { id: string; email: string }

const COOKIE = 'account'
const DAY = 86_400_000
const IDLE = 30 * DAY
/** A visit is written down once an hour. */
const FRESH = DAY / 24

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

const options = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.overTls }) as const

/** Opens the account of an address that has proved itself; the first time it makes one. */
export async function open(
  house: Pick<House, 'sql' | 'time'>,
  request: FastifyRequest,
  reply: FastifyReply,
  email: string,
): Promise<void> {
  const { sql, time } = house
  const now = time.now()
  const token = randomBytes(32).toString('base64url')
  const old = new Date(now.getTime() - IDLE).toISOString()
  const at = now.toISOString()
  await sql`delete from account_sessions where seen_at < ${old}`
  await sql`
    with account as (
      insert into accounts (id, email, created_at) values (${newId(now)}, ${email.toLowerCase()}, ${at})
      on conflict (email) do update set email = excluded.email returning id
    )
    insert into account_sessions (token, account_id, seen_at) select ${hashOf(token)}, id, ${at} from account`
  reply.setCookie(COOKIE, token, { ...options(request), maxAge: IDLE / 1_000 })
}

/**
 * The account signed in at this browser; undefined without a session, or after thirty days without a visit.
 * @param reply given where the cookie can be renewed with the visit.
 */
export async function accountOf(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  request: FastifyRequest,
  reply?: FastifyReply,
): Promise<Account | undefined> {
  const token = request.cookies[COOKIE]
  if (!token) return undefined
  const now = time.now().getTime()
  const since = new Date(now - IDLE).toISOString()
  const [row] = await sql<(Account & { seenAt: string })[]>`
    select a.id, a.email, s.seen_at from account_sessions s join accounts a on a.id = s.account_id
    where s.token = ${hashOf(token)} and s.seen_at > ${since}`
  if (!row) return undefined
  if (now - Date.parse(row.seenAt) > FRESH) {
    await sql`update account_sessions set seen_at = ${new Date(now).toISOString()} where token = ${hashOf(token)}`
    reply?.setCookie(COOKIE, token, { ...options(request), maxAge: IDLE / 1_000 })
  }
  return { id: row.id, email: row.email }
}

/** Ends the session of this browser alone. Without one it does no harm. */
export async function close({ sql }: Pick<House, 'sql'>, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = request.cookies[COOKIE]
  if (token) await sql`delete from account_sessions where token = ${hashOf(token)}`
  reply.clearCookie(COOKIE, options(request))
}

/** The link between address and list goes; every application stays as it is. */
export async function remove(
  house: Pick<House, 'sql'>,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
): Promise<void> {
  await house.sql`delete from accounts where id = ${id}`
  reply.clearCookie(COOKIE, options(request))
}
