/** What the clock is told and what it says: the shapes that pages, jobs, letters and the command line share. */
import type { Channel } from '../words.ts'
import type { ChoicesInForce } from './choices.ts'
import type { Day } from './days.ts'
import type { FeeRule } from './fees.ts'
import type { OutcomeRules } from './outcomes.ts'
import type { Sentence } from './sentence.ts'
import type { Excluded, Step, Warning } from './steps.ts'
import type { Calendar } from './working-days.ts'

/** A fact as the clock reads it: the type, the day, and the few fields that move dates. */
export type ClockFact = { type: string; on: Day; [field: string]: unknown }

export type ClockCase = { channel: Channel; facts: readonly ClockFact[]; asOf: Day }

export type ClockStatus = 'awaitingConfirmation' | 'running' | 'suspended' | 'waiting' | 'settled' | 'closed'

export type { Excluded, Step, Warning } from './steps.ts'

export type Clock = {
  /** Art 31; null while nobody has confirmed. A correction restarts the count but does not change this day. */
  receivedOn: Day | null
  /** Art 30: the last day for a correction notice; null without receipt. */
  correctionNoticeDueOn: Day | null
  /** The last day of the current period; null without receipt. Without effect while `waiting`. */
  dueOn: Day | null
  /** The count enters a year whose holiday notice is not loaded. */
  provisional: boolean
  status: ClockStatus
  workingDays: { allowed: number; used: number; left: number }
  /** The day that the law takes as the day of the reply; null while open. */
  settledOn: Day | null
  /** Was the reply in time on its own day? Null while open. */
  inTime: boolean | null
  /** The reading least favourable to the agency. */
  careful: {
    /** Never later than dueOn; while nobody has confirmed receipt, counted from submission. */
    dueOn: Day
    inTime: boolean | null
    /** What parts it from the favourable reading; null where nothing does. */
    because: Sentence | null
  }
  /** The spans that are not counted, in the order of their beginning; days on which two meet are left out once. */
  excluded: Excluded[]
  /** Every reply, the latest last: each keeps its own lateness, whatever follows. */
  replies: { settledOn: Day; inTime: boolean }[]
  consultations: { type: 'thirdParty' | 'agency'; answerDueOn: Day | null }[]
  steps: Step[]
  /** The day after which the current period counts: receipt, or what restarted it. Null without receipt. */
  countedFrom?: Day | null
  warnings?: Warning[]
  /** While the case waits for the applicant: the notice stopped nothing by the careful reading, which goes on to its dueOn. */
  carefulRuns?: true
  /** While a fee is awaited and its notice is proven to have arrived: the applicant's last day to pay. */
  feeDueOn?: Day
}

/**
 * The law that a case is judged by: dated limits and fees, the calendar, what each outcome needs, and what its agency has
 * chosen where the law is open.
 */
export type Law = {
  limits: readonly TimeLimit[]
  fees: readonly FeeRule[]
  calendar: Calendar
  outcomes: OutcomeRules
  choices: ChoicesInForce
}

/** A number that the law gives, with its article and the days between which it is in force. */
export type TimeLimit = {
  id: string
  days: number
  unit: 'workingDay' | 'calendarDay'
  inForce: Day
  until?: Day
  article: string
}
