/** What moves the last day later: one extension (Art 33 ¶2), or a delayed date after reasons were found good (Art 35). */
import {
  type Course,
  carefulDay,
  carefully,
  dueOf,
  type Hears,
  hasEnded,
  limit,
  nameHolidays,
  type Reading,
  requireOpen,
  step,
  warn,
} from './course.ts'
import { dayOf } from './days.ts'
import { carefulOn, type Entry, payloadDay } from './entries.ts'
import { ClockFault } from './fault.ts'
import { sentence } from './sentences.ts'
import { noticeSent } from './service.ts'
import type { Law } from './terms.ts'

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
  const told = noticeSent(course.entries, entry)
  extendCarefully(course, entry, n)
  extend(course.law, course, n)
  const { due } = period
  if (told !== null && told <= before) step(course, dayOf(on), article, 'extension.told', { on, n, told, before, due })
  else {
    step(course, dayOf(on), article, 'extension.untold', { on, n, before, due })
    warn(course, 'EXTENSION_NOT_PROVEN', article, 'warning.extensionNotProven', { before })
  }
  nameHolidays(course, before, due)
}

function extend(law: Law, reading: Reading, n: number): void {
  const { period } = reading
  period.extended = true
  if (period.delayedTo === null) period.allowed += n
  else period.afterDelay = n
  period.due = dueOf(law, reading)
}

/** In the careful reading only what the applicant can be shown to have been told in time counts (Art 33 ¶2). */
function extendCarefully(course: Course, entry: Entry, n: number): void {
  const { due } = (course.careful ?? course).period
  const told = noticeSent(course.entries, entry, carefulOn)
  const untold = carefulDay(course, entry) > due || told === null || told > due
  if (untold) carefully(course, sentence('careful.extension', { on: entry.on, due }))
  else if (course.careful !== null && !course.careful.period.extended) extend(course.law, course.careful, n)
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
  delayCarefully(course, entry, until)
  put(course, until)
  step(course, dayOf(on), REASONS, 'reasons.delayed', { on, before, due: until })
}

/** In the careful reading a later day set after the last one sets nothing, nor does one that was on record only afterwards. */
function delayCarefully(course: Course, entry: Entry, until: number): void {
  const { careful } = course
  const { on } = entry
  const recorded = carefulDay(course, entry)
  const reading = careful ?? course
  const { due } = reading.period
  if (!hasEnded(reading, recorded)) {
    if (careful !== null) put(careful, until)
  } else if (hasEnded(reading, on)) carefully(course, sentence('careful.delay', { on, due }))
  else carefully(course, sentence('careful.delayRecorded', { on, recorded, due }))
}

function put({ period }: Reading, until: number): void {
  period.delayedTo = until
  period.afterDelay = 0
  period.due = until
}

/** What each of these facts does to the count. */
export const prolongingFacts = { extended, reasonsRequested, reasonsAssessed }
