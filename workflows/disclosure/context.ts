/** What a case must remember of its facts so that the next one can be judged. Derived, replayable, cached on the case row. */
import type { ToldReceipt } from '../statute/bound.ts'
import type { ClockFact } from '../statute/clock.ts'
import type { Day } from '../statute/days.ts'
import type { Channel, FactType, Outcome } from '../words.ts'
import { approved, type Chained, reviewed } from './chained.ts'
import { assessed, type Consultation, changed, inOrder, sent } from './consultations.ts'
import { type Ended, takenBack } from './counted.ts'
import { filesGiven } from './files-given.ts'
import { clockFact, extendedInPeriodOf } from './moves.ts'
import { orderMeant } from './orders.ts'
import { decided, proposed, type Release } from './readings.ts'
import { answerMeant, changedAt, decisionOf, learned, openMeant, type Remedy, sought } from './remedies.ts'
import { completesService, type Letter, made, moved, type Reach, reachAfter, reachOf, replyIn } from './service.ts'
import type { Fact, FactOf, SecrecyConclusion } from './vocabulary.ts'

export type { Consultation } from './consultations.ts'

export type CaseContext = {
  channel: Channel
  submittedOn: Day
  reach: Reach
  /** The letters that count, each with its way; and the last fact, for which a letter may be made. */
  letters: Letter[]
  last: FactType | null
  /** The facts that move dates, as the clock reads them, in the order of recording. */
  clockFacts: ClockFact[]
  confirmed: boolean
  registeredOn: Day | null
  unit: string | null
  handler: string | null
  /** The day that the office set its unit; it runs on through every statutory pause. */
  unitAnswerBy: Day | null
  correction: { requestedOn: Day; answerBy: Day } | null
  corrected: boolean
  lapsed: 'correction' | 'fee' | null
  /** Is the period that runs now an extended one? A restart begins a period that is not. */
  extended: boolean
  /** Was the period that runs now fixed by a decision or judgment? */
  ordered: boolean
  /** `quantity`: items or pages; the items of an application count for the next ones of the month. */
  fee: { notifiedOn: Day; basis: 'items' | 'pages'; quantity: number; amount: number; paid: boolean } | null
  reasons: 'requested' | 'given' | 'reasonable' | 'unreasonable' | null
  /** Art 35: when reasons were asked for, by when, and when they came. */
  reasonsAsked: { on: Day; answerBy: Day; givenOn: Day | null } | null
  /** In the order of dispatch, as the clock names them. */
  consultations: Consultation[]
  /** Searches, the latest of each matter. */
  searches: Search[]
  /** Reviews of secrecy (Art 17), the latest of each matter; `matter` null for the whole. */
  secrecy: { matter: string | null; conclusion: SecrecyConclusion }[]
  /** Examinations of what is withheld (Arts 16, 37), the latest of each matter. */
  examined: Examined[]
  conferred: boolean
  /** The draft on the table, who wrote it, and who passed it. */
  draft:
    | ({
        outcome: Outcome
        by: string
        on: Day
        /** 登记编号 of all cases that it answers, where it answers several. */
        together?: readonly string[]
        /** Of several matters, how each is answered. */
        items?: readonly { matter: string; outcome: Outcome }[]
        /** The files of the case that it gives. */
        files?: readonly string[]
      } & Chained)
    | null
  /** The day on which the draft passed its review. */
  reviewedOn: Day | null
  outcome: Outcome | null
  signedOn: Day | null
  servedOn: Day | null
  withdrawnOn: Day | null
  /** The ends that were taken back by a reopening, in their order; none where none was. */
  ended?: readonly Ended[]
  /** Reconsideration and litigation that wait for their result. */
  openRemedies: number
  /** The remedy that was sought or decided last, and that no reopening has answered yet. */
  remedy: { kind: FactOf<'remedySought'>['kind']; soughtOn: Day; decidedOn: Day | null } | null
  /** All that were sought, in their order, with what came of each; none where none was. */
  remedies?: readonly Remedy[]
  /** How often the case was handled again; none before the first time. */
  reopenings?: number
  /** How often a new enquiry code was given out: the latest alone opens the file. */
  codes?: number
  /** The content was destroyed when its period of retention had ended: nothing more is heard. */
  erasedOn?: Day
} & Release

/** What a search found, on how many pages, of whose making, and whether it went after what was lost. */
export type Search = {
  matter: string | null
  found: boolean
  pages: number
  recovered: boolean
  /** Another agency made it, or first obtained it (Art 10). */
  madeElsewhere?: true
  /** Read for one matter that has no search of its own: it may have found another one. */
  ofTheWhole?: true
}

export type Examined = { matter: string | null; severable: boolean; otherLaw: boolean | null; lookedIn: boolean }

/** What was found of one matter: the findings of that matter, else those of the whole, read as if it were all. */
export const aboutMatter = (context: CaseContext, matter: string): CaseContext => ({
  ...context,
  searches: ofMatter(context.searches, matter).map((search) =>
    context.searches.some((own) => own.matter === matter) ? search : { ...search, ofTheWhole: true },
  ),
  secrecy: ofMatter(context.secrecy, matter),
  examined: ofMatter(context.examined, matter),
  consultations: context.consultations.filter(({ assessed }) => !assessed?.matter || assessed.matter === matter),
})

function ofMatter<T extends { matter: string | null }>(all: readonly T[], matter: string): T[] {
  const own = all.filter((each) => each.matter === matter)
  return (own.length > 0 ? own : all.filter((each) => each.matter === null)).map((each) => ({ ...each, matter: null }))
}

const searchIn = ({ matter, found, pages = 0, recovery = [], madeBy }: FactOf<'searched'>): Search => ({
  matter: matter ?? null,
  found,
  pages: found ? pages : 0,
  recovered: recovery.length > 0,
  ...(madeBy?.trim() && { madeElsewhere: true }),
})

/** A fact as the machine hears it: with the person who records it, so that nobody judges their own draft. */
export type Heard = Fact & {
  by: string
  /** The day on which it was recorded: of a rectification, and of what only its recorder dates earlier. */
  recordedOn?: Day
  /** The day that a submission gave before words alone moved it later. */
  movedFrom?: Day
  /** Of a submission: the days of receipt that the applicant was told, and that only words took back. */
  told?: ToldReceipt
  /** No file shows when the decision came that it names, or that the letter arrived of which only the office says so. */
  unshown?: true
}

/** The earlier days that a submission which was moved later still has. */
type Kept = Pick<Heard, 'movedFrom' | 'told'>

/** What a case remembers when it has just been submitted: the channel, the day (YYYY-MM-DD), and how to reach those who apply. */
export const opening = (
  channel: Channel,
  submittedOn: Day,
  reach: Reach = reachOf({}),
  kept: Kept = {},
): CaseContext => ({
  channel,
  submittedOn,
  reach,
  letters: [],
  last: null,
  clockFacts: [begins(submittedOn, reach, kept)],
  confirmed: false,
  registeredOn: null,
  unit: null,
  handler: null,
  unitAnswerBy: null,
  correction: null,
  corrected: false,
  lapsed: null,
  extended: false,
  ordered: false,
  fee: null,
  reasons: null,
  reasonsAsked: null,
  consultations: [],
  searches: [],
  secrecy: [],
  examined: [],
  conferred: false,
  draft: null,
  reviewedOn: null,
  outcome: null,
  signedOn: null,
  servedOn: null,
  withdrawnOn: null,
  openRemedies: 0,
  remedy: null,
  releaseProposed: false,
  releaseProposedOn: null,
  released: false,
})

/** The submission as the clock reads it, with those who must be served where they are several. */
const begins = (on: Day, { served }: Reach, { movedFrom, told }: Kept): ClockFact => ({
  type: 'submitted',
  on,
  ...(movedFrom && { movedFrom }),
  ...(told && { told }),
  ...(served[0] !== 'applicant' && { representative: served[0] }),
  ...(served.length > 1 && { coApplicants: served.length - 1 }),
})

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
      return { conferred: true }
    case 'replyDrafted':
      return { draft: drafted(fact), reviewedOn: null }
    case 'replyReviewed':
      return { reviewedOn: fact.passed ? fact.on : null, ...reviewed(before, fact) }
    case 'replyApproved':
      return approved(before, fact)
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

const examined = ({ matter, severable, otherLaw, lookedIn }: FactOf<'disclosureExamined'>): Examined => ({
  matter: matter ?? null,
  severable,
  otherLaw: otherLaw ?? null,
  lookedIn: (lookedIn?.length ?? 0) > 0,
})

/** The list with this finding in place of an earlier one on the same matter. */
const latest = <T extends { matter: string | null }>(all: readonly T[], one: T): T[] => [
  ...all.filter(({ matter }) => matter !== one.matter),
  one,
]

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
