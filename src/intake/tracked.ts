/** Which applications this browser may follow: a sealed cookie, set when receipt number and enquiry code fitted; or an account. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { add, gathers, isOf } from '../citizens/gathered.ts'
import { accountOf, close } from '../citizens/sessions.ts'
import type { House } from '../house.ts'
import { caseByReceipt } from '../ledger/queries.ts'
import { endCookie, onceSealed, sealCookie, sealedOf } from '../web/cookies.ts'
import { endForm, writtenAt } from '../web/kept-forms.ts'

type Asking = Pick<House, 'sql' | 'time' | 'keys'>

/** Open beside each other, in as many tabs. */
const MOST = 8
const BETWEEN = ' '

/** From now on, this one first: its code was shown here or entered. The account that is open here, with the same address, opens it from now on, too. */
export async function follow(
  house: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  receipt: string,
): Promise<void> {
  const before = await sealedOf(house, request, 'followed')
  const others = receiptsIn(before).filter((other) => other !== receipt)
  const receipts = [receipt, ...others].slice(0, MOST)
  sealCookie(house, request, reply, 'followed', receipts.join(BETWEEN), { id: before?.id })
  const account = await accountOf(house, request)
  const row = account && (await caseByReceipt(house.sql, receipt))
  if (row && isOf(house.keys, account, row)) await add(house.sql, account, row)
}

const receiptsIn = (sealed: { value: string } | undefined): string[] => sealed?.value.split(BETWEEN) ?? []

/** The one that was opened last. */
export const trackedReceipt = async (house: Asking, request: FastifyRequest): Promise<string | undefined> =>
  receiptsIn(await sealedOf(house, request, 'followed'))[0]

/** May this browser follow the application: by its cookie of two hours, or because its account opens it? */
export async function mayFollow(house: Asking, request: FastifyRequest, receipt: string): Promise<boolean> {
  if (receiptsIn(await sealedOf(house, request, 'followed')).includes(receipt)) return true
  const account = await accountOf(house, request)
  return account !== undefined && gathers(house.sql, account, receipt)
}

/** Did this browser follow it within the last day, until its time was over? What it wrote then is kept; of nobody else anything is. */
export const hasFollowed = async (house: Asking, request: FastifyRequest, receipt: string): Promise<boolean> =>
  receiptsIn(await onceSealed(house, request, 'followed')).includes(receipt)

/** Until when this browser may follow by its cookie; undefined where it does not. */
export async function followsUntil(house: Asking, request: FastifyRequest, receipt: string): Promise<Date | undefined> {
  const followed = await sealedOf(house, request, 'followed')
  return receiptsIn(followed).includes(receipt) ? followed!.until : undefined
}

/** Somebody is still here: what this browser follows it follows for two hours from now. @returns false where it followed nothing any more */
export async function stay(house: Asking, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const before = await sealedOf(house, request, 'followed')
  if (!before) return false
  sealCookie(house, request, reply, 'followed', before.value, { id: before.id })
  return true
}

/** 退出: this browser follows nothing any more, by code or by account, whatever it still sends. */
export async function leave(house: Asking, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const followed = receiptsIn(await sealedOf(house, request, 'followed'))
  for (const receipt of followed) await endForm(house, request, reply, writtenAt(`track/${receipt}`))
  await endCookie(house, request, reply, 'followed')
  await endCookie(house, request, reply, 'filed')
  await endCookie(house, request, reply, 'refused')
  await close(house, request, reply)
}
