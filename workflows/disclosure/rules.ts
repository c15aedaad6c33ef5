/** The preconditions of each fact: what the law asks for before it may be recorded, and which article refuses. */
import type { Law } from '../statute/clock.ts'
import type { Day } from '../statute/days.ts'
import { type FactType, SYSTEM_FACTS } from '../words.ts'
import type { CaseContext, Heard } from './context.ts'
import { RELEASE_DECIDED, RELEASE_PROPOSED, RELEASE_WITHDRAWN, REOPENED } from './rules/afterwards.ts'
import { APPROVED, RETURNED } from './rules/approval.ts'
import { ASIDE } from './rules/aside.ts'
import { ASSESSED, CONSULTED, consultationRules, NONE_OPEN } from './rules/consultation.ts'
import { CORRECTED, CORRECTION_LAPSED, CORRECTION_NOTICE } from './rules/correction.ts'
import { EXTENDED } from './rules/extension.ts'
import { FEE_LAPSED, FEE_NOTIFIED, FEE_PAID } from './rules/fee.ts'
import { ONE_ANSWER_EACH } from './rules/matters.ts'
import { SEARCHED } from './rules/not-held.ts'
import { draftFaults, draftRules } from './rules/outcome.ts'
import { REASONS_ASSESSED, REASONS_GIVEN, REASONS_REQUESTED } from './rules/reasons.ts'
import {
  CONFIRMATION,
  COUNTABLE,
  IN_ORDER,
  NOT_BEFORE_RECEIPT,
  NOT_BEFORE_SUBMISSION,
  NOT_ERASED,
  NOT_LAPSED,
  REAL_DAY,
  RECEIPT_KNOWN,
} from './rules/receipt.ts'
import { LESSON_DRAWN, REMEDY_ANSWERED, REMEDY_DECIDED, REMEDY_PERFORMED, REMEDY_SOUGHT } from './rules/remedies.ts'
import { ARCHIVED, REVIEWED, SIGNED } from './rules/reply.ts'
import type { Rule } from './rules/rule.ts'
import { SECRECY_REVIEWED } from './rules/secrecy.ts'
import { CONFERRED_BEFORE, MARKED } from './rules/sensitive.ts'
import { CONTACT_CHANGED, RECEIVED_LETTER, SENT, SERVED } from './rules/service.ts'
import { WITHDRAWN } from './rules/withdrawal.ts'

export { restsOnOtherwise } from './rules/examination.ts'
export { pagesFound } from './rules/fee.ts'
export { missingFor } from './rules/outcome.ts'
export { type Rule, ruleSays } from './rules/rule.ts'
export { overriddenBy, overridesThirdParty } from './rules/third-party.ts'

const RECEIVED = [RECEIPT_KNOWN, NOT_BEFORE_RECEIPT]
/** Further handling: receipt is known, and the application was not given up. */
const HANDLED = [...RECEIVED, NOT_LAPSED]
const thirdParty = consultationRules('thirdParty')
const agency = consultationRules('agency')

/** In the order in which a person would check them; the first that is broken is the reason given. */
export const RULES: Partial<Record<FactType, Rule[]>> = {
  confirmed: CONFIRMATION,
  registered: RECEIVED,
  setAside: ASIDE,
  restored: ASIDE,
  assigned: RECEIVED,
  correctionRequested: [...HANDLED, ...CORRECTION_NOTICE],
  corrected: CORRECTED,
  correctionLapsed: CORRECTION_LAPSED,
  thirdPartyConsulted: [...HANDLED, ...CONSULTED],
  thirdPartyReached: thirdParty.reached,
  thirdPartyAnswered: thirdParty.answered,
  thirdPartySilent: thirdParty.silent,
  thirdPartyAssessed: ASSESSED,
  agencyConsulted: [...HANDLED, ...CONSULTED],
  agencyReached: agency.reached,
  agencyAnswered: agency.answered,
  agencySilent: agency.silent,
  reasonsRequested: [...HANDLED, ...REASONS_REQUESTED],
  reasonsGiven: REASONS_GIVEN,
  reasonsAssessed: REASONS_ASSESSED,
  extended: [...HANDLED, ...EXTENDED],
  feeNotified: [...HANDLED, ...FEE_NOTIFIED],
  feePaid: FEE_PAID,
  feeLapsed: FEE_LAPSED,
  secrecyReviewed: SECRECY_REVIEWED,
  searched: SEARCHED,
  replyDrafted: [...RECEIVED, NONE_OPEN, ...ONE_ANSWER_EACH],
  replyReviewed: REVIEWED,
  replyApproved: APPROVED,
  replyReturned: RETURNED,
  replySigned: [NOT_BEFORE_RECEIPT, ...SIGNED, ...CONFERRED_BEFORE],
  replyServed: [NOT_BEFORE_RECEIPT, ...SERVED],
  sent: SENT,
  received: RECEIVED_LETTER,
  contactChanged: CONTACT_CHANGED,
  archived: ARCHIVED,
  withdrawn: WITHDRAWN,
  remedySought: REMEDY_SOUGHT,
  remedyAnswered: REMEDY_ANSWERED,
  remedyDecided: REMEDY_DECIDED,
  remedyPerformed: REMEDY_PERFORMED,
  lessonDrawn: LESSON_DRAWN,
  reopened: [...RECEIVED, ...REOPENED],
  releaseProposed: RELEASE_PROPOSED,
  releaseDecided: [...RELEASE_DECIDED, ...CONFERRED_BEFORE],
  sensitivityLifted: MARKED,
  releaseWithdrawn: RELEASE_WITHDRAWN,
}

/** Every rule that may refuse a fact of this type, by name: for the list in README.md. */
export function allRules(type: FactType): Rule[] {
  if (SYSTEM_FACTS.includes(type)) return []
  const drafted = type === 'replyDrafted' ? draftRules() : []
  return [NOT_ERASED, REAL_DAY, NOT_BEFORE_SUBMISSION, ...(RULES[type] ?? []), ...drafted, IN_ORDER, COUNTABLE]
}

/** The rules that this fact breaks; empty when it is lawful here. */
export function broken(type: FactType, context: CaseContext, law: Law, fact?: Heard, today?: Day): Rule[] {
  if (SYSTEM_FACTS.includes(type)) return []
  const outcome = fact?.type === 'replyDrafted' ? draftFaults(context, law, fact) : []
  const faults = (rules: readonly Rule[]) => rules.filter((rule) => !rule.kept(context, fact, law, today))
  const first = faults([NOT_ERASED, REAL_DAY, NOT_BEFORE_SUBMISSION, ...(RULES[type] ?? [])])
  const found = [...first, ...outcome]
  // The general contradictions are asked last, so that the particular reason is the one given.
  return found.length > 0 ? found : faults([IN_ORDER, COUNTABLE])
}
