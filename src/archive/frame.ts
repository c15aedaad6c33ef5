/** Whose archive an address names, and who may look at which part of it. */
import type { FastifyRequest } from 'fastify'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { hasRole, type Role } from '../people/may.ts'
import { allAgencies } from '../people/queries.ts'
import { agenciesAs } from '../people/sight.ts'
import { formOf } from '../web/form-of.ts'
import type { Frame } from './views.ts'

/** Lists of destruction name no case by its content: the security officer reads and decides on them, too. */
export const DECIDERS: readonly Role[] = ['archivist', 'head', 'security']

/** The catalogue names cases by their titles: for roles that see every case of the agency, and keep or answer for its archive. */
export const CATALOGUE_READERS: readonly Role[] = ['archivist', 'head']

/** A hook for routes of these roles. */
export const only = (roles: readonly Role[]) => async (request: FastifyRequest) => {
  if (!hasRole(request.viewer, ...roles)) throw new Refusal('NOT_YOURS')
}

/**
 * The agency that a form or `?agency=` names, by default the viewer's own.
 * @throws Refusal NOT_FOUND for one that they do not serve in one of these roles
 */
export async function frameFor(
  house: Pick<House, 'sql' | 'time'>,
  request: FastifyRequest,
  roles: readonly Role[],
): Promise<Frame> {
  const { viewer } = request
  const wanted = formOf(request.body).agency || formOf(request.query).agency || viewer.agency.id
  const served = agenciesAs(viewer, roles)
  const agencies = (await allAgencies(house.sql)).filter(({ id }) => served.includes(id))
  const agency = agencies.find(({ id }) => id === wanted)
  if (!agency) throw notFound()
  return {
    ...{ viewer, csrf: viewer.csrf, today: house.time.today() },
    agency: { id: agency.id, name: agency.name },
    agencies: agencies.map(({ id, name }) => ({ id, name })),
  }
}
