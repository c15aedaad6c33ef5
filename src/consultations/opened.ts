/** Which consultation this browser may answer: a signed cookie, set when number and code fitted. */
import type { FastifyReply, FastifyRequest } from 'fastify'

const COOKIE = 'answering'
const TWO_HOURS = 7_200

export const keepOpen = (reply: FastifyReply, number: string) =>
  reply.setCookie(COOKIE, number, { path: '/', httpOnly: true, sameSite: 'lax', signed: true, maxAge: TWO_HOURS })

export function openedNumber(request: FastifyRequest): string | undefined {
  const cookie = request.cookies[COOKIE]
  const read = cookie ? request.unsignCookie(cookie) : undefined
  return read?.valid ? (read.value ?? undefined) : undefined
}

export const forget = (reply: FastifyReply) => reply.clearCookie(COOKIE, { path: '/' })
