/**
 * `/evaluation`: the door of evaluators from outside, the cases that were drawn, and one of them without personal data, with their own
 * points of it. Nothing else can be put down here. Each look and each score is a line of the audit, with who it was.
 */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { What } from '../audit/what.ts'
import { tell } from '../audit/write.ts'
import type { Sql, Tx } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { type CaseRow, caseById } from '../ledger/queries.ts'
import { cameBack } from '../web/came-back.ts'
import { endCookie, sealCookie, sealedOf } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { once } from '../web/once.ts'
import { sameSite } from '../web/same-site.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { agencyDrawn, checkedOf } from './checked.ts'
import { type Draw, drawById } from './draws.ts'
import { evaluatorBy, putEvaluation } from './evaluated.ts'
import { type Evaluator, evaluatorNow, evaluatorWith } from './evaluators.ts'
import { maskedCase } from './masked-case.ts'
import { EvaluationListPage, MaskedCasePage } from './pages/evaluation.tsx'
import { EvaluationDoorPage } from './pages/evaluation-door.tsx'
import { SCORED, scoresTyped } from './shapes.ts'

const WRONG = '评估码不正确，或者已经到期、终止。'
/** Of an audit line: with the id of the invitation in `subject`. */
export const EVALUATOR = 'evaluator'

type Opened = { evaluator: Evaluator; draw: Draw }
const NO_FORM: FormState = { values: {}, errors: [] }

/** @throws Refusal NOT_FOUND for a case that was not drawn; CSRF for a form of another site */
export async function evaluationPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'sql' | 'templatesFor' | 'time' | 'keys'> },
): Promise<void> {
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
    return showCase(reply, found, row, NO_FORM, 200, formOf(request.query).done === 'scored')
  })

  app.post<{ Params: { id: string } }>('/evaluation/cases/:id/scores', often, async (request, reply) => {
    const found = await opened(request)
    if (!found) return reply.redirect('/evaluation', 303)
    const { evaluator, draw } = found
    const { id } = request.params
    const agencyId = await agencyDrawn(house.sql, draw.id, id)
    const row = agencyId && (await caseById(house.sql, [agencyId], id))
    if (!row) throw notFound()
    const values = formOf(request.body)
    const { idempotencyKey, ...asked } = values
    const keyed = {
      ...{ scope: `evaluator ${evaluator.id}`, key: idempotencyKey || undefined },
      request: `${row.id} ${JSON.stringify(asked)}`,
    }
    try {
      const said = given(SCORED, scoresTyped(values, draw))
      await once(house, keyed, 201, async (tx) => {
        await putEvaluation(tx, house, draw, { agencyId: row.agencyId, caseId: row.id }, said, evaluator)
        await looked(request, evaluator, draw, 'spotCheck', row.id, tx)
      })
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showCase(reply, found, row, form, status)
    }
    return reply.redirect(`/evaluation/cases/${row.id}?done=scored`, 303)
  })

  async function showCase(
    reply: FastifyReply,
    { evaluator, draw }: Opened,
    row: CaseRow,
    form: FormState,
    status = 200,
    done = false,
  ) {
    const by = evaluatorBy(evaluator)
    const all = await checkedOf(house.sql, draw.id, house.time.today())
    const own = all.find(({ caseId }) => caseId === row.id)?.evaluations.find((one) => one.by === by)
    const waiting = all.filter(({ caseId, evaluations }) => caseId !== row.id && evaluations.every((e) => e.by !== by))
    const view = {
      ...{ draw, id: row.id, one: await maskedCase(house, row), own, form, formKey: randomUUID() },
      ...(done && own && { done: { left: waiting.length, next: waiting[0] } }),
    }
    return sendPage(reply, MaskedCasePage(view), status)
  }

  /** Whom this browser's code still opens a draw to. */
  async function opened(request: FastifyRequest): Promise<Opened | undefined> {
    const sealed = await sealedOf(house, request, 'evaluating')
    const evaluator = sealed && (await evaluatorNow(house.sql, sealed.value, house.time.today()))
    const draw = evaluator && (await drawById(house.sql, evaluator.drawId))
    return draw && { evaluator, draw }
  }

  async function looked(
    { ip, id }: FastifyRequest,
    evaluator: Evaluator,
    draw: Draw,
    what: What,
    caseId?: string,
    within: Sql | Tx = house.sql,
  ) {
    const { name, organisation } = evaluator
    await tell(within, house, {
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
