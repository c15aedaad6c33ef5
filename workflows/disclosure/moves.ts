/** What the clock needs to hear of each fact. A case keeps these few fields; the ledger keeps the words. */
import type { ClockFact } from '../statute/clock.ts'
import type { Day } from '../statute/days.ts'
import { PARTS } from '../statute/letters.ts'
import type { FactType } from '../words.ts'
import { type Consultation, meantBy, sent } from './consultations.ts'
import type { Fact } from './vocabulary.ts'

/** Of each fact, the fields that move dates. Facts that are not named here move none. */
const MOVES: Partial<Record<FactType, readonly string[]>> = {
  confirmed: [],
  setAside: [],
  restored: [],
  correctionRequested: ['answerBy'],
  corrected: [],
  correctionLapsed: [],
  thirdPartyConsulted: ['consultation'],
  thirdPartyReached: ['consultation'],
  thirdPartyAnswered: ['consultation'],
  thirdPartySilent: ['consultation'],
  agencyConsulted: ['consultation'],
  agencyReached: ['consultation'],
  agencyAnswered: ['consultation'],
  agencySilent: ['consultation'],
  reasonsRequested: ['answerBy'],
  reasonsGiven: [],
  reasonsAssessed: ['reasonable', 'delayedUntil'],
  extended: ['workingDays'],
  feeNotified: [],
  feePaid: [],
  feeLapsed: [],
  replySigned: [],
  replyServed: ['how', 'addressee'],
  archived: [],
  withdrawn: [],
  reopened: ['workingDays', 'decision'],
  obstacle: ['from', 'to'],
  // What proves that the applicant was told.
  letterMade: ['letter', 'template', 'consultation'],
  sent: ['letter', 'addressee'],
  received: ['letter', 'addressee'],
  mailSent: ['letter'],
}

/** Does a fact of this type move dates, so that the clock must hear of it? */
export const moves = (type: FactType): boolean => MOVES[type] !== undefined

/** The fact as the clock reads it, its consultation always named; none where it moves no date. */
export function clockFact(
  consultations: readonly Consultation[],
  fact: Fact & { recordedOn?: Day; unshown?: true },
): ClockFact[] {
  const fields = MOVES[fact.type]
  if (!fields) return []
  const whole = fact as ClockFact
  if (fact.type === 'mailSent' && fact.letter === undefined) return []
  const moved: ClockFact = { type: fact.type, on: fact.on }
  for (const field of fields) if (whole[field] !== undefined) moved[field] = whole[field]
  if (fact.recordedOn) moved.recordedOn = fact.recordedOn
  if (fact.type === 'reopened' && fact.decision) {
    const { on, receivedOn } = fact.decision
    moved.decision = { on, receivedOn }
    if (fact.unshown) moved.unshown = true
  }
  if (fact.unshown && PARTS[fact.type]?.part === 'reached') moved.unshown = true
  if (fields[0] === 'consultation') {
    const sending = fact.type === 'thirdPartyConsulted' || fact.type === 'agencyConsulted'
    moved.consultation ??= sending ? sent(consultations, fact).id : meantBy(fact, consultations)?.id
  }
  return [moved]
}

/** Facts that begin a full period anew; an extension goes with the old one. */
const restarts = ({ type, decision }: ClockFact): boolean =>
  type === 'corrected' || type === 'feePaid' || (type === 'reopened' && decision !== undefined)

/** Is there an extension in the period to which `on` belongs? By days, for a fact may be recorded later than it happened. */
export function extendedInPeriodOf(facts: readonly ClockFact[], on: Day): boolean {
  const ordered = facts.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const from = ordered.findLastIndex((f) => restarts(f) && f.on <= on)
  const next = ordered.findIndex((f, i) => i > from && restarts(f))
  return ordered.slice(from + 1, next < 0 ? undefined : next).some((f) => f.type === 'extended')
}
