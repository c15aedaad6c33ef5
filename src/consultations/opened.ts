/** Which consultation this browser may answer: a signed cookie, set when number and code fitted. */
import type { FastifyReply, FastifyRequest } from 'fastify'

const COOKIE = 'answering'
const TWO_HOURS = 7_200

/** Lets this browser answer the consultation for two hours; one at a time. */
export const keepOpen = (reply: FastifyReply, number: string) =>
  reply.setCookie(COOKIE, number, { path: '/', httpOnly: true, sameSite: 'lax', signed: true, maxAge: TWO_HOURS })

/** The number of the consultation that this browser has opened; undefined where the cookie is missing or not ours. */
export function openedNumber(request: FastifyRequest): string | undefined {
  const cookie = request.cookies[COOKIE]
  const unsigned = cookie ? request.unsignCookie(cookie) : undefined
  return unsigned?.valid ? (unsigned.value ?? undefined) : undefined
}

/** Ends it at once: on a shared computer the next visitor starts at the door. */
export const forget = (reply: FastifyReply) => reply.clearCookie(COOKIE, { path: '/' })
