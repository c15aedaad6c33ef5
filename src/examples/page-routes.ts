/** 案例分析 (`/examples`): searched by outcome and words, written by the office, approved by legal staff. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { READERS, type Role } from '../people/may.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { cameBack } from '../web/came-back.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { choice, given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import {
  decideExample,
  EXAMPLE_DECIDERS,
  EXAMPLE_WRITERS,
  type Own,
  ownExamples,
  type Seen,
  type Shipped,
  shippedLike,
  theExample,
  writeExample,
} from './examples.ts'
import { requireNoNames } from './names.ts'
import { ExampleFormPage, ExamplePage, ExamplesPage } from './pages/examples.tsx'

type One = { Params: { id: string } }
const NO_FORM: FormState = { values: {}, errors: [] }
const GIVEN = z.object({
  outcome: choice(OUTCOMES),
  title: text(100),
  facts: text(2_000),
  comment: text(2_000),
  lesson: text(1_000),
  article: text(200),
})
const DECIDED = z.object({
  state: z.enum(['approved', 'withdrawn'], { error: '请选择' }),
  why: text(500, 0).default(''),
})

const requires =
  (roles: readonly Role[]) =>
  async ({ viewer }: FastifyRequest) => {
    if (agenciesAs(viewer, roles).length === 0) throw new Refusal('NOT_YOURS')
  }
const seenBy = (viewer: Viewer): Seen => ({
  decides: agenciesAs(viewer, EXAMPLE_DECIDERS),
  by: `staff:${viewer.username}`,
})
const mayWrite = ({ agency, ...who }: Viewer) => agenciesAs({ ...who }, EXAMPLE_WRITERS).includes(agency.id)

/** @param shipped the examples of the product @throws Refusal NOT_YOURS, NOT_FOUND, INVALID, CSRF, FACT_REFUSED */
export async function examplePages(
  app: FastifyInstance,
  { house, shipped }: { house: Pick<House, 'config' | 'sql' | 'time'>; shipped: () => readonly Shipped[] },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get('/examples', async ({ viewer, query }, reply) => {
    const { outcome: asked, q, done } = formOf(query)
    const outcome = asked && Object.hasOwn(OUTCOMES, asked) ? (asked as Outcome) : undefined
    const looked = { outcome, q: q?.slice(0, 200) }
    const own = await ownExamples(house.sql, agenciesAs(viewer, READERS), looked, seenBy(viewer))
    const view = { ...looked, own, shipped: shippedLike(shipped(), looked), done, mayWrite: mayWrite(viewer) }
    return sendPage(reply, ExamplesPage({ viewer, csrf: viewer.csrf, view }))
  })

  app.get('/examples/new', { preHandler: requires(EXAMPLE_WRITERS) }, ({ viewer, query }, reply) =>
    showForm(viewer, reply, { values: { outcome: formOf(query).outcome ?? '' }, errors: [] }),
  )

  app.post('/examples', { preHandler: requires(EXAMPLE_WRITERS) }, async (request, reply) => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    return tried(request.viewer, reply, values, undefined, async () => {
      const example = given(GIVEN, values)
      const of = { agencyId: request.viewer.agency.id }
      await requireNoNames(house, of.agencyId, example, values.namesKept === 'yes')
      const id = await house.sql.begin((tx) => writeExample(tx, house, of, example, request.viewer))
      return reply.redirect(`/examples/${id}`, 303)
    })
  })

  app.get<One>('/examples/:id', async ({ viewer, params }, reply) =>
    showOne(viewer, reply, await one(viewer, params.id)),
  )

  app.post<One>('/examples/:id', { preHandler: requires(EXAMPLE_WRITERS) }, async (request, reply) => {
    const own = await one(request.viewer, request.params.id, EXAMPLE_WRITERS)
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    return tried(request.viewer, reply, values, own, async () => {
      const of = { agencyId: own.agencyId, id: own.id, from: decimal(values.from ?? '') ?? 0 }
      const example = given(GIVEN, values)
      await requireNoNames(house, own.agencyId, example, values.namesKept === 'yes')
      await house.sql.begin((tx) => writeExample(tx, house, of, example, request.viewer))
      return reply.redirect(`/examples/${own.id}`, 303)
    })
  })

  app.post<One>('/examples/:id/decision', { preHandler: requires(EXAMPLE_DECIDERS) }, async (request, reply) => {
    const own = await one(request.viewer, request.params.id, EXAMPLE_DECIDERS)
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    try {
      const decided = given(DECIDED, values)
      await house.sql.begin((tx) => decideExample(tx, house, own, decided, request.viewer))
      return reply.redirect(`/examples/${own.id}`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return showOne(request.viewer, reply, own, form, status)
    }
  })

  /** What they may read: approved, their own, or all of it for legal staff. */
  async function one(viewer: Viewer, id: string, roles: readonly Role[] = READERS): Promise<Own> {
    if (!isId(id)) throw notFound()
    return theExample(house.sql, id, agenciesAs(viewer, roles), seenBy(viewer))
  }

  async function showOne(viewer: Viewer, reply: FastifyReply, own: Own, form = NO_FORM, status = 200) {
    const names = await namesOf(house.sql, [own.by])
    const mayDecide = agenciesAs(viewer, EXAMPLE_DECIDERS).includes(own.agencyId)
    // Over somebody else's words that wait nobody writes unread.
    const isOpen = own.n === own.last.n || own.last.state !== 'submitted'
    const mayChange = isOpen && agenciesAs(viewer, EXAMPLE_WRITERS).includes(own.agencyId)
    const view = { own, by: names.get(own.by) ?? own.by, form, mayDecide, mayChange }
    return sendPage(reply, ExamplePage({ viewer, csrf: viewer.csrf, view }), status)
  }

  const showForm = (viewer: Viewer, reply: FastifyReply, form: FormState, status = 200) =>
    sendPage(reply, ExampleFormPage({ viewer, csrf: viewer.csrf, form }), status)

  async function tried(
    viewer: Viewer,
    reply: FastifyReply,
    values: Record<string, string>,
    own: Own | undefined,
    work: () => Promise<unknown>,
  ) {
    try {
      return await work()
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return own ? showOne(viewer, reply, own, form, status) : showForm(viewer, reply, form, status)
    }
  }
}
