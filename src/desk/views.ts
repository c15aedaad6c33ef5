/** What the desk shows: its list, a case, a draft. Routes fill these; pages only read them. */

import type { Missing } from '../../workflows/disclosure/missing.ts'
import type { Waits } from '../../workflows/disclosure/next-step.ts'
import type { Channel, FactType, NoticeType, Outcome, Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Aside } from '../cases/asides.ts'
import type { ApplicantInWords, FactLine, RequestInWords } from '../cases/describe.ts'
import type { Returned } from '../cases/returned.ts'
import type { NotOffered, OutcomeNotOffered } from '../cases/why-not.ts'
import type { ConsultationRef } from '../consultations/views.ts'
import type { UndeliveredNotice } from '../delivery/undelivered.ts'
import type { Party } from '../evidence/audience/parties.ts'
import type { Lacking } from '../evidence/reading/lacking.ts'
import type { IdentityDocumentsView } from '../files/identity-documents.ts'
import type { Piece } from '../ground/fold.ts'
import type { ServiceRow } from '../letters/service.ts'
import type { Awaited } from '../remedies/waiting.ts'
import type { Kept } from '../web/parts/draft-parts.tsx'
import type { Act, FileRef, FormState, LetterRef, StripDay } from '../web/shapes.ts'
import type { WordsWaiting } from '../workbench/waiting.ts'
import type { AwaitedBeside } from './awaited.ts'
import type { Corrected } from './corrections/show.ts'
import type { HandedBack } from './next-here.ts'
import type { Sort } from './order.ts'
import type { SensitiveShown } from './sensitive.ts'

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
  /** By the reading least favourable to the agency: the list is in its order. */
  carefulDueOn: Day | null
  provisional: boolean
  /** Working days left to nextDueOn; negative when overdue. */
  left: number | null
  unit: string | null
  handler: string | null
  agency: string
  /** In which heap it lies, and the act that it waits for; null where nobody in the office has to do anything. */
  waits: Waits | null
  waitsFor: FactType | null
  /** Where it stands what was searched for, unless this row shows it. */
  found?: FoundIn
  /** Which agency handles it now, under which receipt number. */
  moved?: Moved
}

export type Moved = { agency: string; receipt: string }

/** In the application, or in what a fact of the case says; with the words around it. */
export type FoundIn = { in: 'application' | FactType; zh: string; pieces: Piece[] }

/** The words that filter the desk; kept in the address. */
export type DeskFilter = {
  /** One of the agencies that this person sees. */
  agency?: string
  stage?: Stage
  due?: 'overdue' | 'today' | 'soon' | 'week'
  unit?: string
  /** A username, or an id. */
  handler?: string
  /** Due on this day. */
  on?: Day
  channel?: Channel
  /** 来件日期, both days included. */
  from?: Day
  to?: Day
  sort?: Sort
  /** The form with all filters stands open. */
  more?: 'yes'
  mine?: boolean
  /** What waits for this person; of one heap alone. */
  waiting?: 'me'
  waits?: Waits
  /** Letters of them wait to be sent, whatever the case waits for. */
  unsent?: 'yes'
  q?: string
  outcome?: Outcome
  /** 无效件 alone. */
  aside?: 'yes'
  /** Which act a heap is worked off by, where that is not the one that it waits for; `print`: the list has ticks, to print several. */
  act?: 'setAside' | 'print'
}

/** A notice that waits for this person's approval. */
export type NoticeWaiting = {
  id: string
  caseId: string
  zh: string
  number: string | null
  receipt: string
  title: string
}

/** A correction that somebody asked for, as the page of its case and the head's desk list it. */
export type CorrectionRef = {
  id: string
  position: number
  /** What the record is called. */
  zh: string
  why: string
  askedBy: string
  /** Instant, RFC 3339. */
  askedAt: string
  refused?: { by: string; opinion: string }
  /** Whoever looks may decide on it. */
  forYou: boolean
}
export type CorrectionWaiting = Pick<NoticeWaiting, 'id' | 'caseId' | 'number' | 'receipt' | 'title'> & {
  position: number
}

export type DeskView = {
  /** What the form with all filters is chosen from, where it stands open. */
  choices?: Record<'agencies' | 'units' | 'handlers', Readonly<Record<string, string>>>
  /** The form that prints several, where it came back. */
  unprinted?: { what: readonly string[]; fault: string }
  /** 常用筛选 of whoever looks: their names and where they lead; of the one that is chosen how many it holds. */
  kept?: readonly { name: string; address: string; count?: number }[]
  today: Day
  filter: DeskFilter
  counts: {
    open: number
    overdue: number
    today: number
    soon: number
    unconfirmed: number
    /** 无效件, which no other number has. */
    aside: number
    stages: Record<Stage, number>
  }
  rows: DeskRow[]
  /** In which order they stand. */
  sort: Sort
  /** Of the heap of what was given back, why, by case. */
  returned?: ReadonlyMap<string, Returned> | undefined
  /** Of the list of 无效件, why each was set aside and what speaks against it, by case; and who can restore them, by name, where this person cannot. */
  asides?: ReadonlyMap<string, Aside> | undefined
  restoredBy?: readonly string[] | undefined
  /** How much waits for this person, by heap. */
  waiting: readonly { waits: Waits; count: number }[]
  /** Address of the next page, when there is one. */
  next: string | null
  /** Versions of templates, and of mails and text messages, that wait for this person's approval. */
  wordsWaiting?: WordsWaiting
  noticesWaiting?: readonly NoticeWaiting[]
  /** Corrections of records that wait for this head. */
  correctionsWaiting?: readonly CorrectionWaiting[]
  /** 公布审核 that wait for this person's reading: no cases, and in a list of their own. */
  changesWaiting?: number
  /** Answers to review bodies and courts that this person's agencies have still to hand in. */
  answersAwaited?: Awaited
  /** Findings of 抽查 that whoever looks has to answer. */
  findingsAwaited?: number
  /** 督办 that whoever looks has to answer. */
  urgingsAwaited?: number
  /** More than are counted. */
  areUrgingsMore?: boolean
  /** Answers that came lately to 督办 of whoever looks. */
  urgingsAnswered?: number
  /** What of working together, of problems and of example cases waits for whoever looks. */
  beside?: AwaitedBeside
  /** Cases with letters that wait to be sent, for whoever sends them. */
  unsent?: number
  /** Where this page of the list begins; the first one without it. */
  cursor?: string
  /** Of a heap, the form by which several of its cases, of this agency, are worked off at once; `form`: as it came back. */
  together?:
    | { act: Act; agency: string; ticks: Ticks; form?: FormState; idempotencyKey: string; listedAt: string }
    | undefined
  /** The list has ticks, by which several are printed at once. */
  printing?: Ticks
  /** Of a heap of what came in: the way to setting aside what is no application, or back from there. */
  other?: 'setAside' | 'back'
}

/** Which cases of a page are ticked, by id. */
export type Ticks = ReadonlySet<string> | 'all'

/** Where a draft begins: with what was kept of it, else with the last one; beside it the opinion with which that came back. */
export type Drafting = { form: FormState | undefined; returned: Returned | undefined; kept: Kept }

/** The list of the desk in which a case was opened: its filter words, its address, the cases before and after by their addresses. */
export type InList = { name: string; address: string; before?: string; after?: string }

export type Draft = {
  outcome: Outcome
  outcomeZh: string
  template: string
  title: string
  by: string
  /** Position of the fact that gave it its words: a review or a signature names the draft that was read. */
  position: number
  /** The day of the draft. */
  on: Day
  previewUrl: string
  /** 登记编号 of the other cases that it answers. */
  together?: string[]
  /** Where it answers several matters: how each is answered. */
  items?: { matter: string; outcome: Outcome; outcomeZh: string }[]
}

/** A notice that is prepared and not sent, as the page of its case shows it. */
export type PreparedRef = {
  id: string
  type: NoticeType
  zh: string
  /** Counts its changes; an approval names the one that was read. */
  version: number
  /** Of its words, as they read now; an approval names it, too. */
  digest: string
  preparedBy: string
  /** Instant, RFC 3339. */
  preparedAt: string
  returned: { by: string; at: string; opinion: string } | null
  /** Findings of the checker that stop it, and those that only ask for a second look. */
  errors: number
  hints: number
  /** Why it has lapsed: the case does not hear the fact now. */
  refused: { code: string; message: string } | null
  mine: boolean
  /** This person may approve it, or give it back. */
  forYou: boolean
  mayTakeAway: boolean
}

/** 督办 of a case: what waits for an answer, and what the notes at these positions are. */
export type Urged = {
  open: { position: number; dueOn: Day; isOverdue: boolean; mayAnswer: boolean }[]
  called: ReadonlyMap<number, string>
  mayUrge: boolean
}

/** One that a unit was asked and has not answered. */
export type HelpOpen = { position: number; unit: string; dueOn: Day; isOverdue: boolean; asksTime: boolean }

/** Of a given file that is a state secret: the record that marks it; the mails that brought it, and where it was published. */
export type Stopped = { by: string; mailed: string[]; items: { id: string; withdrawn: boolean }[] }

/** The files that a reply gives: what each carries, who opened it, when the applicant fetched it. */
export type GivenView = {
  /** Signed: these copies left. Before, they would leave. */
  left: boolean
  files: {
    id: string
    name: string
    type: string
    /** Of the copy that leaves. */
    size: number
    sha256: string
    /** SHA-256 of what is on file. */
    original: string
    pages: number | null
    url: string
    /** This person has to open it before they review or sign, and has not. */
    toOpen: boolean
    findings: { code: string; state: 'removed' | 'heed' | 'own'; says: string }[]
    looks: { by: string; at: string }[]
    downloads: string[]
    stopped?: Stopped
  }[]
  /** How many of them this person has opened. */
  opened: number
}

export type CaseView = {
  id: string
  receipt: string
  number: string | null
  /** 上级平台编号, where cases are exchanged with one and this one has it. */
  platformNumber?: string
  agency: { id: string; name: string }
  channel: Channel
  /** It was filed on the English pages: its applicant is told in English, too. */
  inEnglish?: boolean
  stage: Stage
  status: Clock['status']
  today: Day
  /** One sentence: what to do next. */
  nextStep: string
  /** Of a draft in approval: who may take the step, by name. */
  approvers?: readonly string[]
  /** Of a draft that came back: why. */
  returned?: Returned
  /** Of what was set aside: by whom and why, and what speaks against it. */
  aside?: Aside
  /** 退回分办 that waits for a head. */
  handedBack?: HandedBack
  /** The act that this sentence asks for. */
  nextAct: FactType | null
  applicant: ApplicantInWords
  request: RequestInWords
  needsHelp: boolean
  /** What they said besides: which help, how and when to be reached. */
  wishes?: readonly { label: string; value: string }[]
  urged?: Urged
  /** 协办 that nobody has answered. */
  helpOpen?: readonly HelpOpen[]
  /** Mails that seem to belong to it by their sender address, and that no registrar has looked at. */
  mailsToConfirm?: number
  sensitive?: SensitiveShown
  /** What no font has of the application, in words. */
  unprinted?: string
  /** What it lacks of what Art 29 asks for. */
  missing?: readonly Missing[]
  outcome: Outcome | null
  unit: string | null
  handler: string | null
  clock: Clock
  /** What the applicant is waited for, and until when: meanwhile this runs, and the reply does not. */
  awaited?: { what: string; by: Day }
  days?: StripDay[]
  facts: FactLine[]
  /** Positions of the facts that may be put right. */
  correctable?: ReadonlySet<number>
  /** By position of each rectification: what it put right. */
  corrected?: ReadonlyMap<number, Corrected>
  letters: LetterRef[]
  /** 文书送达: each letter and each who must have it; `record`: where its 送达回证 is fetched. */
  service?: (ServiceRow & { record: string })[]
  /** 缺件: papers that a court will ask for. */
  lacking?: Lacking[]
  /** Who may be given a copy of the evidence without what is somebody else's. */
  parties?: Party[]
  consultations?: ConsultationRef[]
  draft: Draft | null
  /** Notices that are prepared and not sent. */
  prepared?: PreparedRef[]
  /** Corrections that were asked for and are not recorded. */
  corrections?: CorrectionRef[]
  /** Other open applications of the same applicant, where a draft could answer them too. */
  others: number
  files: FileRef[]
  /** What the draft on the table gives, or the reply that was signed gave. */
  given?: GivenView | undefined
  /** Notices that could not be delivered. */
  undelivered?: UndeliveredNotice[] | undefined
  /** What the reading room shows, or showed, of it. */
  released?: { id: string; withdrawn: boolean } | undefined
  /** Kept apart from the files; undefined where none came. */
  papers?: IdentityDocumentsView | undefined
  /** How many things the words of the request alone suggest; the rest is asked when it is opened. */
  hints?: number
  /** 为什么不能: the acts that this person might expect and that are not offered now. */
  whyNot?: readonly NotOffered[]
  /** Where they may draft, the outcomes that the file does not bear yet. */
  outcomesNotOffered?: readonly OutcomeNotOffered[]
  may: Act[]
}
