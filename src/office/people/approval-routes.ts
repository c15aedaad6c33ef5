/** `/approvals`: the security officer decides on rights and covers that were proposed, and may end a cover. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, type Refusal } from '../../ground/errors.ts'
import { isId } from '../../ground/ids.ts'
import type { House } from '../../house.ts'
import { decideCover, endCover } from '../../people/covers.ts'
import { decideRights } from '../../people/grant.ts'
import { checkCsrf, signedIn } from '../../people/guard.ts'
import { waitingPrograms, waitingWebhooks } from '../../people/programs.ts'
import { openRecoveries } from '../../people/recovery.ts'
import { decimal } from '../../web/decimal.ts'
import { formOf } from '../../web/form-of.ts'
import { given } from '../../web/given.ts'
import { html } from '../../web/page.tsx'
import type { FormState } from '../../web/shapes.ts'
import { securityOfficers } from './api.ts'
import { DECIDED } from './bodies.ts'
import { errorsOf } from './page-routes.ts'
import { ApprovalsPage } from './pages/approvals.tsx'
import { coversView, waitingView } from './show.ts'

const wordIn = ({ approved, why }: Record<string, string>) => given(DECIDED, { approved: approved === 'yes', why })

/** @throws Refusal NOT_YOURS, NOT_FOUND, CSRF */
export async function approvalPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'db' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', securityOfficers)

  app.get('/approvals', async (request, reply) => show(request, reply, { done: formOf(request.query).done }))

  app.post<{ Params: { person: string; position: string } }>('/approvals/:person/:position', async (request, reply) => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const { person: personId, position } = request.params
    const place = decimal(position)
    if (!isId(personId) || place === undefined) throw notFound()
    try {
      const key = { personId, position: place }
      const { approved } = await house.sql.begin((tx) =>
        decideRights(tx, house, key, () => wordIn(values), request.viewer),
      )
      return reply.redirect(`/approvals?done=${approved ? 'approved' : 'refused'}`, 303)
    } catch (error) {
      const form = { values, errors: errorsOf(error) }
      return show(request, reply, { about: `${personId}-${position}`, form }, (error as Refusal).status)
    }
  })

  app.post<{ Params: { id: string } }>('/approvals/covers/:id', async (request, reply) => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const { id } = request.params
    if (!isId(id)) throw notFound()
    try {
      const { approved } = await house.sql.begin((tx) =>
        decideCover(tx, house, id, () => wordIn(values), request.viewer),
      )
      return reply.redirect(`/approvals?done=${approved ? 'coverApproved' : 'coverRefused'}`, 303)
    } catch (error) {
      return show(request, reply, { about: id, form: { values, errors: errorsOf(error) } }, (error as Refusal).status)
    }
  })

  app.post<{ Params: { id: string } }>('/approvals/covers/:id/end', async (request, reply) => {
    checkCsrf(request, formOf(request.body).csrf)
    const { id } = request.params
    if (!isId(id) || !(await house.sql.begin((tx) => endCover(tx, house, id, request.viewer)))) throw notFound()
    return reply.redirect('/approvals?done=uncovered', 303)
  })

  type Shown = { about?: string; form?: FormState; done?: string | undefined }
  async function show({ viewer }: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200) {
    const [proposals, covers, { length: recoveries }, tokens, webhooks] = await Promise.all([
      waitingView(house, viewer),
      coversView(house, viewer),
      openRecoveries(house.db, viewer.agencyIds),
      waitingPrograms(house.sql, viewer.agencyIds),
      waitingWebhooks(house.sql, viewer.agencyIds),
    ])
    const waiting = { proposals, covers, recoveries, tokens, webhooks }
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(html(ApprovalsPage({ viewer, csrf: viewer.csrf, ...waiting, ...shown })))
  }
}
