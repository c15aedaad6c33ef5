/** What ends a period, and what opens another: service of the reply, withdrawal, archive, reopening. */
import { countedDays } from './count.ts'
import {
  beginAnew,
  type Course,
  carefulDay,
  carefulDue,
  carefully,
  freshPeriod,
  type Hears,
  nameHolidays,
  resume,
  span,
  step,
  warn,
} from './course.ts'
import { dayOf } from './days.ts'
import { type Entry, payloadDay } from './entries.ts'
import { ClockFault } from './fault.ts'
import { limitOn } from './limits.ts'
import { sentence } from './sentences.ts'

const SERVICE = '国办公开办函〔2016〕235号'

/** The article of the day, by way of service. The notice speaks of no electronic way: there the duty to reply stands alone. */
const SERVED: Record<Service, string> = {
  post: SERVICE,
  counter: SERVICE,
  entrusted: SERVICE,
  portal: '条例第三十六条',
  email: '条例第三十六条',
}
type Service = 'post' | 'counter' | 'entrusted' | 'portal' | 'email'

const isService = (how: unknown): how is Service => typeof how === 'string' && Object.hasOwn(SERVED, how)

const replyServed: Hears = (course, entry) => {
  const { on, fact } = entry
  if (fact.how !== undefined && !isService(fact.how))
    throw new ClockFault('UNKNOWN_SERVICE', sentence('fault.unknownService'))
  const service = isService(fact.how) ? fact.how : null
  const article = service === null ? SERVICE : SERVED[service]
  if (course.settled !== null) {
    warn(course, 'SERVED_AGAIN', article, 'warning.servedAgain', { on, settled: course.settled })
    return
  }
  course.settled = on
  // A reply while nothing runs is as timely as the stop was.
  const inTime = (course.stopped ?? on) <= course.period.due
  const recorded = carefulDay(course, entry)
  const careful = inTime && ((course.careful ?? course).stopped ?? recorded) <= carefulDue(course)
  if (inTime && !careful && recorded > on) carefully(course, sentence('careful.reply', { on, recorded }))
  course.replies.push({ settled: on, inTime, careful })
  const how = sentence(`served.${service ?? 'somehow'}`)
  const { due, start } = course.period
  if (course.stopped !== null) {
    step(course, dayOf(on), article, 'reply.whileStopped', { on, how, stopped: course.stopped })
    return
  }
  const { calendar } = course.law
  const n = countedDays(calendar, start, on, course.spans)
  // A reply on the Saturday after a Friday is late, if by no working day.
  const late = countedDays(calendar, due, on, course.spans)
  if (on > due && late > 0) step(course, dayOf(on), article, 'reply.lateBy', { on, how, n, late, due })
  else step(course, dayOf(on), article, on > due ? 'reply.late' : 'reply.inTime', { on, how, n, due })
}

const withdrawn: Hears = (course, { on }) => {
  if (course.settled !== null || course.closed !== null) return
  close(course, on)
  step(course, dayOf(on), '条例第二十九条', 'ended.withdrawn', { on })
}

function close(course: Course, on: number): void {
  course.closed = on
  course.stopped ??= on
  if (course.careful !== null) course.careful.stopped ??= on
}

/** The archive after a reply changes nothing; a case archived without one is closed. */
const archived: Hears = (course, { on }) => {
  if (course.settled !== null || course.closed !== null) return
  close(course, on)
  step(course, dayOf(on), '条例第四十五条', 'ended.archived', { on })
}

const isWithin = (n: unknown, most: number): boolean =>
  Number.isInteger(n) && (n as number) >= 1 && (n as number) <= most

/** A decision or judgment gives a period of its own, from the day on which the agency received it; nothing else does. */
const reopened: Hears = (course, entry) => {
  const { on, fact } = entry
  const given = fact.workingDays
  const most = limitOn(course.law.limits, 'longestOrdered', dayOf(on)).days
  if (given !== undefined && given !== null && !isWithin(given, most))
    throw new ClockFault('REOPENED_LENGTH', sentence('fault.reopenedLength', { most }))
  course.settled = null
  course.closed = null
  const received = decisionReceived(entry)
  if (received === null) {
    resume(course)
    step(course, dayOf(on), REOPENING, 'reopened.withoutDecision', { on, due: course.period.due })
    return
  }
  if (received > on || received < course.received)
    throw new ClockFault('DECISION_RECEIPT', sentence('fault.decisionReceipt', { on, received }))
  const rule = limitOn(course.law.limits, 'reopened', dayOf(received))
  const ordered = typeof given === 'number'
  const n = ordered ? given : rule.days
  beginAnew(course, received, n)
  const { due } = course.period
  countFromDecision(course, entry, received, n)
  const says = ordered ? 'reopened.ordered' : 'reopened.notOrdered'
  step(course, span(received + 1, due), rule.article, says, { on, received, n, due })
  nameHolidays(course, received, due)
}

/** No paper on file shows when it came: in the careful reading it came on the day of the decision. */
function countFromDecision(course: Course, entry: Entry, received: number, n: number): void {
  if (entry.fact.unshown !== true) return
  const { on: day } = entry.fact.decision as { on?: unknown }
  const on = payloadDay(entry, 'decision.on', day)
  if (on === null || on >= received) return
  const careful = carefully(course, sentence('careful.decision', { on, received }))
  careful.period = freshPeriod(course.law, on, n, careful.spans)
}

const REOPENING = '条例第五十一条'

/** The day on which the agency received the decision; null where the fact names none. */
function decisionReceived(entry: Entry): number | null {
  const { decision } = entry.fact
  if (decision === undefined || decision === null) return null
  const received = payloadDay(entry, 'decision.receivedOn', (decision as { receivedOn?: unknown }).receivedOn)
  if (received !== null) return received
  throw new ClockFault('DECISION_RECEIPT', sentence('fault.decisionWithoutReceipt', { position: entry.position }))
}

/** What each of these facts does to the count. */
export const endingFacts = { replyServed, withdrawn, archived, reopened }
