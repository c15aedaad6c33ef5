/** Who may record what. The workflow says whether it is possible; this says whether it is yours to do (contract, section 6). */
import { nextApproval } from '../../workflows/disclosure/chained.ts'
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import { Refusal } from '../ground/errors.ts'
import type { Role } from '../people/may.ts'
import type { Seat } from '../people/seats.ts'
import { type Place, reaches, type Who } from '../people/sight.ts'
import { ACTS, isRecordable, RECORDABLE } from './catalogue.ts'

export type { Who }
/** By name, too: so that nobody decides on their own. */
export type Named = Who & { id: string; username: string }

/** Where a case lies and, where it is read as a whole, what its draft waits for. */
type Where = Place & { context?: Pick<CaseContext, 'draft'> }

/** Those who enter what came on paper or at the counter: their route asks them. */
function rolesFor(type: FactType, step?: unknown): readonly Role[] {
  if (type === 'submitted') return ['registrar']
  if (!isRecordable(type)) return []
  const { may, maySteps } = ACTS[type]
  return maySteps && typeof step === 'string' && Object.hasOwn(maySteps, step) ? maySteps[step]! : may
}

/**
 * May this person record a fact of this type in this case? Each role as far as it reaches.
 * @param step of a fact that is recorded in steps, which one
 */
export const mayRecord = (who: Who, type: FactType, place: Where, step?: unknown): boolean =>
  seatFor(who, type, place, step) !== undefined

/** The place from which they may: their own where it allows it, else one that they cover (代). */
export const seatFor = ({ seats }: Who, type: FactType, place: Where, step?: unknown): Seat | undefined =>
  seats.find(
    (seat) => isAsked(seat, type, place) && rolesIn(type, place, step).some((role) => reaches(seat, role, place)),
  )

/** The step of the chain that this fact would take; undefined where no draft waits for one, and nobody but the procedure refuses it. */
const stepWaiting = (type: FactType, { context }: Where) =>
  isRecordable(type) && ACTS[type].byChain && context ? nextApproval(context)?.step : undefined

/** Named people alone are asked by name, each as far as their roles reach: of the heads of all units that of the case's own. */
function isAsked({ username }: Seat, type: FactType, place: Where): boolean {
  const step = stepWaiting(type, place)
  return !step || 'role' in step || step.people.includes(username)
}

function rolesIn(type: FactType, place: Where, told?: unknown): readonly Role[] {
  const step = stepWaiting(type, place)
  return step && 'role' in step ? [step.role] : rolesFor(type, told)
}

/** Facts whose recording is first of all this role's: a case that waits for one waits for them. What a chain gives to somebody is no role's. */
export const firstOf = (role: Role): FactType[] =>
  RECORDABLE.filter((type) => !ACTS[type].byChain && rolesFor(type)[0] === role)

/** Those who approve what others prepared. */
export const APPROVERS: readonly Role[] = ['counsel', 'head', 'signer']

/** Whether somebody approves notices of this case at all. */
export const mayApprove = ({ seats }: Who, place: Place): boolean =>
  seats.some((seat) => APPROVERS.some((role) => reaches(seat, role, place)))

/** The place from which somebody may approve a notice that `staff:NAME` prepared: never their own notice, nor in the place of whoever prepared it. */
export function approvingSeat({ seats, username }: Named, preparedBy: string, place: Place): Seat | undefined {
  const isOther = (name: string) => preparedBy !== `staff:${name}`
  if (!isOther(username)) return undefined
  return seats.find((seat) => isOther(seat.username) && APPROVERS.some((role) => reaches(seat, role, place)))
}

const outside = (who: 'applicant' | 'party'): readonly FactType[] =>
  RECORDABLE.filter((type) => ACTS[type].outside === who)

/**
 * Rights before payloads: a fact that is not theirs is refused before anything else of it is read.
 * @throws Refusal NOT_YOURS; what is no fact at all is left to `readFact`
 */
export function requireTheirs(who: Who | 'applicant', sent: unknown, place: Where): void {
  const { type, step } = (sent ?? {}) as { type?: unknown; step?: unknown }
  if (!isRecordable(type)) return
  if (!(who === 'applicant' ? APPLICANT_MAY.includes(type) : mayRecord(who, type, place, step)))
    throw new Refusal('NOT_YOURS')
}

/** What the applicant may record with receipt number and enquiry code. */
export const APPLICANT_MAY = outside('applicant')

/** What those who are consulted may record with answer number and code, each in their own consultation. */
export const PARTY_MAY = outside('party')
