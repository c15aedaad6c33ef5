/**
 * Until when an agency answers a reconsideration or a suit that was brought against it, until when it may appeal, and until
 * when it does what a decision or a judgment orders. These periods are apart from the clock of the request: they begin with the copy or the
 * decision that reached the agency, and move nothing there.
 */
import { type Day, dayNumber, plusDays } from './days.ts'
import { limitOfAnyUnit, limitOn } from './limits.ts'
import { rolled } from './remedies.ts'
import { Step } from './steps.ts'
import type { Law } from './terms.ts'

export type AnswerLimit = {
  /**
   * Of reconsideration (行政复议法 Art 48, 54), of a suit (行政诉讼法 Art 67), of an appeal, of bringing one (Art 85), and of
   * doing what a decision on a reconsideration (行政复议法 Art 77) or a court orders (行政诉讼法 Art 94).
   */
  kind: 'reconsiderationAnswer' | 'litigationAnswer' | 'appealAnswer' | 'appeal' | 'ordered'
  dueOn: Day
  /** The count enters a year whose holiday notice is not loaded. */
  provisional: boolean
  article: string
  steps: Step[]
}

/** What the last day is counted from. */
export type Copy = {
  kind: 'reconsideration' | 'litigation' | 'litigationAfterReconsideration'
  /** An appeal against a judgment of first instance. */
  appeal?: boolean
  procedure?: 'ordinary' | 'simplified'
  receivedOn: Day
  /** The last day that the court, or the body, has set instead. */
  answerBy?: Day
}

type Dated = Pick<Law, 'limits' | 'calendar'>

/**
 * The last day to answer, from the day after the copy was received.
 * @throws ClockFault NO_LIMIT_IN_FORCE for a day before the law that is loaded (of simplified reconsideration before 2024),
 *   DAY_OUT_OF_RANGE beyond the calendar
 */
export function answerLimit(copy: Copy, law: Dated): AnswerLimit {
  const { receivedOn, answerBy } = copy
  const kind = copy.appeal
    ? 'appealAnswer'
    : copy.kind === 'reconsideration'
      ? 'reconsiderationAnswer'
      : 'litigationAnswer'
  const isShort = kind === 'reconsiderationAnswer' && copy.procedure === 'simplified'
  const limit = counted(kind, isShort ? 'simplifiedAnswer' : kind, receivedOn, law)
  if (answerBy === undefined) return limit
  const set = new Step(answerBy, limit.article, 'answering.set', { due: dayNumber(answerBy) })
  return {
    ...limit,
    dueOn: answerBy,
    provisional: false,
    steps: [...limit.steps, set],
  }
}

/** The last day to appeal against a judgment of first instance, or a 裁定, from the day after it was received. @throws ClockFault */
export const appealLimit = (receivedOn: Day, isRuling: boolean, law: Dated): AnswerLimit =>
  counted('appeal', isRuling ? 'appealOfRuling' : 'appeal', receivedOn, law)

/**
 * The last day to do what a decision on a reconsideration orders, from the day after it was received.
 * @param days working days that the decision gives; without them those of a case to be handled again
 * @throws ClockFault
 */
export function orderedLimit(receivedOn: Day, days: number | undefined, law: Dated): AnswerLimit {
  const said = days === undefined ? 'answering.orderedWithoutDays' : 'answering.ordered'
  return ordered(receivedOn, days, law, said, '行政复议法第七十七条')
}

/**
 * The same of a judgment or another paper of a court, from the day after it is in force.
 * @param inForce `from`: the day itself; `isAppealable`: that is the last day to appeal
 * @throws ClockFault
 */
export function orderedByCourt(
  { from, isAppealable }: { from: Day; isAppealable: boolean },
  days: number | undefined,
  law: Dated,
): AnswerLimit {
  const said = days === undefined ? 'answering.orderedByCourtWithoutDays' : 'answering.orderedByCourt'
  const limit = ordered(from, days, law, said, '行政诉讼法第九十四条')
  if (!isAppealable) return limit
  const inForce = new Step(from, '行政诉讼法第八十五条', 'answering.inForce', { last: dayNumber(from) })
  return { ...limit, steps: [inForce, ...limit.steps] }
}

function ordered(
  from: Day,
  days: number | undefined,
  law: Dated,
  said: ConstructorParameters<typeof Step>[2],
  article: string,
): AnswerLimit {
  const n = days ?? limitOn(law.limits, 'reopened', from).days
  const { on, provisional } = law.calendar.plus(from, n)
  const step = new Step(on, article, said, { received: dayNumber(from), n, due: dayNumber(on) })
  return { kind: 'ordered', dueOn: on, provisional, article, steps: [step] }
}

function counted(kind: AnswerLimit['kind'], id: string, receivedOn: Day, law: Dated): AnswerLimit {
  const { calendar } = law
  const { days: n, unit, article } = limitOfAnyUnit(law.limits, id, receivedOn)
  const received = dayNumber(receivedOn)
  if (unit === 'workingDay') {
    const { on, provisional } = calendar.plus(receivedOn, n)
    const step = new Step(on, article, 'answering.workingDays', { received, n, due: dayNumber(on) })
    return { kind, dueOn: on, provisional, article, steps: [step] }
  }
  const last = plusDays(receivedOn, n)
  const { on, provisional } = rolled(last, calendar)
  const filling = { received, n, last: dayNumber(last) }
  const steps = [new Step(last, article, APPEALS[id] ?? 'answering.days', filling)]
  if (on !== last)
    steps.push(
      new Step(on, kind === 'reconsiderationAnswer' ? ROLLS : ROLLS_OF_SUITS, 'answering.rolled', {
        last: dayNumber(last),
        due: dayNumber(on),
      }),
    )
  return { kind, dueOn: on, provisional, article, steps }
}

const APPEALS: Record<string, 'answering.appeal' | 'answering.appealOfRuling'> = {
  appeal: 'answering.appeal',
  appealOfRuling: 'answering.appealOfRuling',
}

/** A last day that is a holiday moves to the first day after it. */
const ROLLS = '民事诉讼法第八十五条'
const ROLLS_OF_SUITS = '法释〔2018〕1号第四十八条、民事诉讼法第八十五条'
