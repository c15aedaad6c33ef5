/** What a page says once of what was just done, sealed for the browser that did it: an address is nobody's word, for anybody can send one. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { cookieOf, dropCookie, sealCookie, sealedOf } from './cookies.ts'

type Asking = Pick<House, 'sql' | 'time'>

/** A draft was thrown away; who followed applications has left; a terminal was cleared; an account deleted; mails were chosen. */
export type Told = 'discarded' | 'left' | 'wiped' | 'deleted' | 'chosen' | ToldOfAccount

/** What became of another way into an account, or of asking that one's data be put right: each has its words on that page. */
const OF_ACCOUNT = [
  ...(['passkey-no', 'passkey-kept', 'passkey-failed', 'passkey-gone'] as const),
  ...(['identity-refused', 'identity-linked', 'identity-taken', 'correction-sent', 'correction-empty'] as const),
] as const
export type ToldOfAccount = (typeof OF_ACCOUNT)[number]

/** The next page that has words for it says so, within five minutes. */
export const tellOnce = (
  house: Pick<House, 'time'>,
  request: FastifyRequest,
  reply: FastifyReply,
  what: Told,
): FastifyReply => sealCookie(house, request, reply, 'told', what)

/** Is this to be said here? Then it is said, and not again. */
export async function toldHere(
  house: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  what: Told,
): Promise<boolean> {
  if (cookieOf(request, 'told') === undefined) return false
  if ((await sealedOf(house, request, 'told'))?.value !== what) return false
  dropCookie(request, reply, 'told')
  return true
}

/** What of an account is to be said here. */
export async function toldOfAccount(
  house: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ToldOfAccount | undefined> {
  if (cookieOf(request, 'told') === undefined) return undefined
  const said = (await sealedOf(house, request, 'told'))?.value
  const what = OF_ACCOUNT.find((one) => one === said)
  if (what) dropCookie(request, reply, 'told')
  return what
}
