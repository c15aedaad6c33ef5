/**
 * The statutory clock: facts, statute and calendar in; dates, status and counted steps out. One pure function.
 * The order of the story: receipt (Art 31), then each fact in turn, then what is left on the day asked about.
 */
import { asideClock, asideSince } from './aside.ts'
import { conclude } from './conclude.ts'
import { consultationFacts } from './consultations.ts'
import { type Course, carefully, freshPeriod, type Hears, nameHolidays, span, step } from './course.ts'
import { dayOf, parseDay } from './days.ts'
import { endingFacts } from './endings.ts'
import { type Entry, entriesOf } from './entries.ts'
import { ClockFault } from './fault.ts'
import { consultationsOf, PARTS } from './letters.ts'
import { limitOn } from './limits.ts'
import { obstacleFacts } from './obstacle.ts'
import { prolongingFacts } from './prolong.ts'
import { type Receipt, receiptOf, safeDueOf } from './receipt.ts'
import { sentence } from './sentences.ts'
import { Step } from './steps.ts'
import type { Clock, ClockCase, Law } from './terms.ts'
import { waitFacts } from './waits.ts'

export type { Choices } from './choices.ts'
export { ClockFault } from './fault.ts'
export type { Clock, ClockCase, ClockFact, ClockStatus, Law, Step, TimeLimit, Warning } from './terms.ts'

/** Facts that move dates. Every other fact of the vocabulary (registered, searched, noted…) passes in silence. */
const hears: Partial<Record<string, Hears>> = {
  ...waitFacts,
  ...consultationFacts,
  ...prolongingFacts,
  ...obstacleFacts,
  ...endingFacts,
}

/**
 * The dates of a case (Arts 30 to 35) on the day `asOf`, with each step explained. Pure: the same case under the same law
 * is counted alike, whenever it is asked.
 * @param given the channel; the facts as the ledger has them, in any order, rectified ones with their rectification; `asOf`.
 *   Days are YYYY-MM-DD in Asia/Shanghai. Facts that move no date pass in silence.
 * @param law the limits, the calendar and the choices in force; each limit is that of the day of receipt, or of its notice
 * @returns days as YYYY-MM-DD, numbers of working days; the text of steps and warnings is made when it is read
 * @throws ClockFault with a stable code and a sentence where facts contradict each other, cannot be read, or lie where no
 *   law or calendar is loaded: nothing is guessed
 */
export function clock(given: ClockCase, law: Law): Clock {
  const asOf = parseDay(given.asOf)
  if (Number.isNaN(asOf)) throw new ClockFault('BAD_DAY', sentence('fault.asOf'))
  const entries = entriesOf(given.facts)
  const since = asideSince(entries)
  const counted = count(given.channel, entries, law, asOf)
  return since === null ? counted : asideClock(counted, since)
}

function count(channel: ClockCase['channel'], entries: readonly Entry[], law: Law, asOf: number): Clock {
  const receipt = receiptOf(channel, entries, law, asOf)
  const { received, evidenced } = receipt
  if (received === null || evidenced === null) return unconfirmed(receipt, entries, law)

  const course = begin(received, receipt, entries, law)
  for (const entry of entries) {
    const hear = hears[entry.type]
    if (!hear) continue
    // The weather asks nobody's leave: an obstacle may come before receipt.
    if (entry.on < evidenced && entry.type !== 'obstacle') throw beforeReceipt(entry, evidenced)
    hear(course, entry)
  }
  return conclude(course, lastOf(entries), asOf)
}

/** The last day on which something happened that the count hears of: a note moves no date. */
function lastOf(entries: readonly Entry[]): number {
  for (let i = entries.length - 1; i >= 0; i--) {
    const { type, on } = entries[i]!
    if (hears[type] || PARTS[type] || type === 'submitted' || type === 'confirmed') return on
  }
  return Number.NEGATIVE_INFINITY
}

function begin(received: number, receipt: Receipt, entries: readonly Entry[], law: Law): Course {
  const receivedDay = dayOf(received)
  const reply = limitOn(law.limits, 'reply', receivedDay)
  const period = freshPeriod(law, received, reply.days, [])
  const course: Course = {
    spans: [],
    period,
    awaits: null,
    stopped: null,
    careful: null,
    law,
    entries,
    received,
    receivedDay,
    excluded: [],
    consultations: consultationsOf(entries),
    waiting: null,
    lapsed: false,
    settled: null,
    replies: [],
    closed: null,
    corrections: 0,
    answerBy: null,
    feeDue: null,
    feeDueAtFirst: null,
    steps: [receipt.step],
    warnings: receipt.warnings,
  }
  const notice = limitOn(law.limits, 'correctionNotice', receivedDay)
  const ordinal = law.calendar.ordinal(received)
  const { safe } = receipt
  if (safe !== null && law.calendar.ordinal(safe) !== ordinal) {
    const why = sentence(receipt.moved ? 'careful.receiptMoved' : 'careful.receipt', { safe, received })
    carefully(course, why).period = freshPeriod(law, safe, reply.days, [])
  }
  step(course, receivedDay, notice.article, 'count.correctionNotice', {
    n: notice.days,
    due: law.calendar.nth(ordinal + notice.days),
  })
  step(course, span(received + 1, period.due), reply.article, 'count.period', {
    n: reply.days,
    first: law.calendar.nth(ordinal + 1),
    last: reply.days,
    due: period.due,
  })
  nameHolidays(course, received, period.due)
  return course
}

function beforeReceipt({ type, on }: Entry, received: number): ClockFault {
  const code = type === 'replyServed' ? 'REPLY_BEFORE_RECEIPT' : 'FACT_BEFORE_RECEIPT'
  return new ClockFault(code, sentence('fault.beforeReceipt', { on, type, received }))
}

/** Nobody has confirmed: there is no clock, only a withdrawal can be heard, and the careful date is shown beside. */
function unconfirmed(receipt: Receipt, entries: readonly Entry[], law: Law): Clock {
  // An answer to a letter that nobody sent contradicts itself before any count.
  consultationsOf(entries)
  let closed = false
  const steps = [receipt.step]
  for (const { type, on } of entries) {
    if (!hears[type] || type === 'obstacle') continue
    if (type !== 'withdrawn' && type !== 'archived')
      throw new ClockFault(
        type === 'replyServed' ? 'REPLY_BEFORE_RECEIPT' : 'FACT_BEFORE_RECEIPT',
        sentence('fault.notReceived', { on, type }),
      )
    closed = true
    steps.push(new Step(dayOf(on), '条例第二十九条', 'receipt.closedBefore', { on }))
  }
  const safe = receipt.safe!
  const allowed = limitOn(law.limits, 'reply', dayOf(safe)).days
  return {
    receivedOn: null,
    correctionNoticeDueOn: null,
    dueOn: null,
    provisional: false,
    status: closed ? 'closed' : 'awaitingConfirmation',
    workingDays: { allowed, used: 0, left: allowed },
    settledOn: null,
    inTime: null,
    careful: {
      dueOn: dayOf(safeDueOf(law, safe)),
      inTime: null,
      because: sentence(receipt.moved ? 'careful.unconfirmedMoved' : 'careful.unconfirmed', { safe }),
    },
    excluded: [],
    replies: [],
    consultations: [],
    steps,
    countedFrom: null,
    warnings: receipt.warnings,
  }
}
