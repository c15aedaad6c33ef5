/** What moves the last day later: one extension (Art 33 ¶2), or a delayed date after reasons were found good (Art 35). */
import { type Course, dueOf, type Hears, limit, nameHolidays, requireOpen, step, warn, zh, zhShort } from './course.ts'
import { dayOf } from './days.ts'
import { type Entry, payloadDay } from './entries.ts'
import { ClockFault } from './fault.ts'

const REASONS = '条例第三十五条'

const extended: Hears = (course, entry) => {
  requireOpen(course, entry, '延长期限')
  const { on, fact } = entry
  const { period } = course
  const { days, article } = limit(course, 'extension')
  const n = fact.workingDays
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 1 || n > days)
    throw new ClockFault('EXTENSION_LENGTH', `延长的期限应当是1至${days}个工作日。`)
  if (period.extended) throw new ClockFault('EXTENDED_TWICE', `${zh(on)}再次延期；答复期限只能延长一次。`)
  requireRunning(course, entry, '延期')
  if (on > period.due)
    throw new ClockFault('EXTENDED_AFTER_EXPIRY', `答复期限已于${zh(period.due)}届满，${zh(on)}不能再延期。`)
  const before = period.due
  period.extended = true
  if (period.delayedTo === null) period.allowed += n
  else period.afterDelay = n
  period.due = dueOf(course, period, period.start)
  step(
    course,
    dayOf(on),
    article,
    `${zh(on)}经政府信息公开工作机构负责人同意并告知申请人，延长${n}个工作日，答复期限由${zh(before)}延至${zh(period.due)}。`,
  )
  nameHolidays(course, before, period.due)
}

/** While the count has stopped there is no last day to move. */
function requireRunning(course: Course, { on }: Entry, what: string): void {
  if (course.stopped !== null)
    throw new ClockFault('NOT_RUNNING', `${zh(course.stopped)}起期限已停止计算，${zh(on)}没有可以${what}的期限。`)
}

const reasonsRequested: Hears = (course, entry) => {
  requireOpen(course, entry, '要求说明理由')
  const by = payloadDay(entry, 'answerBy')
  const until = by === null ? '' : `，说明期限至${zh(by)}`
  step(course, dayOf(entry.on), REASONS, `${zh(entry.on)}要求申请人说明理由${until}；期限继续计算。`)
}

const reasonsAssessed: Hears = (course, entry) => {
  requireOpen(course, entry, '审查理由')
  const { on, fact } = entry
  const until = payloadDay(entry, 'delayedUntil')
  if (fact.reasonable !== true) {
    if (until !== null) throw new ClockFault('DELAY_WITHOUT_REASON', '理由不合理的，不适用延迟答复。')
    step(course, dayOf(on), REASONS, `${zh(on)}认定申请理由不合理，应当告知申请人不予处理；期限继续计算。`)
    return
  }
  if (until === null) {
    step(course, dayOf(on), REASONS, `${zh(on)}认定申请理由合理，没有确定延迟答复的期限；期限继续计算。`)
    return
  }
  delay(course, entry, until)
}

function delay(course: Course, entry: Entry, until: number): void {
  const { on } = entry
  const { period } = course
  requireRunning(course, entry, '延迟')
  if (until < on)
    throw new ClockFault('DELAY_IN_THE_PAST', `延迟答复的期限（${zhShort(until)}）早于作出决定之日（${zh(on)}）。`)
  if (on > period.due)
    throw new ClockFault('DELAY_AFTER_EXPIRY', `答复期限已于${zh(period.due)}届满，${zh(on)}不能再确定延迟答复的期限。`)
  const before = period.due
  if (until < before)
    warn(course, 'DELAY_SHORTER', REASONS, `延迟答复的期限（${zhShort(until)}）早于原答复期限（${zhShort(before)}）。`)
  period.delayedTo = until
  period.afterDelay = 0
  period.due = until
  step(
    course,
    dayOf(on),
    REASONS,
    `${zh(on)}认定申请理由合理并告知延迟答复的期限，答复期限由${zh(before)}改为${zh(until)}。`,
  )
}

export const prolongingFacts = { extended, reasonsRequested, reasonsAssessed }
