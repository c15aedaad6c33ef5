/** The pages of agencies and units. What is refused comes back on the page with what was typed. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../db/client.ts'
import { notFound, type Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import type { Agency } from '../people/queries.ts'
import { people, units } from '../people/tables.ts'
import { cameBack } from '../web/came-back.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { addFor, changeAgency } from './agencies.ts'
import { AGENCY, AGENCY_CHANGE, givenOf } from './agency.ts'
import { administratorsOnly, agenciesOf, officesOnly, requireMayMove, requireTheirs } from './may.ts'
import { AgenciesPage } from './pages/agencies.tsx'
import { AgencyPage, type Back, NewAgencyPage } from './pages/agency.tsx'
import { sampleOf } from './sample.ts'
import { addUnit, changeUnit, UNIT, UNIT_CHANGE, type Unit } from './units.ts'

type Coded = { Params: { code: string } }

/**
 * `/agencies` and `/units` for administrators.
 * @throws Refusal NOT_YOURS, NOT_FOUND, CSRF
 */
export async function agencyPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'db' | 'law' | 'templatesFor' | 'portal' | 'time'> },
): Promise<void> {
  const { db } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', administratorsOnly)

  app.get('/agencies', async (request, reply) => {
    const { viewer } = request
    const q = (formOf(request.query).q ?? '').trim()
    const all = await agenciesOf(house.sql, viewer)
    const found = all.filter(({ id, name, profile }) => [id, name, profile.mark].some((text) => text.includes(q)))
    const counts = await countsOf(db, viewer.agencyIds)
    const agencies = found.map((agency) => ({
      ...agency,
      units: counts.units.get(agency.id) ?? 0,
      people: counts.people.get(agency.id) ?? 0,
      open: house.portal.shows(agency.id),
    }))
    const mayAdd = isOffice(all, viewer.agency.id)
    return sendPage(reply, AgenciesPage({ viewer, csrf: viewer.csrf, q, agencies, all: all.length, mayAdd }))
  })

  app.get('/agencies/new', async (request, reply) => newAgency(request, reply, { values: {}, errors: [] }))

  app.post('/agencies', { preHandler: officesOnly(house) }, async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    try {
      const asked = given(AGENCY, values)
      await house.sql.begin((tx) => addFor(tx, house, request.viewer, asked))
      return reply.redirect(`/agencies/${asked.code}?saved=yes`, 303)
    } catch (error) {
      return newAgency(request, reply, { values, errors: errorsOf(error) }, (error as Refusal).status)
    }
  })

  app.get<Coded & { Querystring: { saved?: string } }>('/agencies/:code', async (request, reply) =>
    show(request, reply, request.params.code, { saved: request.query.saved === 'yes' }),
  )

  app.post<Coded>('/agencies/:code', async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    const { code } = request.params
    requireTheirs(request.viewer, code)
    return acting(request, reply, code, 'agency', values, async () => {
      const changes = given(AGENCY_CHANGE, values)
      await house.sql.begin(async (tx) => {
        await requireMayMove(tx, request.viewer, code, changes.takenInBy)
        await changeAgency(tx, house, code, changes, byOf(request))
      })
      return reply.redirect(`/agencies/${code}?saved=yes`, 303)
    })
  })

  app.post<Coded>('/agencies/:code/units', async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    const { code } = request.params
    requireTheirs(request.viewer, code)
    return acting(request, reply, code, 'unit', values, async () => {
      const { name } = given(UNIT, values)
      await house.sql.begin((tx) => addUnit(tx, house, code, { name }, byOf(request)))
      return reply.redirect(`/agencies/${code}#units-title`, 303)
    })
  })

  app.post<{ Params: { id: string } }>('/units/:id', async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    const [unit] = await db.select().from(units).where(eq(units.id, request.params.id))
    if (!unit) throw notFound()
    requireTheirs(request.viewer, unit.agencyId)
    return acting(request, reply, unit.agencyId, unit.id, values, async () => {
      const { position, closed, ...rest } = values
      const changes = given(UNIT_CHANGE, {
        ...rest,
        ...(position && { position: Number(position) }),
        ...(closed && { closed: closed === 'yes' }),
      })
      await house.sql.begin((tx) => changeUnit(tx, house, unit.id, changes, byOf(request)))
      return reply.redirect(`/agencies/${unit.agencyId}#units-title`, 303)
    })
  })

  /** What is refused comes back with its form; `about` says which one. */
  async function acting(
    request: FastifyRequest,
    reply: FastifyReply,
    code: string,
    about: string,
    values: Record<string, string>,
    act: () => Promise<FastifyReply>,
  ) {
    try {
      return await act()
    } catch (error) {
      const errors = errorsOf(error)
      return show(request, reply, code, { back: { about, form: { values, errors } } }, (error as Refusal).status)
    }
  }

  async function newAgency(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
    const { viewer } = request
    const all = await agenciesOf(house.sql, viewer)
    const own = all.filter(({ id }) => id === viewer.agency.id)
    return sendPage(reply, NewAgencyPage({ viewer, csrf: viewer.csrf, form, offices: namesOf(own) }), status)
  }

  type Shown = { back?: Back; saved?: boolean }
  async function show(request: FastifyRequest, reply: FastifyReply, code: string, shown: Shown, status = 200) {
    const { viewer } = request
    requireTheirs(viewer, code)
    const all = await agenciesOf(house.sql, viewer)
    const agency = all.find(({ id }) => id === code)!
    const mayTakeIn = all.filter(({ id, takenInBy }) => id === takenInBy || id === code || id === agency.takenInBy)
    const props = {
      viewer,
      csrf: viewer.csrf,
      agency,
      units: await unitsWithClosed(db, code),
      sample: sampleOf(house, agency),
      offices: namesOf(mayTakeIn),
      values: givenOf(agency) as Record<string, string>,
      ...shown,
    }
    return sendPage(reply, AgencyPage(props), status)
  }
}

const byOf = ({ viewer }: FastifyRequest) => `staff:${viewer.username}`

const namesOf = (agencies: readonly Agency[]) => Object.fromEntries(agencies.map(({ id, name }) => [id, name]))

const isOffice = (all: readonly Agency[], own: string) =>
  all.some(({ id, takenInBy }) => id === own && takenInBy === own)

/** What the reader can mend, field by field. @throws what is no such refusal */
const errorsOf = (error: unknown): FormState['errors'] => cameBack({}, error).form.errors

/** The units of an agency in their order, the closed ones last. */
async function unitsWithClosed(db: Db, agencyId: string): Promise<Unit[]> {
  const rows = await db
    .select({ id: units.id, agencyId: units.agencyId, name: units.name, closedAt: units.closedAt })
    .from(units)
    .where(eq(units.agencyId, agencyId))
    .orderBy(sql`${units.closedAt} is not null`, asc(units.position), asc(units.id))
  return rows.map(({ closedAt, ...unit }) => ({ ...unit, closed: closedAt !== null }))
}

/** How many units are open, and how many people work, in each of these agencies. */
async function countsOf(db: Db, agencyIds: readonly string[]) {
  const ids = [...agencyIds]
  const n = sql<number>`count(*)::int`
  const [unitRows, peopleRows] = await Promise.all([
    db
      .select({ id: units.agencyId, n })
      .from(units)
      .where(and(inArray(units.agencyId, ids), isNull(units.closedAt)))
      .groupBy(units.agencyId),
    db
      .select({ id: people.agencyId, n })
      .from(people)
      .where(and(inArray(people.agencyId, ids), isNull(people.endedAt)))
      .groupBy(people.agencyId),
  ])
  const byId = (rows: { id: string; n: number }[]) => new Map(rows.map(({ id, n }) => [id, n]))
  return { units: byId(unitRows), people: byId(peopleRows) }
}
