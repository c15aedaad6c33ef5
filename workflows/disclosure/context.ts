/** What a case must remember of its facts so that the next one can be judged. Derived, replayable, cached on the case row. */

import type { ToldReceipt } from '../statute/bound.ts'
import type { ClockFact } from '../statute/clock.ts'
import type { Day } from '../statute/days.ts'
import type { Channel, FactType, Outcome } from '../words.ts'
import type { Chained } from './chained.ts'
import type { Consultation } from './consultations.ts'
import type { Ended } from './counted.ts'
import type { Release } from './readings.ts'
import type { Remedy } from './remedies.ts'
import type { Sensitive } from './sensitive.ts'
import { type Letter, type Reach, reachOf } from './service.ts'
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
} & Release &
  Sensitive

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
