/** `/responsible-changes` (变动报备): what waits to be reported, ticked and put down; what was. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { namesOf } from '../people/queries.ts'
import { agenciesAs } from '../people/sight.ts'
import { cameBack } from '../web/came-back.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { askedFor, REPORTERS, readsChanges, reportingIn, reportsChanges } from './asked.ts'
import { changesOf, putDownReport, waitingChanges } from './changes.ts'
import { at, ChangesPage, TICK } from './pages/changes.tsx'

const NO_FORM: FormState = { values: {}, errors: [] }

/** @throws Refusal NOT_YOURS, INVALID (agency, waiting, before), CSRF */
export async function responsiblePages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsChanges)

  app.get('/responsible-changes', (request, reply) => show(request, reply, NO_FORM))

  app.post('/responsible-changes/reported', { preHandler: reportsChanges }, async (request, reply) => {
    const { scope } = await askedFor(house, request, REPORTERS)
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const changes = Object.keys(values)
      .filter((name) => name.startsWith(TICK))
      .map((name) => Number(name.slice(TICK.length)))
    try {
      const reporting = reportingIn({ ...values, changes, reported: values.reported !== 'no' })
      await house.sql.begin((tx) => putDownReport(tx, house, scope.agencyIds, reporting, request.viewer))
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return show(request, reply, form, status)
    }
    return reply.redirect(at(scope.agency, { done: 'reported' }), 303)
  })

  async function show(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
    const { viewer, query } = request
    const { scope, waiting, before } = await askedFor(house, request)
    const [{ changes, next }, waits] = await Promise.all([
      changesOf(house.sql, scope.agencyIds, { waiting, before }),
      waitingChanges(house.sql, scope.agencyIds),
    ])
    const names = await namesOf(
      house.sql,
      changes.flatMap(({ report }) => report?.by ?? []),
    )
    const mine = agenciesAs(viewer, REPORTERS)
    const mayReport = hasRole(viewer, ...REPORTERS) && scope.agencyIds.every((id) => mine.includes(id))
    const { agency, name, choices } = scope
    const view = {
      changes,
      next,
      waits,
      waiting,
      names,
      mayReport,
      form,
      today: house.time.today(),
      done: formOf(query).done,
    }
    return sendPage(reply, ChangesPage({ viewer, csrf: viewer.csrf, agency, name, choices, view }), status)
  }
}
