/** What ends a period, and what opens another: service of the reply, withdrawal, archive, reopening. */
import { countedDays } from './count.ts'
import { type Hears, nameHolidays, restart, span, step, warn, zh } from './course.ts'
import { dayOf } from './days.ts'
import { ClockFault } from './fault.ts'
import { limitOn } from './limits.ts'

const SERVICE = '国办公开办函〔2016〕235号'

/** The day that the law uses, by way of service. Electronic ways: Art 40 allows the form; arrival is our reading. */
const SERVED: Record<string, { text: string; article: string }> = {
  post: { text: '交邮，以交邮之日为答复之日', article: SERVICE },
  counter: { text: '直接送达，以签收之日为答复之日', article: SERVICE },
  entrusted: { text: '委托其他行政机关送达，以签收之日为答复之日', article: SERVICE },
  portal: { text: '网上送达，以到达之日为答复之日', article: '条例第四十条' },
  email: { text: '以电子邮件送达，以到达之日为答复之日', article: '条例第四十条' },
}

const replyServed: Hears = (course, entry) => {
  const { on, fact } = entry
  const how = typeof fact.how === 'string' && Object.hasOwn(SERVED, fact.how) ? SERVED[fact.how]! : null
  if (fact.how !== undefined && how === null)
    throw new ClockFault('UNKNOWN_SERVICE', '送达方式无法识别，应当是 portal、email、post、counter、entrusted 之一。')
  const { text, article } = how ?? { text: '送达答复', article: SERVICE }
  if (course.settled !== null) {
    warn(course, 'SERVED_AGAIN', article, `${zh(on)}再次送达，答复之日仍为${zh(course.settled)}。`)
    return
  }
  course.settled = on
  const { due, start } = course.period
  if (course.stopped !== null) {
    step(course, dayOf(on), article, `${zh(on)}答复${text}；期限已于${zh(course.stopped)}停止计算。`)
    return
  }
  const { calendar } = course.law
  const used = countedDays(calendar, start, on, course.spans)
  // A reply on the Saturday after a Friday is late, if by no working day.
  const late = countedDays(calendar, due, on, course.spans)
  const timely = on <= due ? '在期限以内' : `超过期限${late > 0 ? `${late}个工作日` : ''}`
  step(course, dayOf(on), article, `${zh(on)}答复${text}，为第${used}个工作日，${timely}，答复期限为${zh(due)}。`)
}

const withdrawn: Hears = (course, { on }) => {
  if (course.settled !== null || course.closed !== null) return
  course.closed = on
  course.stopped ??= on
  step(course, dayOf(on), '条例第二十九条', `${zh(on)}申请人撤回申请，期限不再计算。`)
}

/** The archive after a reply changes nothing; a case archived without one is closed. */
const archived: Hears = (course, { on }) => {
  if (course.settled !== null || course.closed !== null) return
  course.closed = on
  course.stopped ??= on
  step(course, dayOf(on), '条例第四十五条', `${zh(on)}归档，期限不再计算。`)
}

const isWithin = (n: unknown, most: number): boolean =>
  Number.isInteger(n) && (n as number) >= 1 && (n as number) <= most

const reopened: Hears = (course, { on, fact }) => {
  const given = fact.workingDays
  const most = limitOn(course.law.limits, 'longestOrdered', dayOf(on)).days
  if (given !== undefined && given !== null && !isWithin(given, most))
    throw new ClockFault('REOPENED_LENGTH', `重新办理的期限应当是1至${most}个工作日的整数。`)
  const rule = limitOn(course.law.limits, 'reopened', dayOf(on))
  const days = typeof given === 'number' ? given : rule.days
  restart(course, on, days)
  course.settled = null
  course.closed = null
  const ordered = typeof given === 'number' ? '按决定或者判决确定的期限' : '未确定期限的，'
  step(
    course,
    span(on + 1, course.period.due),
    rule.article,
    `${zh(on)}重新办理，${ordered}自次日起计算${days}个工作日，答复期限为${zh(course.period.due)}。`,
  )
  nameHolidays(course, on, course.period.due)
}

export const endingFacts = { replyServed, withdrawn, archived, reopened }
