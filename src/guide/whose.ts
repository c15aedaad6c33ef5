/** What both pages of staff ask: whose guide or questions, and the form that came back. */
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { Role } from '../people/may.ts'
import { allAgencies } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import type { FormState } from '../web/shapes.ts'

/** The agency that an address names, by default the viewer's own; a form always names one. @throws Refusal NOT_YOURS, NOT_FOUND */
export async function agencyNamed(
  house: Pick<House, 'sql'>,
  viewer: Viewer,
  named: string | undefined,
  roles: readonly Role[],
) {
  const served = agenciesAs(viewer, roles)
  if (served.length === 0) throw new Refusal('NOT_YOURS')
  const agencies = (await allAgencies(house.sql)).filter(({ id }) => served.includes(id))
  const agency = agencies.find(({ id }) => id === (named || viewer.agency.id)) ?? (named ? undefined : agencies[0])
  if (!agency) throw notFound()
  return { agency, agencies }
}

/** The form as it was sent, with what was refused. @throws whatever is no refusal of the form */
export function cameBack(values: Record<string, string>, error: unknown): { form: FormState; status: number } {
  if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) throw error
  const errors = error.errors.length > 0 ? error.errors : [{ field: '', message: error.sentence }]
  return { form: { values, errors }, status: error.status }
}
