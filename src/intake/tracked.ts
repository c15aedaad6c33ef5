/** Which applications this browser may follow: a signed cookie, set when receipt number and enquiry code fitted; or an account. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { gathers } from '../citizens/gathered.ts'
import { accountOf } from '../citizens/sessions.ts'
import type { House } from '../house.ts'

const COOKIE = 'followed'
const TWO_HOURS = 7_200
/** Open beside each other, in as many tabs. */
const MOST = 8
const BETWEEN = ' '

/** From now on, this one first. */
export const follow = (reply: FastifyReply, receipt: string) => {
  const { request } = reply
  const receipts = [receipt, ...followed(request).filter((other) => other !== receipt)].slice(0, MOST)
  return reply.setCookie(COOKIE, receipts.join(BETWEEN), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.overTls,
    signed: true,
    maxAge: TWO_HOURS,
  })
}

function followed(request: FastifyRequest): string[] {
  const cookie = request.cookies[COOKIE]
  const unsigned = cookie ? request.unsignCookie(cookie) : undefined
  return unsigned?.valid && unsigned.value ? unsigned.value.split(BETWEEN) : []
}

/** The one that was opened last. */
export const trackedReceipt = (request: FastifyRequest): string | undefined => followed(request)[0]

/** May this browser follow the application: by its cookie of two hours, or because its account gathers the receipt? */
export async function mayFollow(
  house: Pick<House, 'sql' | 'time'>,
  request: FastifyRequest,
  receipt: string,
): Promise<boolean> {
  if (followed(request).includes(receipt)) return true
  const account = await accountOf(house, request)
  return account !== undefined && gathers(house.sql, account, receipt)
}
