/** A refusal, as the form that it concerns shows it. */
import type { FastifyReply } from 'fastify'
import type { Refusal } from '../ground/errors.ts'
import type { FormState } from '../web/shapes.ts'

/** Its fields, or the whole of it under `field`; the wait goes into the answer's header and into words. */
export function said(reply: FastifyReply, refusal: Refusal, field: string): FormState['errors'] {
  if (refusal.errors.length > 0) return refusal.errors
  const { retryAfter } = refusal.more
  if (typeof retryAfter !== 'number') return [{ field, message: `${refusal.message}。${refusal.next}` }]
  reply.header('retry-after', retryAfter)
  const wait = retryAfter < 60 ? `${retryAfter}秒` : `${Math.ceil(retryAfter / 60)}分钟`
  return [{ field, message: `${refusal.message}（约${wait}后）。${refusal.next}` }]
}
