/** The pages of 自查 (Art 18): the cases that were withheld, and looking again at one of them. Handlers see their own. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../ground/errors.ts'
import { periodOf } from '../ground/year.ts'
import type { Working } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { theCase, theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { hasRole, type Role } from '../people/may.ts'
import { namesOf } from '../people/queries.ts'
import { cameBack } from '../web/came-back.ts'
import { formOf } from '../web/form-of.ts'
import { choice, given } from '../web/given.ts'
import { reason } from '../web/reason.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { askedFor } from './asked.ts'
import { doubtedAsides } from './doubted.ts'
import { AgainPage } from './pages/again.tsx'
import { WithheldListPage } from './pages/withheld.tsx'
import { frameOf, NO_FORM } from './show.ts'
import { isToLookAt, lookAgain, mayLook, RESULTS_AGAIN, reviewsOf, withheldCases } from './withheld.ts'

/** Who looks again, and who supervises that somebody does. */
const LOOKERS: readonly Role[] = ['head', 'supervisor', 'handler']
const LIST = z.object({ left: z.enum(['yes']).optional(), cursor: z.string().max(100).optional() })
const NOTHING = '本件没有不予公开、部分公开的答复，不需要自查。'
const AGAIN = z.object({ result: choice(RESULTS_AGAIN), why: reason(2_000) })

/** `/analysis/withheld` and `/cases/:id/withheld`. @throws Refusal NOT_YOURS, NOT_FOUND, FACT_REFUSED for a case that withheld nothing, INVALID, CSRF */
export async function withheldPages(app: FastifyInstance, { house }: { house: Working }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))

  app.get('/analysis/withheld', async (request, reply) => {
    const { viewer, query } = request
    if (!hasRole(viewer, ...LOOKERS)) throw new Refusal('NOT_YOURS')
    const asked = await askedFor(house, request, LOOKERS)
    const { left, cursor } = given(LIST, query)
    const period = periodOf(asked.year, house.time.today())
    const page = await withheldCases(house.sql, viewer, asked.scope.agencyIds, period, left === 'yes', cursor)
    const frame = frameOf(house, viewer, asked)
    const isTold = !cursor && hasRole(viewer, 'head', 'supervisor')
    const doubted = isTold ? await doubtedAsides(house, viewer, asked.scope.agencyIds) : []
    return sendPage(reply, WithheldListPage({ frame, page, onlyLeft: left === 'yes', cursor, doubted }))
  })

  app.get<{ Params: { id: string } }>('/cases/:id/withheld', { preHandler: readsCasesOnly }, async (request, reply) =>
    show(request, reply, await theCase(house, request.viewer, request.params.id)),
  )

  app.post<{ Params: { id: string } }>(
    '/cases/:id/withheld',
    { preHandler: readsCasesOnly },
    async (request, reply) => {
      const { viewer, params, body } = request
      const row = await theCaseToWrite(house, viewer, params.id)
      if (!mayLook(viewer, row)) throw new Refusal('NOT_YOURS')
      const values = formOf(body)
      checkCsrf(request, values.csrf)
      try {
        if (!isToLookAt(row)) throw new Refusal('FACT_REFUSED', { message: NOTHING })
        await lookAgain(house, viewer, row, given(AGAIN, values), values.idempotencyKey || undefined)
      } catch (error) {
        const { form, status } = cameBack(values, error)
        return show(request, reply, row, form, status)
      }
      return reply.redirect(`/cases/${row.id}/withheld`, 303)
    },
  )

  async function show(
    { viewer }: FastifyRequest,
    reply: FastifyReply,
    row: CaseRow,
    form: FormState = NO_FORM,
    status = 200,
  ) {
    const reviews = await reviewsOf(house.sql, row)
    const names = await namesOf(
      house.sql,
      reviews.map(({ by }) => by),
    )
    const view = {
      ...{
        id: row.id,
        number: row.number ?? row.receipt,
        title: row.title,
        outcome: isToLookAt(row) ? row.countedAs : null,
        on: row.countedOn,
      },
      ...{ mayLook: mayLook(viewer, row), isReleased: row.context.released, form, idempotencyKey: randomUUID() },
      reviews: reviews.map((one) => ({ ...one, at: new Date(one.at).toISOString(), by: names.get(one.by) ?? one.by })),
    }
    return sendPage(reply, AgainPage({ viewer, csrf: viewer.csrf, view }), status)
  }
}
