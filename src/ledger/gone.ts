/** What facts of a destroyed case say in the place of their words, so that whoever shows or reckons them finds every field that is always there. */
import { ERASED } from './split.ts'

const WHY = { why: ERASED }
const TEXT = { text: ERASED }
const PARTY = { party: ERASED }
const REASONS = { reasons: ERASED }
const FINDING = { finding: ERASED }

/** By type; of a fact that is not here the words are optional. */
export const GONE: Readonly<Record<string, Record<string, unknown>>> = {
  submitted: { applicant: { kind: 'person', name: ERASED }, request: { title: ERASED } },
  confirmed: { note: ERASED },
  setAside: WHY,
  restored: WHY,
  correctionRequested: { matters: [ERASED] },
  corrected: TEXT,
  correctionLapsed: FINDING,
  thirdPartyConsulted: PARTY,
  agencyConsulted: PARTY,
  thirdPartyAnswered: REASONS,
  agencyAnswered: REASONS,
  thirdPartyAssessed: WHY,
  reasonsRequested: WHY,
  reasonsGiven: TEXT,
  extended: { reason: ERASED, approvedBy: ERASED },
  feePaid: { receiptNumber: ERASED },
  feeLapsed: FINDING,
  searched: { places: [ERASED], terms: [ERASED], note: ERASED },
  secrecyReviewed: REASONS,
  disclosureExamined: WHY,
  conferred: { participants: [ERASED], conclusion: ERASED },
  replyDrafted: { fields: {} },
  replyReviewed: { opinion: ERASED },
  replyApproved: { opinion: ERASED },
  replyReturned: WHY,
  withdrawn: WHY,
  remedySought: { body: ERASED },
  remedyPerformed: { how: ERASED },
  reopened: WHY,
  releaseProposed: WHY,
  releaseWithdrawn: WHY,
  rectified: { why: ERASED, approvedBy: ERASED },
  obstacle: WHY,
  codeReissued: { to: ERASED },
  sensitivityMarked: WHY,
  sensitivityLifted: WHY,
  noted: TEXT,
  mailSent: { to: ERASED, subject: ERASED, proof: ERASED },
}
