/** Whose settings an address names, and who may see them. */
import type { FastifyRequest } from 'fastify'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { allAgencies } from '../people/queries.ts'
import { agenciesAs } from '../people/sight.ts'
import { formOf } from '../web/form-of.ts'
import { DECIDERS, mayRead } from './choose.ts'
import type { Frame } from './views.ts'

/** A hook for everything under settings. */
export const settingsReaders = async (request: FastifyRequest) => {
  if (!mayRead(request.viewer)) throw new Refusal('NOT_YOURS')
}

/**
 * The agency that a form or `?agency=` names, by default the viewer's own.
 * @throws Refusal NOT_FOUND for one that is not theirs
 */
export async function frameFor(
  house: Pick<House, 'sql' | 'time'>,
  request: FastifyRequest,
  named = formOf(request.query).agency,
): Promise<Frame> {
  const { viewer } = request
  const wanted = named || viewer.agency.id
  const agencies = (await allAgencies(house.sql))
    .filter(({ id }) => agenciesAs(viewer, DECIDERS).includes(id))
    .map(({ id, name }) => ({ id, name }))
  const agency = agencies.find(({ id }) => id === wanted)
  if (!agency) throw notFound()
  return { viewer, csrf: viewer.csrf, today: house.time.today(), agency, agencies }
}
