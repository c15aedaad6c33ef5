/**
 * The door of programs: whoever brings an access token is let through to the routes of its scopes, of cases of its agency
 * alone, as often as it may; everywhere else it is refused before anything is read. A token that is revoked while the body
 * comes opens nothing either. SQL: every such request asks; the rest writes.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { holdRights } from '../db/held-rights.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isReceipt } from '../ground/ids.ts'
import type { House } from '../house.ts'
import type { Program, Scope } from '../people/programs.ts'
import { hashOf } from '../people/sessions.ts'
import { inTurn } from '../people/turns.ts'
import { sharedCounts } from '../web/shared-counts.ts'
import { opens } from './scopes.ts'

const MINUTE = 60_000 // ms
/** What is, or pretends to be, a program's; a session has no such beginning. The scheme is read in any case (RFC 9110, 11.1). */
const BEARER = /^bearer +(ysqgk_\S*)$/i

type Asking = Pick<House, 'sql' | 'time' | 'keys'>

/**
 * Looks at every request of `app`; once an application, before its routes.
 * @throws Refusal NOT_SIGNED_IN for a token that is unknown, waits, is over or revoked; TOO_MANY; NOT_YOURS for a route of
 *   no scope of it; NOT_FOUND for a case of an agency that is not its own
 */
export function programDoor(app: FastifyInstance, house: Asking): void {
  const counts = sharedCounts(house)
  app.addHook('onClose', () => counts.close())
  app.addHook('onRequest', (request, _reply, done) => {
    const [, secret] = BEARER.exec(request.headers.authorization ?? '') ?? []
    if (secret) letIn(request, secret).then(() => done(), done)
    else done()
  })
  // A body of JSON was read since; one in parts is read by its route, which asks again by itself.
  app.addHook('preHandler', (request, _reply, done) => {
    const { program } = request
    const [, secret] = BEARER.exec(request.headers.authorization ?? '') ?? []
    if (program) holdRights(program.id, (tx) => requireGood(tx, secret!, program.id))
    if (program && request.body !== undefined) request.viewerAgain!().then(() => done(), done)
    else done()
  })

  async function requireGood(sql: Sql | Tx, secret: string, held?: string): Promise<void> {
    const now = await tokenOf(sql, secret, held)
    const over = now ? closedBecause(now, house.time.today()) : '访问令牌不正确'
    if (over) throw refused(over)
  }

  async function letIn(request: FastifyRequest, secret: string): Promise<void> {
    const token = await tokenOf(house.sql, secret)
    if (!token) throw refused('访问令牌不正确')
    const { current, ttl } = counts.add(`token ${token.id}`, MINUTE)
    const over = current - token.perMinute
    if (over <= 1) request.program = programOf(token) // of a flood the audit has the first that is refused
    request.viewerAgain = () => requireGood(house.sql, secret)
    if (over > 0)
      throw new Refusal('TOO_MANY', {
        message: `访问令牌每分钟至多使用${token.perMinute}次`,
        more: { retryAfter: Math.ceil(ttl / 1_000) },
      })
    const closed = closedBecause(token, house.time.today())
    if (closed) throw refused(closed)
    await used(house, token)
    if (!opens(token.scopes, request.method, request.routeOptions.url))
      throw new Refusal('NOT_YOURS', { message: '访问令牌的用途不包括这一操作' })
    await requireOwnCase(house.sql, request, token.agencyIds)
  }
}

const refused = (message: string) => new Refusal('NOT_SIGNED_IN', { message })

type Token = {
  id: string
  name: string
  scopes: Scope[]
  perMinute: number
  approved: boolean | null
  until: Day
  usedAt: string | null
  revokedAt: string | null
  agencyId: string
  agencyName: string
  agencyIds: string[]
}

/** @param held its id, where it is not revoked before the transaction has ended; whoever waits to revoke it is first */
async function tokenOf(sql: Sql | Tx, secret: string, held?: string): Promise<Token | undefined> {
  const [token] = await sql<Token[]>`
    ${held ? sql`with ${inTurn(sql, [held])}` : sql``}
    select t.id, t.name, t.scopes, t.per_minute, t.approved, t.until, t.used_at, t.revoked_at, a.id as agency_id,
      a.name as agency_name, array(select id from agencies where a.id in (id, taken_in_by) order by position) as agency_ids
    from access_tokens t join agencies a on a.id = t.agency_id where t.token_hash = ${hashOf(secret)}
      ${held ? sql`and (select count(*) from turns) > 0 for share of t` : sql``}`
  return token
}

const programOf = ({ id, name, agencyId, agencyName, agencyIds }: Token): Program => ({
  ...{ id, name, agencyIds },
  agency: { id: agencyId, name: agencyName },
})

function closedBecause({ approved, revokedAt, until }: Token, today: Day): string | undefined {
  if (approved === null) return '访问令牌还没有经安全管理员批准'
  if (!approved) return '访问令牌没有获得批准'
  if (revokedAt) return '访问令牌已经撤销'
  if (until < today) return '访问令牌已经到期'
  return undefined
}

async function used({ sql, time }: Pick<House, 'sql' | 'time'>, { id, usedAt }: Token): Promise<void> {
  const now = time.now()
  if (usedAt && now.getTime() - Date.parse(usedAt) < MINUTE) return
  await sql`update access_tokens set used_at = ${now.toISOString()} where id = ${id}`
}

/** A case that the address names by its receipt: of another agency it is not there, as for a wrong code. */
async function requireOwnCase(sql: Sql, request: FastifyRequest, agencyIds: readonly string[]): Promise<void> {
  const { receipt } = request.params as Record<string, string | undefined>
  if (receipt === undefined) return
  const [row] = isReceipt(receipt)
    ? await sql<{ id: string; agencyId: string }[]>`select id, agency_id from cases where receipt = ${receipt}`
    : []
  if (!row || !agencyIds.includes(row.agencyId)) throw notFound()
  request.itsCase = row.id
}
