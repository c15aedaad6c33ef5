import type { FastifyReply } from 'fastify'

/** Aborted when whoever asked has left before the answer was sent: nobody works on for them. */
export function goneOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}
