/** Agencies and units for programs, and what the office still lacks. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notFound } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { setupOf } from '../people/setup.ts'
import { describe, KEY } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { once } from '../web/once.ts'
import { addFor, changeAgency } from './agencies.ts'
import { AGENCY, AGENCY_CHANGE, givenOf } from './agency.ts'
import { administratorsOnly, officesOnly, requireMayMove, requireTheirs } from './may.ts'
import { addUnit, changeUnit, UNIT, UNIT_CHANGE } from './units.ts'

const about = (summary: string) => ({ summary, tag: 'staff', headers: KEY, secured: true })

/** Enough for a monitor that looks every second. */
const LOOKS = { rateLimit: { max: 120, timeWindow: '1 minute' } }

/**
 * `GET /setup` for everybody; agencies and units for administrators.
 * @throws Refusal NOT_YOURS, NOT_FOUND, INVALID, UNIT_IN_USE, CSRF, KEY_REUSED
 */
export async function officeApi(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'law'> },
): Promise<void> {
  app.get(
    '/setup',
    {
      config: LOOKS,
      schema: describe({
        summary: 'May the public file online, and what is lacking',
        tag: 'public',
        answers: '{"open","missing":[{"what","why","where"}]}',
      }),
    },
    () => setupOf(house),
  )

  await app.register(async (staff) => {
    staff.addHook('preHandler', signedIn(house))
    staff.addHook('preHandler', administratorsOnly)
    staff.addHook('preHandler', async (request) => checkCsrf(request, request.headers['x-csrf-token']))

    staff.post(
      '/agencies',
      { preHandler: officesOnly(house), schema: describe({ ...about('Add an agency'), body: AGENCY, status: 201 }) },
      async (request, reply) => {
        const { viewer } = request
        const asked = given(AGENCY, request.body)
        const { status, body } = await once(house, keyed(request, 'agencies', asked), 201, async (tx) =>
          givenOf(await addFor(tx, house, viewer, asked)),
        )
        return reply.code(status).send(body)
      },
    )

    staff.patch<{ Params: { code: string } }>(
      '/agencies/:code',
      { schema: describe({ ...about('Change an agency'), body: AGENCY_CHANGE }) },
      async (request) => {
        const { code } = request.params
        requireTheirs(request.viewer, code)
        const changes = given(AGENCY_CHANGE, request.body)
        const act = once(house, keyed(request, `agencies ${code}`, changes), 200, async (tx) => {
          await requireMayMove(tx, request.viewer, code, changes.takenInBy)
          return givenOf(await changeAgency(tx, house, code, changes, byOf(request)))
        })
        return (await act).body
      },
    )

    staff.post(
      '/units',
      { schema: describe({ ...about('Add a unit'), body: UNIT, status: 201 }) },
      async (request, reply) => {
        const agencyId = formOf(request.body).agency ?? request.viewer.agency.id
        requireTheirs(request.viewer, agencyId)
        const asked = given(UNIT, request.body)
        const { status, body } = await once(house, keyed(request, 'units', asked), 201, (tx) =>
          addUnit(tx, house, agencyId, asked, byOf(request)),
        )
        return reply.code(status).send(body)
      },
    )

    staff.patch<{ Params: { id: string } }>(
      '/units/:id',
      { schema: describe({ ...about('Rename, move, close or open a unit'), body: UNIT_CHANGE }) },
      async (request) => {
        const { id } = request.params
        const [unit] = await house.sql<{ agencyId: string }[]>`select agency_id from units where id = ${id}` // SQL: one row, before a change
        if (!unit) throw notFound()
        requireTheirs(request.viewer, unit.agencyId)
        const changes = given(UNIT_CHANGE, request.body)
        const act = once(house, keyed(request, `units ${id}`, changes), 200, (tx) =>
          changeUnit(tx, house, id, changes, byOf(request)),
        )
        return (await act).body
      },
    )
  })
}

const byOf = ({ viewer }: FastifyRequest) => `staff:${viewer.username}`

const keyed = ({ viewer, headers }: FastifyRequest, what: string, asked: object) => ({
  scope: `${viewer.id} office`,
  key: headers['idempotency-key'] as string | undefined,
  request: `${what} ${JSON.stringify(asked)}`,
})
