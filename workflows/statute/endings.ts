/** What ends a period, and what opens another: service of the reply, withdrawal, archive, reopening. */
import { countedDays } from './count.ts'
import { type Hears, nameHolidays, restart, span, step, warn } from './course.ts'
import { dayOf } from './days.ts'
import { ClockFault } from './fault.ts'
import { limitOn } from './limits.ts'
import { sentence } from './sentences.ts'

const SERVICE = '国办公开办函〔2016〕235号'

/** The article that fixes the day, by way of service. Electronic ways: Art 40 allows the form; arrival is our reading. */
const SERVED: Record<Service, string> = {
  post: SERVICE,
  counter: SERVICE,
  entrusted: SERVICE,
  portal: '条例第四十条',
  email: '条例第四十条',
}
type Service = 'post' | 'counter' | 'entrusted' | 'portal' | 'email'

const isService = (how: unknown): how is Service => typeof how === 'string' && Object.hasOwn(SERVED, how)

const replyServed: Hears = (course, { on, fact }) => {
  if (fact.how !== undefined && !isService(fact.how))
    throw new ClockFault('UNKNOWN_SERVICE', sentence('fault.unknownService'))
  const service = isService(fact.how) ? fact.how : null
  const article = service === null ? SERVICE : SERVED[service]
  if (course.settled !== null) {
    warn(course, 'SERVED_AGAIN', article, 'warning.servedAgain', { on, settled: course.settled })
    return
  }
  course.settled = on
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
  course.closed = on
  course.stopped ??= on
  step(course, dayOf(on), '条例第二十九条', 'ended.withdrawn', { on })
}

/** The archive after a reply changes nothing; a case archived without one is closed. */
const archived: Hears = (course, { on }) => {
  if (course.settled !== null || course.closed !== null) return
  course.closed = on
  course.stopped ??= on
  step(course, dayOf(on), '条例第四十五条', 'ended.archived', { on })
}

const isWithin = (n: unknown, most: number): boolean =>
  Number.isInteger(n) && (n as number) >= 1 && (n as number) <= most

const reopened: Hears = (course, { on, fact }) => {
  const given = fact.workingDays
  const most = limitOn(course.law.limits, 'longestOrdered', dayOf(on)).days
  if (given !== undefined && given !== null && !isWithin(given, most))
    throw new ClockFault('REOPENED_LENGTH', sentence('fault.reopenedLength', { most }))
  const rule = limitOn(course.law.limits, 'reopened', dayOf(on))
  const ordered = typeof given === 'number'
  const n = ordered ? given : rule.days
  restart(course, on, n)
  course.settled = null
  course.closed = null
  const { due } = course.period
  step(course, span(on + 1, due), rule.article, ordered ? 'reopened.ordered' : 'reopened.notOrdered', { on, n, due })
  nameHolidays(course, on, due)
}

/** What each of these facts does to the count. */
export const endingFacts = { replyServed, withdrawn, archived, reopened }
