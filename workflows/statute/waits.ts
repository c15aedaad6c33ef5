/** What waits for the applicant: a correction (Art 30) and a fee (国办函〔2020〕109号). Either ends in a full restart or a lapse. */
import { countedDays } from './count.ts'
import { type Course, type Hears, limit, nameHolidays, requireOpen, restart, span, step, warn, zh } from './course.ts'
import { dayOf } from './days.ts'
import { type Entry, payloadDay } from './entries.ts'
import { ClockFault } from './fault.ts'
import { limitOn } from './limits.ts'

const CORRECTION = '条例第三十条'

const correctionRequested: Hears = (course, entry) => {
  requireOpen(course, entry, '告知补正')
  const { on } = entry
  const { calendar } = course.law
  const { start } = course.period
  const due = calendar.nth(calendar.ordinal(start) + limit(course, 'correctionNotice').days)
  const day = calendar.ordinal(on) - calendar.ordinal(start)
  if (on > due)
    warn(
      course,
      'CORRECTION_NOTICE_LATE',
      CORRECTION,
      `补正告知最迟应于${zh(due)}作出，实际为${zh(on)}，已经逾期；能否据此重新计算期限可能引起争议。`,
    )
  if (++course.corrections > 1)
    warn(
      course,
      'CORRECTION_REPEATED',
      CORRECTION,
      `${zh(on)}第${course.corrections}次告知补正；补正事项应当一次性告知。`,
    )
  course.waiting = 'correction'
  course.stopped ??= on
  course.answerBy = payloadDay(entry, 'answerBy')
  const by = course.answerBy === null ? '' : `补正期限至${zh(course.answerBy)}；`
  step(
    course,
    dayOf(on),
    CORRECTION,
    `${zh(on)}告知补正，为第${day}个工作日，期限停止计算；${by}收到补正后的申请，期限从头计算。`,
  )
}

const corrected: Hears = (course, entry) => {
  requireOpen(course, entry, '收到补正')
  const { on } = entry
  if (course.waiting !== 'correction')
    throw new ClockFault('CORRECTED_WITHOUT_REQUEST', `${zh(on)}收到补正之前没有尚待补正的告知。`)
  if (course.lapsed)
    throw new ClockFault('CORRECTED_AFTER_LAPSE', `已认定逾期不补正，${zh(on)}又记录收到补正；应当先更正前一记录。`)
  if (course.answerBy !== null && on > course.answerBy)
    warn(
      course,
      'CORRECTED_LATE',
      CORRECTION,
      `补正期限至${zh(course.answerBy)}，${zh(on)}才收到补正；是否有正当理由须由人认定。`,
    )
  const { calendar, choices } = course.law
  const works = calendar.ordinal(on) > calendar.ordinal(on - 1)
  const start = works || choices.receiptOnNonWorkingDay === 'thatDay' ? on : calendar.nth(calendar.ordinal(on) + 1)
  again(course, start, `${zh(on)}收到补正后的申请`, CORRECTION)
}

/** The full period once more, from the day after `start`. */
function again(course: Course, start: number, why: string, article: string): void {
  const { due } = course.period
  const { days } = limit(course, 'reply')
  restart(course, start, days)
  step(
    course,
    span(start + 1, course.period.due),
    article,
    `${why}，此前的计算不再有效，自次日起重新计算${days}个工作日，答复期限由${zh(due)}变为${zh(course.period.due)}。`,
  )
  nameHolidays(course, start, course.period.due)
}

const correctionLapsed: Hears = (course, entry) => {
  requireOpen(course, entry, '认定逾期不补正')
  if (course.waiting !== 'correction')
    throw new ClockFault('LAPSE_WITHOUT_REQUEST', `${zh(entry.on)}认定逾期不补正之前没有补正告知。`)
  lapse(course, entry, course.answerBy, '补正')
  step(
    course,
    dayOf(entry.on),
    CORRECTION,
    `${zh(entry.on)}认定申请人无正当理由逾期不补正，视为放弃申请，不再处理该申请。`,
  )
}

/** A limit has lapsed only once its last day is over. */
function lapse(course: Course, { on }: Entry, by: number | null, what: string): void {
  if (by !== null && on < by)
    throw new ClockFault('LAPSE_TOO_EARLY', `${what}期限至${zh(by)}届满，${zh(on)}不能认定逾期。`)
  if (by === on)
    warn(
      course,
      'LAPSE_ON_LAST_DAY',
      what === '补正' ? CORRECTION : limitOn(course.law.limits, 'feePayment', dayOf(on)).article,
      `${zh(on)}是${what}期限的最后一日，当日终了才逾期。`,
    )
  course.lapsed = true
  course.stopped ??= on
}

const feeNotified: Hears = (course, entry) => {
  requireOpen(course, entry, '发出收费通知')
  const { on } = entry
  const { calendar, choices, limits } = course.law
  // The fee's own period is the law of the day of its notice, not of the application's receipt.
  const { days, article } = limitOn(limits, 'feePayment', dayOf(on))
  if (on > course.period.due && course.stopped === null)
    warn(course, 'FEE_NOTICE_LATE', article, `收费通知应当在答复期限内发出，${zh(on)}晚于${zh(course.period.due)}。`)
  if (course.waiting === 'fee')
    warn(course, 'FEE_NOTICE_REPEATED', article, `${zh(on)}再次发出收费通知，缴费期限按后一通知计算。`)
  course.waiting = 'fee'
  course.feeDue = calendar.nth(calendar.ordinal(on) + days)
  const running = choices.feeWait === 'running'
  if (!running) course.stopped ??= on
  const used = countedDays(calendar, course.period.start, on, course.spans)
  step(
    course,
    dayOf(on),
    article,
    `${zh(on)}送达收费通知，此前已计算${used}个工作日，${running ? '期限继续计算' : '期限停止计算'}；申请人应自次日起${days}个工作日内，最迟于${zh(course.feeDue)}缴费，缴费次日起期限重新计算。`,
  )
}

const feePaid: Hears = (course, entry) => {
  requireOpen(course, entry, '缴费')
  const { on } = entry
  if (course.waiting !== 'fee') throw new ClockFault('PAID_WITHOUT_NOTICE', `${zh(on)}缴费之前没有尚待缴费的收费通知。`)
  if (course.lapsed)
    throw new ClockFault('PAID_AFTER_LAPSE', `已认定逾期未缴费，${zh(on)}又记录缴费；应当先更正前一记录。`)
  const { article } = limitOn(course.law.limits, 'feePayment', dayOf(on))
  if (on > course.feeDue!) warn(course, 'FEE_PAID_LATE', article, `缴费期限至${zh(course.feeDue!)}，${zh(on)}才缴费。`)
  again(course, on, `${zh(on)}缴费`, article)
}

const feeLapsed: Hears = (course, entry) => {
  requireOpen(course, entry, '认定逾期未缴费')
  if (course.waiting !== 'fee')
    throw new ClockFault('LAPSE_WITHOUT_REQUEST', `${zh(entry.on)}认定逾期未缴费之前没有收费通知。`)
  lapse(course, entry, course.feeDue, '缴费')
  const { article } = limitOn(course.law.limits, 'feePayment', dayOf(entry.on))
  step(course, dayOf(entry.on), article, `${zh(entry.on)}认定申请人逾期未缴费，视为放弃申请，不再处理该申请。`)
}

export const waitFacts = { correctionRequested, corrected, correctionLapsed, feeNotified, feePaid, feeLapsed }
