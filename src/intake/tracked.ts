/** Which application this browser may follow: a signed cookie, set when receipt number and enquiry code fitted. */
import type { FastifyReply, FastifyRequest } from 'fastify'

const COOKIE = 'followed'
const TWO_HOURS = 7_200

export const follow = (reply: FastifyReply, receipt: string) =>
  reply.setCookie(COOKIE, receipt, { path: '/', httpOnly: true, sameSite: 'lax', signed: true, maxAge: TWO_HOURS })

export function trackedReceipt(request: FastifyRequest): string | undefined {
  const cookie = request.cookies[COOKIE]
  const read = cookie ? request.unsignCookie(cookie) : undefined
  return read?.valid ? read.value : undefined
}
