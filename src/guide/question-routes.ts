/** `/guides/questions`: the questions and answers of an agency, written, approved, taken out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { checkCsrf } from '../people/guard.ts'
import type { Role } from '../people/may.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { choice, given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { TOPIC_LABELS } from './labels.ts'
import { EntryPage, QuestionsEditPage } from './pages/questions.tsx'
import {
  decideQuestion,
  type Entry,
  entriesOf,
  linesOfEntry,
  QUESTION_DECIDERS,
  QUESTION_WRITERS,
  theEntry,
  writeQuestion,
} from './questions.ts'
import { withWaiting } from './waiting.ts'
import { agencyNamed, cameBack } from './whose.ts'

type One = { Params: { id: string } }
const GIVEN = z.object({
  topic: choice(TOPIC_LABELS),
  question: text(500),
  answer: text(3_000),
  basis: text(200, 0).default(''),
})
const DECIDED = z.object({
  state: z.enum(['approved', 'withdrawn'], { error: '请选择' }),
  why: text(500, 0).default(''),
})
const NO_FORM: FormState = { values: {}, errors: [] }

const isOwnAndWaits = ({ state, author }: Entry, { username }: Viewer) =>
  state === 'submitted' && author === `staff:${username}`

/** Registered behind `signedIn`. @throws Refusal NOT_YOURS, NOT_FOUND, INVALID, CSRF, FACT_REFUSED */
export function questionRoutes(app: FastifyInstance, house: Pick<House, 'sql' | 'time'>): void {
  app.get('/guides/questions', (request, reply) => show(request, reply, formOf(request.query).agency))

  app.post('/guides/questions', async (request, reply) => {
    const { csrf, agency: named = '-', ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    const { agency } = await agencyNamed(house, request.viewer, named, QUESTION_WRITERS)
    try {
      const question = given(GIVEN, values)
      const of = { agencyId: agency.id }
      const id = await house.sql.begin((tx) => writeQuestion(tx, house, of, question, request.viewer))
      return reply.redirect(`/guides/questions/${id}`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return show(request, reply, agency.id, form, status)
    }
  })

  app.get<One>('/guides/questions/:id', async (request, reply) =>
    showOne(request.viewer, reply, await one(request.viewer, request.params.id, QUESTION_WRITERS)),
  )

  app.post<One>('/guides/questions/:id', async (request, reply) => {
    const entry = await one(request.viewer, request.params.id, QUESTION_WRITERS)
    const { csrf, from, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    try {
      const question = given(GIVEN, values)
      const of = { agencyId: entry.agencyId, id: entry.id, from: decimal(from ?? '') ?? 0 }
      await house.sql.begin((tx) => writeQuestion(tx, house, of, question, request.viewer))
      return reply.redirect(`/guides/questions/${entry.id}`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showOne(request.viewer, reply, entry, { form, isWritten: true }, status)
    }
  })

  app.post<One>('/guides/questions/:id/decision', async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    // Who wrote what waits may take it back, whether or not they decide.
    const entry = await one(
      request.viewer,
      request.params.id,
      values.state === 'withdrawn' ? QUESTION_WRITERS : QUESTION_DECIDERS,
    )
    checkCsrf(request, csrf)
    const mayDecide = agenciesAs(request.viewer, QUESTION_DECIDERS).includes(entry.agencyId)
    if (!mayDecide && !isOwnAndWaits(entry, request.viewer)) throw new Refusal('NOT_YOURS')
    try {
      const decided = { ...given(DECIDED, values), n: decimal(values.n ?? '') ?? 0 }
      await house.sql.begin((tx) => decideQuestion(tx, house, entry, decided, request.viewer))
      return reply.redirect(`/guides/questions/${entry.id}`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showOne(request.viewer, reply, entry, { form, isWritten: false }, status)
    }
  })

  /** One of the agencies that they serve in one of these roles. */
  async function one(viewer: Viewer, id: string, roles: readonly Role[]): Promise<Entry> {
    const served = await agencyNamed(house, viewer, undefined, roles)
    if (!isId(id)) throw notFound()
    return theEntry(
      house.sql,
      served.agencies.map((agency) => agency.id),
      id,
    )
  }

  async function show(request: FastifyRequest, reply: FastifyReply, named?: string, form?: FormState, status = 200) {
    const { viewer } = request
    const { agency, agencies } = await agencyNamed(house, viewer, named, QUESTION_WRITERS)
    const all = await entriesOf(house.sql, [agency.id])
    const isWaiting = formOf(request.query).state === 'submitted'
    const view = {
      ...{ agency, agencies: await withWaiting(house.sql, 'questions', agencies) },
      entries: isWaiting ? all.filter(({ state }) => state === 'submitted') : all,
      waiting: all.filter(({ state }) => state === 'submitted').length,
      isWaiting,
      ...{ form: form ?? NO_FORM, isWritten: form !== undefined, mayWrite: true },
    }
    return sendPage(reply, QuestionsEditPage({ viewer, csrf: viewer.csrf, view }), status)
  }

  async function showOne(
    viewer: Viewer,
    reply: FastifyReply,
    entry: Entry,
    { form, isWritten } = { form: NO_FORM, isWritten: false },
    status = 200,
  ) {
    const lines = await linesOfEntry(house.sql, entry)
    const names = await namesOf(
      house.sql,
      lines.map(({ by }) => by),
    )
    const mine = (roles: readonly Role[]) => agenciesAs(viewer, roles).includes(entry.agencyId)
    const view = {
      ...{ entry, form, isWritten, mayWrite: mine(QUESTION_WRITERS), mayDecide: mine(QUESTION_DECIDERS) },
      lines: lines.map((line) => ({ ...line, by: names.get(line.by) ?? line.by })),
      isOwn: entry.author === `staff:${viewer.username}`,
    }
    return sendPage(reply, EntryPage({ viewer, csrf: viewer.csrf, view }), status)
  }
}
