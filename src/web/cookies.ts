/**
 * The one room for cookies: what there are, how long each is good, and how it is read. A sealed one is signed together
 * with its name and the time of its issue: under another name, or after its time, it says nothing, whatever the browser
 * still sends. A random one is a token whose hash a table keeps, and ends with its row. SQL: asked with a cookie alone.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Kind = {
  kind: 'random' | 'sealed' | 'plain'
  /** How long it is good from its last issue; of the session what SESSION_HOURS says. */
  seconds: number
  /** How long a browser sends it where that is longer: it opens nothing then, and proves that something was open here. */
  sent?: number
  /** Where it is sent to, if not everywhere; a `:id` is filled in where it is set. */
  path?: string
}

/** src/README.md tells what each is for; a test compares. */
export const COOKIES = {
  ysqgk: { kind: 'random', seconds: 12 * HOUR },
  arrival: { kind: 'random', seconds: 10 * MINUTE },
  challenge: { kind: 'random', seconds: 10 * MINUTE },
  errand: { kind: 'random', seconds: 10 * MINUTE },
  slip: { kind: 'sealed', seconds: 15 * MINUTE, path: '/cases/:id/slip' },
  account: { kind: 'random', seconds: 30 * DAY },
  'account-errand': { kind: 'random', seconds: 10 * MINUTE },
  'account-code': { kind: 'sealed', seconds: 10 * MINUTE },
  followed: { kind: 'sealed', seconds: 2 * HOUR, sent: DAY },
  draft: { kind: 'random', seconds: 30 * DAY },
  written: { kind: 'random', seconds: DAY },
  filed: { kind: 'sealed', seconds: 15 * MINUTE },
  refused: { kind: 'sealed', seconds: 5 * MINUTE },
  told: { kind: 'sealed', seconds: 5 * MINUTE },
  answering: { kind: 'sealed', seconds: 2 * HOUR, sent: DAY },
  evaluating: { kind: 'sealed', seconds: 2 * HOUR },
  look: { kind: 'plain', seconds: 365 * DAY },
  terminal: { kind: 'plain', seconds: 365 * DAY },
  sitting: { kind: 'sealed', seconds: 5 * MINUTE },
} as const satisfies Record<string, Kind>
export type CookieName = keyof typeof COOKIES
type SealedName = { [N in CookieName]: (typeof COOKIES)[N]['kind'] extends 'sealed' ? N : never }[CookieName]

const kindOf = (name: CookieName): Kind => COOKIES[name]
const pathOf = (name: CookieName) => kindOf(name).path ?? '/'
/** Of a practice space: a port is nothing to a cookie, and the real house beside it must not hear from these, nor it from theirs. */
const ownOf = ({ server }: FastifyRequest, name: CookieName) => (server.practice ? `practice-${name}` : name)
/** The prefix binds a cookie to this host and to https: no neighbour under the same domain can set one. */
const nameOf = (request: FastifyRequest, name: CookieName) =>
  (request.overTls ? (pathOf(name) === '/' ? '__Host-' : '__Secure-') : '') + ownOf(request, name)
const flags = (request: FastifyRequest, name: CookieName, path = pathOf(name)) =>
  ({ path, httpOnly: true, sameSite: 'lax', secure: request.overTls }) as const

/** What the browser sent under this name, unjudged. */
export const cookieOf = (request: FastifyRequest, name: CookieName): string | undefined =>
  request.cookies?.[nameOf(request, name)]
/** Staff made this device one that many use. */
export const isTerminal = (request: FastifyRequest): boolean => cookieOf(request, 'terminal') !== undefined
/** Sets it, for as long as the list says unless told otherwise; on a public terminal no longer than its browser is open. */
export const keepCookie = (
  request: FastifyRequest,
  reply: FastifyReply,
  name: CookieName,
  value: string,
  { seconds = kindOf(name).sent ?? kindOf(name).seconds, path }: { seconds?: number; path?: string | undefined } = {},
) =>
  reply.setCookie(nameOf(request, name), value, {
    ...flags(request, name, path),
    ...((name === 'terminal' || !isTerminal(request)) && { maxAge: seconds }),
  })
/** Takes it from the browser; what it stood for is the caller's to end. */
export const dropCookie = (request: FastifyRequest, reply: FastifyReply, name: CookieName) =>
  reply.clearCookie(nameOf(request, name), flags(request, name))

/** As if the browser had not sent it, and it is taken from there. */
export function ignoreCookie(request: FastifyRequest, reply: FastifyReply, name: CookieName): void {
  if (cookieOf(request, name) === undefined) return
  delete request.cookies[nameOf(request, name)]
  dropCookie(request, reply, name)
}

/** What a sealed cookie says, and until when. All that one browser was given under a name, until it left, have one id. */
export type Sealed = { id: string; value: string; until: Date }
type Asking = Pick<House, 'sql' | 'time'>

/** @param how.id of the cookie that this one takes the place of: to end one is to end all of them. */
export function sealCookie(
  { time }: Pick<House, 'time'>,
  request: FastifyRequest,
  reply: FastifyReply,
  name: SealedName,
  value: string,
  { id = randomBytes(16).toString('base64url'), path }: { id?: string | undefined; path?: string } = {},
) {
  const text = [id, time.now().getTime(), Buffer.from(value).toString('base64url')].join('.')
  return keepCookie(request, reply, name, signed(request, name, text), { path })
}

const signed = ({ server }: FastifyRequest, name: SealedName, text: string) =>
  server.signCookie(`${name}=${text}`).slice(name.length + 1)

/** What this browser was given under the name; undefined where it was given nothing, its time is over, or it has left. */
export const sealedOf = (house: Asking, request: FastifyRequest, name: SealedName): Promise<Sealed | undefined> =>
  unsealed(house, request, name, kindOf(name).seconds)

/** What it was given as long as it is sent, though its time be over: what it says opens nothing. */
export const onceSealed = (house: Asking, request: FastifyRequest, name: SealedName): Promise<Sealed | undefined> =>
  unsealed(house, request, name, kindOf(name).sent ?? kindOf(name).seconds)

async function unsealed(
  { sql, time }: Asking,
  request: FastifyRequest,
  name: SealedName,
  seconds: number,
): Promise<Sealed | undefined> {
  const sent = cookieOf(request, name)
  const unsigned = sent ? request.server.unsignCookie(`${name}=${sent}`) : undefined
  if (!unsigned?.valid || !unsigned.value) return undefined
  const [id = '', issued, value = ''] = unsigned.value.slice(name.length + 1).split('.')
  const age = time.now().getTime() - Number(issued)
  if (!(age >= 0 && age < seconds * 1_000)) return undefined
  const ended = await sql`select 1 as ended from ended_cookies where id = ${id}`
  if (ended.length > 0) return undefined
  const until = new Date(Number(issued) + kindOf(name).seconds * 1_000)
  return { id, value: Buffer.from(value, 'base64url').toString(), until }
}

/** Ends it, here and in the browser: whoever kept its value opens nothing with it. */
export async function endCookie(
  house: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  name: SealedName,
): Promise<void> {
  const { sql, time } = house
  const sealed = await onceSealed(house, request, name)
  dropCookie(request, reply, name)
  if (!sealed) return
  const now = time.now().getTime()
  const until = new Date(now + (kindOf(name).sent ?? kindOf(name).seconds) * 1_000).toISOString()
  await sql`delete from ended_cookies where until < ${new Date(now).toISOString()}`
  await sql`insert into ended_cookies (id, until) values (${sealed.id}, ${until}) on conflict do nothing`
}
