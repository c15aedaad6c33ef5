/** What an applicant sees of a case. Routes fill these; pages only read them. */
import type { Outcome, Request, Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { FeeLine } from '../../workflows/statute/fees.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { EventKind } from '../acts/act.ts'
import type { Heeded } from '../files/heeded.ts'
import type { UnseenPaper } from '../files/paper-again.ts'
import type { Payment } from '../letters/fee-notice.ts'
import type { Act, GivenRef, LetterRef, StripDay } from '../web/shapes.ts'

/** What an applicant sees with receipt number and enquiry code. */
export type TrackingView = {
  receipt: string
  number: string | null
  title: string
  agency: { name: string; englishName?: string; office: string; phone: string; address: string }
  submittedAt: string
  today: Day
  /** The last day that is soon. */
  soonUntil: Day
  stage: Stage
  /** Every stage in order; `on` null while it lies ahead. */
  stages: { stage: Stage; zh: string; on: Day | null; by: string | null; now: boolean; events: StageEvent[] }[]
  nextStep: Sentence
  /** 无效件; left out of what is handled. */
  aside?: SetAside
  /** 移送: another agency handles it. */
  moved?: Moved
  clock: Clock
  days?: StripDay[]
  letters: LetterRef[]
  /** Until when the office gets in touch to confirm; null once it has, or where nothing is confirmed. */
  contactBy?: Day | null
  /** What the reply came to; once it was sent. */
  result?: Outcome
  /** 延期, of the period that runs or has run last. */
  extension?: { on: Day; workingDays: number; reason: string }
  /** What was asked for, as it was written; left out once it is erased. */
  requested?: Request
  /** What the applicant sent since the application, each with a receipt of its own. */
  sent?: SentHere[]
  /** How each matter was answered, where the reply answers several; once it is served. */
  answers?: { matter: string; outcome: Outcome }[]
  /** What the reply gives. */
  files: GivenRef[]
  /** Ids of files that the reply gave and that are handed out no more: state secrets, whose names are not told. */
  stopped: string[]
  /** What came from the applicant's side and carries a virus: nobody opens it. */
  infected: { name: string; virus: string }[]
  /** What came from there and the office may not be able to open, until there is a reply. */
  heeded: Heeded[]
  /** Pictures of identity documents that nobody can see, and for which no other one has come. */
  unseenPapers: UnseenPaper[]
  may: Act[]
  /** What the office waits for, with everything needed to answer it. */
  asked: Asked
  /** How to complain or seek remedy, once there is a reply. */
  remedy: Sentence | null
  /** The same as dates, reckoned for this letter. */
  lastDays: LastDays | null
  /** Where several apply together. */
  together?: Together
}

/** A fact that the applicant recorded: where it stands in the ledger, and when it arrived (RFC 3339). */
export type SentHere = { position: number; type: SentType; at: string }
export const SENT_TYPES = [
  'confirmed',
  'corrected',
  'reasonsGiven',
  'withdrawn',
  'fileAdded',
  'contactChanged',
] as const
export type SentType = (typeof SENT_TYPES)[number]

/** Since when it is set aside and why; `dueOn`: when the reply would be due, were it an application (the careful reading). */
export type SetAside = { on: Day; why: string; dueOn: Day }

/** The agency that handles it since, how that one is reached, and the receipt number there. */
export type Moved = { on: Day; agency: string; office: string; phone: string; receipt: string }

/** Those who apply together: the one who receives for all, null where each is served; once the reply went out, the days of each. */
export type Together = {
  names: string[]
  representative: string | null
  remedies: { name: string; lastDays: LastDays | null }[]
}

/** What happened to the applicant's case on a day, as on a parcel. Consultations name nobody. */
/** `to`: whom of joint applicants it reached. */
export type StageEvent = { on: Day; what: EventKind; to?: string }

/** A last day, and how many calendar days are left to it; negative when it has passed. */
export type Until = { by: Day; left: number }

/** `letter`: where the notice is fetched. */
export type Asked = {
  correction?: Until & { matters: string[]; letter?: string }
  /** `how`: what the agency's notice says about paying. */
  fee?: Partial<Until> & {
    days: number
    amount: number
    basis: 'items' | 'pages'
    quantity: number
    /** The tiers that it falls into: from, to (inclusive), yuan each, yuan together. */
    lines?: FeeLine[]
    how: string
    pay?: Payment
    letter?: string
  }
  reasons?: Until & { why: string; letter?: string }
}

/** Where to turn, and by when. */
export type Way = {
  /** Reconsideration comes first; a suit follows its decision. */
  first: boolean
  reconsider: Until & { body: string }
  /** A direct suit. */
  sue: (Until & { court: string }) | null
}

export type LastDays = Way & {
  /** The day on which the applicant received the reply. */
  servedOn: Day
  /** Of a reply to several matters: each way with the numbers of those to which it is open. */
  ofMatters?: (Way & { numbers: number[] })[]
  provisional: boolean
}
