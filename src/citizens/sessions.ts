/**
 * Who is at this browser: a random token in a cookie, kept here as its hash; thirty days without a visit end it. SQL:
 * every request with the cookie asks who it is.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { COOKIES, cookieOf, dropCookie, keepCookie } from '../web/cookies.ts'

/** `email`: null where an identity provider opened it and no address was ever proved. */
export type Account = { id: string; email: string | null }
type Entering = Pick<House, 'sql' | 'time' | 'keys'>

const IDLE = COOKIES.account.seconds * 1_000
/** A visit is written down once an hour. */
const FRESH = 3_600_000

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Opens the account of an address that has proved itself; the first time it makes one. */
export async function open(
  house: Entering,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
): Promise<void> {
  const { sql, time, keys } = house
  const email = typed.toLowerCase()
  const found = keys.blind(`account ${email}`)
  const now = time.now()
  const id = newId(now)
  const [account] = await sql<{ id: string }[]>`
    with known as (
      select id from accounts where found_by = any(${found})
    ), made as (
      insert into accounts (id, email, found_by, created_at)
      select ${id}::uuid, ${keys.seal('accounts', [id], email)}::bytea, ${found[0]!}, ${now.toISOString()}::timestamptz
      where not exists (select from known)
      on conflict (found_by) do update set found_by = excluded.found_by returning id
    ) select id from known union all select id from made limit 1`
  await enter(house, request, reply, account!.id)
}

/** Opens an account that was proved another way: a session of this browser, in place of the one before. */
export async function enter(
  house: Pick<House, 'sql' | 'time'>,
  request: FastifyRequest,
  reply: FastifyReply,
  accountId: string,
): Promise<void> {
  const { sql, time } = house
  const now = time.now()
  const token = randomBytes(32).toString('base64url')
  const old = new Date(now.getTime() - IDLE).toISOString()
  const before = cookieOf(request, 'account')
  await sql`delete from account_sessions where seen_at < ${old} or token = ${before ? hashOf(before) : ''}`
  await sql`
    insert into account_sessions (token, account_id, seen_at) values (${hashOf(token)}, ${accountId}, ${now.toISOString()})`
  keepCookie(request, reply, 'account', token)
}

/**
 * The account signed in at this browser; undefined without a session, or after thirty days without a visit.
 * @param reply given where the cookie can be renewed with the visit.
 */
export async function accountOf(
  { sql, time, keys }: Pick<House, 'sql' | 'time' | 'keys'>,
  request: FastifyRequest,
  reply?: FastifyReply,
): Promise<Account | undefined> {
  const token = cookieOf(request, 'account')
  if (!token) return undefined
  const now = time.now().getTime()
  const since = new Date(now - IDLE).toISOString()
  const [row] = await sql<{ id: string; email: Buffer | null; seenAt: string }[]>`
    select a.id, a.email, s.seen_at from account_sessions s join accounts a on a.id = s.account_id
    where s.token = ${hashOf(token)} and s.seen_at > ${since}`
  if (!row) return undefined
  if (now - Date.parse(row.seenAt) > FRESH) {
    await sql`update account_sessions set seen_at = ${new Date(now).toISOString()} where token = ${hashOf(token)}`
    if (reply) keepCookie(request, reply, 'account', token)
  }
  return { id: row.id, email: row.email && keys.open('accounts', [row.id], row.email).toString('utf8') }
}

/** Somebody is still here: thirty days from now. @returns until when; undefined where nobody is signed in any more */
export async function stay(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Date | undefined> {
  const token = cookieOf(request, 'account')
  if (!token || !(await accountOf(house, request))) return undefined
  const now = house.time.now()
  await house.sql`update account_sessions set seen_at = ${now.toISOString()} where token = ${hashOf(token)}`
  keepCookie(request, reply, 'account', token)
  return new Date(now.getTime() + IDLE)
}

/** Ends the session of this browser alone. Without one it does no harm. */
export async function close({ sql }: Pick<House, 'sql'>, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = cookieOf(request, 'account')
  if (token) await sql`delete from account_sessions where token = ${hashOf(token)}`
  dropCookie(request, reply, 'account')
}

/** The link between address and list goes; every application stays as it is. */
export async function remove(
  house: Pick<House, 'sql'>,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
): Promise<void> {
  await house.sql`delete from accounts where id = ${id}`
  dropCookie(request, reply, 'account')
}
