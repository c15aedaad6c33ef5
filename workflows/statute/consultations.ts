/** Consultation of third parties (Art 32) and other agencies (Art 34): its time is not counted (Art 33 ¶3). */
import { countedDays } from './count.ts'
import {
  type Course,
  exclude,
  type Hears,
  limit,
  nameHolidays,
  requireOpen,
  span,
  step,
  warn,
  zh,
  zhShort,
} from './course.ts'
import { dayOf } from './days.ts'
import type { Entry } from './entries.ts'
import { type Consultation, WORDS } from './letters.ts'

/** The last day to answer; null until the letter has reached them, for the days run from there. */
export function answerDue(course: Course, { kind, reached }: Consultation): number | null {
  if (reached === null) return null
  return course.law.calendar.nth(course.law.calendar.ordinal(reached) + limit(course, WORDS[kind].limit).days)
}

/**
 * The last day not counted: the answer, or the end of the days to answer if that is sooner. While a letter has neither
 * been proven to arrive nor been answered, the days are reckoned from dispatch, so that the date shown is never too late.
 */
export function excludedTo(course: Course, c: Consultation): number {
  const due = answerDue(course, c)
  if (c.closed !== null) return due === null ? c.closed : Math.min(c.closed, due)
  return due ?? answerDue(course, { ...c, reached: c.dispatched })!
}

function dispatchedBy({ consultations }: Course, { position }: Entry): Consultation {
  for (const c of consultations) if (c.position === position) return c
  throw new Error('Every dispatch was matched before the facts were read.')
}

/** Silence and answers wait in the consultation; the count hears of it once, with the dispatch. */
const consulted: Hears = (course, entry) => {
  const c = dispatchedBy(course, entry)
  const { party, article } = WORDS[c.kind]
  requireOpen(course, entry, `征求${party}意见`)
  const from = c.dispatched + (course.law.choices.consultationFrom === 'dayOfDispatch' ? 0 : 1)
  const to = excludedTo(course, c)
  const { start, due } = course.period
  const days = countedDays(course.law.calendar, Math.max(start, from - 1), to, course.spans)
  exclude(course, { from, to })
  if (days > 0)
    course.excluded.push({
      from: dayOf(from),
      to: dayOf(to),
      why: `征求${party}意见所需时间不计算在期限内（条例第三十三条第三款）。`,
    })
  const answer = answerDue(course, c)
  const sent = `${zh(c.dispatched)}发出征求${party}意见书，`
  const reached = c.reached === null ? '送达之日尚无记录，' : `${zh(c.reached)}送达，最迟应于${zh(answer!)}答复，`
  const end =
    c.closed === null ? '尚未收到答复。' : c.silent ? `${zh(c.closed)}记录逾期未答复。` : `${zh(c.closed)}收到答复。`
  const moved =
    course.period.due === due ? `答复期限仍为${zh(due)}` : `答复期限由${zh(due)}顺延至${zh(course.period.due)}`
  const excluded =
    days === 0 ? '没有需要另行扣除的工作日' : `${zhShort(from)}至${zhShort(to)}扣除${days}个工作日，不计入期限`
  step(
    course,
    days === 0 ? dayOf(c.dispatched) : span(from, to),
    article,
    `${sent}${reached}${end}${excluded}；${moved}。`,
  )
  nameHolidays(course, due, course.period.due)
}

/** What a careful reader should know of consultations on `asOf`. */
export function consultationWarnings(course: Course, asOf: number): void {
  for (const c of course.consultations) {
    const { party, article } = WORDS[c.kind]
    const due = answerDue(course, c)
    const [code, text] =
      due === null ? unproven(c, party) : judged(c, due, party, course.settled === null && asOf > due)
    if (code !== '') warn(course, code, article, text)
  }
}

const NOTHING = ['', ''] as const

/** The days to answer run from arrival; nobody has recorded it. */
function unproven(c: Consultation, party: string): readonly [string, string] {
  if (c.closed === null)
    return [
      'CONSULTATION_NOT_REACHED',
      `${zh(c.dispatched)}发出的征求${party}意见书没有送达记录，暂按发出之日推算不计入的期间。`,
    ]
  return c.silent ? ['SILENCE_EARLY', `征求${party}意见书没有送达记录，不能认定其逾期未答复。`] : NOTHING
}

function judged(c: Consultation, due: number, party: string, over: boolean): readonly [string, string] {
  if (c.closed === null)
    return over ? ['CONSULTATION_LAPSED', `${party}最迟应于${zh(due)}答复，现已逾期，期限已恢复计算。`] : NOTHING
  if (c.silent)
    return c.closed <= due
      ? ['SILENCE_EARLY', `${party}的答复期限至${zh(due)}届满，此前不能认定其逾期未答复。`]
      : NOTHING
  return c.closed > due
    ? ['ANSWER_LATE', `${party}于${zh(c.closed)}答复，晚于${zh(due)}；此后的工作日照常计入期限。`]
    : NOTHING
}

export const consultationFacts = { thirdPartyConsulted: consulted, agencyConsulted: consulted }
