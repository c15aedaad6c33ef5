/** What waits for the applicant: a correction (Art 30) and a fee (国办函〔2020〕109号). Either ends in a full restart or a lapse. */
import { countedDays } from './count.ts'
import { type Course, type Hears, limit, nameHolidays, requireOpen, restart, span, step, warn } from './course.ts'
import { dayOf } from './days.ts'
import { type Entry, payloadDay } from './entries.ts'
import { ClockFault } from './fault.ts'
import { limitOn } from './limits.ts'
import { rollOver } from './receipt.ts'
import { sentence } from './sentences.ts'

const CORRECTION = '条例第三十条'

const correctionRequested: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  const { calendar } = course.law
  const { start } = course.period
  const due = calendar.nth(calendar.ordinal(start) + limit(course, 'correctionNotice').days)
  const n = calendar.ordinal(on) - calendar.ordinal(start)
  if (on > due) warn(course, 'CORRECTION_NOTICE_LATE', CORRECTION, 'warning.correctionNoticeLate', { due, on })
  if (++course.corrections > 1)
    warn(course, 'CORRECTION_REPEATED', CORRECTION, 'warning.correctionRepeated', { on, n: course.corrections })
  course.waiting = 'correction'
  course.stopped ??= on
  const by = payloadDay(entry, 'answerBy')
  course.answerBy = by
  if (by === null) step(course, dayOf(on), CORRECTION, 'correction.asked', { on, n })
  else step(course, dayOf(on), CORRECTION, 'correction.askedBy', { on, n, by })
}

const corrected: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  if (course.waiting !== 'correction')
    throw new ClockFault('CORRECTED_WITHOUT_REQUEST', sentence('fault.correctedWithoutNotice', { on }))
  if (course.lapsed) throw new ClockFault('CORRECTED_AFTER_LAPSE', sentence('fault.correctedAfterLapse', { on }))
  const by = course.answerBy
  if (by !== null && on > by) warn(course, 'CORRECTED_LATE', CORRECTION, 'warning.correctedLate', { by, on })
  again(course, on, rollOver(on, course.law), 'correction.received', CORRECTION)
}

/** The full period once more, from the day after `start`. */
function again(
  course: Course,
  on: number,
  start: number,
  says: 'correction.received' | 'fee.paid',
  article: string,
): void {
  const { due: before } = course.period
  const { days: n } = limit(course, 'reply')
  restart(course, start, n)
  const { due } = course.period
  step(course, span(start + 1, due), article, says, { on, n, before, due })
  nameHolidays(course, start, due)
}

const correctionLapsed: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  if (course.waiting !== 'correction')
    throw new ClockFault('LAPSE_WITHOUT_REQUEST', sentence('fault.correctionLapseWithoutNotice', { on }))
  const by = course.answerBy
  // A limit has lapsed only once its last day is over.
  if (by !== null && on < by)
    throw new ClockFault('LAPSE_TOO_EARLY', sentence('fault.correctionLapseEarly', { by, on }))
  if (by === on) warn(course, 'LAPSE_ON_LAST_DAY', CORRECTION, 'warning.lastDayToCorrect', { on })
  lapse(course, entry)
  step(course, dayOf(on), CORRECTION, 'correction.lapsed', { on })
}

function lapse(course: Course, { on }: Entry): void {
  course.lapsed = true
  course.stopped ??= on
}

const feeNotified: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  const { calendar, choices, limits } = course.law
  // The fee's own period is the law of the day of its notice, not of the application's receipt.
  const { days, article } = limitOn(limits, 'feePayment', dayOf(on))
  const { due, start } = course.period
  if (on > due && course.stopped === null)
    warn(course, 'FEE_NOTICE_LATE', article, 'warning.feeNoticeLate', { on, due })
  if (course.waiting === 'fee') warn(course, 'FEE_NOTICE_REPEATED', article, 'warning.feeNoticeRepeated', { on })
  course.waiting = 'fee'
  const by = calendar.nth(calendar.ordinal(on) + days)
  course.feeDue = by
  const running = choices(dayOf(on)).feeWait === 'running'
  if (!running) course.stopped ??= on
  const used = countedDays(calendar, start, on, course.spans)
  step(course, dayOf(on), article, running ? 'fee.askedWhileRunning' : 'fee.asked', { on, used, n: days, by })
}

const feePaid: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  if (course.waiting !== 'fee') throw new ClockFault('PAID_WITHOUT_NOTICE', sentence('fault.paidWithoutNotice', { on }))
  if (course.lapsed) throw new ClockFault('PAID_AFTER_LAPSE', sentence('fault.paidAfterLapse', { on }))
  const { article } = limitOn(course.law.limits, 'feePayment', dayOf(on))
  const by = course.feeDue!
  if (on > by) warn(course, 'FEE_PAID_LATE', article, 'warning.feePaidLate', { by, on })
  again(course, on, on, 'fee.paid', article)
}

const feeLapsed: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  if (course.waiting !== 'fee')
    throw new ClockFault('LAPSE_WITHOUT_REQUEST', sentence('fault.feeLapseWithoutNotice', { on }))
  const by = course.feeDue!
  const { article } = limitOn(course.law.limits, 'feePayment', dayOf(on))
  if (on < by) throw new ClockFault('LAPSE_TOO_EARLY', sentence('fault.feeLapseEarly', { by, on }))
  if (by === on) warn(course, 'LAPSE_ON_LAST_DAY', article, 'warning.lastDayToPay', { on })
  lapse(course, entry)
  step(course, dayOf(on), article, 'fee.lapsed', { on })
}

/** What each of these facts does to the count. */
export const waitFacts = { correctionRequested, corrected, correctionLapsed, feeNotified, feePaid, feeLapsed }
