/** The agencies as citizen pages show them; the office that takes in comes first. */
import type { House } from '../house.ts'
import { type Agency, allAgencies } from '../people/queries.ts'
import type { AgencyView } from '../web/shapes.ts'

export const agencyView = ({ id, name, kind, profile }: Agency): AgencyView => ({ code: id, name, kind, ...profile })
export const agencyViews = async (house: Pick<House, 'db'>): Promise<AgencyView[]> =>
  (await allAgencies(house.db)).map(agencyView)
