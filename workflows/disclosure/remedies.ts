/**
 * 行政复议、行政诉讼 of a case, one after the other: an appeal is a further line of the same suit. Beside the request's own
 * clock, which none of this moves.
 */

import type { Day } from '../statute/days.ts'
import { type AnswerLimit, answerLimit, appealLimit } from '../statute/remedy-answers.ts'
import type { Law } from '../statute/terms.ts'
import type { Outcome } from '../words.ts'
import type { FactOf } from './vocabulary.ts'

type Sought = FactOf<'remedySought'>

export type Remedy = Pick<Sought, 'kind' | 'receivedOn' | 'procedure' | 'answerBy' | 'appealBy'> & {
  soughtOn: Day
  /** How the request had been answered; null where it is the silence that is complained of. */
  against: Outcome | null
  answeredOn?: Day
  decidedOn?: Day
  result?: FactOf<'remedyDecided'>['result']
  decisionReceivedOn?: Day
  /** On what the reply failed, once that is on record. */
  failedOn?: FactOf<'lessonDrawn'>['ground']
}

/** What a case remembers of them (context.ts). */
type Remembered = { remedies?: readonly Remedy[] }

/** The remedies with one more. */
export function sought({ remedies = [], outcome }: Remembered & { outcome: Outcome | null }, fact: Sought): Remedy[] {
  const { kind, on, receivedOn, procedure, answerBy, appealBy } = fact
  const one: Remedy = {
    kind,
    soughtOn: on,
    against: outcome,
    ...(receivedOn && { receivedOn }),
    ...(procedure && { procedure }),
    ...(answerBy && { answerBy }),
    ...(appealBy && { appealBy }),
  }
  return [...remedies, one]
}

/** The remedies with what is now known of the latest: only that can be open. */
export const ofTheOpen = ({ remedies = [] }: Remembered, more: Partial<Remedy>): Remedy[] =>
  remedies.map((one, i) => (i === remedies.length - 1 ? { ...one, ...more } : one))

export const decisionOf = ({ on, result, receivedOn }: FactOf<'remedyDecided'>): Partial<Remedy> => ({
  decidedOn: on,
  result,
  ...(receivedOn && { decisionReceivedOn: receivedOn }),
})

/** A lesson is drawn of everything that was lost and is not learned yet. */
export const learned = ({ remedies = [] }: Remembered, { ground }: FactOf<'lessonDrawn'>): Remedy[] =>
  remedies.map((one) => (toLearn(one) ? { ...one, failedOn: ground } : one))

/** It was lost, and what went wrong is not on record. */
export const toLearn = (one: Remedy): boolean => isLost(one) && one.failedOn === undefined

/** The reply did not stand. */
export const isLost = ({ result }: Remedy): boolean => result === 'corrected'

/** The place, from 1, of the remedy that each belongs to: of an appeal that of its suit. */
export function suitsOf(remedies: readonly Remedy[]): number[] {
  let suit = 0
  return remedies.map(({ appealBy }, i) => {
    if (!appealBy) suit = i + 1
    return suit
  })
}

/** The one that waits for its result; undefined where none does. */
export const openRemedy = ({ remedies = [] }: Remembered): Remedy | undefined =>
  remedies.findLast(({ decidedOn }) => decidedOn === undefined)

/** A suit whose judgment may still be appealed: decided last, at first instance. */
export const appealable = ({ remedies = [] }: Remembered): Remedy | undefined => {
  const last = remedies.at(-1)
  return last?.decidedOn && last.kind !== 'reconsideration' && !last.appealBy ? last : undefined
}

/**
 * The last day to answer one of them, whether it has been answered or not; null where there is nothing to answer: of the
 * agency's own appeal, or of a copy from before the law that is loaded.
 */
export function answerLimitOf(remedy: Remedy, law: Pick<Law, 'limits' | 'calendar'>): AnswerLimit | null {
  const { kind, procedure, answerBy, appealBy, receivedOn = remedy.soughtOn } = remedy
  if (appealBy === 'agency') return null
  const copy = { kind, receivedOn, ...(appealBy && { appeal: true }), ...(procedure && { procedure }) }
  return answerLimit({ ...copy, ...(answerBy && { answerBy }) }, law)
}

/** The last day on which the agency may appeal a judgment that went against it; null where there is no such judgment. */
export function appealLimitOf(remedy: Remedy, law: Pick<Law, 'limits' | 'calendar'>): AnswerLimit | null {
  const { kind, appealBy, decidedOn, result, decisionReceivedOn = decidedOn } = remedy
  if (!decisionReceivedOn || kind === 'reconsideration' || appealBy || result === 'upheld') return null
  return appealLimit(decisionReceivedOn, law)
}

/** The limits that run in them now, each with the place of its remedy, from 1. */
export function remedyLimits(
  { remedies = [], remedy: latest }: Remembered & { remedy: object | null },
  law: Law,
): (AnswerLimit & { n: number })[] {
  return remedies.flatMap((remedy, i) => {
    const isLast = i === remedies.length - 1
    const answering = !remedy.decidedOn && !remedy.answeredOn ? answerLimitOf(remedy, law) : null
    // Whoever handles the case again has accepted the judgment.
    const appealing = isLast && latest !== null ? appealLimitOf(remedy, law) : null
    return [answering, appealing].flatMap((limit) => (limit ? [{ ...limit, n: i + 1 }] : []))
  })
}
