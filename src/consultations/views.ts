/** What those who are consulted see of their own consultation, and what staff see of the way it was answered. */
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Kind } from '../../workflows/statute/letters.ts'
import type { Information } from '../letters/addressed.ts'
import type { Heed, LetterRef, StripDay } from '../web/shapes.ts'

export type { Kind }

/**
 * open: an answer is awaited. silent: the agency has recorded that none came in time. ended: the case goes on without
 * one. closed: the letter was rectified, and its number opens nothing any more.
 */
export type Standing = 'open' | 'answered' | 'silent' | 'ended' | 'closed'

export type Opinion = 'agree' | 'partly' | 'object'

export type Given = {
  consents: boolean
  /** Where it does not consent to the whole: how far. */
  extent?: 'whole' | 'partly'
  reasons: string
  on: Day
  /** Instant of recording, RFC 3339. */
  at: string
  /** Given on this page; otherwise staff recorded what came on paper. */
  online: boolean
  files: { name: string; size: number; sha256: string; heed?: Heed }[]
  /** SHA-256 of the receipt's text, which whoever answered may keep and check. */
  sha256: string
}

export type ConsultationView = {
  number: string
  kind: Kind
  /** An agency that made the information together with the one that asks: its silence is consent (Art 34). */
  coMaker: boolean
  standing: Standing
  agency: {
    name: string
    englishName?: string
    office: string
    address: string
    phone: string
    email: string
    hours: string
  }
  /** 登记编号. */
  caseNumber: string | null
  party: string
  information: Information
  today: Day
  sentOn: Day
  reachedOn: Day | null
  reachedOnline: boolean
  /** Working days to answer, from the arrival. */
  workingDays: number
  answerDueOn: Day | null
  /** If it arrived today. */
  wouldBeDueOn: Day
  provisional: boolean
  /** Working days left; null while the arrival is not on file. */
  left: number | null
  days: StripDay[]
  may: FactType[]
  answer: Given | null
  letters: LetterRef[]
}

/** What staff see of a consultation on the page of its case. */
export type ConsultationRef = {
  consultation: string
  kind: Kind
  party: string
  /** Contact, telephone, mail and address, as far as they are on file. */
  reach: { label: string; value: string }[]
  standing: Standing
  sentOn: Day
  reachedOn: Day | null
  reachedOnline: boolean
  answeredOn: Day | null
  answeredOnline: boolean
  consents: boolean | null
  partly: boolean
  /** Instants. */
  openedAt: string | null
  mailedAt: string[]
  /** Where the house has opened an access. */
  number: string | null
  /** Only for those who may record consultations; never kept. */
  code?: string
  /** Where the letter can be mailed again. */
  mailUrl?: string
}
