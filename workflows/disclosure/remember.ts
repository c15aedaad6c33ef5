/** What a fact changes of what a case remembers. Pure; the machine has already found the fact lawful. */
import type { Day } from '../statute/days.ts'
import { approved, returned, reviewed } from './chained.ts'
import { assessed, changed, inOrder, sent } from './consultations.ts'
import type { CaseContext, Heard } from './context.ts'
import { takenBack } from './counted.ts'
import { filesGiven } from './files-given.ts'
import { examined, latest, searchIn } from './findings.ts'
import { clockFact, extendedInPeriodOf } from './moves.ts'
import { orderMeant } from './orders.ts'
import { decided, proposed } from './readings.ts'
import { answerMeant, changedAt, decisionOf, learned, openMeant, sought } from './remedies.ts'
import { conferredAbout } from './sensitive.ts'
import { completesService, made, moved, reachAfter, replyIn } from './service.ts'
import type { FactOf } from './vocabulary.ts'

/** After every day that a case can have. */
const LATEST: Day = '9999-12-31'

/** The context after a fact. Pure; the machine has already found the fact lawful. */
export function remember(before: CaseContext, fact: Heard): CaseContext {
  const moved = clockFact(before.consultations, fact)
  // A rectification is replayed without its word.
  const last = fact.type === 'letterMade' || fact.type === 'rectified' ? before.last : fact.type
  const after = { ...before, last, ...changes(before, fact) }
  if (moved.length === 0) return after
  const clockFacts = [...before.clockFacts, ...moved]
  return { ...after, clockFacts, extended: extendedInPeriodOf(clockFacts, LATEST) }
}

function changes(before: CaseContext, fact: Heard): Partial<CaseContext> {
  switch (fact.type) {
    case 'confirmed':
      return { confirmed: true }
    case 'registered':
      return { registeredOn: fact.on }
    case 'assigned':
      return { unit: fact.unit, handler: fact.handler ?? null, unitAnswerBy: fact.answerBy ?? null }
    case 'correctionRequested':
      return { correction: { requestedOn: fact.on, answerBy: fact.answerBy } }
    case 'corrected':
      return { corrected: true, ordered: false }
    case 'correctionLapsed':
      return { lapsed: 'correction' }
    case 'thirdPartyConsulted':
    case 'agencyConsulted':
      return { consultations: inOrder([...before.consultations, sent(before.consultations, fact)]) }
    case 'thirdPartyReached':
    case 'agencyReached':
      return changed(before.consultations, fact, (c) => ({
        reachedOn: fact.on,
        state: c.state === 'sent' ? 'reached' : c.state,
      }))
    case 'thirdPartyAnswered':
    case 'agencyAnswered':
      return changed(before.consultations, fact, () => ({
        state: 'answered',
        closedOn: fact.on,
        consents: fact.consents,
        partly: !fact.consents && fact.extent === 'partly',
      }))
    case 'thirdPartySilent': // Art 32: silence is neither consent nor refusal
      return changed(before.consultations, fact, () => ({ state: 'silent', closedOn: fact.on }))
    case 'agencySilent': // Art 34: silence is consent, of a co-maker alone
      return changed(before.consultations, fact, ({ coMaker }) => ({
        state: 'silent',
        closedOn: fact.on,
        consents: coMaker ? true : null,
      }))
    case 'reasonsRequested':
      return { reasons: 'requested', reasonsAsked: { on: fact.on, answerBy: fact.answerBy, givenOn: null } }
    case 'reasonsGiven':
      return { reasons: 'given', reasonsAsked: { ...before.reasonsAsked!, givenOn: fact.on } }
    case 'reasonsAssessed':
      return { reasons: fact.reasonable ? 'reasonable' : 'unreasonable' }
    case 'feeNotified':
      return {
        fee: { notifiedOn: fact.on, basis: fact.basis, quantity: fact.quantity, amount: fact.amount, paid: false },
      }
    case 'feePaid':
      return { fee: { ...before.fee!, paid: true }, ordered: false }
    case 'feeLapsed':
      return { lapsed: 'fee' }
    case 'searched':
      return { searches: latest(before.searches, searchIn(fact)) }
    case 'secrecyReviewed':
      return { secrecy: latest(before.secrecy, { matter: fact.matter ?? null, conclusion: fact.conclusion }) }
    case 'disclosureExamined':
      return { examined: latest(before.examined, examined(fact)) }
    case 'thirdPartyAssessed':
      return { consultations: assessed(before.consultations, fact) }
    case 'conferred':
      // A conference of nobody is none.
      return fact.participants.length > 0 ? { conferred: true, ...conferredAbout(before) } : {}
    case 'replyDrafted':
      return { draft: drafted(fact), reviewedOn: null }
    case 'replyReviewed':
      return { reviewedOn: fact.passed ? fact.on : null, ...reviewed(before, fact) }
    case 'replyApproved':
      return approved(before, fact)
    case 'replyReturned':
      return returned(before, fact)
    case 'replySigned':
      return { outcome: before.draft!.outcome, signedOn: fact.on }
    case 'replyServed':
      return served(before, fact)
    case 'letterMade':
      return { letters: made(before.letters, before.last, fact) }
    case 'sent':
    case 'received':
      return { letters: moved(before, fact) }
    case 'contactChanged':
      return { reach: reachAfter(before.reach, fact) }
    case 'codeReissued':
      return { codes: (before.codes ?? 0) + 1 }
    case 'withdrawn':
      return { outcome: 'other', withdrawnOn: fact.on }
    case 'remedySought':
      return {
        openRemedies: before.openRemedies + 1,
        remedy: { kind: fact.kind, soughtOn: fact.on, decidedOn: null },
        remedies: sought(before, fact),
      }
    case 'remedyAnswered':
      return { remedies: changedAt(before, answerMeant(before, fact), { answeredOn: fact.on }) }
    case 'remedyPerformed':
      return { remedies: changedAt(before, orderMeant(before, fact), { performedOn: fact.on }) }
    case 'lessonDrawn':
      return { remedies: learned(before, fact) }
    case 'remedyDecided':
      return remedyDecided(before, fact)
    case 'reopened':
      return reopened(before, fact)
    case 'releaseProposed':
      return proposed(before, fact)
    case 'releaseDecided':
      return decided(before, fact)
    case 'releaseWithdrawn':
      return { released: false, releaseWithdrawnOn: fact.on }
    case 'sensitivityMarked':
      return { sensitive: { kind: fact.kind, conferred: false } }
    case 'sensitivityLifted':
      return { sensitive: null }
    case 'wordsErased':
      return { ...withoutWords(before), erasedOn: fact.on }
    default:
      return {}
  }
}

/** What people wrote, a matter or the name of whoever was consulted, goes with the words of the facts that it came from. */
const withoutWords = ({ searches, secrecy, examined, consultations, draft }: CaseContext): Partial<CaseContext> => ({
  searches: searches.map((search) => ({ ...search, matter: null })),
  secrecy: secrecy.map((review) => ({ ...review, matter: null })),
  examined: examined.map((one) => ({ ...one, matter: null })),
  consultations: consultations.map((one) => ({
    ...one,
    party: '',
    assessed: one.assessed && { ...one.assessed, matter: null },
  })),
  draft: draft && { outcome: draft.outcome, by: draft.by, on: draft.on },
})

/** Served is the reply when the last who must be served has it: the last day of all is that of the case. */
function served(before: CaseContext, fact: FactOf<'replyServed'>): Partial<CaseContext> {
  const letters = moved(before, fact)
  const days = [fact.on, ...(replyIn({ letters })?.sent.map(({ on }) => on) ?? [])].sort()
  return { letters, ...(completesService(before, fact) && { servedOn: days.at(-1)! }) }
}

function remedyDecided(before: CaseContext, fact: FactOf<'remedyDecided'>): Partial<CaseContext> {
  const n = openMeant(before, fact)
  const one = before.remedies?.[(n ?? 0) - 1]
  return {
    remedies: changedAt(before, n, decisionOf(before, fact)),
    openRemedies: before.openRemedies - 1,
    ...(one && { remedy: { kind: one.kind, soughtOn: one.soughtOn, decidedOn: fact.on } }),
  }
}

function drafted(fact: FactOf<'replyDrafted'> & { by: string }): CaseContext['draft'] {
  const { outcome, by, on, together, items, chain } = fact
  const files = filesGiven(fact)
  return {
    outcome,
    by,
    on,
    ...(together && { together }),
    ...(items && { items: items.map(({ matter, outcome }) => ({ matter, outcome })) }),
    ...(files.length > 0 && { files }),
    ...(chain && { chain }),
  }
}

/**
 * What was decided no longer stands, so neither do the lapse and the finding on reasons that it rested on; a notice
 * whose lapse was struck down may be given again. What is on file stays on file: searches, reviews, consultations, a
 * correction that came, a fee that was paid.
 */
function reopened(before: CaseContext, { on, decision, workingDays }: FactOf<'reopened'>): Partial<CaseContext> {
  return {
    ...takenBack(before, on),
    outcome: null,
    draft: null,
    reviewedOn: null,
    signedOn: null,
    servedOn: null,
    withdrawnOn: null,
    lapsed: null,
    reasons: null,
    reasonsAsked: null,
    letters: before.letters.filter(({ tells }) => tells !== 'replySigned'),
    // Without a decision the period goes on that ran before.
    ordered: decision ? workingDays !== undefined : before.ordered,
    correction: before.corrected ? before.correction : null,
    fee: before.fee?.paid ? before.fee : null,
    remedy: before.openRemedies > 0 ? before.remedy : null,
    reopenings: (before.reopenings ?? 0) + 1,
  }
}
