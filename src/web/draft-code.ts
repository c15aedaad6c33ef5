/**
 * Going on with a draft on another device: a code that is shown on the first one, good for an hour and once. Whoever enters it has
 * the draft from then on, under a token of its own; on the first device it has ended, and nothing is shared.
 * SQL: asked for by a person who presses a button.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '../db/client.ts'
import { readable } from '../ground/enquiry-codes.ts'
import { tidyNumber } from '../ground/tidy.ts'
import type { House } from '../house.ts'
import { cookieOf, keepCookie } from './cookies.ts'
import {
  browserOf,
  DRAFT,
  idOf,
  type KeptForm,
  newBrowser,
  noteWhatBecame,
  openedForm,
  sealable,
  tokenOf,
} from './kept-forms.ts'

type Asking = Pick<House, 'sql' | 'keys' | 'time'>

const CODE_HOLDS = 3_600_000 // ms

/** On a device that many use nobody takes a draft along, or brings one: the next would sit before it. */
export const isShared = (request: FastifyRequest): boolean => cookieOf(request, 'terminal') !== undefined

/** The code under which another device goes on, and until when it holds; a new one ends the one before. */
export async function giveCode(house: Asking, request: FastifyRequest): Promise<void> {
  const token = tokenOf(request, DRAFT)
  if (!token) return
  const id = idOf(house, token, DRAFT)
  const until = new Date(house.time.now().getTime() + CODE_HOLDS)
  await house.sql`
    update kept_forms set code = ${hashOf(house, codeFor(house, id, until))}, code_until = ${until.toISOString()}
    where id = ${id}`
}

/** The code that was given for the draft of this browser, while it holds, nobody has used it and nothing was written since. */
export async function codeGiven(
  house: Asking,
  request: FastifyRequest,
): Promise<{ code: string; until: Date } | undefined> {
  const token = tokenOf(request, DRAFT)
  if (!token) return undefined
  const id = idOf(house, token, DRAFT)
  const [row] = await house.sql<{ hash: string; until: string }[]>`
    select code as hash, code_until as until from kept_forms
    where id = ${id} and code is not null and code_until > ${house.time.now().toISOString()}`
  if (!row) return undefined
  const until = new Date(row.until)
  const code = codeFor(house, id, until)
  return hashOf(house, code) === row.hash ? { code, until } : undefined
}

/** Computed from the row by a key, so that it is written nowhere: 49 bits, for an hour, once. */
const codeFor = ({ keys }: Pick<House, 'keys'>, id: string, until: Date) =>
  readable(Buffer.from(keys.lookup(`code of ${id} ${until.toISOString()}`), 'base64url'))
const hashOf = ({ keys }: Pick<House, 'keys'>, code: string) => keys.lookup(`form code ${code}`)

/**
 * Whoever types the code has the draft here from now on, in the place of what was here; the other device is told that it went.
 * @param renew gives the form another key and basket: what the other device still shows can neither change nor repeat it
 * @returns whether the code fitted
 */
export async function takeOver<F extends KeptForm & { key: string }>(
  house: Asking,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
  renew: (tx: Tx, form: F) => Promise<{ form: F; basket: string }>,
): Promise<boolean> {
  const now = house.time.now().toISOString()
  const token = newBrowser()
  const isOver = await house.sql.begin(async (tx) => {
    const [row] = await tx<{ id: string; visitor: string; sealed: Buffer; at: string; until: string }[]>`
      delete from kept_forms
      where code = ${hashOf(house, tidyNumber(typed))} and code_until > ${now} and until > ${now}
      returning id, visitor, sealed, at, until`
    if (!row) return false
    const { of, ...before } = openedForm<F & { of: string }>(house, row.id, row.sealed)
    const { form, basket } = await renew(tx, before as unknown as F)
    const own = tokenOf(request, DRAFT)
    if (own) await tx`delete from kept_forms where id = ${idOf(house, own, DRAFT)}`
    const id = idOf(house, token, DRAFT)
    const sealed = house.keys.seal('forms', [id], sealable({ ...form, of: token }))
    const { visitor, at, until } = row
    const moved = { id, browser: browserOf(house, token, DRAFT), visitor, basket, sealed, at, until }
    await tx`insert into kept_forms ${tx(moved)}`
    await noteWhatBecame(tx, house, of, { elsewhere: true, key: (before as unknown as F).key }, until)
    return true
  })
  if (isOver) keepCookie(request, reply, 'draft', token)
  return isOver
}
