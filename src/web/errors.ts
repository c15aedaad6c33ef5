/** The one place where an error becomes an answer: problem details for programs, a page for people. */
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from '../../workflows/disclosure/decide.ts'
import { databaseFault } from '../db/client.ts'
import { NOT_THEIRS, REFUSALS, Refusal } from '../ground/errors.ts'
import { report } from '../ground/log.ts'
import { html } from './page.tsx'
import { type ErrorFrame, ErrorPage } from './parts/error-page.tsx'
import { visitOf, wordsFor } from './visit.ts'
import { say } from './words/say.ts'

/**
 * Sets the error and the not-found handler of `app`. A Refusal answers with its own status and code, a fact that the law
 * refuses with 409, the article and what is allowed; what Fastify refuses with 400, 413 or 429; everything else is a
 * fault of ours: 503, and a line on standard error under the
 * request's number, which the answer names. Below /api and /health and at /openapi.json the answer is
 * application/problem+json, elsewhere a page; who is not signed in is sent to /sign-in by 303.
 * @param frameFor the frame of the page for whoever is signed in; undefined for the public. It may throw: then the page is the public's
 */
export function errorAnswers(
  app: FastifyInstance,
  frameFor: (request: FastifyRequest) => Promise<ErrorFrame | undefined> = async () => undefined,
): void {
  const shown = async (refusal: Refusal, request: FastifyRequest) => {
    // With a fault of ours nobody is looked up: what failed may be what would answer.
    const isAsked = refusal.status < 500 && !/^\/en(?:[/?]|$)/.test(request.url)
    return page(refusal, request, isAsked ? await frameFor(request).catch(() => undefined) : undefined)
  }
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const refusal = asRefusal(error, request)
    if (['FAULT', 'AWAY', 'UNCERTAIN'].includes(refusal.code) && !(error instanceof Refusal))
      report('A request failed', error, {
        request: request.id,
        method: request.method,
        route: request.routeOptions.url,
      })
    if (typeof refusal.more.retryAfter === 'number') reply.header('retry-after', refusal.more.retryAfter)
    if (refusal.code === 'NOT_SIGNED_IN' && !isForPrograms(request)) {
      return reply.redirect(
        `/sign-in?next=${encodeURIComponent(request.method === 'GET' ? request.url : '/desk')}`,
        303,
      )
    }
    return isForPrograms(request)
      ? reply.code(refusal.status).type('application/problem+json').send(problem(refusal, request))
      : reply
          .code(refusal.status)
          .type('text/html; charset=utf-8')
          .send(await shown(refusal, request))
  })
  app.setNotFoundHandler(async (request, reply) => {
    const refusal = new Refusal('NOT_FOUND')
    return isForPrograms(request)
      ? reply.code(404).type('application/problem+json').send(problem(refusal, request))
      : reply
          .code(404)
          .type('text/html; charset=utf-8')
          .send(await shown(refusal, request))
  })
}

const isForPrograms = (request: FastifyRequest) =>
  request.url.startsWith('/api/') ||
  request.url.startsWith('/health') ||
  request.url === '/openapi.json' ||
  request.url === '/metrics'

const COME_AGAIN = { more: { retryAfter: 5 } } // s
const READS = new Set(['GET', 'HEAD'])

function asRefusal(error: FastifyError, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof Refused) {
    return new Refusal('FACT_REFUSED', {
      code: error.code,
      message: error.sentence,
      more: { article: error.article, allowed: error.allowed },
    })
  }
  if (error.statusCode === 429) return new Refusal('TOO_MANY')
  if (error.statusCode === 413) return new Refusal('FORM_TOO_LARGE')
  if (error.statusCode && error.statusCode < 500) return new Refusal('MALFORMED')
  const fault = databaseFault(error)
  if (fault === 'late') return new Refusal('BUSY', COME_AGAIN)
  // Lost between the statement and its answer: only asking again tells whether it was done.
  if (fault === 'lost' && !READS.has(request.method)) return new Refusal('UNCERTAIN', COME_AGAIN)
  if (fault) return new Refusal('AWAY', COME_AGAIN)
  return new Refusal('FAULT')
}

/** Its number is told of faults alone: refusals that say nothing have to be alike to the byte. */
const numberOf = (refusal: Refusal, request: FastifyRequest) => (refusal.code === 'FAULT' ? request.id : undefined)

const problem = (refusal: Refusal, request: FastifyRequest) => ({
  type: 'about:blank',
  title: refusal.message,
  status: refusal.status,
  code: refusal.code,
  next: refusal.next,
  ...(numberOf(refusal, request) && { request: request.id }),
  ...(refusal.errors.length > 0 && { errors: refusal.errors }),
  ...refusal.more,
})

/** Applicants are told to look at what they typed; staff, that what is not theirs is not there for them. */
const forStaff = ({ code, next }: Refusal, { is404 }: FastifyRequest): string => {
  if (code !== 'NOT_FOUND' || next !== REFUSALS.NOT_FOUND[2]) return next
  return is404 ? '没有这个页面，请核对地址。' : NOT_THEIRS
}

const page = (refusal: Refusal, request: FastifyRequest, frame: ErrorFrame | undefined) => {
  const visit = visitOf(request, wordsFor(request.url), '')
  const { words } = visit
  return html(
    ErrorPage({
      visit,
      title: refusal.sentence,
      // What programs call a field says nothing to people.
      text: refusal.errors.map(({ message }) => say(words, message)).join(words.site.also),
      advice: frame ? forStaff(refusal, request) : refusal.next,
      next: [{ href: words.root, label: words.site.home }],
      code: refusal.code,
      number: numberOf(refusal, request),
      frame,
    }),
  )
}
