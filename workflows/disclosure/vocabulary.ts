/** What each fact says: the payloads. What people call their choices stands in named-values.ts, the words themselves in words.ts. */
import type { ChainStep } from '../statute/chain.ts'
import type { ChoiceName } from '../statute/choices.ts'
import type { Day } from '../statute/days.ts'
import type { Channel, FactType, Outcome } from '../words.ts'
import type {
  APPELLANTS,
  ClosedKind,
  CONTACT_WAYS,
  DELIVERIES,
  DISPOSITIONS,
  EXTENTS,
  FORMS,
  IdType,
  INSTRUMENTS,
  Interest,
  LESSON_GROUNDS,
  OrganisationType,
  PROCEDURES,
  PROPOSED_FROM,
  RESULTS,
  ReadingStep,
  RemedyKind,
  SERVICES,
  SecrecyConclusion,
} from './named-values.ts'

export * from '../words.ts'
export * from './named-values.ts'

/** Whatever came is recorded: of a paper any part may lack, which missing.ts names (Art 29, 30). */
type Contact = { phone?: string; email?: string; address?: string; postcode?: string }
export type Person = { kind: 'person'; name?: string; idType?: IdType; idNumber?: string; employer?: string } & Contact
export type Organisation = {
  kind: 'organisation'
  organisationType?: OrganisationType
  name?: string
  creditCode?: string
  representative?: string
  contact?: string
} & Contact
export type Applicant = Person | Organisation
export type Agent = { name?: string; idType?: IdType; idNumber?: string; phone?: string }
export type Request = {
  title?: string
  description?: string
  documentNumber?: string
  form?: keyof typeof FORMS
  delivery?: keyof typeof DELIVERIES
}

/** One of those who apply: the first, or the nth of those who apply with them, from 1. */
export type Addressee = 'applicant' | `coApplicant:${number}`
/** Who asks for reconsideration or sues: those who applied, one of them alone, or the third party of a consultation. */
export type Claimant = Addressee | `consultation:${string}`

/** How a letter went out, and to whom; without a name to the first who must be served. */
type Dispatched = { how: keyof typeof SERVICES; trackingNumber?: string; addressee?: Addressee }

/** Earlier days than today need what shows them: file ids or a written reason. */
type Base<T extends FactType> = {
  type: T
  on: Day
  evidence?: string[] | string
  /** The username of the colleague for whom it was recorded (代). */
  actingFor?: string
  /** SHA-256 of each file that it names, by id: none can be exchanged later. */
  contents?: Record<string, string>
}
/** A notice is held to the checker before it goes, and may be prepared by one person and approved by another. */
type Issued = {
  /** Who answers for sending it in spite of the checker's errors, and why. */
  override?: { approvedBy: string; reason: string }
  /** The rules that were overridden; the house writes them. */
  overridden?: string[]
  /** `staff:NAME` who prepared what another approved; the house writes it. */
  preparedBy?: string
}
/** Of the information only what the agency itself puts; how to reach those who are asked. */
type Consulted<T extends FactType> = Base<T> &
  Issued & {
    party: string
    consultation?: string
    about?: string
    contact?: string
    phone?: string
    email?: string
    address?: string
  }
/** One matter of an application that holds several, and how it is answered. */
export type Item = { matter: string; outcome: Outcome; fields: Record<string, string>; files?: string[] }

/** A file of the case as it is given: SHA-256 of what is on file, and of the copy that leaves. */
export type GivenCopy = { file: string; original: string; sha256: string }
/** Of so many files so many were opened. */
export type Opened = { files: number; opened: number }

/**
 * Why a number that the register knows shows no earlier reply: it is that of this case, of a letter that is no reply, of a
 * request that was withdrawn or has no reply yet, of a reply that nobody was served with, or of one that is void.
 */
export const NO_EARLIER_REPLY = ['thisCase', 'noReply', 'withdrawn', 'unanswered', 'unserved', 'void'] as const

/** An earlier case of the agency, by the number that a draft names: 文号 of its reply, or 登记编号. */
export type EarlierReply = {
  asked: string
  sameApplicant: boolean
  /** 文号 and day of its reply; neither where there is none that counts. */
  number?: string
  on?: Day
  /** Where there is none: why. */
  lacks?: (typeof NO_EARLIER_REPLY)[number]
  /** What it answered, and what had been asked for: title and description. */
  outcome?: Outcome
  request?: string
}

type InConsultation<T extends FactType> = Base<T> & { consultation?: string }
type Answered<T extends FactType> = InConsultation<T> & {
  consents: boolean
  reasons: string
  /** How far somebody refuses who does not consent to the whole; left out, it is the whole. */
  extent?: keyof typeof EXTENTS
}

export type Fact =
  | (Base<'submitted'> & {
      channel: Channel
      applicant: Applicant
      /** 共同申请: those who apply with the first. */
      coApplicants?: Applicant[]
      /** Of those who apply together, the one who receives for all. */
      representative?: Addressee
      agent?: Agent
      request: Request
      needsHelp?: boolean
      /** What help, in the applicant's words (Art 43); how and when to be reached, which nobody has to say. */
      helpWanted?: string
      contactWay?: keyof typeof CONTACT_WAYS
      contactTimes?: string
      files?: string[]
      /** Paper that came through the mailroom: who signed for it, and the day it reached the disclosure office. */
      handover?: { signedBy: string; reachedOn: Day }
      /** 邮件号码: under which a letter travelled (挂号信、EMS), as it stands on its label. */
      mailNumber?: string
      /** What stands on the paper and is no telephone, no number, no address that it is meant for: by field, as it was written. */
      unfit?: Record<string, string>
    })
  | (Base<'confirmed'> & { how: 'phone' | 'email' | 'portal' | 'visit'; note: string })
  | (Base<'registered'> & { number?: string })
  /** 无效件: what came is no application (an advertisement, a test, the same mail twice); and that it is one after all. */
  | (Base<'setAside'> & { why: string })
  | (Base<'restored'> & { why: string })
  | (Base<'assigned'> & { unit: string; handler?: string; answerBy?: Day })
  | (Base<'correctionRequested'> &
      Issued & {
        matters: string[]
        answerBy: Day
        /** Why it comes after the days that Art 30 gives for it. */
        lateReason?: string
        /** Why the applicant gets less time than is thought reasonable. */
        shortReason?: string
      })
  | (Base<'corrected'> & { text: string; files?: string[] })
  | (Base<'correctionLapsed'> & { finding: string })
  | (Consulted<'thirdPartyConsulted'> & {
      /** Which right of theirs may be harmed; left out, the letter names none. */
      interest?: Interest
    })
  | InConsultation<'thirdPartyReached'>
  | Answered<'thirdPartyAnswered'>
  | InConsultation<'thirdPartySilent'>
  | (Consulted<'agencyConsulted'> & {
      /** 共同制作: silence is consent of a co-maker alone (Art 34). */
      coMaker: boolean
    })
  | InConsultation<'agencyReached'>
  | Answered<'agencyAnswered'>
  | InConsultation<'agencySilent'>
  | (Base<'reasonsRequested'> & Issued & { why: string; answerBy: Day; shortReason?: string })
  | (Base<'reasonsGiven'> & { text: string })
  | (Base<'reasonsAssessed'> & Issued & { reasonable: boolean; delayedUntil?: Day })
  | (Base<'extended'> & Issued & { workingDays: number; reason: string; approvedBy: string })
  | (Base<'feeNotified'> &
      Issued & {
        basis: 'items' | 'pages'
        quantity: number
        /** Yuan; never above what the rates give. */
        amount: number
        /** Why less is asked than the rates give. */
        reason?: string
        /** By item: the same applicant's items of that month before this application; the house counts them. */
        earlierThisMonth?: number
        /** How the information is to be delivered, as the request says; the house writes it. */
        delivery?: keyof typeof DELIVERIES
      })
  | (Base<'feePaid'> & { receiptNumber: string })
  | (Base<'feeLapsed'> & { finding: string })
  | (Base<'searched'> & {
      places: string[]
      terms: string[]
      found: boolean
      note: string
      /** How many pages were found, A4 and one side each: a fee by pages is reckoned of them. */
      pages?: number
      /** 遗失: where originals and copies were looked for, and who answers for giving up. */
      recovery?: string[]
      recoveryApprovedBy?: string
      /** What was found here was made, or first obtained, by this other agency (Art 10): it answers for it. */
      madeBy?: string
      /** One of several matters; what was searched for the whole is not held against it then. */
      matter?: string
    })
  | (Base<'secrecyReviewed'> & {
      conclusion: SecrecyConclusion
      reasons: string
      /** The body that decides where it could not be determined (Art 17). */
      referredTo?: string
      matter?: string
    })
  | (Base<'disclosureExamined'> & {
      /** 区分处理 (Art 37): can what is withheld be separated from the rest? */
      severable: boolean
      why: string
      /** Does a law, regulation or rule demand disclosure (Art 16 ¶2), and where was that looked for? */
      otherLaw?: boolean
      lookedIn?: string[]
      matter?: string
    })
  | (InConsultation<'thirdPartyAssessed'> & {
      reasonable: boolean
      publicInterest: boolean
      /** For the office, and the reasons of the reply; whoever refused does not read it. */
      why: string
      /** Which right the refusal was found to be about. */
      interest?: Interest
      /** What the letter to whoever refused says beside the ground, which follows from the findings. */
      letterReasons?: string
      matter?: string
    })
  | (Base<'conferred'> & { participants: string[]; conclusion: string })
  | (Base<'replyDrafted'> & {
      /** Of several matters together: `partlyDisclosed`, or that of the first; the house reckons it from `items`. */
      outcome: Outcome
      fields: Record<string, string>
      /** Files of the case that are given. */
      files?: string[]
      /** Several matters, each with its answer. */
      items?: Item[]
      /** What the register knows of the earlier replies that it names; the house writes it. */
      earlier?: EarlierReply[]
      /** 登记编号 of all cases that this draft answers, this one among them; the house writes it. */
      together?: string[]
      /** Who approves it between its review and its signature, as the agency had chosen on its day; the house writes it. */
      chain?: readonly ChainStep[]
    })
  | (Base<'replyReviewed'> & {
      passed: boolean
      opinion: string
      /** Position of the draft that was read, or of the rectification that gave it its words. */
      draft?: number
      /** SHA-256 of the text reviewed; the house writes it. */
      digest?: string
      /** What the given files carry and cannot be removed is known to the reviewer, who passes them as they are. */
      acknowledged?: boolean
      /** How many of the given files the reviewer had opened; the house writes it. */
      opened?: Opened
    })
  | (Base<'replyApproved'> & {
      /** The step of the draft's chain by its name; in what is sent its place, from 1, will do. */
      step: string
      passed: boolean
      opinion: string
      /** Of one that did not pass, where it goes: an earlier step by its name, or `review`; without it, to whoever drafts it. */
      returnTo?: string
      /** As of a review: the draft that was read. */
      draft?: number
      /** SHA-256 of the text approved; the house writes it. */
      digest?: string
      /** How many of the given files whoever approves had opened; the house writes it. */
      opened?: Opened
    })
  | (Base<'replySigned'> & {
      number?: string
      /** As of a review: the draft that was read. */
      draft?: number
      /** Who answers for signing in spite of the checker's errors, and why. */
      override?: { approvedBy: string; reason: string }
      /** Of a marked case about which nobody has conferred: why it is signed all the same. */
      withoutConference?: string
      /** The rules that were overridden; the house writes them. */
      overridden?: string[]
      /** The files that are given: what is on file, and the copy that leaves. The house writes it. */
      given?: GivenCopy[]
      /** How many of the given files the signer had opened; the house writes it. */
      opened?: Opened
    })
  | (Base<'replyReturned'> & { why: string; returnTo?: string })
  | (Base<'replyServed'> & Dispatched)
  | (Base<'sent'> & Dispatched & { letter: string })
  | (Base<'received'> & { letter: string; addressee?: Addressee })
  | (Base<'archived'> & { retention: string; volume?: string })
  | (Base<'withdrawn'> & { why: string })
  | (Base<'remedySought'> & {
      kind: RemedyKind
      body: string
      /** 案号 of the body that hears it. */
      number?: string
      /** The day on which the agency had the copy; its time to answer runs from it, else from `on`. */
      receivedOn?: Day
      procedure?: keyof typeof PROCEDURES
      /** The last day to answer, where the body has set one. */
      answerBy?: Day
      /** An appeal in a suit that is on record, and whose; none is answered where it is the agency's own. */
      appealBy?: keyof typeof APPELLANTS
      /** What is asked for: 复议请求、诉讼请求. */
      claims?: string
      /** Who brings it; without it those who applied. */
      claimant?: Claimant
      /** 第三人 in it, as the papers name them; and the body that upheld the reply, sued beside the agency (行政诉讼法 Art 26). */
      thirdParties?: string[]
      coDefendant?: string
      /** Of an appeal, the place of the suit (from 1), where there are several. */
      remedy?: number
    })
  /** `remedy`: the place of the one that it is about, from 1; needed where several are open. */
  | (Base<'remedyAnswered'> & { remedy?: number })
  | (Base<'remedyPerformed'> & { remedy?: number; how: string })
  | (Base<'remedyDecided'> & {
      remedy?: number
      result: keyof typeof RESULTS
      disposition?: keyof typeof DISPOSITIONS
      instrument?: keyof typeof INSTRUMENTS
      /** 文号 of the decision or judgment, the day on which the agency had it, and the period that it orders. */
      number?: string
      receivedOn?: Day
      workingDays?: number
    })
  | (Base<'lessonDrawn'> & {
      /** On what the reply failed. */
      ground: keyof typeof LESSON_GROUNDS
      text: string
    })
  | (Base<'reopened'> & {
      why: string
      workingDays?: number
      /** The decision or judgment that orders it; without one nothing restarts. */
      decision?: { body: string; number: string; on: Day; receivedOn: Day }
      /** Annulled for procedure alone: the same may be decided again (法释〔2018〕1号第九十条). */
      procedureOnly?: boolean
    })
  | (Base<'releaseProposed'> & {
      why: string
      from?: keyof typeof PROPOSED_FROM
      /** The agency has it read in three steps. Added by the house. */
      inSteps?: true
      /** The day whose choice of readings holds, where it is later than its own: none goes round them by an earlier date. Added by the house. */
      chosenOn?: Day
    })
  | (Base<'releaseDecided'> & {
      /** As of a signature. */
      withoutConference?: string
      accepted: boolean
      /** Which reading it is; without one it is the decision itself. */
      step?: ReadingStep
      opinion?: string
      /** What is published; without it the request's own title and 文号. */
      title?: string
      documentNumber?: string
      summary?: string
      topic?: string
      /** 公开依据; without it Art 44. */
      basis?: string
      files?: string[]
      /** Why what the look-over found in a file may be published all the same, by the id of the finding. */
      confirmed?: Record<string, string>
      /** What was looked over, by file: SHA-256 of the copy, and how much was found in it. Added by the house. */
      looked?: { file: string; sha256: string; found: number }[]
      /** A reading that does not agree, by somebody who may not decide alone, where one decision is enough. Added by the house. */
      advice?: true
    })
  | (Base<'releaseWithdrawn'> & { why: string })
  | (Base<'rectified'> & {
      position: number
      why: string
      approvedBy: string
      replacement?: Record<string, unknown>
      /** Of a mark of evidence, which files the replacement marks, and why; none without one. Added by the house, to stand open. */
      closes?: { files: string[]; kind?: ClosedKind }
    })
  | (Base<'obstacle'> & { from: Day; to?: Day; why: string })
  | (Base<'contactChanged'> & {
      phone?: string
      email?: string
      address?: string
      postcode?: string
      delivery?: keyof typeof DELIVERIES
    })
  | (Base<'codeReissued'> & { to: string })
  | (Base<'sensitivityMarked'> & { kind: string; why: string })
  | (Base<'sensitivityLifted'> & { why: string })
  | (Base<'noted'> & { text: string })
  | (Base<'fileAdded'> & {
      files: string[]
      /** The template by which this house made them for a review body or a court; left out for all other papers. */
      pleading?: string
    })
  | (Base<'evidenceClosed'> & {
      files: string[]
      /** Why they are not shown in an open hearing. */
      kind: ClosedKind
      why: string
      /** 密级、保密期限 as they are marked. */
      marking?: string
      /** Who keeps the original, and where a court can read it. */
      keeper?: string
      place?: string
    })
  | SystemFact

/** What a destruction took, by which decision; it names nobody of the case, and stays for ever. */
export type Erasure = {
  /** 销毁清册: its number, the SHA-256 of its text, and who approved it, as `staff:NAME`. */
  decision: { list: number; digest: string; approvedBy: string[] }
  /** Positions of the facts whose words are gone: all that had any. */
  positions: number[]
  /** SHA-256 of every letter, file, copy and sealed bundle of the case. */
  hashes: string[]
  /** SHA-256 of what is kept of the case's row: a forged one would not have it. */
  kept: string
  retention: string
  /** The last day of the period of retention. */
  keptUntil: Day
}

/** Written only by the system: proof of what it did. */
export type SystemFact =
  | (Base<'letterMade'> & {
      letter: string
      template: string
      version: number
      digest: string
      number?: string
      sha256: string
      fonts: string
      /** Of a letter to those who are consulted: to which of them. */
      consultation?: string
    })
  | (Base<'mailSent'> & {
      to: string
      subject: string
      /** What it said, but for a link that acts for its reader; absent of mails before there was a record of it. */
      text?: string
      messageId: string
      proof: string
      letter?: string
      /** The given files that it brings. */
      brings?: string[]
    })
  | (Base<'calendarChanged'> & { year: number; version: number; dueBefore?: Day; dueAfter?: Day })
  | (Base<'choiceChanged'> & {
      choice: ChoiceName
      /** Position of the proposal that was approved. */
      proposal: number
      dueBefore?: Day
      dueAfter?: Day
    })
  | (Base<'lapseNoticed'> & { limit: string; dueOn: Day })
  | (Base<'transferred'> & {
      /** The transfer by its number, and the SHA-256 of its signed statement. */
      transfer: number
      digest: string
      /** The archive that took the case in, who received it there, by which paper. */
      archive: string
      receivedBy: string
      document: string
    })
  | (Base<'wordsErased'> & Erasure)

/** A word of words.ts without a payload here does not compile. */
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>

/** Facts that tell the applicant, or whoever is consulted, by a notice; of an assessment only one that delays. */
export const NOTICES = [
  'correctionRequested',
  'thirdPartyConsulted',
  'agencyConsulted',
  'reasonsRequested',
  'reasonsAssessed',
  'extended',
  'feeNotified',
] as const satisfies readonly FactType[]
export type NoticeType = (typeof NOTICES)[number]

/** Does this fact tell somebody by a notice? */
export const isNotice = (fact: Fact): fact is FactOf<NoticeType> => isNoticeType(fact.type)
/** Do facts of this type? */
export const isNoticeType = (type: unknown): type is NoticeType => NOTICES.some((one) => one === type)
