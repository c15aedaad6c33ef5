/** The statutory clock: facts, statute and calendar in; dates, status and counted steps out. One pure function. */
import type { Channel } from '../disclosure/vocabulary.ts'
import type { Day } from './days.ts'
import type { Calendar } from './working-days.ts'

/** A fact as the clock reads it: the type, the day, and the few fields that move dates. */
export type ClockFact = { type: string; on: Day; [field: string]: unknown }

export type ClockStatus = 'awaitingConfirmation' | 'running' | 'suspended' | 'waiting' | 'settled' | 'closed'

/** One line of the explanation: the day (or span, as `from…to`), the article, and what it did to the count, in Chinese. */
export type Step = { on: string; article: string; text: string }

export type Clock = {
  /** Art 31; null while nobody has confirmed. */
  receivedOn: Day | null
  /** Art 30: the last day for a correction notice; null without receipt. */
  correctionNoticeDueOn: Day | null
  /** The last day of the current period; null without receipt. */
  dueOn: Day | null
  /** The count enters a year whose holiday notice is not loaded. */
  provisional: boolean
  status: ClockStatus
  workingDays: { allowed: number; used: number; left: number }
  /** The day that the law takes as the day of the reply; null while open. */
  settledOn: Day | null
  /** Settled on or before dueOn; null while open. */
  inTime: boolean | null
  consultations: { type: 'thirdParty' | 'agency'; answerDueOn: Day | null }[]
  steps: Step[]
}

/** The choices that are open in law (README, decisions). */
export type Choices = {
  /** Art 31(3): does the platform's receipt count as the confirmation of both sides? */
  platformReceiptConfirms: boolean
  /** Receipt on a non-working day: that day, or the next working day. */
  receiptOnNonWorkingDay: 'thatDay' | 'nextWorkingDay'
  /** Does the excluded consultation span begin on the day after dispatch or on the day of dispatch? */
  consultationFrom: 'dayAfterDispatch' | 'dayOfDispatch'
  /** While a fee is awaited: suspended and restarted by payment, or running. */
  feeWait: 'suspended' | 'running'
}

/** What the clock needs of the law: dated limits, the calendar, and the choices in force. */
export type Law = { limits: readonly TimeLimit[]; calendar: Calendar; choices: Choices }

/** A number that the law gives, with its article and the days between which it is in force. */
export type TimeLimit = {
  id: string
  days: number
  unit: 'workingDay' | 'calendarDay'
  inForce: Day
  until?: Day
  article: string
}

/** Facts that contradict each other are never computed over in silence. */
export class ClockFault extends Error {
  override name = 'ClockFault'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export function clock(_case: { channel: Channel; facts: readonly ClockFact[]; asOf: Day }, _law: Law): Clock {
  throw new ClockFault('NOT_WRITTEN', 'clock')
}
