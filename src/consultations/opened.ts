/** Which consultation this browser may answer: a sealed cookie, set when number and code fitted. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { endCookie, onceSealed, sealCookie, sealedOf } from '../web/cookies.ts'

type Asking = Pick<House, 'sql' | 'time'>

/** Lets this browser answer the consultation for two hours; one at a time. */
export async function keepOpen(house: Asking, request: FastifyRequest, reply: FastifyReply, number: string) {
  await endCookie(house, request, reply, 'answering')
  sealCookie(house, request, reply, 'answering', number)
}

/** The number of the consultation that this browser has opened; undefined where the cookie is missing or not ours. */
export const openedNumber = async (house: Asking, request: FastifyRequest): Promise<string | undefined> =>
  (await sealedOf(house, request, 'answering'))?.value

/** Had this browser opened it within the last day, until its time was over? */
export const hadOpened = async (house: Asking, request: FastifyRequest, number: string): Promise<boolean> =>
  (await onceSealed(house, request, 'answering'))?.value === number

/** Until when; undefined where the cookie is missing, or for another one. */
export async function openUntil(house: Asking, request: FastifyRequest, number: string): Promise<Date | undefined> {
  const opened = await sealedOf(house, request, 'answering')
  return opened?.value === number ? opened.until : undefined
}

/** Somebody is still here: two hours from now. @returns false where it was over */
export async function stayOpen(house: Asking, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const before = await sealedOf(house, request, 'answering')
  if (!before) return false
  sealCookie(house, request, reply, 'answering', before.value, { id: before.id })
  return true
}

/** Ends it at once: on a shared computer the next visitor starts at the door. */
export const forget = (house: Asking, request: FastifyRequest, reply: FastifyReply) =>
  endCookie(house, request, reply, 'answering')
