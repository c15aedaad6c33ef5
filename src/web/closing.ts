/**
 * How requests end. While the process closes, what is in hand is finished, and whoever comes then is told to come again; a
 * body that nobody will read is not waited for; and who has left is read for no more.
 */
import type { FastifyInstance } from 'fastify'
import { askingFor } from '../db/asking.ts'
import { holdingNothing } from '../db/held-rights.ts'
import { Refusal } from '../ground/errors.ts'

const COME_AGAIN = 5 // s
/** Of what is in hand. A form with files over a slow line may take longer, and is cut off. */
const PATIENCE = 60_000 // ms

/** Who hears that an answer has ended: hooks, the reader of forms, a turn, a stream. A fixed number, and no leak. */
const HEARERS = 24

const READS = new Set(['GET', 'HEAD'])

declare module 'fastify' {
  interface FastifyInstance {
    /** Refuses whoever comes from now on, and waits for those who came before. */
    drain(): Promise<void>
  }
}

/** Hooks for all routes, before any other. @throws Refusal CLOSING */
export function closing(app: FastifyInstance): void {
  let drained: (() => void) | undefined
  const inHand = new Set<unknown>()
  app.addHook('onRequest', (request, reply, done) => {
    if (drained) {
      reply.header('connection', 'close')
      return done(new Refusal('CLOSING', { more: { retryAfter: COME_AGAIN } }))
    }
    inHand.add(request.raw)
    for (const one of [request.raw, reply.raw]) one.setMaxListeners(HEARERS)
    reply.raw.once('close', () => {
      inHand.delete(request.raw)
      if (inHand.size === 0) drained?.()
    })
    done()
  })
  app.addHook('onSend', (request, reply, _payload, done) => {
    const { raw, headers } = request
    const sends = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined
    if (sends && raw.complete === false) reply.header('connection', 'close')
    done()
  })
  app.addHook('onRequest', (request, reply, done) => {
    if (!READS.has(request.method)) return done()
    askingFor((gone) => {
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone()
      })
      done()
    })
  })
  // Behind the reader of bodies, whose events know nothing of what began before them.
  app.addHook('preValidation', (request, _reply, done) => {
    if (READS.has(request.method)) done()
    else holdingNothing(done)
  })
  app.decorate('drain', () => {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE)
      drained = () => {
        clearTimeout(timer)
        resolve()
      }
      if (inHand.size === 0) drained()
    })
  })
}
