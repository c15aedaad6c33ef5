/** What is left on the day asked about: the dates, the status, and the lines that a reader can count by hand. */
import { answerDue, consultationWarnings, excludedTo } from './consultations.ts'
import { countedDays } from './count.ts'
import { type Course, dueOf, span, step, warn, zh } from './course.ts'
import { dayOf } from './days.ts'
import { limitOn } from './limits.ts'
import type { Receipt } from './receipt.ts'
import type { Clock, ClockStatus } from './terms.ts'

export function conclude(course: Course, receipt: Receipt, last: number, asOf: number): Clock {
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
  if (last > asOf)
    warn(
      course,
      'FACT_AFTER_AS_OF',
      '条例第四十五条',
      '有的事实晚于计算之日；日期按全部事实计算，已用天数计算至计算之日。',
    )

  const notice = limitOn(limits, 'correctionNotice', course.receivedDay).days
  const clock: Clock = {
    receivedOn: course.receivedDay,
    correctionNoticeDueOn: dayOf(calendar.nth(calendar.ordinal(received) + notice)),
    dueOn: dayOf(due),
    provisional,
    status,
    workingDays: { allowed, used, left: allowed - used },
    settledOn: settled === null ? null : dayOf(settled),
    // A reply while nothing runs is as timely as the stop was.
    inTime: settled === null ? null : Math.min(settled, stopped ?? settled) <= due,
    excluded: course.excluded,
    consultations: answers(course),
    steps: course.steps,
    countedFrom: dayOf(start),
    warnings: course.warnings,
  }
  if (receipt.safe !== null) {
    clock.safeReceivedOn = dayOf(receipt.safe)
    // After a restart the day of receipt no longer carries the count.
    if (course.restarts === 0) clock.safeDueOn = dayOf(dueOf(course, period, receipt.safe))
  }
  if (course.feeDue !== null) clock.feeDueOn = dayOf(course.feeDue)
  return clock
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
  const missing: string[] = []
  for (let year = Number(dayOf(start + 1).slice(0, 4)); year <= Number(dayOf(due).slice(0, 4)); year++)
    if (!course.law.calendar.years.has(year)) missing.push(`${year}年`)
  const text = `${missing.join('、')}的节假日安排尚未载入，暂按周末和元旦、劳动节、国庆节的固定日期计算；载入后应当重新计算。`
  step(course, span(start + 1, due), article, text)
  warn(course, 'PROVISIONAL', article, text)
}

function sayLeft(course: Course, asOf: number, used: number, left: number): void {
  const { due } = course.period
  const { article } = limitOn(course.law.limits, 'reply', course.receivedDay)
  const rest =
    asOf > due
      ? `已超过答复期限${left < 0 ? `${-left}个工作日` : ''}`
      : asOf === due
        ? '当日为答复期限的最后一日'
        : `剩余${left}个工作日`
  step(course, dayOf(asOf), article, `截至${zh(asOf)}，已计算${used}个工作日，${rest}；答复期限为${zh(due)}。`)
  if (asOf > due) warn(course, 'OVERDUE', article, `答复期限已于${zh(due)}届满，尚未答复。`)
}
