/** 年度轮训 (`/training`): everybody sees their own; the head puts down what was held and who came, and sees who has not been trained. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole, type Role } from '../people/may.ts'
import type { Scope } from '../people/scope.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { cameBack } from '../web/came-back.ts'
import { formOf } from '../web/form-of.ts'
import { day, given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { ASKED, presentYear, READERS, trainingAsked, yearAsked } from './asked.ts'
import { trainingCsv, trainingXlsx } from './export.ts'
import { NewTrainingPage, OwnTrainingPage, TrainingPage, TrainingsPage } from './pages/training.tsx'
import {
  attendanceOf,
  attendedBy,
  cancelTraining,
  holdTraining,
  putAttendance,
  type Training,
  theTraining,
  trainedIn,
  trainingsOf,
} from './trainings.ts'

type One = { Params: { id: string } }
const KEEPERS: readonly Role[] = ['head']
const NO_FORM: FormState = { values: {}, errors: [] }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const GIVEN = z.object({
  heldOn: day,
  title: text(100),
  content: text(1_000),
  trainer: text(60, 0).default(''),
  hours: z.string().regex(/^(?:[1-9]\d?(?:\.[05])?|0\.5)$/, { error: '填写0.5至99.5，以半学时为单位' }),
})
const WHY = z.object({ why: text(500) })

/** @throws Refusal NOT_YOURS, NOT_FOUND, INVALID, CSRF, FACT_REFUSED */
export async function trainingPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  const reads = async ({ viewer }: FastifyRequest) => {
    if (!hasRole(viewer, ...READERS)) throw new Refusal('NOT_YOURS')
  }
  const keeps = async ({ viewer }: FastifyRequest) => {
    if (!hasRole(viewer, ...KEEPERS)) throw new Refusal('NOT_YOURS')
  }

  app.get('/training', async (request, reply) => {
    const { viewer } = request
    const signed = { viewer, csrf: viewer.csrf }
    if (!hasRole(viewer, ...READERS)) {
      const { year } = given(ASKED, request.query)
      const own = yearOf(year)
      const attended = await attendedBy(house.sql, viewer.id, own)
      return sendPage(reply, OwnTrainingPage({ ...signed, year: own, present: present(), attended }))
    }
    const { year, scope } = await asked(request)
    const view = { ...(await whole(scope, year)), year, present: present(), scope, mayKeep: mayKeep(viewer, scope) }
    return sendPage(reply, TrainingsPage({ ...signed, view }))
  })

  app.get('/training.xlsx', { preHandler: reads }, async (request, reply) => {
    const { year, scope } = await asked(request)
    const all = await whole(scope, year)
    return attached(reply.type(XLSX), all.title, 'xlsx').send(Buffer.from(trainingXlsx(all)))
  })
  app.get('/training.csv', { preHandler: reads }, async (request, reply) => {
    const { year, scope } = await asked(request)
    const all = await whole(scope, year)
    return attached(reply.type('text/csv; charset=utf-8'), all.title, 'csv').send(trainingCsv(all))
  })

  app.get('/training/new', { preHandler: keeps }, async (request, reply) => showNew(request, reply, NO_FORM))

  app.post('/training', { preHandler: keeps }, async (request, reply) => {
    const { scope } = await asked(request, KEEPERS)
    if (scope.kept === null || scope.kept.district) throw new Refusal('NOT_YOURS')
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    try {
      const training = given(GIVEN, values)
      const id = await house.sql.begin((tx) => holdTraining(tx, house, scope.agency, training, request.viewer))
      return reply.redirect(`/training/${id}`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showNew(request, reply, form, status)
    }
  })

  app.get<One>('/training/:id', { preHandler: reads }, async ({ viewer, params }, reply) =>
    showOne(viewer, reply, await one(viewer, params.id, READERS), NO_FORM),
  )

  app.post<One>('/training/:id/attendance', { preHandler: keeps }, async (request, reply) => {
    const training = await one(request.viewer, request.params.id, KEEPERS)
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const came = Object.keys(values).flatMap((name) => (name.startsWith('came.') ? [name.slice(5)] : []))
    return tried(request.viewer, reply, training, values, (tx) =>
      putAttendance(tx, house, training, came, request.viewer),
    )
  })

  app.post<One>('/training/:id/cancellation', { preHandler: keeps }, async (request, reply) => {
    const training = await one(request.viewer, request.params.id, KEEPERS)
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    return tried(request.viewer, reply, training, values, (tx) =>
      cancelTraining(tx, house, training, given(WHY, values).why, request.viewer),
    )
  })

  const present = () => presentYear(house)
  const yearOf = (year: string | undefined) => yearAsked(house, year)
  const asked = ({ viewer, query }: FastifyRequest, roles = READERS) => trainingAsked(house, viewer, query, roles)

  async function whole(scope: Scope, year: number) {
    const trainings = await trainingsOf(house.sql, scope.agencyIds, year)
    const people = await trainedIn(house.sql, scope, year)
    return { title: `${scope.name}${year}年政府信息公开培训`, trainings, people }
  }

  const one = (viewer: Viewer, id: string, roles: readonly Role[]): Promise<Training> => {
    if (!isId(id)) throw notFound()
    return theTraining(house.sql, id, agenciesAs(viewer, roles))
  }

  async function showNew(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
    const { scope } = await asked(request, KEEPERS)
    const { viewer } = request
    const today = house.time.today()
    return sendPage(reply, NewTrainingPage({ viewer, csrf: viewer.csrf, scope, form, today }), status)
  }

  async function showOne(viewer: Viewer, reply: FastifyReply, training: Training, form: FormState, status = 200) {
    const attendance = await attendanceOf(house.sql, training)
    const mayKeep = agenciesAs(viewer, KEEPERS).includes(training.agencyId) && training.cancelledWhy === null
    return sendPage(
      reply,
      TrainingPage({ viewer, csrf: viewer.csrf, view: { training, attendance, form, mayKeep } }),
      status,
    )
  }

  async function tried(
    viewer: Viewer,
    reply: FastifyReply,
    training: Training,
    values: Record<string, string>,
    work: (tx: Tx) => Promise<void>,
  ) {
    try {
      await house.sql.begin(work)
      return reply.redirect(`/training/${training.id}`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showOne(viewer, reply, training, form, status)
    }
  }
}

const mayKeep = (viewer: Viewer, { kept }: Scope) =>
  kept !== null && !kept.district && agenciesAs(viewer, KEEPERS).includes(kept.agencyId)

const attached = <T extends { header(name: string, value: string): T }>(reply: T, title: string, ending: string): T =>
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.${ending}`)}`)
