/**
 * `/evaluation`: the door of evaluators from outside, the cases that were drawn, and one of them without personal data. Nothing can
 * be changed here. Each look is a line of the audit, with who looked, before anything is shown.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { What } from '../audit/what.ts'
import { tell } from '../audit/write.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { caseById } from '../ledger/queries.ts'
import { endCookie, sealCookie, sealedOf } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { sameSite } from '../web/same-site.ts'
import { sendPage } from '../web/send-page.ts'
import { agencyDrawn, checkedOf } from './checked.ts'
import { type Draw, drawById } from './draws.ts'
import { type Evaluator, evaluatorNow, evaluatorWith } from './evaluators.ts'
import { maskedCase } from './masked-case.ts'
import { EvaluationListPage, MaskedCasePage } from './pages/evaluation.tsx'
import { EvaluationDoorPage } from './pages/evaluation-door.tsx'

const WRONG = '评估码不正确，或者已经到期、终止。'
/** Of an audit line: with the id of the invitation in `subject`. */
export const EVALUATOR = 'evaluator'

/** @throws Refusal NOT_FOUND for a case that was not drawn; CSRF for a form of another site */
export async function evaluationPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  const often = { preHandler: sameSite, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }

  app.get('/evaluation', async (request, reply) => {
    const found = await opened(request)
    if (!found) return door(reply)
    const { evaluator, draw } = found
    await looked(request, evaluator, draw, 'list')
    const cases = await checkedOf(house.sql, draw.id, house.time.today())
    return sendPage(reply, EvaluationListPage({ evaluator, draw, cases }))
  })

  app.post('/evaluation', often, async (request, reply) => {
    const found = await evaluatorWith(house.sql, formOf(request.body).code ?? '', house.time.today())
    if (!found) return door(reply, WRONG)
    await endCookie(house, request, reply, 'evaluating')
    sealCookie(house, request, reply, 'evaluating', found.id)
    return reply.redirect('/evaluation', 303)
  })

  app.post('/evaluation/leave', { preHandler: sameSite }, async (request, reply) => {
    await endCookie(house, request, reply, 'evaluating')
    return reply.redirect('/evaluation', 303)
  })

  app.get<{ Params: { id: string } }>('/evaluation/cases/:id', async (request, reply) => {
    const found = await opened(request)
    if (!found) return reply.redirect('/evaluation', 303)
    const { evaluator, draw } = found
    const { id } = request.params
    const agencyId = await agencyDrawn(house.sql, draw.id, id)
    const row = agencyId && (await caseById(house.sql, [agencyId], id))
    if (!row) throw notFound()
    await looked(request, evaluator, draw, 'case', row.id)
    return sendPage(reply, MaskedCasePage({ draw, one: await maskedCase(house, row) }))
  })

  /** Whom this browser's code still opens a draw to. */
  async function opened(request: FastifyRequest): Promise<{ evaluator: Evaluator; draw: Draw } | undefined> {
    const sealed = await sealedOf(house, request, 'evaluating')
    const evaluator = sealed && (await evaluatorNow(house.sql, sealed.value, house.time.today()))
    const draw = evaluator && (await drawById(house.sql, evaluator.drawId))
    return draw && { evaluator, draw }
  }

  async function looked({ ip, id }: FastifyRequest, evaluator: Evaluator, draw: Draw, what: What, caseId?: string) {
    const { name, organisation } = evaluator
    await tell(house.sql, house, {
      ...{ agencyId: draw.agencyId, by: EVALUATOR, what, caseId, subject: evaluator.id, succeeded: true },
      ...{ detail: { evaluator: name, organisation, draw: draw.id }, address: ip, request: id },
    })
  }

  const door = (reply: FastifyReply, wrong?: string) =>
    sendPage(
      reply,
      EvaluationDoorPage({ form: { values: {}, errors: wrong ? [{ field: 'code', message: wrong }] : [] } }),
      wrong ? 404 : 200,
    )
}
