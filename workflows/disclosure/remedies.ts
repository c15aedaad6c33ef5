/**
 * 行政复议、行政诉讼 of a case, in the order in which they were sought: several may run at once, of several persons or about
 * several replies; an appeal is a further line of its suit. Beside the request's own clock, which none of this moves.
 */

import { type Day, plusDays } from '../statute/days.ts'
import { limitOfAnyUnit } from '../statute/limits.ts'
import type { Law } from '../statute/terms.ts'
import type { Outcome } from '../words.ts'
import type { Claimant, FactOf } from './vocabulary.ts'

type Sought = FactOf<'remedySought'>
type Decided = FactOf<'remedyDecided'>

export type Remedy = Pick<Sought, 'kind' | 'receivedOn' | 'procedure' | 'answerBy' | 'appealBy' | 'claimant'> & {
  soughtOn: Day
  /** How the request had been answered; null where it is the silence that is complained of. */
  against: Outcome | null
  /** Which reply it is about, by how often the case had been handled again before; left out of the first. */
  round?: number
  /** Of an appeal, the place of the suit, where that is not the line before. */
  appealOf?: number
  answeredOn?: Day
  decidedOn?: Day
  result?: Decided['result']
  disposition?: NonNullable<Decided['disposition']>
  instrument?: NonNullable<Decided['instrument']>
  decisionReceivedOn?: Day
  /** How often the case had been handled again when it was decided, where that is not `round`. */
  decidedIn?: number
  /** Working days in which the decision orders something to be done. */
  orderedDays?: number
  performedOn?: Day
  /** On what the reply failed, once that is on record. */
  failedOn?: FactOf<'lessonDrawn'>['ground']
}

/** What a case remembers of them (context.ts). */
export type Remembered = { remedies?: readonly Remedy[]; reopenings?: number }
/** And of its reply. */
type Replied = Remembered & { outcome: Outcome | null; signedOn: Day | null; withdrawnOn: Day | null }

type Limits = Pick<Law, 'limits' | 'calendar'>

export const claimantOf = ({ claimant = 'applicant' }: { claimant?: Claimant }): Claimant => claimant

/** The consultation of the third party that brings it; undefined where those who applied do. */
export function partyOf(one: { claimant?: Claimant }): string | undefined {
  const [who, id] = claimantOf(one).split(':')
  return who === 'consultation' ? id : undefined
}

/** The remedies with one more. */
export function sought(context: Replied, fact: Sought): Remedy[] {
  const { remedies = [], outcome } = context
  const { kind, on, receivedOn, procedure, answerBy, appealBy } = fact
  const suit = appealed(context, fact)
  const claimant = fact.claimant ?? (suit ? remedies[suit - 1]!.claimant : undefined)
  const round = roundOf(context, fact)
  const earlier = round === (context.reopenings ?? 0) ? undefined : ofRound(remedies, round).at(-1)
  const one: Remedy = {
    kind,
    soughtOn: on,
    against: suit ? remedies[suit - 1]!.against : earlier ? earlier.against : outcome,
    ...(round > 0 && { round }),
    ...(suit !== undefined && suit !== remedies.length && { appealOf: suit }),
    ...(claimant && claimant !== 'applicant' && { claimant }),
    ...(receivedOn && { receivedOn }),
    ...(procedure && { procedure }),
    ...(answerBy && { answerBy }),
    ...(appealBy && { appealBy }),
  }
  return [...remedies, one]
}

const roundIn = ({ round = 0 }: Pick<Remedy, 'round'>): number => round
const ofRound = (remedies: readonly Remedy[], round: number) => remedies.filter((one) => roundIn(one) === round)

/**
 * Which reply it is about: the one that stands. While there is no new one, a suit after a reconsideration is about what was
 * reconsidered; an appeal is about that of its suit.
 */
export function roundOf(context: Replied, fact: Pick<Sought, 'kind' | 'appealBy' | 'remedy'>): number {
  const { remedies = [], reopenings = 0, signedOn, withdrawnOn } = context
  const suit = appealed(context, fact)
  if (suit !== undefined) return roundIn(remedies[suit - 1]!)
  if (fact.kind !== 'litigationAfterReconsideration' || signedOn !== null || withdrawnOn !== null) return reopenings
  const reconsidered = remedies.findLast(({ kind }) => kind === 'reconsideration')
  return reconsidered ? roundIn(reconsidered) : reopenings
}

/** The remedies with what is now known of the one in a place, counted from 1. */
export const changedAt = ({ remedies = [] }: Remembered, n: number | undefined, more: Partial<Remedy>): Remedy[] =>
  remedies.map((one, i) => (i + 1 === n ? { ...one, ...more } : one))

export function decisionOf(context: Remembered, fact: Decided): Partial<Remedy> {
  const { on, result, receivedOn, disposition, instrument, workingDays } = fact
  const one = context.remedies?.[(openMeant(context, fact) ?? 0) - 1]
  const now = context.reopenings ?? 0
  return {
    decidedOn: on,
    result,
    ...(disposition && { disposition }),
    ...(instrument && { instrument }),
    ...(receivedOn && { decisionReceivedOn: receivedOn }),
    ...(workingDays !== undefined && { orderedDays: workingDays }),
    ...(one && roundIn(one) !== now && { decidedIn: now }),
  }
}

/** A lesson is drawn of everything that was lost and is not learned yet. */
export const learned = ({ remedies = [] }: Remembered, { ground }: FactOf<'lessonDrawn'>): Remedy[] =>
  remedies.map((one) => (toLearn(one) ? { ...one, failedOn: ground } : one))

/** It was lost, and what went wrong is not on record. */
export const toLearn = (one: Remedy): boolean => isLost(one) && one.failedOn === undefined

/** The reply did not stand. */
export const isLost = ({ result }: Remedy): boolean => result === 'corrected'

/** The place, from 1, of the remedy that each belongs to: of an appeal that of its suit. */
export function suitsOf(remedies: readonly Remedy[]): number[] {
  const suits: number[] = []
  for (const [i, { appealBy, appealOf = i }] of remedies.entries())
    suits.push(appealBy ? (suits[appealOf - 1] ?? i + 1) : i + 1)
  return suits
}

/** The places, from 1, of those that are so. */
export const placesOf = ({ remedies = [] }: Remembered, are: (one: Remedy, n: number) => boolean): number[] =>
  remedies.flatMap((one, i) => (are(one, i + 1) ? [i + 1] : []))

/** The place that a fact names, else the only one there is; undefined where it is none of these, or one of several unnamed. */
export function meant(places: readonly number[], named: number | undefined): number | undefined {
  if (named !== undefined) return places.includes(named) ? named : undefined
  return places.length === 1 ? places[0] : undefined
}

const isOpen = ({ decidedOn }: Remedy): boolean => decidedOn === undefined
/** Its answer is still to be given. */
export const isToAnswer = (one: Remedy): boolean =>
  isOpen(one) && one.answeredOn === undefined && one.appealBy !== 'agency'

/** The places, from 1, of those that wait for their result. */
export const openPlaces = (context: Remembered): number[] => placesOf(context, isOpen)
/** The places of those that wait for an answer. */
export const placesToAnswer = (context: Remembered): number[] => placesOf(context, isToAnswer)
/** The place of the one whose result a fact tells; undefined where it names none of these, or none of several. */
export const openMeant = (context: Remembered, { remedy }: { remedy?: number }) => meant(openPlaces(context), remedy)
/** The same of the one that it answers. */
export const answerMeant = (context: Remembered, { remedy }: { remedy?: number }) =>
  meant(placesToAnswer(context), remedy)

/** Has the case not been handled again since it was decided? */
export const stands = (one: Pick<Remedy, 'decidedIn' | 'round'>, { reopenings = 0 }: Remembered): boolean =>
  (one.decidedIn ?? roundIn(one)) === reopenings

/** A suit that is decided, at first instance. */
export const isFirstInstance = ({ kind, appealBy, decidedOn }: Remedy): boolean =>
  decidedOn !== undefined && kind !== 'reconsideration' && !appealBy

/** The place of the suit that an appeal carries on: one of first instance that is decided, and that this side has not appealed. */
export function appealed(
  context: Remembered,
  { kind, appealBy, remedy }: Pick<Sought, 'kind' | 'appealBy' | 'remedy'>,
): number | undefined {
  if (!appealBy) return undefined
  const { remedies = [] } = context
  const suits = suitsOf(remedies)
  const latest = remedies.at(-1)
  const places = placesOf(context, (one) => isFirstInstance(one) && one.kind === kind).filter((n) => {
    const hasAppealed = remedies.some((other, i) => suits[i] === n && other.appealBy === appealBy)
    return !hasAppealed && (n === remedy || roundIn(remedies[n - 1]!) === roundIn(latest!))
  })
  return remedy === undefined ? places.at(-1) : meant(places, remedy)
}

/** The appeals that carry the suit of the one in a place, from 1, further. */
export function appealsOf({ remedies = [] }: Remembered, n: number): Remedy[] {
  const suits = suitsOf(remedies)
  return remedies.filter(({ appealBy }, i) => appealBy !== undefined && suits[i] === suits[n - 1] && i + 1 > n)
}

/** Suits whose judgment nobody has appealed, of a reply that is not handled again since. */
export const appealable = (context: Remembered): number[] =>
  placesOf(context, (one) => isFirstInstance(one) && stands(one, context)).filter(
    (n) => appealsOf(context, n).length === 0,
  )

/**
 * What the law lets nobody bring (行政复议法第二十九条、第三十条, 行政诉讼法第四十四条, 法释〔2018〕1号第六十九条): a second remedy
 * of the same person about the same reply while the first is heard. Once the time of the body that reconsiders is over, its
 * silence may be taken to court (行政诉讼法第四十五条).
 */
export function isBarred(context: Replied, fact: Sought, law: Limits): boolean {
  if (fact.appealBy) return false
  const round = roundOf(context, fact)
  return ofRound(context.remedies ?? [], round).some(
    (one) =>
      isOpen(one) &&
      claimantOf(one) === claimantOf(fact) &&
      !(fact.kind === 'litigationAfterReconsideration' && isOverdue(one, law, fact.on)),
  )
}

/** Has the reply of a round been reconsidered, and decided on? */
export const isReconsideredInRound = ({ remedies = [] }: Remembered, round: number): boolean =>
  ofRound(remedies, round).some(({ kind, decidedOn }) => kind === 'reconsideration' && decidedOn !== undefined)

/** Has the reply been reconsidered, or is the time of the body that should have over? */
export function isReconsidered(context: Replied, fact: Sought, law: Limits): boolean {
  const round = roundOf(context, fact)
  const late = ofRound(context.remedies ?? [], round).some((one) => isOverdue(one, law, fact.on))
  return late || isReconsideredInRound(context, round)
}

/** A reconsideration without a decision after its time, counted from the day it was sought. @throws ClockFault */
function isOverdue({ kind, procedure, soughtOn, decidedOn }: Remedy, { limits }: Limits, on: Day): boolean {
  if (kind !== 'reconsideration' || decidedOn !== undefined) return false
  const id = procedure === 'simplified' ? 'simplifiedDecision' : 'reconsiderationDecision'
  return on > plusDays(soughtOn, limitOfAnyUnit(limits, id, soughtOn).days)
}
