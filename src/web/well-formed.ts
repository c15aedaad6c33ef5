/** What no route could read is refused before any of them is asked. */
import type { FastifyInstance } from 'fastify'
import { notFound, Refusal } from '../ground/errors.ts'

/** NUL and halves of characters: the database has no place for them. */
const UNREADABLE = /\0|\p{Cs}/u

/**
 * A hook for all routes.
 * @throws Refusal MALFORMED for two hosts, NOT_FOUND for an address that nothing can stand at, INVALID for a body as `refuseDeep`
 */
export function wellFormed(app: FastifyInstance): void {
  app.addHook('onRequest', ({ params, raw }, _reply, done) => {
    if (hostsIn(raw.rawHeaders) > 1) throw new Refusal('MALFORMED')
    for (const value of Object.values((params ?? {}) as object)) if (UNREADABLE.test(value)) throw notFound()
    done()
  })
  app.addHook('preValidation', ({ body }, _reply, done) => {
    refuseDeep(body)
    done()
  })
}

/** Node keeps the first of two and a proxy may have judged by the other (RFC 9112 3.2: answered by 400). */
const hostsIn = (headers: readonly string[]): number =>
  headers.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length

/** Far more than any form of ours has, and far less than what exhausts those who go down into it. */
const LEVELS = 32

/** @throws Refusal INVALID for JSON with too many levels. Counted without recursion. */
export function refuseDeep(json: unknown): void {
  for (let [level, depth] = [[json], 0]; level.length > 0; depth++) {
    if (depth > LEVELS) throw new Refusal('INVALID', { message: '内容的层级过多，无法读取' })
    const below: unknown[] = []
    for (const part of level)
      if (part && typeof part === 'object' && !Buffer.isBuffer(part))
        for (const value of Object.values(part)) if (typeof value === 'object') below.push(value)
    level = below
  }
}
