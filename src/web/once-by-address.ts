/**
 * A draft of a browser that may keep no cookie: the first posting, which brought none, is answered with an address that opens it once
 * more, within two minutes. Where the cookie comes along the address has done its work, and ends; where none comes, the page brings
 * from then on all that was typed, and nothing is kept. SQL: asked with such an address alone.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { type KeptForm, openedForm } from './kept-forms.ts'

type Asking = Pick<House, 'sql' | 'keys' | 'time'>

const HOLDS = 120_000 // ms: to follow an answer on a slow line
const NAME = /^[\w-]{32}$/

/** Does the browser send anything that it was given? */
export const sendsCookies = ({ cookies }: FastifyRequest): boolean => Object.keys(cookies ?? {}).length > 0

const hashOf = ({ keys }: Pick<House, 'keys'>, name: string) => keys.lookup(`form once ${name}`)

/** A new name for an address, and how the table of kept forms knows it; undefined for a browser that sends cookies. */
export function onceFor(house: Asking, request: FastifyRequest) {
  if (sendsCookies(request)) return undefined
  const name = randomBytes(24).toString('base64url')
  return { name, hash: hashOf(house, name), until: new Date(house.time.now().getTime() + HOLDS) }
}

/** The cookie came along: the address opens nothing any more. */
export async function endOnce(house: Asking, name: string): Promise<void> {
  if (NAME.test(name))
    await house.sql`update kept_forms set code = null, code_until = null where code = ${hashOf(house, name)}`
}

/** Pages from which nobody is led here: our own posting is, and whoever opens an address says nothing. */
const STRANGERS = ['cross-site', 'same-site']

/**
 * What was kept under the address, which it is not from now on; undefined where that is nothing, somebody was here before, or the page of
 * a stranger led here. Whoever made the address may be another than who opens it: under the names that it had, its maker could read and
 * add to what follows.
 * @param renew gives it names that nobody knows
 */
export async function takeOnce<F extends KeptForm>(
  house: Asking,
  request: FastifyRequest,
  name: string,
  renew: (tx: Tx, form: F) => Promise<{ form: F }>,
): Promise<F | undefined> {
  if (!NAME.test(name) || STRANGERS.includes(String(request.headers['sec-fetch-site']))) return undefined
  const taken = await house.sql.begin(async (tx) => {
    const [row] = await tx<{ id: string; sealed: Buffer }[]>`
      delete from kept_forms where code = ${hashOf(house, name)} and code_until > ${house.time.now().toISOString()}
      returning id, sealed`
    if (!row) return undefined
    const { of: _, ...form } = openedForm<F & { of?: string }>(house, row.id, row.sealed)
    return { form: (await renew(tx, form as unknown as F)).form }
  })
  return taken?.form as F | undefined
}
