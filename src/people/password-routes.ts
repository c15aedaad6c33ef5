/** Changing one's own password in a browser. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { Serving } from '../house.ts'
import { formOf } from '../web/form-of.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
import { fromOf } from './from.ts'
import { checkCsrf, keepSession, signedIn, tokenOf } from './guard.ts'
import { ChangePasswordPage } from './pages/change-password.tsx'
import { said } from './said.ts'
import { changeOwn } from './set-password.ts'

/** `/sign-in/password`. */
export function passwordRoutes(app: FastifyInstance, house: Serving): void {
  const show = (request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200, changed = false) => {
    const { viewer } = request
    const shown = html(ChangePasswordPage({ viewer, csrf: viewer.csrf, form, changed }))
    return reply.code(status).type('text/html; charset=utf-8').send(shown)
  }

  app.get<{ Querystring: { changed?: string } }>(
    '/sign-in/password',
    { preHandler: signedIn(house) },
    async (request, reply) => show(request, reply, { values: {}, errors: [] }, 200, request.query.changed === 'yes'),
  )

  app.post('/sign-in/password', { preHandler: signedIn(house) }, async (request, reply) => {
    const { csrf, current = '', password = '', again = '' } = formOf(request.body)
    checkCsrf(request, csrf)
    const who = { personId: request.viewer.id, token: tokenOf(request)!, from: fromOf(request) }
    try {
      const done = await changeOwn(house, who, { current, password, again })
      if (!done.set) return show(request, reply, { values: {}, errors: [done.fault] }, 422)
      keepSession(house, request, reply, done.session)
      return reply.redirect('/sign-in/password?changed=yes', 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return show(request, reply, { values: {}, errors: said(reply, error, 'current') }, error.status)
    }
  })
}
