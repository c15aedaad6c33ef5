/** On which day was the application received? Art 31 answers by channel; before that day there is no clock. */
import { CHANNELS, type Channel, CONFIRMED_CHANNELS } from '../words.ts'
import type { ToldReceipt } from './bound.ts'
import { dueAfter } from './count.ts'
import { dayOf } from './days.ts'
import { type Entry, payloadDay } from './entries.ts'
import { ClockFault } from './fault.ts'
import { limitOn } from './limits.ts'
import type { Filling } from './sentence.ts'
import { sentence } from './sentences.ts'
import { Step, Warning } from './steps.ts'
import type { Law } from './terms.ts'

export type Receipt = {
  submitted: number
  /** Before the choice for non-working days: no fact of the procedure may be earlier. */
  evidenced: number | null
  received: number | null
  /**
   * The receipt of a careful reader: submission itself, where the channel asks for confirmation; the day that stood before,
   * where words alone moved it later. Null where it is `received`.
   */
  safe: number | null
  /** Did words alone move the day of submission later? */
  moved: boolean
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

/** @throws ClockFault where the channel is unknown, submission is missing or doubled, or confirmation came before it */
export function receiptOf(channel: Channel, entries: readonly Entry[], law: Law, asOf: number): Receipt {
  if (typeof channel !== 'string' || !Object.hasOwn(CHANNELS, channel))
    throw new ClockFault('UNKNOWN_CHANNEL', sentence('fault.unknownChannel'))
  const { submitted, confirmed, again, earliest, told } = openingOf(entries)
  const moved = earliest < submitted
  const article = ITEM[channel]
  const platform = channel === 'online' && law.choices(dayOf(submitted)).platformReceiptConfirms
  const on = submitted
  if (!CONFIRMED_CHANNELS.includes(channel) || platform) {
    const warnings =
      confirmed !== null && confirmed !== submitted ? [competing(submitted, confirmed, submitted, article)] : []
    if (told.submitted !== null && told.submitted < submitted) {
      const bound = boundTo(told.submitted, submitted, law, article)
      return { submitted, safe: null, moved: false, ...bound, warnings: [...warnings, ...bound.warnings] }
    }
    const received = rollOver(submitted, law)
    const step = platform
      ? rolled('receipt.byPlatform', { on }, submitted, received, article)
      : rolled('receipt.onArrival', { on, arrived: sentence(`arrived.${channel}`) }, submitted, received, article)
    return {
      submitted,
      evidenced: submitted,
      received,
      safe: moved ? rollOver(earliest, law) : null,
      moved,
      step,
      warnings,
    }
  }
  const arrived = sentence(`arrived.${channel}`)
  const warnings = [...late(submitted, confirmed, asOf, law, article), ...(again ? [repeated(again, article)] : [])]
  const safe = rollOver(earliest, law)
  if (confirmed === null) {
    const step = new Step(dayOf(submitted), article, 'receipt.notConfirmed', { on, arrived })
    return { submitted, evidenced: null, received: null, safe, moved, step, warnings }
  }
  if (confirmed < submitted)
    throw new ClockFault(
      'CONFIRMED_BEFORE_SUBMITTED',
      sentence('fault.confirmedBeforeSubmitted', { confirmed, submitted }),
    )
  const day = Math.min(confirmed, told.confirmed ?? confirmed)
  if (confirmed !== submitted) warnings.push(competing(submitted, confirmed, day, article))
  if (day < confirmed) {
    const bound = boundTo(day, confirmed, law, article)
    return { submitted, safe, moved, ...bound, warnings: [...warnings, ...bound.warnings] }
  }
  const received = rollOver(confirmed, law)
  const step = rolled('receipt.onConfirmation', { on, arrived, confirmed }, confirmed, received, article)
  return { submitted, evidenced: confirmed, received, safe, moved, step, warnings }
}

function openingOf(entries: readonly Entry[]) {
  let submitted: number | null = null
  let confirmed: number | null = null
  let again: number | null = null
  let earlier: number | null = null
  const told: Record<'submitted' | 'confirmed', number | null> = { submitted: null, confirmed: null }
  for (const entry of entries) {
    const { type, on } = entry
    if (type === 'submitted') {
      if (submitted !== null) throw new ClockFault('SUBMITTED_TWICE', sentence('fault.submittedTwice'))
      submitted = on
      earlier = payloadDay(entry, 'movedFrom')
      for (const by of ['submitted', 'confirmed'] as const)
        told[by] = payloadDay(entry, `told.${by}`, (entry.fact.told as ToldReceipt | undefined)?.[by])
    } else if (type === 'confirmed') {
      if (confirmed === null) confirmed = on
      else again = on
    }
  }
  if (submitted === null) throw new ClockFault('NOT_SUBMITTED', sentence('fault.notSubmitted'))
  return { submitted, confirmed, again, told, earliest: Math.min(submitted, earlier ?? submitted) }
}

/** A non-working day stays the day of receipt unless the office had chosen the next working day when it came. */
export function rollOver(day: number, { calendar, choices }: Law): number {
  if (calendar.ordinal(day) > calendar.ordinal(day - 1)) return day
  if (choices(dayOf(day)).receiptOnNonWorkingDay === 'thatDay') return day
  return calendar.nth(calendar.ordinal(day) + 1)
}

/** The day that the applicant was told stands, where only words give the later one. */
function boundTo(day: number, later: number, law: Law, article: string) {
  const received = rollOver(day, law)
  return {
    evidenced: day,
    received,
    step: rolled('receipt.bound', { bound: day, later }, day, received, article),
    warnings: [new Warning('RECEIPT_DAY_TOLD', article, 'warning.receiptDayTold', { bound: day, later })],
  }
}

type Base = 'receipt.bound' | 'receipt.onArrival' | 'receipt.byPlatform' | 'receipt.onConfirmation'

/** The same is said of a receipt that rolled over, with the day that it rolled to. */
const rolled = (says: Base, filling: Filling, day: number, received: number, article: string): Step =>
  received === day
    ? new Step(dayOf(received), article, says, filling)
    : new Step(dayOf(received), article, `${says}.rolled`, { ...filling, received })

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
  const says = confirmed === null ? 'warning.stillNotConfirmed' : 'warning.confirmedLate'
  return [new Warning('CONFIRMATION_LATE', article, says, { n: days })]
}

const competing = (submitted: number, confirmed: number, taken: number, article: string): Warning =>
  new Warning('RECEIPT_DATES_COMPETE', article, 'warning.receiptDatesCompete', { submitted, confirmed, taken })

const repeated = (again: number, article: string): Warning =>
  new Warning('CONFIRMED_AGAIN', article, 'warning.confirmedAgain', { on: again })

/** Nobody has confirmed: no period runs, but the careful date does. */
export function safeDueOf(law: Law, safe: number): number {
  return dueAfter(law.calendar, safe, limitOn(law.limits, 'reply', dayOf(safe)).days, [])
}
