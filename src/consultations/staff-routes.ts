/** What staff do about a consultation besides its facts: mail the letter again. */
import type { FastifyInstance } from 'fastify'
import { within } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { Serving } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { factsOf } from '../ledger/queries.ts'
import { theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { formOf } from '../web/form-of.ts'
import { courseOf, isVoid } from './queries.ts'
import { mayHandOut } from './staff.ts'

/** What a form's own key may be: part of the mail's name, so that one press sends one mail. */
const KEY = /^[0-9a-f-]{36}$/

/**
 * The route of the button: a press enqueues one mail, a repeat of the same press none.
 * @throws Refusal NOT_FOUND for a void letter, NOT_YOURS, CSRF
 */
export async function consultationPages(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.post<{ Params: { id: string; consultation: string } }>(
    '/cases/:id/consultations/:consultation/mail',
    async (request, reply) => {
      const { viewer, params } = request
      const row = await theCaseToWrite(house, viewer, params.id)
      const { csrf, idempotencyKey = '' } = formOf(request.body)
      checkCsrf(request, csrf)
      const key = { agencyId: row.agencyId, caseId: row.id }
      const course = courseOf(
        await within(house.sql, [row.agencyId], (tx) => factsOf(tx, house.keys, key)),
        params.consultation,
      )
      if (!course || isVoid(course) || !KEY.test(idempotencyKey)) throw notFound()
      if (!mayHandOut(viewer, course.kind, row)) throw new Refusal('NOT_YOURS')
      const job = { ...key, position: course.sent.position, occasion: idempotencyKey, only: params.consultation }
      await house.sql.begin((tx) => enqueue(tx, 'tellParty', job))
      return reply.redirect(`/cases/${row.id}#consultations`, 303)
    },
  )
}
