/** Where a case stands while its facts are read one after the other, and the few moves that all of them share. */
import type { FactType } from '../words.ts'
import { addSpan, dueAfter, type Span } from './count.ts'
import { type Day, dayOf } from './days.ts'
import { carefulOn, type Entry } from './entries.ts'
import { explained } from './exceptions.ts'
import { ClockFault } from './fault.ts'
import type { Consultation } from './letters.ts'
import { limitOn } from './limits.ts'
import type { Blanks, Filling, Sentence } from './sentence.ts'
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

/** One reading of the facts: the period that runs, and what has stopped it. */
export type Reading = {
  spans: Span[]
  period: Period
  /** The notice whose answer begins a full period anew; null where it came too late to do so. */
  awaits: Awaited | null
  /** The day on which the count stopped for good or until a restart. */
  stopped: number | null
}
type Awaited = 'correction' | 'fee'

/** The reading least favourable to the agency, with what parts it from the other. */
export type Careful = Reading & { because: Sentence[] }

/** The course itself is the favourable reading; the careful one stands beside it from where the two part. */
export type Course = Reading & {
  careful: Careful | null
  law: Law
  entries: readonly Entry[]
  /** Art 31, and the same as text: dated limits are those of this day. */
  received: number
  receivedDay: Day
  excluded: Excluded[]
  consultations: Consultation[]
  /** What the applicant has been asked for. */
  waiting: Awaited | null
  lapsed: boolean
  settled: number | null
  /** Each reply as it was judged on its own day; nothing that comes later changes that. */
  replies: { settled: number; inTime: boolean; careful: boolean }[]
  closed: number | null
  corrections: number
  /** The applicant's last day to correct, as the notice set it; to pay, once the notice is proven to have arrived. */
  answerBy: number | null
  feeDue: number | null
  /** The last day to pay if the notice had arrived as it was given: no lapse before it, whatever is proven. */
  feeDueAtFirst: number | null
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

/** The last day of a reading's period: by the count (Art 33), or the delayed day (Art 35) with an extension after it. */
export function dueOf({ calendar }: Law, { period, spans }: Reading): number {
  const { start, allowed, delayedTo, afterDelay } = period
  if (delayedTo === null) return dueAfter(calendar, start, allowed, spans)
  return afterDelay === 0 ? delayedTo : dueAfter(calendar, delayedTo, afterDelay, [])
}

/** The careful reading, for a change that the favourable one does not share: asked for before that one changes. */
export function carefully(course: Course, why: Sentence): Careful {
  const { spans, period, awaits, stopped } = course
  course.careful ??= { spans, period: { ...period }, awaits, stopped, because: [] }
  course.careful.because.push(why)
  return course.careful
}

/** The last day by the careful reading: never later than by the favourable one, which it may outlast by an old extension. */
export const carefulDue = ({ careful, period }: Course): number =>
  careful === null ? period.due : Math.min(period.due, careful.period.due)

/** A notice that the applicant is to answer. A period that has ended is neither stopped by it nor begun anew by the answer. */
export function awaitAnswer(reading: Reading, what: Awaited, on: number, stops: boolean): void {
  const over = hasEnded(reading, on)
  reading.awaits = over ? null : what
  if (stops && !over) reading.stopped ??= on
}

/** The period ran to its end before this day. */
export const hasEnded = ({ stopped, period }: Reading, on: number): boolean => stopped === null && on > period.due

/** Discard the old count and begin a full one, by the applicant's answer; the careful reading follows if it awaited that. */
export function restart(course: Course, start: number, allowed: number): void {
  const { careful } = course
  const follows = careful === null || careful.awaits === course.awaits
  if (follows) beginAnew(course, start, allowed)
  else {
    runAgain(course)
    course.period = freshPeriod(course.law, start, allowed, course.spans)
  }
}

/** The careful reading with spans of its own, for one that it counts and the other leaves out. */
export function carefullyCounted(course: Course, why: Sentence): Careful {
  const careful = carefully(course, why)
  if (careful.spans === course.spans) careful.spans = course.spans.map((one) => ({ ...one }))
  return careful
}

/** A full count in both readings; an extension or a delayed date goes with the old one, and so does most of what parted them. */
export function beginAnew(course: Course, start: number, allowed: number): void {
  runAgain(course)
  const { law, careful, spans } = course
  course.period = freshPeriod(law, start, allowed, spans)
  if (careful === null || careful.spans === spans) {
    course.careful = null
    return
  }
  runOn(careful)
  careful.period = freshPeriod(law, start, allowed, careful.spans)
  careful.because = careful.because.filter(
    ({ says, with: { to } }) =>
      (says === 'careful.obstacle' || says === 'careful.consultation' || says === 'careful.unsent') &&
      Number(to) > start,
  )
}

/** Nothing is awaited any more: the old count goes on as it stands, in both readings. */
export function resume(course: Course): void {
  runAgain(course)
  if (course.careful !== null) runOn(course.careful)
}

function runAgain(course: Course): void {
  runOn(course)
  course.waiting = null
  course.lapsed = false
  course.feeDue = null
  course.feeDueAtFirst = null
  course.answerBy = null
}

function runOn(reading: Reading): void {
  reading.awaits = null
  reading.stopped = null
}

/** Leaves a span out of the count (Art 33 ¶3) and moves the last day accordingly, in both readings. */
export function exclude(course: Course, span: Span): void {
  const { law, careful, spans } = course
  if (careful !== null && careful.spans !== spans) addSpan(careful.spans, span)
  addSpan(spans, span)
  course.period.due = dueOf(law, course)
  if (careful !== null) careful.period.due = dueOf(law, careful)
}

/** Tells of a span that is not counted, in the order of beginning. */
export function nameExcluded({ excluded }: Course, from: number, to: number, why: string): void {
  const told = { from: dayOf(from), to: dayOf(to), why }
  let at = excluded.length
  while (at > 0 && excluded[at - 1]!.from > told.from) at--
  excluded.splice(at, 0, told)
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

/** The day on which the careful reading takes the entry to have happened; where that is not the day it gives, a warning says why. */
export function carefulDay(course: Course, entry: Entry): number {
  const { on, type } = entry
  const recorded = carefulOn(entry)
  if (recorded > on) warn(course, 'RECORDED_LATER', '条例第四十五条', 'recorded.later', { on, type, recorded })
  return recorded
}

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
