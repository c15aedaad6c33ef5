/** What pages and the API show. Routes fill these; pages only read them. */
import type { Channel, FactType, Outcome, Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { ConsultationRef } from '../answering/views.ts'
import type { UndeliveredNotice } from '../delivery/undelivered.ts'

/** Who is looking: a member of staff. */
export type Viewer = {
  id: string
  name: string
  username: string
  roles: string[]
  agency: { id: string; name: string }
  unit: { id: string; name: string } | null
}

export type DeskRow = {
  id: string
  /** 登记编号; before registration only the receipt exists. */
  number: string | null
  receipt: string
  title: string
  applicantName: string
  stage: Stage
  status: Clock['status']
  /** The nearest statutory date and what it is for (补正告知、答复、…). */
  nextDueOn: Day | null
  nextDueFor: string | null
  dueOn: Day | null
  provisional: boolean
  /** Working days left to nextDueOn; negative when overdue. */
  left: number | null
  unit: string | null
  handler: string | null
  agency: string
}

/** The words that filter the desk; kept in the address. */
export type DeskFilter = {
  /** One of the agencies that this person sees. */
  agency?: string
  stage?: Stage
  due?: 'overdue' | 'today' | 'soon'
  mine?: boolean
  q?: string
  outcome?: Outcome
}

export type DeskView = {
  today: Day
  filter: DeskFilter
  counts: {
    open: number
    overdue: number
    today: number
    soon: number
    unconfirmed: number
    stages: Record<Stage, number>
  }
  rows: DeskRow[]
  /** Address of the next page, when there is one. */
  next: string | null
  /** Versions of templates that wait for this person's approval. */
  templatesWaiting?: number
}

export type FileRef = { id: string; name: string; size: number; sha256: string; type: string; url: string }
export type LetterRef = {
  id: string
  title: string
  kind: 'reply' | 'notice' | 'consultation' | 'internal'
  number: string | null
  madeOn: Day
  sha256: string
  url: string
  /** 作废: it stays on file and no longer counts. */
  voided?: true
  /** Position of the fact that made it void. */
  voidedBy?: number
}

/** One day of the calendar under a due date: why it was or was not counted. Made by stripDays (src/web/parts). */
export type StripDay = {
  on: Day
  kind: 'working' | 'weekend' | 'holiday' | 'makeUp'
  /** Name of the holiday, when it is one. */
  holiday?: string
  /** Inside a span that the law does not count. */
  suspended?: boolean
  /** The how-manieth counted working day this is. */
  count?: number
}

/** One fact as a line of the timeline. */
export type FactLine = {
  position: number
  type: FactType
  zh: string
  article: string
  on: Day
  /** Instant of recording, RFC 3339. */
  at: string
  by: string
  hash: string
  /** Label and value in Chinese, in the order to read. */
  details: { label: string; value: string }[]
  files: FileRef[]
  /** Position of the fact that rectified this one; then it no longer counts. */
  rectifiedBy?: number
}

/** A control of an act's form. `name` is the payload's key in contract section 3. */
export type Field = {
  name: string
  label: string
  kind: 'text' | 'long' | 'lines' | 'day' | 'number' | 'choice' | 'several' | 'yesNo' | 'files'
  required: boolean
  help?: string
  value?: string
  choices?: { value: string; label: string }[]
  /** Asked only where another field has one of these values; without a script it is always shown. */
  when?: { field: string; is: string[] }
  /** Help that belongs to single values of `when.field`, shown in place of `help`. */
  helps?: { is: string; text: string }[]
  /** Folded away under these words, with the others of the same fold: for what is rarely wanted. */
  fold?: string
}

/** What this person may record now: drawn from the workflow's next facts and the person's permissions. */
export type Act = {
  type: FactType
  zh: string
  article: string
  fields: Field[]
  /** Said at the head of the form: what to know before the act. */
  note?: string
  /** Title of the letter that this act makes. */
  makes?: string
  /** Said before the act, when it cannot be undone. */
  warning?: string
  primary: boolean
}

export type Draft = {
  outcome: Outcome
  outcomeZh: string
  template: string
  title: string
  by: string
  previewUrl: string
  /** 登记编号 of the other cases that it answers. */
  together?: string[]
}

/** Pictures of identity papers: opened one by one, each look on record. */
export type PapersView = {
  /** May this person open them? */
  may: boolean
  papers: { id: string; name: string; size: number; erasedAt: string | null }[]
  looks: { paper: string; by: string; at: string }[]
}

export type CaseView = {
  id: string
  receipt: string
  number: string | null
  agency: { id: string; name: string }
  channel: Channel
  stage: Stage
  status: Clock['status']
  today: Day
  /** One sentence: what to do next. */
  nextStep: string
  applicant: { kind: 'person' | 'organisation'; name: string; details: { label: string; value: string }[] }
  request: { title: string; description: string; details: { label: string; value: string }[] }
  needsHelp: boolean
  outcome: Outcome | null
  unit: string | null
  handler: string | null
  clock: Clock
  days?: StripDay[]
  facts: FactLine[]
  letters: LetterRef[]
  consultations?: ConsultationRef[]
  draft: Draft | null
  /** Other open applications of the same applicant, where a draft could answer them too. */
  others: number
  files: FileRef[]
  /** Notices that nobody took. */
  undelivered?: UndeliveredNotice[] | undefined
  /** What the reading room shows, or showed, of it. */
  released?: { id: string; withdrawn: boolean } | undefined
  /** Kept apart from the files; undefined where none came. */
  papers?: PapersView | undefined
  may: Act[]
}

/** What an applicant sees with receipt number and enquiry code. */
export type TrackingView = {
  receipt: string
  number: string | null
  title: string
  agency: { name: string; office: string; phone: string; address: string }
  submittedAt: string
  today: Day
  /** The last day that is soon. */
  soonUntil: Day
  stage: Stage
  /** Every stage in order; `on` null while it lies ahead. */
  stages: { stage: Stage; zh: string; on: Day | null; by: string | null; now: boolean; events: StageEvent[] }[]
  nextStep: string
  clock: Clock
  days?: StripDay[]
  letters: LetterRef[]
  may: Act[]
  /** What the office waits for, with everything needed to answer it. */
  asked: Asked
  /** How to complain or seek remedy, once there is a reply. */
  remedy: string | null
  /** The same as dates, reckoned for this letter. */
  lastDays: LastDays | null
}

/** What happened to the applicant's case on a day, as on a parcel. Consultations name nobody. */
export type StageEvent = { on: Day; what: EventKind }
export type EventKind =
  | Extract<
      FactType,
      | 'submitted'
      | 'confirmed'
      | 'registered'
      | 'assigned'
      | 'correctionRequested'
      | 'corrected'
      | 'correctionLapsed'
      | 'reasonsRequested'
      | 'reasonsGiven'
      | 'extended'
      | 'feeNotified'
      | 'feePaid'
      | 'feeLapsed'
      | 'replySigned'
      | 'replyServed'
      | 'withdrawn'
      | 'reopened'
      | 'archived'
    >
  | 'consulted'
  | 'consultationEnded'
  | 'delayed'

/** A last day, and how many calendar days are left to it; negative when it has passed. */
export type Until = { by: Day; left: number }

/** `letter`: where the notice is fetched. */
export type Asked = {
  correction?: Until & { matters: string[]; letter?: string }
  /** `how`: what the agency's notice says about paying. */
  fee?: Partial<Until> & { amount: number; basis: 'items' | 'pages'; quantity: number; how: string; letter?: string }
  reasons?: Until & { why: string; letter?: string }
}

export type LastDays = {
  /** The day on which the applicant received the reply. */
  servedOn: Day
  /** Reconsideration comes first; a suit follows its decision. */
  first: boolean
  reconsider: Until & { body: string }
  /** A direct suit. */
  sue: (Until & { court: string }) | null
  provisional: boolean
}

/** A form that came back: what was typed, and what is wrong with it, field by field. */
export type FormState = { values: Record<string, string>; errors: { field: string; message: string }[] }

export type AgencyView = {
  code: string
  name: string
  kind: string
  office: string
  address: string
  postcode: string
  phone: string
  email: string
  hours: string
}
