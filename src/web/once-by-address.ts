/**
 * A draft of a browser that may keep no cookie: the first posting, which brought none, is answered with an address that opens it once
 * more, within two minutes. Where the cookie comes along the address has done its work, and ends; where none comes, the page brings
 * from then on all that was typed, and nothing is kept. SQL: asked with such an address alone.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
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

/** What was kept under the address, which it is not from now on; undefined where that is nothing, or somebody was here before. */
export async function takeOnce<F extends KeptForm>(house: Asking, name: string): Promise<F | undefined> {
  if (!NAME.test(name)) return undefined
  const [row] = await house.sql<{ id: string; sealed: Buffer }[]>`
    delete from kept_forms where code = ${hashOf(house, name)} and code_until > ${house.time.now().toISOString()}
    returning id, sealed`
  if (!row) return undefined
  const { of: _, ...form } = openedForm<F & { of?: string }>(house, row.id, row.sealed)
  return form as unknown as F
}
