/** The pages of destruction: proposing a list, deciding on it, going on with it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { agenciesAs } from '../people/sight.ts'
import { cameBack } from '../web/came-back.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { DECIDERS, frameFor, only } from './frame.ts'
import { dueCases, listsOf, oneList } from './list-queries.ts'
import { decideList, proposeList, resumeList } from './lists.ts'
import { DestructionPage } from './pages/destruction.tsx'
import { DestructionsPage } from './pages/destructions.tsx'
import { at } from './pages/parts.tsx'
import { tickedIn } from './ticked.ts'

const REASON = z.object({ why: text(500) })
const NOTHING: FormState = { values: {}, errors: [] }
type Params = { Params: { n: string } }

/**
 * `/archive/destructions` for the archivist, and for the head and the security officer who decide. What cannot be recorded comes
 * back with its status. @throws Refusal NOT_YOURS, NOT_FOUND, CSRF
 */
export async function destructionPages(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', only(DECIDERS))

  app.get('/archive/destructions', (request, reply) => showAll(request, reply))

  app.post('/archive/destructions', async (request, reply) => {
    if (!agenciesAs(request.viewer, ['archivist']).length) throw new Refusal('NOT_YOURS')
    const { agency } = await frameFor(house, request, ['archivist'])
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    try {
      const { why } = given(REASON, values)
      const cases = tickedIn(values)
      const number = await house.sql.begin((tx) => proposeList(tx, house, agency.id, { cases, why }, request.viewer))
      return reply.redirect(at(`/archive/destructions/${number}`, agency.id), 303)
    } catch (error) {
      return showAll(request, reply, cameBack(values, error))
    }
  })

  app.get<Params>('/archive/destructions/:n', (request, reply) => showOne(request, reply))

  for (const [noun, approved] of [
    ['approval', true],
    ['refusal', false],
  ] as const)
    app.post<Params>(`/archive/destructions/:n/${noun}`, async (request, reply) => {
      if (!agenciesAs(request.viewer, ['head', 'security']).length) throw new Refusal('NOT_YOURS')
      const { agency } = await frameFor(house, request, ['head', 'security'])
      const values = formOf(request.body)
      checkCsrf(request, values.csrf)
      try {
        const { why } = given(REASON, values)
        if (approved && values.confirm !== 'yes')
          throw invalid({ field: 'confirm', code: 'NOT_CONFIRMED', message: '请确认后再提交' })
        const key = { agencyId: agency.id, number: numberIn(request) }
        await house.sql.begin((tx) => decideList(tx, house, key, { approved, why }, request.viewer))
        return reply.redirect(at(`/archive/destructions/${key.number}`, agency.id), 303)
      } catch (error) {
        return showOne(request, reply, { ...cameBack(values, error), about: noun })
      }
    })

  app.post<Params>('/archive/destructions/:n/resumption', async (request, reply) => {
    if (!agenciesAs(request.viewer, ['archivist']).length) throw new Refusal('NOT_YOURS')
    const { agency } = await frameFor(house, request, ['archivist'])
    checkCsrf(request, formOf(request.body).csrf)
    const number = numberIn(request)
    await house.sql.begin((tx) => resumeList(tx, agency.id, number, request.viewer))
    return reply.redirect(at(`/archive/destructions/${number}`, agency.id), 303)
  })

  type Back = { form: FormState; status: number; about?: 'approval' | 'refusal' }

  async function showAll(request: FastifyRequest, reply: FastifyReply, back: Back = { form: NOTHING, status: 200 }) {
    const frame = await frameFor(house, request, DECIDERS)
    const [lists, due] = [await listsOf(house, frame.agency.id), await dueCases(house, frame.agency.id, frame.today)]
    const mayPropose = agenciesAs(frame.viewer, ['archivist']).includes(frame.agency.id)
    return sendPage(reply, DestructionsPage({ frame, lists, due, mayPropose, form: back.form }), back.status)
  }

  async function showOne(
    request: FastifyRequest<Params>,
    reply: FastifyReply,
    back: Back = { form: NOTHING, status: 200 },
  ) {
    const frame = await frameFor(house, request, DECIDERS)
    const view = await oneList(house, frame.agency.id, numberIn(request), frame.viewer)
    return sendPage(reply, DestructionPage({ frame, view, form: back.form, about: back.about }), back.status)
  }
}

/** @throws Refusal NOT_FOUND for what is no number of a list */
function numberIn({ params }: FastifyRequest<Params>): number {
  const n = decimal(params.n)
  if (n === undefined) throw notFound()
  return n
}
