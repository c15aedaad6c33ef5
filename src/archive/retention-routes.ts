/** The retention table of an agency: looked at, proposed by the archivist, decided on by somebody else. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readAs } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { retentionOf } from '../ledger/archive-items.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { agenciesAs } from '../people/sight.ts'
import { cameBack } from '../web/came-back.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { DECIDERS, frameFor, only } from './frame.ts'
import { at } from './pages/parts.tsx'
import { RetentionPage } from './pages/retention.tsx'
import { classesIn, classesText, decideTable, proposeTable, tablesOf } from './retention.ts'

const PROPOSED = z.object({ fonds: text(20, 0), basis: text(200), classes: text(4_000), why: text(500) })
const REASON = z.object({ why: text(500) })

/** `/archive/retention`. @throws Refusal NOT_YOURS, NOT_FOUND, CSRF */
export async function retentionPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', only(DECIDERS))

  app.get('/archive/retention', (request, reply) => show(request, reply))

  app.post('/archive/retention', async (request, reply) => {
    if (!agenciesAs(request.viewer, ['archivist']).length) throw new Refusal('NOT_YOURS')
    const { agency } = await frameFor(house, request, ['archivist'])
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    try {
      const { classes, ...said } = given(PROPOSED, values)
      const table = { ...said, classes: classesIn(classes) }
      await house.sql.begin((tx) => proposeTable(tx, house, agency.id, table, request.viewer))
      return reply.redirect(at('/archive/retention', agency.id), 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return show(request, reply, form, status)
    }
  })

  for (const [noun, approved] of [
    ['approval', true],
    ['refusal', false],
  ] as const)
    app.post<{ Params: { version: string } }>(`/archive/retention/:version/${noun}`, async (request, reply) => {
      if (!agenciesAs(request.viewer, ['head', 'security']).length) throw new Refusal('NOT_YOURS')
      const { agency } = await frameFor(house, request, ['head', 'security'])
      const values = formOf(request.body)
      checkCsrf(request, values.csrf)
      const version = decimal(request.params.version)
      if (version === undefined) throw notFound()
      const key = { agencyId: agency.id, version }
      const { why } = given(REASON, values)
      await house.sql.begin((tx) => decideTable(tx, house, key, { approved, why }, request.viewer))
      return reply.redirect(at('/archive/retention', agency.id), 303)
    })

  async function show(request: FastifyRequest, reply: FastifyReply, back?: FormState, status = 200) {
    const frame = await frameFor(house, request, DECIDERS)
    const { viewer, agency } = frame
    const [inForce, tables] = await readAs(house, [agency.id], async ({ sql }) => [
      await retentionOf(sql, agency.id),
      await tablesOf(sql, agency.id, viewer),
    ])
    const mayPropose = agenciesAs(viewer, ['archivist']).includes(agency.id)
    const { fonds, basis, classes } = inForce
    const form = back ?? { values: { fonds, basis, classes: classesText(classes) }, errors: [] }
    return sendPage(reply, RetentionPage({ frame, inForce, tables, mayPropose, form }), status)
  }
}
