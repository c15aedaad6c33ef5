/** 督办 of a case: what was asked and answered, both forms, the sheet; and the list of what nobody has answered. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readAs, type Tx } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House, Recording } from '../house.ts'
import { type CaseRow, factsOf } from '../ledger/queries.ts'
import { theCase, theCaseToWrite } from '../ledger/the-case.ts'
import { actByForm } from '../people/act-by-form.ts'
import { askersOf, saidAt } from '../people/asked-notes.ts'
import { readsCasesOnly, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import { decimal } from '../web/decimal.ts'
import { choice, day, given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { SUPERVISORS } from './asked.ts'
import { urgingPdf } from './letter.ts'
import { URGING_STATES, UrgingListPage } from './pages/urging-list.tsx'
import { UrgingsPage } from './pages/urgings.tsx'
import {
  answeredUrgings,
  answerUrging,
  mayAnswerUrging,
  mayUrge,
  onlySaid,
  openUrgings,
  urge,
  urgingsOf,
} from './urgings.ts'

const URGED = z.object({ says: text(2_000), dueOn: day })
const ANSWERED = z.object({ says: text(2_000) })
const LISTED = z.object({
  state: choice(URGING_STATES).default('open'),
  agency: z.preprocess((v) => (v === '' ? undefined : v), text(60).optional()),
})
const NO_FORM: FormState = { values: {}, errors: [] }
type Case = { Params: { id: string } }
type One = { Params: { id: string; position: string } }

/** @throws Refusal NOT_FOUND; NOT_YOURS for who may see the case and not do this; INVALID, FACT_REFUSED, CSRF */
export async function urgingPages(
  app: FastifyInstance,
  { house }: { house: Recording & Pick<House, 'sql' | 'db'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get('/urgings', async ({ viewer, query }, reply) => {
    const { state, agency } = given(LISTED, query)
    const [urgings, agencies] = await Promise.all([
      (state === 'open' ? openUrgings : answeredUrgings)(house.sql, viewer, agency),
      allAgencies(house.sql),
    ])
    const names = await namesOf(house.sql, urgings.flatMap(askersOf))
    const choices = agencies
      .filter(({ id }) => viewer.agencyIds.includes(id))
      .map(({ id, name }) => ({ agency: id, name }))
    const supervises = hasRole(viewer, ...SUPERVISORS)
    const now = house.time.now().toISOString()
    const view = { urgings, names, today: house.time.today(), now, state, agency, choices, supervises }
    return sendPage(reply, UrgingListPage({ viewer, csrf: viewer.csrf, ...view }))
  })

  app.get<Case>('/cases/:id/urgings', async (request, reply) =>
    show(request, reply, await theCase(house, request.viewer, request.params.id), undefined, NO_FORM),
  )

  app.get<One>('/cases/:id/urgings/:position.pdf', { config: { heavy: 'letter' } }, async (request, reply) => {
    const row = await theCase(house, request.viewer, request.params.id)
    const bytes = await urgingPdf(house, row, placeIn(request.params))
    return reply.type('application/pdf').header('content-disposition', 'inline; filename="urging.pdf"').send(bytes)
  })

  app.post<Case>('/cases/:id/urgings', async (request, reply) => {
    const { viewer, params } = request
    const row = await theCase(house, viewer, params.id)
    if (!mayUrge(viewer, row)) throw new Refusal('NOT_YOURS')
    return put(request, reply, row, undefined, (tx, values) => urge(tx, house, row, given(URGED, values), viewer))
  })

  app.post<One>('/cases/:id/urgings/:position/answer', async (request, reply) => {
    const { viewer, params } = request
    const row = await theCaseToWrite(house, viewer, params.id)
    const position = placeIn(params)
    return put(request, reply, row, position, (tx, values) =>
      answerUrging(tx, house, row, position, given(ANSWERED, values).says, viewer),
    )
  })

  const put = (
    request: FastifyRequest,
    reply: FastifyReply,
    row: CaseRow,
    about: number | undefined,
    act: (tx: Tx, values: Record<string, string>) => Promise<void>,
  ) =>
    actByForm(house, request, reply, {
      ...{ room: 'urgings', act, to: `/cases/${row.id}/urgings` },
      back: (form, status) => show(request, reply, row, about, form, status),
    })

  async function show(
    { viewer }: FastifyRequest,
    reply: FastifyReply,
    row: CaseRow,
    about: number | undefined,
    form: FormState,
    status = 200,
  ) {
    const key = { agencyId: row.agencyId, caseId: row.id }
    const { urgings, facts } = await readAs(house, [row.agencyId], async ({ sql }) => ({
      urgings: await urgingsOf(sql, key),
      facts: await factsOf(sql, house.keys, key),
    }))
    const names = await namesOf(house.sql, urgings.flatMap(askersOf))
    const said = saidAt(facts, onlySaid)
    const view = {
      ...{ id: row.id, number: row.number ?? row.receipt, title: row.title, names, about, form, key: randomUUID() },
      today: house.time.today(),
      mayUrge: mayUrge(viewer, row) && row.stage !== 'archive',
      urgings: urgings.map((one) => ({
        ...one,
        says: said(one.position),
        answered: said(one.answer),
        mayAnswer: one.answer === null && mayAnswerUrging(viewer, row, one),
      })),
    }
    return sendPage(reply, UrgingsPage({ viewer, csrf: viewer.csrf, view }), status)
  }
}

function placeIn({ position }: { position: string }): number {
  const place = decimal(position)
  if (place === undefined) throw notFound()
  return place
}
