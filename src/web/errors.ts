/** The one place where an error becomes an answer: problem details for programs, a page for people. */
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from '../../workflows/disclosure/decide.ts'
import { Refusal } from '../ground/errors.ts'
import { html } from './page.tsx'
import { ErrorPage } from './parts/error-page.tsx'
import { visitOf, wordsFor } from './visit.ts'
import { say } from './words/say.ts'

/**
 * Sets the error and the not-found handler of `app`. A Refusal answers with its own status and code, a fact that the law
 * refuses with 409, the article and what is allowed; what Fastify refuses with 400, 413 or 429; everything else is a
 * fault of ours: 503, and the error on standard error. Below /api and /health and at /openapi.json the answer is
 * application/problem+json, elsewhere a page; who is not signed in is sent to /sign-in by 303.
 */
export function errorAnswers(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = asRefusal(error)
    if (refusal.code === 'FAULT') console.error(error)
    if (typeof refusal.more.retryAfter === 'number') reply.header('retry-after', refusal.more.retryAfter)
    if (refusal.code === 'NOT_SIGNED_IN' && !isForPrograms(request)) {
      return reply.redirect(
        `/sign-in?next=${encodeURIComponent(request.method === 'GET' ? request.url : '/desk')}`,
        303,
      )
    }
    return isForPrograms(request)
      ? reply.code(refusal.status).type('application/problem+json').send(problem(refusal))
      : reply.code(refusal.status).type('text/html; charset=utf-8').send(page(refusal, request))
  })
  app.setNotFoundHandler((request, reply) => {
    const refusal = new Refusal('NOT_FOUND')
    return isForPrograms(request)
      ? reply.code(404).type('application/problem+json').send(problem(refusal))
      : reply.code(404).type('text/html; charset=utf-8').send(page(refusal, request))
  })
}

const isForPrograms = (request: FastifyRequest) =>
  request.url.startsWith('/api/') || request.url.startsWith('/health') || request.url === '/openapi.json'

function asRefusal(error: FastifyError): Refusal {
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
  return new Refusal('FAULT')
}

const problem = (refusal: Refusal) => ({
  type: 'about:blank',
  title: refusal.message,
  status: refusal.status,
  code: refusal.code,
  next: refusal.next,
  ...(refusal.errors.length > 0 && { errors: refusal.errors }),
  ...refusal.more,
})

const page = (refusal: Refusal, request: FastifyRequest) => {
  const visit = visitOf(request, wordsFor(request.url), '')
  const { words } = visit
  return html(
    ErrorPage({
      visit,
      title: refusal.sentence,
      // What programs call a field says nothing to people.
      text: refusal.errors.map(({ message }) => say(words, message)).join(words.site.also),
      advice: refusal.next,
      next: [{ href: words.root, label: words.site.home }],
      code: refusal.code,
    }),
  )
}
