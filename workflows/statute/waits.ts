/** What waits for the applicant: a correction (Art 30) and a fee (国办函〔2020〕109号). Either ends in a full restart or a lapse. */
import { countedDays } from './count.ts'
import {
  awaitAnswer,
  type Course,
  carefulDay,
  carefully,
  type Hears,
  hasEnded,
  limit,
  nameHolidays,
  requireOpen,
  restart,
  span,
  step,
  warn,
} from './course.ts'
import { dayOf } from './days.ts'
import { carefulOn, type Entry, payloadDay } from './entries.ts'
import { ClockFault } from './fault.ts'
import { limitOn } from './limits.ts'
import { rollOver } from './receipt.ts'
import { sentence } from './sentences.ts'
import { noticeReceived } from './service.ts'

const CORRECTION = '条例第三十条'

const correctionRequested: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  const { calendar } = course.law
  const { start } = course.period
  const due = calendar.nth(calendar.ordinal(start) + limit(course, 'correctionNotice').days)
  const n = calendar.ordinal(on) - calendar.ordinal(start)
  const { due: last } = course.period
  const over = hasEnded(course, on)
  if (over) warn(course, 'CORRECTION_AFTER_EXPIRY', CORRECTION, 'warning.correctionAfterExpiry', { on, due: last })
  else if (on > due) warn(course, 'CORRECTION_NOTICE_LATE', CORRECTION, 'warning.correctionNoticeLate', { due, on })
  if (++course.corrections > 1)
    warn(course, 'CORRECTION_REPEATED', CORRECTION, 'warning.correctionRepeated', { on, n: course.corrections })
  correctCarefully(course, entry)
  course.waiting = 'correction'
  awaitAnswer(course, 'correction', on, true)
  const by = payloadDay(entry, 'answerBy')
  course.answerBy = by
  if (over) step(course, dayOf(on), CORRECTION, 'correction.askedTooLate', { on, due: last })
  else if (by === null) step(course, dayOf(on), CORRECTION, 'correction.asked', { on, n })
  else step(course, dayOf(on), CORRECTION, 'correction.askedBy', { on, n, by })
}

/** In the careful reading a notice after its last day (Art 30) stops nothing, and the correction restarts nothing. */
function correctCarefully(course: Course, entry: Entry): void {
  const { calendar } = course.law
  const on = carefulDay(course, entry)
  const { start } = (course.careful ?? course).period
  const due = calendar.nth(calendar.ordinal(start) + limit(course, 'correctionNotice').days)
  if (on > due) carefully(course, late(entry, 'careful.correction', due))
  else if (course.careful !== null) awaitAnswer(course.careful, 'correction', on, true)
}

/** Why it counts for nothing: it came too late, or nothing on file shows that it came before it was recorded. */
function late(entry: Entry, says: 'careful.correction' | 'careful.fee', due: number) {
  const recorded = carefulOn(entry)
  const { on } = entry
  return recorded > on ? sentence(`${says}Recorded`, { on, recorded, due }) : sentence(says, { on, due })
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
  if (course.awaits !== course.waiting) {
    step(course, dayOf(on), article, `${says}TooLate`, { on, due: before })
    course.waiting = null
    return
  }
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
  if (course.awaits === course.waiting) course.stopped ??= on
  const { careful } = course
  if (careful !== null && careful.awaits === course.waiting) careful.stopped ??= on
}

const feeNotified: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  const { calendar, choices, limits } = course.law
  // The fee's own period is the law of the day of its notice, not of the application's receipt.
  const { days, article } = limitOn(limits, 'feePayment', dayOf(on))
  const { due, start } = course.period
  const over = hasEnded(course, on)
  if (over) warn(course, 'FEE_NOTICE_LATE', article, 'warning.feeNoticeLate', { on, due })
  if (course.waiting === 'fee') warn(course, 'FEE_NOTICE_REPEATED', article, 'warning.feeNoticeRepeated', { on })
  course.waiting = 'fee'
  course.feeDueAtFirst = calendar.nth(calendar.ordinal(on) + days)
  const running = choices(dayOf(on)).feeWait === 'running'
  feeCarefully(course, entry, !running)
  awaitAnswer(course, 'fee', on, !running)
  const used = countedDays(calendar, start, on, course.spans)
  const says = over ? 'fee.askedTooLate' : running ? 'fee.askedWhileRunning' : 'fee.asked'
  step(course, dayOf(on), article, says, { on, used, n: days })
  const received = noticeReceived(course.entries, entry)
  course.feeDue = received === null ? null : calendar.nth(calendar.ordinal(received) + days)
  if (received === null || course.feeDue === null) return
  step(course, dayOf(received), article, 'fee.received', { on: received, n: days, by: course.feeDue })
}

/** A fee is asked for within the period; the careful one may have ended before. */
function feeCarefully(course: Course, entry: Entry, stops: boolean): void {
  const { careful } = course
  const on = carefulDay(course, entry)
  const reading = careful ?? course
  // Where both readings found it too late, they do not part.
  if (hasEnded(reading, on) && (careful !== null || !hasEnded(course, entry.on)))
    carefully(course, late(entry, 'careful.fee', reading.period.due))
  else if (careful !== null) awaitAnswer(careful, 'fee', on, stops)
}

const feePaid: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  if (course.waiting !== 'fee') throw new ClockFault('PAID_WITHOUT_NOTICE', sentence('fault.paidWithoutNotice', { on }))
  if (course.lapsed) throw new ClockFault('PAID_AFTER_LAPSE', sentence('fault.paidAfterLapse', { on }))
  const { article } = limitOn(course.law.limits, 'feePayment', dayOf(on))
  const by = course.feeDue
  if (by !== null && on > by) warn(course, 'FEE_PAID_LATE', article, 'warning.feePaidLate', { by, on })
  again(course, on, on, 'fee.paid', article)
}

const feeLapsed: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  if (course.waiting !== 'fee')
    throw new ClockFault('LAPSE_WITHOUT_REQUEST', sentence('fault.feeLapseWithoutNotice', { on }))
  const by = course.feeDue ?? course.feeDueAtFirst!
  const { article } = limitOn(course.law.limits, 'feePayment', dayOf(on))
  if (on < by) throw new ClockFault('LAPSE_TOO_EARLY', sentence('fault.feeLapseEarly', { by, on }))
  if (course.feeDue === null) warn(course, 'LAPSE_WITHOUT_RECEIPT', article, 'warning.feeNoticeNotReceived', { on })
  else if (by === on) warn(course, 'LAPSE_ON_LAST_DAY', article, 'warning.lastDayToPay', { on })
  lapse(course, entry)
  step(course, dayOf(on), article, 'fee.lapsed', { on })
}

/** What each of these facts does to the count. */
export const waitFacts = { correctionRequested, corrected, correctionLapsed, feeNotified, feePaid, feeLapsed }
