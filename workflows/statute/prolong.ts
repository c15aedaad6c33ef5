/** What moves the last day later: one extension (Art 33 ¶2), or a delayed date after reasons were found good (Art 35). */
import { type Course, dueOf, type Hears, limit, nameHolidays, requireOpen, step, warn } from './course.ts'
import { dayOf } from './days.ts'
import { type Entry, payloadDay } from './entries.ts'
import { ClockFault } from './fault.ts'
import { sentence } from './sentences.ts'

const REASONS = '条例第三十五条'

const extended: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on, fact } = entry
  const { period } = course
  const { days: most, article } = limit(course, 'extension')
  const n = fact.workingDays
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 1 || n > most)
    throw new ClockFault('EXTENSION_LENGTH', sentence('fault.extensionLength', { most }))
  if (period.extended) throw new ClockFault('EXTENDED_TWICE', sentence('fault.extendedTwice', { on }))
  requireRunning(course, entry, 'act.extend')
  const { due: before } = period
  if (on > before)
    throw new ClockFault('EXTENDED_AFTER_EXPIRY', sentence('fault.extendedAfterExpiry', { due: before, on }))
  period.extended = true
  if (period.delayedTo === null) period.allowed += n
  else period.afterDelay = n
  period.due = dueOf(course, period, period.start)
  step(course, dayOf(on), article, 'extension.given', { on, n, before, due: period.due })
  nameHolidays(course, before, period.due)
}

/** While the count has stopped there is no last day to move. */
function requireRunning({ stopped }: Course, { on }: Entry, act: 'act.extend' | 'act.delay'): void {
  if (stopped !== null)
    throw new ClockFault('NOT_RUNNING', sentence('fault.notRunning', { stopped, on, act: sentence(act) }))
}

const reasonsRequested: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on } = entry
  const by = payloadDay(entry, 'answerBy')
  if (by === null) step(course, dayOf(on), REASONS, 'reasons.asked', { on })
  else step(course, dayOf(on), REASONS, 'reasons.askedBy', { on, by })
}

const reasonsAssessed: Hears = (course, entry) => {
  requireOpen(course, entry)
  const { on, fact } = entry
  const until = payloadDay(entry, 'delayedUntil')
  if (fact.reasonable !== true) {
    if (until !== null) throw new ClockFault('DELAY_WITHOUT_REASON', sentence('fault.delayWithoutReason'))
    step(course, dayOf(on), REASONS, 'reasons.notReasonable', { on })
    return
  }
  if (until === null) step(course, dayOf(on), REASONS, 'reasons.reasonable', { on })
  else delay(course, entry, until)
}

function delay(course: Course, entry: Entry, until: number): void {
  const { on } = entry
  const { period } = course
  requireRunning(course, entry, 'act.delay')
  if (until < on) throw new ClockFault('DELAY_IN_THE_PAST', sentence('fault.delayInThePast', { until, on }))
  const { due: before } = period
  if (on > before) throw new ClockFault('DELAY_AFTER_EXPIRY', sentence('fault.delayAfterExpiry', { due: before, on }))
  if (until < before) warn(course, 'DELAY_SHORTER', REASONS, 'warning.delayShorter', { until, before })
  period.delayedTo = until
  period.afterDelay = 0
  period.due = until
  step(course, dayOf(on), REASONS, 'reasons.delayed', { on, before, due: until })
}

/** What each of these facts does to the count. */
export const prolongingFacts = { extended, reasonsRequested, reasonsAssessed }
