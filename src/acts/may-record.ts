/** Who may record what. The workflow says whether it is possible; this says whether it is yours to do (contract, section 6). */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { Role } from '../people/may.ts'
import type { Seat } from '../people/seats.ts'
import { ACTS, isRecordable, RECORDABLE } from './catalogue.ts'

/** Somebody at the door: their own place in the office, and those they cover today. */
export type Who = { seats: readonly Seat[] }
/** By name, too: so that nobody decides on their own. */
export type Named = Who & { id: string; username: string }

/** Those who enter what came on paper or at the counter: their route asks them. */
const rolesFor = (type: FactType): readonly Role[] =>
  type === 'submitted' ? ['registrar'] : isRecordable(type) ? ACTS[type].may : []

/** May this person record a fact of this type in this case? A handler acts in the cases of its units. */
export const mayRecord = (who: Who, type: FactType, context: CaseContext): boolean =>
  seatFor(who, type, context) !== undefined

/** The place from which they may: their own where it allows it, else one that they cover (代). */
export const seatFor = ({ seats }: Who, type: FactType, context: CaseContext): Seat | undefined =>
  seats.find((seat) => mayFrom(seat, type, context))

function mayFrom({ roles, units, id }: Seat, type: FactType, context: CaseContext): boolean {
  const asRole = rolesFor(type).filter((role) => roles.includes(role))
  if (asRole.some((role) => role !== 'handler')) return true
  return asRole.length > 0 && (context.unit === null || isIn(units, context.unit) || context.handler === id)
}

const isIn = (units: Seat['units'], unit: string) => units.some(({ id }) => id === unit)

/** Those who approve what others prepared. */
export const APPROVERS: readonly Role[] = ['counsel', 'head', 'signer']

/** The place from which somebody may approve a notice that `staff:NAME` prepared: never their own notice, nor in the place of whoever prepared it. */
export function approvingSeat({ seats, username }: Named, preparedBy: string): Seat | undefined {
  const isOther = (name: string) => preparedBy !== `staff:${name}`
  if (!isOther(username)) return undefined
  return seats.find((seat) => isOther(seat.username) && APPROVERS.some((role) => seat.roles.includes(role)))
}

const outside = (who: 'applicant' | 'party'): readonly FactType[] =>
  RECORDABLE.filter((type) => ACTS[type].outside === who)

/** What the applicant may record with receipt number and enquiry code. */
export const APPLICANT_MAY = outside('applicant')

/** What those who are consulted may record with answer number and code, each in their own consultation. */
export const PARTY_MAY = outside('party')
