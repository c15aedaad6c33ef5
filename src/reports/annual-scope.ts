/**
 * Whose report somebody asks for. Who counts must see the cases behind a figure, so nobody reads here whose work is not the
 * agency's whole: handlers see their units' cases alone, and administrators none.
 */
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { hasRole, type Role } from '../people/may.ts'
import { type Scope, scopeAs } from '../people/scope.ts'
import type { Viewer } from '../people/sessions.ts'

export type { Kept, Scope } from '../people/scope.ts'

/** Who reads the report and the cases behind it. */
export const REPORT_READERS: readonly Role[] = ['registrar', 'head', 'counsel', 'signer', 'archivist', 'supervisor']
/** Who writes its texts and makes it final: whoever answers for the disclosure office (Art 49). */
export const REPORT_KEEPERS: readonly Role[] = ['head']

/** @throws Refusal NOT_YOURS, INVALID (NO_SUCH_AGENCY) */
export const scopeOf = (
  house: Pick<House, 'sql'>,
  viewer: Viewer,
  asked: string | undefined,
  roles: readonly Role[] = REPORT_READERS,
): Promise<Scope> => scopeAs(house, viewer, asked, roles)

/** A hook for routes that show reports. */
export const readsReports = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...REPORT_READERS)) throw new Refusal('NOT_YOURS')
}
