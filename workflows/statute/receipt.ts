/** On which day was the application received? Art 31 answers by channel; before that day there is no clock. */
import { CHANNELS, type Channel, CONFIRMED_CHANNELS } from '../words.ts'
import { dueAfter } from './count.ts'
import { zh, zhShort } from './course.ts'
import { dayOf } from './days.ts'
import type { Entry } from './entries.ts'
import { ClockFault } from './fault.ts'
import { limitOn } from './limits.ts'
import type { Law, Step, Warning } from './terms.ts'

export type Receipt = {
  submitted: number
  /** Before the choice for non-working days: no fact of the procedure may be earlier. */
  evidenced: number | null
  received: number | null
  /** Receipt if submission itself were the receipt; only where the channel asks for confirmation. */
  safe: number | null
  step: Step
  warnings: Warning[]
}

const ITEM: Record<Channel, string> = {
  counter: '条例第三十一条第（一）项',
  post: '条例第三十一条第（二）项',
  letter: '条例第三十一条第（二）项',
  fax: '条例第三十一条第（三）项',
  online: '条例第三十一条第（三）项',
  email: '条例第三十一条第（三）项',
}

const ARRIVED: Record<Channel, string> = {
  counter: '当面提交申请',
  post: '由行政机关签收邮寄的申请',
  letter: '收到平常信函',
  fax: '收到传真',
  online: '通过网络提交申请',
  email: '通过电子邮件提交申请',
}

export function receiptOf(channel: Channel, entries: readonly Entry[], law: Law, asOf: number): Receipt {
  if (typeof channel !== 'string' || !Object.hasOwn(CHANNELS, channel))
    throw new ClockFault('UNKNOWN_CHANNEL', '申请渠道无法识别，应当是 counter、post、letter、fax、online、email 之一。')
  const { submitted, confirmed, again } = openingOf(entries)
  const article = ITEM[channel]
  const platform = channel === 'online' && law.choices.platformReceiptConfirms
  if (!CONFIRMED_CHANNELS.includes(channel) || platform) {
    const text = platform
      ? `${zh(submitted)}通过网络提交申请，平台回执视为双方确认，当日为收到申请之日`
      : `${zh(submitted)}${ARRIVED[channel]}，当日为收到申请之日`
    const warnings =
      confirmed !== null && confirmed !== submitted ? [competing(submitted, confirmed, submitted, article)] : []
    return { submitted, evidenced: submitted, safe: null, warnings, ...rolled(submitted, law, article, text) }
  }
  const warnings = [...late(submitted, confirmed, asOf, law, article), ...(again ? [repeated(again, article)] : [])]
  const safe = rollOver(submitted, law)
  if (confirmed === null) {
    const text = `${zh(submitted)}${ARRIVED[channel]}，尚未与申请人确认；确认之日为收到申请之日，答复期限尚未起算。`
    return { submitted, evidenced: null, received: null, safe, step: { on: dayOf(submitted), article, text }, warnings }
  }
  if (confirmed < submitted)
    throw new ClockFault(
      'CONFIRMED_BEFORE_SUBMITTED',
      `双方确认之日（${zhShort(confirmed)}）早于提交之日（${zhShort(submitted)}）。`,
    )
  if (confirmed !== submitted) warnings.push(competing(submitted, confirmed, confirmed, article))
  const text = `${zh(submitted)}${ARRIVED[channel]}，${zh(confirmed)}与申请人确认，确认之日为收到申请之日`
  return { submitted, evidenced: confirmed, safe, warnings, ...rolled(confirmed, law, article, text) }
}

function openingOf(entries: readonly Entry[]) {
  let submitted: number | null = null
  let confirmed: number | null = null
  let again: number | null = null
  for (const { type, on } of entries) {
    if (type === 'submitted') {
      if (submitted !== null) throw new ClockFault('SUBMITTED_TWICE', '同一申请件有两次提交记录。')
      submitted = on
    } else if (type === 'confirmed') {
      if (confirmed === null) confirmed = on
      else again = on
    }
  }
  if (submitted === null) throw new ClockFault('NOT_SUBMITTED', '缺少提交申请的记录，无从确定收到申请之日。')
  return { submitted, confirmed, again }
}

/** A non-working day stays the day of receipt unless the office has chosen the next working day. */
function rollOver(day: number, { calendar, choices }: Law): number {
  if (choices.receiptOnNonWorkingDay === 'thatDay' || calendar.ordinal(day) > calendar.ordinal(day - 1)) return day
  return calendar.nth(calendar.ordinal(day) + 1)
}

function rolled(day: number, law: Law, article: string, text: string): { received: number; step: Step } {
  const received = rollOver(day, law)
  const ending = received === day ? '。' : `；该日为非工作日，按本机关的规定以下一工作日${zh(received)}为收到申请之日。`
  return { received, step: { on: dayOf(received), article, text: text + ending } }
}

/** From the first working day without a confirmation: an agency that never confirms would otherwise never be late. */
function late(
  submitted: number,
  confirmed: number | null,
  asOf: number,
  { calendar }: Law,
  article: string,
): Warning[] {
  const until = confirmed ?? asOf
  if (until <= submitted) return []
  const days = calendar.ordinal(until) - calendar.ordinal(submitted)
  if (days < 1) return []
  const text =
    confirmed === null
      ? `提交后已过${days}个工作日，仍未与申请人确认；应当立即确认，并从提交之日起掌握期限。`
      : `提交后第${days}个工作日才与申请人确认，收到之日可能引起争议。`
  return [{ code: 'CONFIRMATION_LATE', text, article }]
}

const competing = (submitted: number, confirmed: number, taken: number, article: string): Warning => ({
  code: 'RECEIPT_DATES_COMPETE',
  text: `提交之日（${zhShort(submitted)}）与确认之日（${zhShort(confirmed)}）不同，本计算以${zhShort(taken)}为收到申请之日；建议按较早的日期掌握期限。`,
  article,
})

const repeated = (again: number, article: string): Warning => ({
  code: 'CONFIRMED_AGAIN',
  text: `${zh(again)}再次确认，不改变收到申请之日。`,
  article,
})

/** Nobody has confirmed: no period runs, but the careful date does. */
export function safeDueOf(law: Law, safe: number): number {
  return dueAfter(law.calendar, safe, limitOn(law.limits, 'reply', dayOf(safe)).days, [])
}
