/** Who sets up agencies and units: administrators, for their own agency and those that it takes in for. */
import type { FastifyRequest } from 'fastify'
import type { Sql, Tx } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { PLACEHOLDER } from '../people/first-administrator.ts'
import { hasRole } from '../people/may.ts'
import { type Agency, allAgencies } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'

/** A hook for everything that an administrator alone does. */
export const administratorsOnly = async (request: FastifyRequest) => {
  if (!hasRole(request.viewer, 'admin')) throw new Refusal('NOT_YOURS')
}

/** The agencies that this administrator looks after. */
export async function agenciesOf(sql: Sql | Tx, viewer: Pick<Viewer, 'agencyIds'>): Promise<Agency[]> {
  return (await allAgencies(sql)).filter(({ id }) => viewer.agencyIds.includes(id))
}

/** The agency for which they speak to others; none for who only covers an administrator of another one. */
export const ownOf = ({ agency, agencyIds }: Pick<Viewer, 'agency' | 'agencyIds'>): string | undefined =>
  agencyIds.includes(agency.id) ? agency.id : undefined

/** @throws Refusal NOT_FOUND for an agency that is not theirs: it is not told that there is one. */
export function requireTheirs({ agencyIds }: Pick<Viewer, 'agencyIds'>, agencyId: string): void {
  if (!agencyIds.includes(agencyId)) throw notFound()
}

/**
 * Who takes in for an agency is for its present intake office to change: an agency does not leave it by itself.
 * @throws Refusal NOT_YOURS
 */
export async function requireMayMove(tx: Tx, viewer: Viewer, id: string, takenInBy: string | undefined): Promise<void> {
  if (takenInBy === undefined) return
  const before = (await allAgencies(tx)).find((agency) => agency.id === id)
  if (before && !mayMove(ownOf(viewer), before, takenInBy || id)) throw new Refusal('NOT_YOURS', { message: MOVED_BY })
}

export const MOVED_BY = '由谁统一收件，由现在统一收件的机关变更'
/** The same of an agency that is read already. @param own the agency of who changes it */
export const mayMove = (own: string | undefined, before: Pick<Agency, 'takenInBy'>, takenInBy: string): boolean =>
  takenInBy === before.takenInBy || own === before.takenInBy

/**
 * Who adds agencies: an administrator of an intake office. SQL: in the transaction of adding, too.
 * @throws Refusal NOT_YOURS
 */
async function officeOf(sql: Sql | Tx, viewer: Viewer): Promise<Agency> {
  const own = (await allAgencies(sql)).find((agency) => agency.id === ownOf(viewer))
  if (!own || (own.takenInBy !== own.id && own.name !== PLACEHOLDER)) throw new Refusal('NOT_YOURS')
  return own
}

/** A hook for what they alone do. */
export const officesOnly =
  ({ sql }: { sql: Sql }) =>
  async ({ viewer }: FastifyRequest) => {
    await officeOf(sql, viewer)
  }

/**
 * @param takenInBy of the agency to be added: the own office, unless there is no agency yet
 * @throws Refusal NOT_YOURS; INVALID where another office would take in for it
 */
export async function requireMayAdd(tx: Tx, viewer: Viewer, { id, takenInBy }: Pick<Agency, 'id' | 'takenInBy'>) {
  const own = await officeOf(tx, viewer)
  if (own.name === PLACEHOLDER || takenInBy === own.id) return
  const message =
    takenInBy === id
      ? `本页只能增加由“${own.name}”统一收件的机关；自己收件的机关，在服务器上用 office import 导入`
      : `只能由“${own.name}”收件；由其他机关收件的，在服务器上用 office import 导入`
  throw new Refusal('INVALID', { errors: [{ field: 'takenInBy', code: 'UNFIT', message }] })
}
