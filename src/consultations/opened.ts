/** Which consultation this browser may answer: a sealed cookie, set when number and code fitted. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { endCookie, sealCookie, sealedOf } from '../web/cookies.ts'

type Asking = Pick<House, 'sql' | 'time'>

/** Lets this browser answer the consultation for two hours; one at a time. */
export async function keepOpen(house: Asking, request: FastifyRequest, reply: FastifyReply, number: string) {
  await endCookie(house, request, reply, 'answering')
  sealCookie(house, request, reply, 'answering', number)
}

/** The number of the consultation that this browser has opened; undefined where the cookie is missing or not ours. */
export const openedNumber = async (house: Asking, request: FastifyRequest): Promise<string | undefined> =>
  (await sealedOf(house, request, 'answering'))?.value

/** Ends it at once: on a shared computer the next visitor starts at the door. */
export const forget = (house: Asking, request: FastifyRequest, reply: FastifyReply) =>
  endCookie(house, request, reply, 'answering')
