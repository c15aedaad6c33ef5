/** Reads a multipart body: what its reader cannot make sense of is refused as malformed, and is no fault of ours. */
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import { rawNames } from './raw-names.ts'

type Part = ReturnType<FastifyRequest['parts']> extends AsyncIterable<infer P> ? P : never

/**
 * Hands each part of the form to `take`, in their order. Of staff session and rights are read again when all have come: who
 * acts on the form asks for the right then.
 * @throws Refusal NOT_SIGNED_IN where the session ended meanwhile, FORM_TOO_LARGE for too many fields, MALFORMED for a body that breaks off, or a part without a name; whatever `take` throws of its own kind
 */
export async function eachPart(request: FastifyRequest, take: (part: Part) => Promise<void> | void) {
  const names = rawNames(request.raw, request.headers['content-type'] ?? '')
  try {
    for await (const part of request.parts()) {
      if (typeof part.fieldname !== 'string') throw unreadable()
      if (part.type === 'file' && part.filename) part.filename = names.meant(part.filename)
      await take(part)
    }
  } catch (error) {
    if (TOO_MANY.includes((error as { code?: string }).code ?? '')) throw new Refusal('FORM_TOO_LARGE')
    throw isMalformed(error as Error) ? unreadable() : error
  } finally {
    names.end()
  }
  // A body takes as long as whoever sends it likes: by then a session may have ended, and a right.
  await request.viewerAgain?.()
}

const TOO_MANY = ['FST_FIELDS_LIMIT', 'FST_PARTS_LIMIT']
const unreadable = () => new Refusal('MALFORMED', { message: '表单过大或者无法读取' })

/** The reader of forms throws bare errors; those of the disk name the call that failed, and ours are of a kind. */
const isMalformed = (error: Error) =>
  (error as { code?: string }).code?.startsWith('FST_') ||
  error.message === 'aborted' || // whoever sent it has gone
  (Object.getPrototypeOf(error) === Error.prototype && !('syscall' in error))
