/** The pages of administrators about people: the list, inviting, one person and every change of theirs. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, type Refusal } from '../../ground/errors.ts'
import type { House, Working } from '../../house.ts'
import { checkCsrf, signedIn } from '../../people/guard.ts'
import type { Viewer } from '../../people/sessions.ts'
import { keepersOf, staffOf } from '../../people/staff-list.ts'
import { cameBack } from '../../web/came-back.ts'
import { formOf } from '../../web/form-of.ts'
import { given } from '../../web/given.ts'
import { html } from '../../web/page.tsx'
import type { FormState } from '../../web/shapes.ts'
import { administrators, ofTheirAgency } from './api.ts'
import { NEW_PERSON, PERSON_CHANGED } from './bodies.ts'
import { changePerson, personFor } from './change.ts'
import { drawLink, invitePerson } from './invite.ts'
import { NewPersonPage } from './pages/new-person.tsx'
import { PeoplePage } from './pages/people.tsx'
import { PersonPage } from './pages/person.tsx'
import type { About } from './pages/person-form.ts'
import { frameOf, momentOf, personView } from './show.ts'

const NOTHING: FormState = { values: {}, errors: [] }
type One = { Params: { id: string } }
/** How many guides wait for the approval of this person; asked by the room that has them. */
type GuidesAwaited = (sql: House['sql'], viewer: Viewer) => Promise<number>
type Values = Record<string, string>

/** The values that were ticked in a list of boxes: `roles.handler` is `yes`. */
const ticked = (values: Values, name: string) =>
  Object.keys(values)
    .filter((field) => field.startsWith(`${name}.`) && values[field] === 'yes')
    .map((field) => field.slice(name.length + 1))

/**
 * `/people` for administrators, of their agency and of those that it takes in for. What is refused comes back on the page.
 * @param guidesAwaited for the line over the list: administrators begin here, and have no desk to be told on
 * @throws Refusal NOT_YOURS, NOT_FOUND, CSRF
 */
export async function staffPages(
  app: FastifyInstance,
  { house, guidesAwaited }: { house: Working & Pick<House, 'db'>; guidesAwaited: GuidesAwaited },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', administrators)

  app.get('/people', async (request, reply) => {
    const { agency, q = '' } = formOf(request.query)
    const frame = await frameOf(house, request, agency || undefined)
    const all = await staffOf(house.db, [frame.agency.code], momentOf(house))
    const wanted = q.trim().toLowerCase().slice(0, 60)
    const people = all.filter(({ name, username }) => `${name} ${username}`.toLowerCase().includes(wanted))
    const keepers = await keepersOf(house.db, frame.agency.code)
    const guides = await guidesAwaited(house.sql, request.viewer)
    return page(reply, PeoplePage({ ...frame, people, q: q.trim().slice(0, 60), keepers, guides }))
  })

  app.get('/people/new', async (request, reply) => newPerson(request, reply, formOf(request.query).agency, NOTHING))

  app.post('/people', { preHandler: ofTheirAgency(house) }, async (request, reply) => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const { username, name, email, agency } = values
    try {
      const roles = ticked(values, 'roles')
      const asked = given(NEW_PERSON, { username, name, email, agency, roles, units: ticked(values, 'units') })
      const keyed = { scope: `${request.viewer.id} people`, key: values.idempotencyKey || undefined }
      const { body } = await invitePerson(house, request.viewer, asked, keyed)
      return await person(request, reply, body.id, { link: body.link, done: body.waits && 'waits' })
    } catch (error) {
      return newPerson(request, reply, agency, { values, errors: errorsOf(error) }, (error as Refusal).status)
    }
  })

  app.get<One>('/people/:id', async (request, reply) =>
    person(request, reply, request.params.id, { done: formOf(request.query).done }),
  )

  app.post<One>('/people/:id/details', async (request, reply) =>
    changing(request, reply, 'details', ({ name, email }) => ({ name, email })),
  )

  app.post<One>('/people/:id/rights', async (request, reply) =>
    changing(request, reply, 'rights', (values) => ({
      roles: ticked(values, 'roles'),
      units: ticked(values, 'units'),
      why: values.why,
      ...handedTo(values),
    })),
  )

  app.post<One>('/people/:id/cover', async (request, reply) =>
    changing(
      request,
      reply,
      'cover',
      (values) => ({ cover: { by: values['cover.by'], from: values['cover.from'], to: values['cover.to'] } }),
      'covered',
    ),
  )
  app.post<One>('/people/:id/cover-end', async (request, reply) =>
    changing(request, reply, 'cover', () => ({ cover: null }), 'uncovered'),
  )

  app.post<One>('/people/:id/end', async (request, reply) =>
    changing(
      request,
      reply,
      'end',
      (values) => {
        if (values.confirm !== 'yes')
          throw invalid({ field: 'confirm', code: 'NOT_CONFIRMED', message: '请确认后再提交' })
        return { ended: true, ...handedTo(values) }
      },
      'ended',
    ),
  )
  app.post<One>('/people/:id/return', async (request, reply) =>
    changing(request, reply, 'end', () => ({ ended: false }), 'back'),
  )

  app.post<One>('/people/:id/link', async (request, reply) => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const keyed = { scope: `${request.viewer.id} people`, key: values.idempotencyKey || undefined }
    const { body } = await drawLink(house, request.viewer, request.params.id, keyed)
    return person(request, reply, request.params.id, 'link' in body ? body : { done: 'linkWaits' })
  })

  /** One change of a person; then their page, which says what was done. */
  async function changing(
    request: FastifyRequest<One>,
    reply: FastifyReply,
    about: About,
    asked: (values: Values) => object,
    done = 'saved',
  ) {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const { id } = request.params
    try {
      const change = given(PERSON_CHANGED, asked(values))
      const { waits } = await house.sql.begin((tx) => changePerson(tx, house, request.viewer, id, change))
      return reply.redirect(`/people/${id}?done=${waits ? (WAITING[done] ?? 'waits') : done}`, 303)
    } catch (error) {
      const form = { values, errors: errorsOf(error) }
      return person(request, reply, id, { about, form }, (error as Refusal).status)
    }
  }

  async function newPerson(
    request: FastifyRequest,
    reply: FastifyReply,
    agency: string | undefined,
    form: FormState,
    status = 200,
  ) {
    const frame = await frameOf(house, request, agency || undefined)
    const { officers } = await keepersOf(house.db, frame.agency.code)
    return page(reply, NewPersonPage({ ...frame, form, officers, idempotencyKey: randomUUID() }), status)
  }

  type Shown = Partial<Pick<Parameters<typeof PersonPage>[0], 'about' | 'form' | 'done' | 'link'>>
  async function person(request: FastifyRequest, reply: FastifyReply, id: string, shown: Shown, status = 200) {
    const { agencyId } = await personFor(house.sql, request.viewer, id)
    const [frame, view] = await Promise.all([frameOf(house, request, agencyId), personView(house, request.viewer, id)])
    return page(reply, PersonPage({ ...frame, ...view, ...shown, idempotencyKey: randomUUID() }), status)
  }
}

/** What waits says of itself by its own word; the rest is of rights. */
const WAITING: Record<string, string> = { ended: 'leaveWaits' }

/** `-` leaves the cases to their units; nothing chosen is not an answer. */
const handedTo = ({ handOver }: Values) => (handOver ? { handOver: handOver === '-' ? null : handOver } : {})

const page = (reply: FastifyReply, vnode: Parameters<typeof html>[0], status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').send(html(vnode))

/** What the reader can mend, field by field. @throws what is no such refusal */
export const errorsOf = (error: unknown): FormState['errors'] => cameBack({}, error).form.errors
