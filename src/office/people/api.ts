/** The people of an office for programs: who there is, inviting, changing, links; and the security officer's decisions. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal } from '../../ground/errors.ts'
import { isId } from '../../ground/ids.ts'
import type { House, Working } from '../../house.ts'
import { decideCover } from '../../people/covers.ts'
import { decideRights } from '../../people/grant.ts'
import { checkCsrf, requireServing, signedIn } from '../../people/guard.ts'
import { hasRole } from '../../people/may.ts'
import { mayDecide, openRecoveries } from '../../people/recovery.ts'
import type { Viewer } from '../../people/sessions.ts'
import { type CoverIn, type CoverRow, coversIn, proposalsOf, type StaffRow, staffOf } from '../../people/staff-list.ts'
import { decimal } from '../../web/decimal.ts'
import { describe } from '../../web/describe-api.ts'
import { formOf } from '../../web/form-of.ts'
import { given } from '../../web/given.ts'
import { once } from '../../web/once.ts'
import { DECIDED, DECISION, NEW_PERSON, PERSON_CHANGED } from './bodies.ts'
import { changePerson, personFor } from './change.ts'
import { decideRecovery, drawLink, invitePerson } from './invite.ts'

const KEY = { 'idempotency-key': 'Any text; a repeat gets the first answer.' }
const keyOf = ({ headers }: FastifyRequest) => headers['idempotency-key'] as string | undefined
type One = { Params: { id: string } }

/** A hook for what administrators alone may do. */
export const administrators = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, 'admin')) throw new Refusal('NOT_YOURS')
}
/** A hook for what security officers alone may do. */
export const securityOfficers = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, 'security')) throw new Refusal('NOT_YOURS')
}
/** A hook for who may let somebody in again: administrators and security officers, for themselves and not as a cover. */
const deciders = async ({ viewer }: FastifyRequest) => {
  if (!mayDecide(viewer)) throw new Refusal('NOT_YOURS')
}
/** A hook for a form that may name an agency: whether they look after its people is judged before the form is read. */
export const ofTheirAgency =
  (house: Pick<House, 'sql'>) =>
  ({ viewer, body }: FastifyRequest) =>
    requireServing(house, viewer, ['admin'], formOf(body).agency)

/**
 * `/people` for administrators, of their agency and of those that it takes in for; security officers read. `/rights` for
 * security officers.
 * @throws Refusal NOT_YOURS, NOT_FOUND, FACT_REFUSED, INVALID, CSRF, KEY_REUSED
 */
export async function staffApi(app: FastifyInstance, { house }: { house: Working & Pick<House, 'db'> }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })
  const scopeOf = ({ viewer }: FastifyRequest) => `${viewer.id} people`

  app.get(
    '/people',
    { schema: describe({ ...about('The people of your agency, and of those it takes in for'), query: LIST_HELP }) },
    async (request) => {
      const { viewer, query } = request
      if (!hasRole(viewer, 'admin', 'security')) throw new Refusal('NOT_YOURS')
      const { agency } = formOf(query)
      const agencyIds = viewer.agencyIds.filter((id) => !agency || id === agency)
      return { people: (await staffOf(house.db, agencyIds, now())).map(personJson) }
    },
  )

  app.post(
    '/people',
    {
      preHandler: [administrators, ofTheirAgency(house)],
      schema: describe({ ...about('Invite somebody'), body: NEW_PERSON, headers: KEY, status: 201 }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const asked = given(NEW_PERSON, request.body)
      const keyed = { scope: scopeOf(request), key: keyOf(request) }
      const { status, body } = await invitePerson(house, request.viewer, asked, keyed)
      return secret(reply).code(status).send(body)
    },
  )

  app.patch<One>(
    '/people/:id',
    {
      preHandler: administrators,
      schema: describe({
        ...about('Change name, address, rights; arrange a cover; end with hand-over, or bring back'),
        body: PERSON_CHANGED,
        headers: KEY,
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer, params } = request
      await personFor(house.sql, viewer, params.id) // whose they are is judged before what is asked
      const asked = given(PERSON_CHANGED, request.body)
      const keyed = {
        scope: scopeOf(request),
        key: keyOf(request),
        request: `change ${params.id} ${JSON.stringify(asked)}`,
      }
      const { status, body } = await once(house, keyed, 200, (tx) => changePerson(tx, house, viewer, params.id, asked))
      return reply.code(status).send({ ...(await onePerson(viewer, params.id)), ...said(body) })
    },
  )

  app.post<One>(
    '/people/:id/link',
    {
      preHandler: administrators,
      schema: describe({
        ...about('Draw a first one-time link anew; for who has been in, ask for one: it waits for a second person'),
        headers: KEY,
        status: 201,
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const keyed = { scope: scopeOf(request), key: keyOf(request) }
      const { status, body } = await drawLink(house, request.viewer, request.params.id, keyed)
      return secret(reply).code(status).send(body)
    },
  )

  app.get(
    '/rights',
    {
      preHandler: securityOfficers,
      schema: describe(about('Rights that were proposed: those that wait first; covers that run, wait or are to come')),
    },
    async ({ viewer }) => {
      const [rights, covers] = await Promise.all([
        proposalsOf(house.db, viewer.agencyIds),
        coversIn(house.db, viewer.agencyIds, house.time.today()),
      ])
      return { rights, covers: covers.map(coverJson) }
    },
  )

  app.post<One>(
    '/covers/:id',
    {
      preHandler: securityOfficers,
      schema: describe({ ...about('Approve or refuse a cover that waits'), body: DECIDED, headers: KEY, status: 201 }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer, params } = request
      if (!isId(params.id)) throw notFound()
      const keyed = {
        scope: `${viewer.id} covers`,
        key: keyOf(request),
        request: `${params.id} ${JSON.stringify(request.body)}`,
      }
      const { status, body } = await once(house, keyed, 201, async (tx) => ({
        cover: params.id,
        ...(await decideCover(tx, house, params.id, () => given(DECIDED, request.body), viewer)),
      }))
      return reply.code(status).send(body)
    },
  )

  app.get(
    '/recoveries',
    { preHandler: deciders, schema: describe(about('One-time links that wait for a second person, the oldest first')) },
    async ({ viewer }) => {
      const rows = await openRecoveries(house.db, viewer.agencyIds)
      return {
        recoveries: rows.map(({ id, username, name, agencyName, why, linkOnly, by, at }) => ({
          ...{ id, username, name, agency: agencyName, why, linkOnly, by, at },
        })),
      }
    },
  )

  app.post<One>(
    '/recoveries/:id',
    {
      preHandler: deciders,
      schema: describe({
        ...about('Approve or refuse a one-time link that waits: the link, once approved, is told to the caller alone'),
        body: DECISION,
        headers: KEY,
        status: 201,
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer, params } = request
      if (!isId(params.id)) throw notFound()
      const decision = { id: params.id, ...given(DECISION, request.body) }
      const keyed = { scope: `${viewer.id} recoveries`, key: keyOf(request) }
      const { status, body } = await decideRecovery(house, viewer, decision, keyed)
      return secret(reply).code(status).send(body)
    },
  )

  app.post<{ Params: { person: string; position: string } }>(
    '/rights/:person/:position',
    {
      preHandler: securityOfficers,
      schema: describe({ ...about('Approve or refuse proposed rights'), body: DECIDED, headers: KEY, status: 201 }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer } = request
      const { person: personId, position: n } = request.params
      const position = decimal(n)
      if (!isId(personId) || position === undefined) throw notFound()
      const keyed = {
        scope: `${viewer.id} rights`,
        key: keyOf(request),
        request: `${personId} ${n} ${JSON.stringify(request.body)}`,
      }
      const { status, body } = await once(house, keyed, 201, async (tx) => ({
        person: personId,
        position,
        ...(await decideRights(tx, house, { personId, position }, () => given(DECIDED, request.body), viewer)),
      }))
      return reply.code(status).send(body)
    },
  )

  const now = () => ({ today: house.time.today(), now: house.time.now() })
  async function onePerson(viewer: Viewer, id: string) {
    const [row] = await staffOf(house.db, viewer.agencyIds, { ...now(), id })
    return personJson(row!)
  }
}

const LIST_HELP = { agency: 'code of one agency' }

/** What holds a link is kept by nobody on the way. */
const secret = (reply: FastifyReply) => reply.header('cache-control', 'no-store')

const said = ({ waits, handedOver }: { waits: 'security' | null; handedOver: string[] }) => ({
  ...(waits && { waits }),
  ...(handedOver.length > 0 && { handedOver }),
})

const personJson = ({ covers, agency, waiting, hasPassword, ...row }: StaffRow) => ({
  ...row,
  agency,
  ended: row.endedAt !== null,
  invited: !hasPassword,
  ...(waiting && { waits: 'security' as const }),
  cover: covers[0] ? { ...dates(covers[0]), ...(covers[0].waits && { waits: 'security' as const }) } : null,
})

const dates = ({ by, from, to }: CoverRow) => ({ by, from, to })
const coverJson = ({ id, of, by, from, to, gives, waits, arrangedBy, at }: CoverIn) => ({
  ...{ id, person: of, cover: { by, from, to }, gives, by: arrangedBy, at },
  ...(waits && { waits: 'security' as const }),
})
