/** Where a case stands while its facts are read one after the other, and the few moves that all of them share. */
import type { FactType } from '../words.ts'
import { addSpan, dueAfter, type Span } from './count.ts'
import { type Day, dayOf } from './days.ts'
import type { Entry } from './entries.ts'
import { explained } from './exceptions.ts'
import { ClockFault } from './fault.ts'
import type { Consultation } from './letters.ts'
import { limitOn } from './limits.ts'
import type { Blanks, Filling } from './sentence.ts'
import { type STATUTE, type StatuteKey, sentence } from './sentences.ts'
import { type Excluded, Step, Warning } from './steps.ts'
import type { Law, TimeLimit } from './terms.ts'

/** One run of the count: from receipt, or from what restarted it (correction, payment, reopening). */
export type Period = {
  /** Day number; the day itself is not counted. */
  start: number
  /** Working days, extension included. */
  allowed: number
  extended: boolean
  /** Art 35: the date that replaced the count, and the working days by which that date was extended. */
  delayedTo: number | null
  afterDelay: number
  due: number
}

export type Course = {
  law: Law
  /** Art 31, and the same as text: dated limits are those of this day. */
  received: number
  receivedDay: Day
  period: Period
  restarts: number
  spans: Span[]
  excluded: Excluded[]
  consultations: Consultation[]
  waiting: 'correction' | 'fee' | null
  lapsed: boolean
  /** The day on which the count stopped for good or until a restart. */
  stopped: number | null
  settled: number | null
  closed: number | null
  corrections: number
  /** The applicant's last day to correct, as the notice set it; to pay, once the notice is proven to have arrived. */
  answerBy: number | null
  feeDue: number | null
  /** The last day to pay if the notice had arrived as it was given: no lapse before it, whatever is proven. */
  feeDueAtFirst: number | null
  /** All facts of the case, for what is asked of a notice beside the count: when it went out, when it arrived. */
  entries: readonly Entry[]
  steps: Step[]
  warnings: Warning[]
}

/** What a fact does to the course. */
export type Hears = (course: Course, entry: Entry) => void

/** A period of `allowed` working days after the day `start`, the excluded spans left out; nothing has moved it yet. */
export const freshPeriod = (law: Law, start: number, allowed: number, spans: readonly Span[]): Period => ({
  start,
  allowed,
  extended: false,
  delayedTo: null,
  afterDelay: 0,
  due: dueAfter(law.calendar, start, allowed, spans),
})

/** The last day of a period as if it had begun on `start`: by the count (Art 33), or the delayed day (Art 35) with an extension after it. All days are numbers. */
export function dueOf({ law, spans }: Course, period: Period, start: number): number {
  const { allowed, delayedTo, afterDelay } = period
  if (delayedTo === null) return dueAfter(law.calendar, start, allowed, spans)
  return afterDelay === 0 ? delayedTo : dueAfter(law.calendar, delayedTo, afterDelay, [])
}

/** Discard the old count and begin a full one; an extension or a delayed date goes with the old count. */
export function restart(course: Course, start: number, allowed: number): void {
  course.period = freshPeriod(course.law, start, allowed, course.spans)
  course.restarts++
  course.waiting = null
  course.stopped = null
  course.lapsed = false
  course.feeDue = null
  course.feeDueAtFirst = null
  course.answerBy = null
}

/** Leaves a span out of the count (Art 33 ¶3) and moves the last day accordingly. */
export function exclude(course: Course, span: Span): void {
  addSpan(course.spans, span)
  course.period.due = dueOf(course, course.period, course.period.start)
}

/**
 * The limit that holds for this case: a case keeps the law of the day of its receipt.
 * @throws ClockFault NO_LIMIT_IN_FORCE, LIMIT_UNIT
 */
export const limit = (course: Course, id: string): TimeLimit => limitOn(course.law.limits, id, course.receivedDay)

/** A line of the explanation: what the entry says, its blanks filled. */
export const step = <K extends StatuteKey>(
  course: Course,
  on: string,
  article: string,
  says: K,
  filling: Blanks<(typeof STATUTE)[K]['zh']>,
): void => {
  course.steps.push(new Step(on, article, says, filling as Filling))
}

/** A warning with its stable code. */
export const warn = <K extends StatuteKey>(
  course: Course,
  code: string,
  article: string,
  says: K,
  filling: Blanks<(typeof STATUTE)[K]['zh']>,
): void => {
  course.warnings.push(new Warning(code, article, says, filling as Filling))
}

/** A span of days as a step's `on`. */
export const span = (from: number, to: number): string => `${dayOf(from)}…${dayOf(to)}`

/** Once the reply is served or the case is closed, nothing more may be asked of the period. */
export function requireOpen({ settled, closed }: Course, { type, on }: Entry): void {
  if (settled === null && closed === null) return
  const act = sentence(`act.${type}` as Undoable)
  if (settled !== null) throw new ClockFault('FACT_AFTER_REPLY', sentence('fault.afterReply', { settled, on, act }))
  throw new ClockFault('FACT_AFTER_CLOSE', sentence('fault.afterClose', { closed: closed!, on, act }))
}
type Undoable = Extract<StatuteKey, `act.${FactType}`>

/** The holidays of (from, to], each with its notice: what the reader skips when counting by hand. */
export function nameHolidays({ law, spans, steps }: Course, from: number, to: number): void {
  if (to <= from) return
  for (const e of law.calendar.exceptions(from, to)) {
    // Inside a span that is not counted at all, a holiday or a make-up day says nothing new.
    if (spans.length > 0 && spans.some((s) => s.from <= e.from && e.to <= s.to)) continue
    steps.push(e.from > from ? e.step : explained(e, from + 1))
  }
}
