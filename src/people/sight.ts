/**
 * Who sees what: the one place that says how far a role reaches. What a person reads and what a person may write are both
 * asked here; which fact is whose stands in `acts/may-record.ts`. Lists ask the same in SQL (`ledger/seen.ts`), and a test
 * holds the two against each other.
 *
 * A handler reaches the cases of its units, those given to it by name wherever they lie, and those of its agency that no
 * unit has yet: an agency without units would have nobody else to handle them. Who registers, leads, reviews, signs or
 * archives reaches the cases of its agency and of those that it takes in for. A supervisor reaches every case, to read.
 * Administrator, security officer and auditor reach none.
 */
import { PUBLISHERS, type Role } from './may.ts'
import type { Seat } from './seats.ts'

/** What of a case decides who sees it. */
export type Place = { agencyId: string; unitId: string | null; handlerId: string | null }
/** Somebody at the door: their own place in the office, and those they cover today. */
export type Who = { seats: readonly Seat[] }

/** With the agencies that they serve in any role, of which a supervisor's are all. */
export type Seated = Who & { agencyIds: readonly string[] }

/** Roles that reach whatever lies with their agency, or with one that it takes in for. */
export const OF_AGENCY: readonly Role[] = ['registrar', 'head', 'counsel', 'signer', 'archivist']

/** Does this role reach the case, from this seat? The seat need not have the role's name twice: who lacks it reaches nothing. */
export function reaches(seat: Seat, role: Role, { agencyId, unitId, handlerId }: Place): boolean {
  if (!seat.roles.includes(role)) return false
  if (role === 'supervisor') return true
  if (OF_AGENCY.includes(role)) return seat.agencyIds.includes(agencyId)
  if (role !== 'handler') return false
  if (unitId === null) return seat.agencyId === agencyId || handlerId === seat.id
  return handlerId === seat.id || seat.units.some(({ id }) => id === unitId)
}

/** Whoever may add something to a case that they reach. */
export const WRITERS: readonly Role[] = [...OF_AGENCY, 'handler']

const byAny = ({ seats }: Who, roles: readonly Role[], place: Place) =>
  seats.some((seat) => roles.some((role) => reaches(seat, role, place)))

/** Is this case there for them at all? What they do not see answers as if it did not exist. */
export const sees = (who: Who, place: Place): boolean => byAny(who, [...WRITERS, 'supervisor'], place)

/** May they add anything to it? Which fact is theirs, `mayRecord` says. */
export const writes = (who: Who, place: Place): boolean => byAny(who, WRITERS, place)

/** The same as a question to lists: agencies as a whole, then what only a handler sees. */
export type Sight = {
  /** A supervisor's. */
  everything: boolean
  agencies: string[]
  /** Units whose cases are theirs; people in whose name cases are; agencies whose cases without a unit they see. */
  units: string[]
  people: string[]
  withoutUnit: string[]
}

/** What lists filter by: all that any seat sees. */
export function sightOf({ seats }: Who): Sight {
  const as = (...roles: Role[]) => seats.filter((seat) => roles.some((role) => seat.roles.includes(role)))
  const unique = (ids: string[]) => [...new Set(ids)]
  const handling = as('handler')
  return {
    everything: as('supervisor').length > 0,
    agencies: unique(as(...OF_AGENCY).flatMap(({ agencyIds }) => [...agencyIds])),
    units: unique(handling.flatMap(({ units }) => units.map(({ id }) => id))),
    people: unique(handling.map(({ id }) => id)),
    withoutUnit: unique(handling.map(({ agencyId }) => agencyId)),
  }
}

/**
 * The agencies that somebody serves in one of these roles: their office's own, and those that it takes in for. For what
 * belongs to an agency as a whole: its register of numbers, its reading room, its settings. A supervisor serves all.
 */
export function agenciesAs({ seats, agencyIds }: Seated, roles: readonly Role[]): string[] {
  const serving = seats.filter((seat) => roles.some((role) => seat.roles.includes(role)))
  const everywhere = roles.includes('supervisor') && serving.some((seat) => seat.roles.includes('supervisor'))
  return everywhere ? [...agencyIds] : [...new Set(serving.flatMap((seat) => [...seat.agencyIds]))]
}

/** Whether somebody looks after this agency's reading room: by role, and for an agency that they serve in that role. */
export const mayPublish = (who: Seated, agencyId: string): boolean => agenciesAs(who, PUBLISHERS).includes(agencyId)
