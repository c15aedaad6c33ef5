/** What a case must remember of its facts so that the next one can be judged. Derived, replayable, cached on the case row. */
import type { ClockFact } from '../statute/clock.ts'
import type { Day } from '../statute/days.ts'
import type { Channel, Fact, Outcome } from './vocabulary.ts'

export type Consultation = {
  id: string
  kind: 'thirdParty' | 'agency'
  party: string
  state: 'sent' | 'reached' | 'answered' | 'silent'
  consents: boolean | null
}

export type CaseContext = {
  channel: Channel
  submittedOn: Day
  /** The facts that move dates, as the clock reads them, in the order of recording. */
  clockFacts: ClockFact[]
  confirmed: boolean
  registered: boolean
  unit: string | null
  handler: string | null
  correction: { requestedOn: Day; answerBy: Day } | null
  corrected: boolean
  lapsed: 'correction' | 'fee' | null
  extended: boolean
  fee: { notifiedOn: Day; amount: number } | null
  reasons: 'requested' | 'given' | 'reasonable' | 'unreasonable' | null
  consultations: Consultation[]
  searched: boolean
  secrecyReviewed: boolean
  conferred: boolean
  /** The draft on the table, who wrote it, and who passed it. */
  draft: { outcome: Outcome; by: string } | null
  outcome: Outcome | null
  signedOn: Day | null
  servedOn: Day | null
  /** Reconsideration and litigation that wait for their result. */
  openRemedies: number
  releaseProposed: boolean
}

/** A fact as the machine hears it: with the person who records it, so that nobody judges their own draft. */
export type Heard = Fact & { by: string }

export const opening = (channel: Channel, submittedOn: Day): CaseContext => ({
  channel,
  submittedOn,
  clockFacts: [{ type: 'submitted', on: submittedOn }],
  confirmed: false,
  registered: false,
  unit: null,
  handler: null,
  correction: null,
  corrected: false,
  lapsed: null,
  extended: false,
  fee: null,
  reasons: null,
  consultations: [],
  searched: false,
  secrecyReviewed: false,
  conferred: false,
  draft: null,
  outcome: null,
  signedOn: null,
  servedOn: null,
  openRemedies: 0,
  releaseProposed: false,
})

/** Of each fact, the fields that move dates. Facts that are not named here move none. */
const MOVES: Partial<Record<Fact['type'], readonly string[]>> = {
  confirmed: [],
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
  replyServed: ['how'],
  archived: [],
  withdrawn: [],
  reopened: ['workingDays'],
}

function clockFact(fact: Fact): ClockFact[] {
  const fields = MOVES[fact.type]
  if (!fields) return []
  const whole = fact as ClockFact
  const moved: ClockFact = { type: fact.type, on: fact.on }
  for (const field of fields) if (whole[field] !== undefined) moved[field] = whole[field]
  return [moved]
}

/** The context after a fact. Pure; the machine has already found the fact lawful. */
export function remember(before: CaseContext, fact: Heard): CaseContext {
  return { ...before, clockFacts: [...before.clockFacts, ...clockFact(fact)], ...changes(before, fact) }
}

function changes(before: CaseContext, fact: Heard): Partial<CaseContext> {
  switch (fact.type) {
    case 'confirmed':
      return { confirmed: true }
    case 'registered':
      return { registered: true }
    case 'assigned':
      return { unit: fact.unit, handler: fact.handler ?? null }
    case 'correctionRequested':
      return { correction: { requestedOn: fact.on, answerBy: fact.answerBy } }
    case 'corrected':
      return { corrected: true }
    case 'correctionLapsed':
      return { lapsed: 'correction' }
    case 'thirdPartyConsulted':
    case 'agencyConsulted': {
      const kind = fact.type === 'thirdPartyConsulted' ? 'thirdParty' : 'agency'
      const opened: Consultation = { id: fact.consultation!, kind, party: fact.party, state: 'sent', consents: null }
      return { consultations: [...before.consultations, opened] }
    }
    case 'thirdPartyReached':
    case 'agencyReached':
      return consultation(before, fact, { state: 'reached' })
    case 'thirdPartyAnswered':
    case 'agencyAnswered':
      return consultation(before, fact, { state: 'answered', consents: fact.consents })
    case 'thirdPartySilent':
      return consultation(before, fact, { state: 'silent' }) // Art 32: silence is neither consent nor refusal
    case 'agencySilent':
      return consultation(before, fact, { state: 'silent', consents: true }) // Art 34: silence is consent
    case 'reasonsRequested':
      return { reasons: 'requested' }
    case 'reasonsGiven':
      return { reasons: 'given' }
    case 'reasonsAssessed':
      return { reasons: fact.reasonable ? 'reasonable' : 'unreasonable' }
    case 'extended':
      return { extended: true }
    case 'feeNotified':
      return { fee: { notifiedOn: fact.on, amount: fact.amount } }
    case 'feeLapsed':
      return { lapsed: 'fee' }
    case 'searched':
      return { searched: true }
    case 'secrecyReviewed':
      return { secrecyReviewed: true }
    case 'conferred':
      return { conferred: true }
    case 'replyDrafted':
      return { draft: { outcome: fact.outcome, by: fact.by } }
    case 'replySigned':
      return { outcome: before.draft!.outcome, signedOn: fact.on }
    case 'replyServed':
      return { servedOn: fact.on }
    case 'withdrawn':
      return { outcome: 'other' }
    case 'remedySought':
      return { openRemedies: before.openRemedies + 1 }
    case 'remedyDecided':
      return { openRemedies: before.openRemedies - 1 }
    case 'reopened':
      return { outcome: null, draft: null, signedOn: null, servedOn: null, extended: false, lapsed: null }
    case 'releaseProposed':
      return { releaseProposed: true }
    case 'releaseDecided':
      return { releaseProposed: false }
    default:
      return {}
  }
}

/** Several consultations may run at once; the name may be left out while only one is open. */
export function openConsultation(context: CaseContext, fact: Fact): Consultation | undefined {
  const kind = fact.type.startsWith('thirdParty') ? 'thirdParty' : 'agency'
  const open = context.consultations.filter((c) => c.kind === kind && (c.state === 'sent' || c.state === 'reached'))
  const named = 'consultation' in fact ? fact.consultation : undefined
  return named ? open.find((c) => c.id === named) : open.length === 1 ? open[0] : undefined
}

function consultation(before: CaseContext, fact: Heard, change: Partial<Consultation>): Partial<CaseContext> {
  const meant = openConsultation(before, fact)
  return { consultations: before.consultations.map((c) => (c === meant ? { ...c, ...change } : c)) }
}
