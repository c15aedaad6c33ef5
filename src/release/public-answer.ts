/** Answers that may be kept by anybody, and are asked for again each time: what was withdrawn is gone at once. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

type Answer = { body: string; type: string; status?: number; modified?: Date | undefined }

/**
 * Sends the body with a strong ETag, or 304 where the reader already has it. `modified` is the day of the last change.
 */
export function sendPublic(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, type, status = 200, modified }: Answer,
) {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  markPublic(reply, tag, modified)
  if (status === 200 && isKnown(request, tag)) return reply.code(304).send()
  return reply.code(status).type(type).send(body)
}

/** A page's look is chosen by a cookie. */
export function markPublic(reply: FastifyReply, tag: string, modified?: Date): void {
  reply.header('cache-control', 'public, no-cache').header('etag', tag).header('vary', 'cookie')
  if (modified) reply.header('last-modified', modified.toUTCString())
}

/** Does the reader already hold this version (If-None-Match)? `tag` comes with its quotation marks. */
export const isKnown = (request: FastifyRequest, tag: string): boolean => {
  const tags = request.headers['if-none-match']
  return (Array.isArray(tags) ? tags.join() : (tags ?? ''))
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*')
}
