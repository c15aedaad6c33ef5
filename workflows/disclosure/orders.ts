/**
 * What decisions and judgments order to be done (行政复议法 Art 77, 行政诉讼法 Art 94): watched until it is on record that it was
 * done, or the case is handled again. A judgment binds once nobody can appeal it any more, or when its appeal is decided.
 */
import type { Day } from '../statute/days.ts'
import { appealsOf, isLost, meant, placesOf, type Remedy, type Remembered, stands, suitsOf } from './remedies.ts'
import { DISPOSITIONS } from './vocabulary.ts'

/** Does the decision or judgment in a place, from 1, order something that is not done yet, and does no appeal stand against it? */
export function isOrdered(context: Remembered, n: number): boolean {
  const one = context.remedies?.[n - 1]
  if (!one?.decidedOn || one.performedOn || !stands(one, context) || isCarriedOn(context, n)) return false
  // What upholds the reply orders nothing, whatever period was typed in with it.
  if (one.result === 'upheld') return false
  // A change is made by the decision itself; that something was unlawful is found, and nothing is left to do.
  const { disposition } = one
  return one.orderedDays !== undefined || (isLost(one) && (!disposition || DISPOSITIONS[disposition].orders))
}

/** The places of those whose order waits to be performed. */
export const placesToPerform = (context: Remembered): number[] => placesOf(context, (_, n) => isOrdered(context, n))

/** The place of the one whose order a fact performs; undefined where it names none of these, or none of several. */
export const orderMeant = (context: Remembered, { remedy }: { remedy?: number }) =>
  meant(placesToPerform(context), remedy)

/** Appeals after which the judgment of first instance stands as it is. */
const LEAVES_IT: readonly Remedy['disposition'][] = ['withdrawn', 'dismissed', 'notAccepted', 'terminated']

const isWithout = ({ decidedOn, disposition }: Remedy): boolean =>
  decidedOn !== undefined && LEAVES_IT.includes(disposition)

/** Is an appeal against the one in a place heard, or does what was decided on it stand instead? */
export const isCarriedOn = (context: Remembered, n: number): boolean =>
  appealsOf(context, n).some((appeal) => !isWithout(appeal))

/** Since when a judgment whose appeals came to nothing is in force: when the agency had the last word on them; else undefined. */
export const leftInForceOn = (context: Remembered, n: number): Day | undefined =>
  appealsOf(context, n)
    .flatMap(({ decisionReceivedOn, decidedOn }) => decisionReceivedOn ?? decidedOn ?? [])
    .toSorted()
    .at(-1)

/** Working days in which it is to be done, of an appeal those of its suit where it says none; undefined where nothing does. */
export function orderedDaysOf({ remedies = [] }: Remembered, n: number): number | undefined {
  const one = remedies[n - 1]
  const suit = one?.appealBy ? remedies[suitsOf(remedies)[n - 1]! - 1] : undefined
  return one?.orderedDays ?? suit?.orderedDays
}
