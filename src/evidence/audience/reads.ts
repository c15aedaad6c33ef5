/**
 * What of each fact a party reads: 书面答复、作出行政行为的证据、依据和其他有关材料 (行政复议法第四十七条), and what they wrote or were
 * written themselves. Every field that is not named here stays in the office, so that a new one does, too, until somebody decides.
 */
import type { FactType } from '../../../workflows/disclosure/vocabulary.ts'
import type { WordReason } from '../bundle/statement.ts'

/** Whose a fact is beside its kind: it is read by those alone of whom this is true (`extracts.ts`). */
export type Condition =
  /** It speaks of the consultation of the reader. */
  | 'theirConsultation'
  /** It tells the way of a letter to the reader. */
  | 'theirLetter'
  /** The reader is whoever receives for all. */
  | 'receives'
  /** One applies alone. */
  | 'alone'
  /** One applies alone, and no third party was asked: whose remedy it was nobody wrote down. */
  | 'onlyParty'
  /** The reply was served. */
  | 'served'

export type Reads = {
  /** Fields that those who applied read, and third parties. */
  applicants: readonly string[]
  thirdParty: readonly string[]
  /** Why the rest is left out. */
  reason: WordReason
  only?: Condition
  /** What the reader wrote, or has in a letter of their own: it stays as it is, though it names whoever was consulted. */
  own?: true
}

const NOTHING: readonly string[] = []
const reads = (
  applicants: readonly string[],
  thirdParty: readonly string[],
  more: Omit<Reads, 'applicants' | 'thirdParty'>,
) => ({
  ...{ applicants, thirdParty, ...more },
})
/** Of the office alone: what it thought, tried and talked over on the way. */
const INTERNAL = reads(NOTHING, NOTHING, { reason: 'internal' })
/** Of those who applied; to whoever was consulted it is nobody's business who asked, and why. */
const byApplicants = (...fields: string[]): Reads => reads(fields, NOTHING, { reason: 'others', own: true })
/** For those who applied: the ground on which the reply, or its day, rests. */
const forApplicants = (...fields: string[]): Reads => reads(fields, NOTHING, { reason: 'others' })
const inConsultation = (...fields: string[]): Reads =>
  reads(NOTHING, fields, { reason: 'others', only: 'theirConsultation', own: true })
const ofLetter = (...fields: string[]): Reads =>
  reads(fields, fields, { reason: 'others', only: 'theirLetter', own: true })
const ofRemedy = (...fields: string[]): Reads => reads(fields, NOTHING, { reason: 'unknown', only: 'onlyParty' })

export const READS: Record<FactType, Reads> = {
  // Of the persons in it each reads what `extracts.ts` says.
  submitted: reads(['request', 'handover', 'mailNumber', 'evidence'], ['request.title', 'request.documentNumber'], {
    reason: 'others',
    own: true,
  }),
  confirmed: forApplicants('note', 'evidence'),
  registered: forApplicants('evidence'),
  // Why it was taken for no application the page told them; why that was wrong is the office's own.
  setAside: forApplicants('why', 'evidence'),
  restored: INTERNAL,
  assigned: INTERNAL,
  correctionRequested: byApplicants('matters', 'evidence'),
  corrected: byApplicants('text', 'evidence'),
  correctionLapsed: forApplicants('finding', 'evidence'),
  thirdPartyConsulted: inConsultation('party', 'about', 'contact', 'phone', 'email', 'address'),
  thirdPartyReached: inConsultation('evidence'),
  thirdPartyAnswered: inConsultation('reasons', 'evidence'),
  thirdPartySilent: inConsultation('evidence'),
  agencyConsulted: INTERNAL,
  agencyReached: INTERNAL,
  agencyAnswered: INTERNAL,
  agencySilent: INTERNAL,
  reasonsRequested: byApplicants('why', 'evidence'),
  reasonsGiven: byApplicants('text', 'evidence'),
  reasonsAssessed: forApplicants('evidence'),
  extended: byApplicants('reason', 'evidence'),
  feeNotified: byApplicants('reason', 'evidence'),
  feePaid: forApplicants('receiptNumber', 'evidence'),
  feeLapsed: forApplicants('finding', 'evidence'),
  searched: forApplicants('places', 'terms', 'note', 'recovery', 'madeBy', 'matter', 'evidence'),
  secrecyReviewed: INTERNAL,
  disclosureExamined: INTERNAL,
  // What was found is for the office; what the letter to whoever refused says of it is in that letter.
  thirdPartyAssessed: reads(NOTHING, ['letterReasons'], { reason: 'internal', only: 'theirConsultation', own: true }),
  conferred: INTERNAL,
  replyDrafted: reads(['fields', 'items'], ['fields', 'items'], { reason: 'internal', only: 'served' }),
  replyReviewed: INTERNAL,
  replyApproved: INTERNAL,
  replySigned: INTERNAL,
  replyReturned: INTERNAL,
  replyServed: ofLetter('trackingNumber', 'evidence'),
  sent: ofLetter('trackingNumber', 'evidence'),
  received: ofLetter('evidence'),
  archived: INTERNAL,
  withdrawn: byApplicants('why', 'evidence'),
  remedySought: ofRemedy('body', 'number', 'claims', 'evidence'),
  remedyAnswered: ofRemedy('evidence'),
  remedyDecided: ofRemedy('number', 'evidence'),
  remedyPerformed: ofRemedy('how', 'evidence'),
  lessonDrawn: INTERNAL,
  reopened: ofRemedy('why', 'decision', 'evidence'),
  releaseProposed: INTERNAL,
  releaseDecided: INTERNAL,
  releaseWithdrawn: INTERNAL,
  // What it puts in the place of a fact follows the rules of that fact.
  rectified: INTERNAL,
  obstacle: forApplicants('why', 'evidence'),
  contactChanged: reads(['phone', 'email', 'address', 'postcode', 'evidence'], NOTHING, {
    ...{ reason: 'others', only: 'receives', own: true },
  }),
  codeReissued: reads(['to', 'evidence'], NOTHING, { reason: 'others', only: 'alone', own: true }),
  noted: INTERNAL,
  fileAdded: INTERNAL,
  evidenceClosed: INTERNAL,
  sensitivityMarked: INTERNAL,
  sensitivityLifted: INTERNAL,
  letterMade: INTERNAL,
  mailSent: ofLetter('to', 'subject', 'text', 'proof'),
  calendarChanged: INTERNAL,
  choiceChanged: INTERNAL,
  lapseNoticed: INTERNAL,
  transferred: INTERNAL,
  wordsErased: INTERNAL,
}

/** Of a type that is not of ours nobody but a court reads. */
export const readsOf = (type: string): Reads => (Object.hasOwn(READS, type) ? READS[type as FactType] : INTERNAL)
