/** What is left on the day asked about: the dates, the status, and the lines that a reader can count by hand. */
import { answerDue, consultationWarnings, excludedTo } from './consultations.ts'
import { countedDays } from './count.ts'
import { type Course, carefulDue, span, step, warn } from './course.ts'
import { dayOf } from './days.ts'
import { limitOn } from './limits.ts'
import type { Sentence } from './sentence.ts'
import { sentence } from './sentences.ts'
import type { Clock, ClockStatus } from './terms.ts'

/** The clock's answer on `asOf`, once every fact was heard. All days are day numbers; `last` is that of the latest fact that moves dates. */
export function conclude(course: Course, last: number, asOf: number): Clock {
  const { law, period, received, settled, stopped } = course
  const { calendar, limits } = law
  const { start, due } = period
  const until = Math.min(asOf, settled ?? asOf, stopped ?? asOf)
  const used = countedDays(calendar, start, until, course.spans)
  const allowed = period.delayedTo === null ? period.allowed : countedDays(calendar, start, due, course.spans)
  const provisional = period.delayedTo === null && calendar.isProvisional(start, due)
  const status = statusOf(course, asOf)

  if (provisional) sayProvisional(course)
  if (status === 'running' || status === 'suspended') sayLeft(course, asOf, used, allowed - used)
  consultationWarnings(course, asOf)
  if (last > asOf) warn(course, 'FACT_AFTER_AS_OF', '条例第四十五条', 'warning.factAfterAsOf', {})

  const notice = limitOn(limits, 'correctionNotice', course.receivedDay).days
  const clock: Clock = {
    receivedOn: course.receivedDay,
    correctionNoticeDueOn: dayOf(calendar.nth(calendar.ordinal(received) + notice)),
    dueOn: dayOf(due),
    provisional,
    status,
    workingDays: { allowed, used, left: allowed - used },
    settledOn: settled === null ? null : dayOf(settled),
    inTime: settled === null ? null : course.replies.at(-1)!.inTime,
    careful: {
      dueOn: dayOf(carefulDue(course)),
      inTime: settled === null ? null : course.replies.at(-1)!.careful,
      because: because(course),
    },
    excluded: course.excluded,
    replies: course.replies.map(({ settled, inTime }) => ({ settledOn: dayOf(settled), inTime })),
    consultations: answers(course),
    steps: course.steps,
    countedFrom: dayOf(start),
    warnings: course.warnings,
  }
  if (status === 'waiting' && course.careful !== null && course.careful.stopped === null) clock.carefulRuns = true
  if (course.feeDue !== null) clock.feeDueOn = dayOf(course.feeDue)
  return clock
}

function because({ careful }: Course): Sentence | null {
  if (careful === null || careful.because.length === 0) return null
  return careful.because.reduce((first, more) => sentence('careful.and', { first, more }))
}

function answers(course: Course): Clock['consultations'] {
  const list: Clock['consultations'] = []
  for (const c of course.consultations) {
    const last = answerDue(course, c)
    list.push({ type: c.kind, answerDueOn: last === null ? null : dayOf(last) })
  }
  return list
}

function statusOf(course: Course, asOf: number): ClockStatus {
  if (course.settled !== null) return 'settled'
  if (course.closed !== null) return 'closed'
  if (course.stopped !== null) return 'waiting'
  for (const c of course.consultations) if (c.closed === null && asOf <= excludedTo(course, c)) return 'suspended'
  return 'running'
}

function sayProvisional(course: Course): void {
  const { start, due } = course.period
  const article = '国务院办公厅节假日安排通知'
  const missing: number[] = []
  for (let year = Number(dayOf(start + 1).slice(0, 4)); year <= Number(dayOf(due).slice(0, 4)); year++)
    if (!course.law.calendar.years.has(year)) missing.push(year)
  const years = listed(missing)
  step(course, span(start + 1, due), article, 'count.provisional', { years })
  warn(course, 'PROVISIONAL', article, 'count.provisional', { years })
}

const listed = ([first, ...others]: readonly number[]): Sentence =>
  others.reduce(
    (years, year, i) => sentence(i === others.length - 1 ? 'years.last' : 'years.more', { years, year }),
    sentence('years.one', { year: first! }),
  )

function sayLeft(course: Course, asOf: number, used: number, left: number): void {
  const { due } = course.period
  const { article } = limitOn(course.law.limits, 'reply', course.receivedDay)
  step(course, dayOf(asOf), article, 'count.upTo', { asOf, used, rest: rest(asOf, due, left), due })
  if (asOf > due) warn(course, 'OVERDUE', article, 'warning.overdue', { due })
}

function rest(asOf: number, due: number, left: number): Sentence {
  if (asOf < due) return sentence('left.some', { n: left })
  if (asOf === due) return sentence('left.lastDay')
  return left < 0 ? sentence('left.overBy', { n: -left }) : sentence('left.over')
}
