/** The agencies as citizen pages show them; the intake office comes first. */
import type { House } from '../house.ts'
import { type Agency, namedAgencies } from '../people/queries.ts'
import type { AgencyView } from '../web/shapes.ts'

/** An agency as citizen pages show it: `code` is its id, and its profile is spread beside name and kind. */
export const agencyView = ({ id, name, kind, profile }: Agency): AgencyView => ({ code: id, name, kind, ...profile })
/** All agencies that have a name, in the order of their `position`. */
export const agencyViews = async (house: Pick<House, 'sql'>): Promise<AgencyView[]> =>
  (await namedAgencies(house.sql)).map(agencyView)
