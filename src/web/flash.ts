/**
 * What has just become of something, said once by the page that somebody is led to: a sealed cookie names it and the page, and is
 * gone with the first look. An address is nobody's word: a link that a stranger sends says nothing here. Whose browser keeps no
 * cookie reads the page without the note.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { cookieOf, endCookie, sealCookie, sealedOf } from './cookies.ts'

type Asking = Pick<House, 'sql' | 'time'>

/** Before the redirect. @param page the name of the page that is to say it; @param what one of the words that it knows, without a space */
export function sayOnce(
  house: Pick<House, 'time'>,
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
  what: string,
): void {
  sealCookie(house, request, reply, 'said', `${page} ${what}`)
}

/** What this page is to say, which is taken from the browser with that; undefined where there is nothing, or it is for another page. */
export async function saidOnce(
  house: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
): Promise<string | undefined> {
  if (cookieOf(request, 'said') === undefined) return undefined
  const [where, what] = (await sealedOf(house, request, 'said'))?.value.split(' ') ?? []
  if (where !== page) return undefined
  await endCookie(house, request, reply, 'said')
  return what
}
