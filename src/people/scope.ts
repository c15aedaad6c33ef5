/**
 * Whose figures somebody asks for. Without a word their own agency's; of an intake office, any of those that it takes in
 * for; `all` is the district together, every agency that one office takes in for.
 */
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { Role } from './may.ts'
import { type Agency, allAgencies } from './queries.ts'
import type { Viewer } from './sessions.ts'
import { agenciesAs } from './sight.ts'

/** The word for a district, in addresses. */
export const ALL = 'all'

/** Under whose name what is written of the figures is kept. */
export type Kept = { agencyId: string; district: boolean }

export type Scope = {
  /** The agency's code, or `all`. */
  agency: string
  name: string
  /** Of the cases that are counted. */
  agencyIds: string[]
  /** Whose report it is, as it is kept: the agency, or the intake office of the district; null where `all` is no one office's. */
  kept: Kept | null
  /** Of the agency, as in the contract, section 5; null of several together. */
  kind: string | null
  /** What may be asked instead, the district last. */
  choices: { agency: string; name: string }[]
}

/** @param roles in which somebody answers for the agencies. @throws Refusal NOT_YOURS, INVALID (NO_SUCH_AGENCY) */
export async function scopeAs(
  { sql }: Pick<House, 'sql'>,
  viewer: Viewer,
  asked: string | undefined,
  roles: readonly Role[],
): Promise<Scope> {
  const mine = agenciesAs(viewer, roles)
  const agencies = await allAgencies(sql)
  const served = agencies.filter(({ id }) => mine.includes(id))
  if (served.length === 0) throw new Refusal('NOT_YOURS')
  const choices = [
    ...served.map(({ id, name }) => ({ agency: id, name })),
    ...(served.length > 1 ? [{ agency: ALL, name: '全部机关合计' }] : []),
  ]
  if (asked === ALL && !agencies.some(({ id }) => id === ALL)) return { ...district(served), choices }
  const one = asked ? agencies.find(({ id }) => id === asked) : ownOf(served, viewer)
  if (!one) throw invalid({ field: 'agency', code: 'NO_SUCH_AGENCY', message: '没有这个机关' })
  if (!mine.includes(one.id)) throw new Refusal('NOT_YOURS')
  const kept = { agencyId: one.id, district: false }
  return { agency: one.id, name: one.name, agencyIds: [one.id], kept, kind: one.kind, choices }
}

const ownOf = (served: readonly Agency[], { agency }: Viewer) => served.find(({ id }) => id === agency.id) ?? served[0]

function district(served: readonly Agency[]): Omit<Scope, 'choices'> {
  const offices = new Set(served.map(({ takenInBy }) => takenInBy))
  const [office] = offices
  const kept = offices.size === 1 && office && served.length > 1 ? { agencyId: office, district: true } : null
  return { agency: ALL, name: '全部机关合计', agencyIds: served.map(({ id }) => id), kept, kind: null }
}
