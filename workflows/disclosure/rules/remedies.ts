/** 复议、诉讼 (Art 51): when one may have been brought, when it is answered, and what is learned of it. */
import { ClockFault, type Law } from '../../statute/clock.ts'
import { type Day, isDay } from '../../statute/days.ts'
import type { CaseContext } from '../context.ts'
import { answerLimitOf, appealable, openRemedy, sought, toLearn } from '../remedies.ts'
import type { FactOf } from '../vocabulary.ts'
import { dates, notBefore, of, onDay, type Rule } from './rule.ts'

const endedOn = (context: CaseContext) => context.servedOn ?? context.withdrawnOn

/**
 * The period was over on this day, or when the case began to wait for the applicant. Counted with care, for a suit is not ours to refuse.
 */
function unanswered(context: CaseContext, law: Law, on: Day): boolean {
  const clock = dates(context, law, on)
  if (!clock) return false
  const due = clock.careful.dueOn
  const waits =
    clock.status === 'waiting' && !clock.carefulRuns
      ? context.clockFacts.findLast(({ type }) => WAITS.includes(type))?.on
      : on
  return (waits ?? on) > due && on > due
}
const WAITS = ['correctionRequested', 'feeNotified']

export const REMEDY_SOUGHT: Rule[] = [
  {
    // 法释〔2025〕8号 Art 10 ¶2 (2) (3): notices on the way are not heard alone; silence beyond the period is.
    code: 'REMEDY_BEFORE_REPLY',
    article: '条例第五十一条、法释〔2025〕8号第十条',
    kept: (context, fact, law, today) => {
      const ended = endedOn(context)
      const on = fact?.on ?? today
      if (!on) return ended !== null
      return (ended !== null && on >= ended) || unanswered(context, law, on)
    },
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, 'day.due'),
  },
  {
    // One at a time: while one body has it the other may not, and a result does not say whose it is.
    code: 'REMEDY_OPEN',
    article: '行政诉讼法第四十四条',
    kept: (context) => context.openRemedies === 0,
  },
  {
    code: 'RECONSIDERATION_NOT_DECIDED',
    article: '行政复议法第三十四条、行政诉讼法第四十五条',
    kept: of('remedySought', (context, fact) => fact.kind !== 'litigationAfterReconsideration' || context.reconsidered),
  },
  {
    // An appeal carries a suit on: one of first instance, decided last.
    code: 'NO_JUDGMENT_TO_APPEAL',
    article: '行政诉讼法第八十五条',
    kept: of('remedySought', (context, fact) => !fact.appealBy || appealable(context)?.kind === fact.kind),
  },
  {
    // A copy of before the request, or a procedure of before the law that made it, is a slip of the pen.
    code: 'COPY_RECEIVED_EARLY',
    article: '行政复议法第四十八条、行政诉讼法第六十七条',
    kept: of('remedySought', (context, fact, law) => {
      const { receivedOn = fact.on, answerBy = receivedOn } = fact
      const isRead = isDay(receivedOn) && isDay(answerBy)
      return isRead && receivedOn >= context.submittedOn && answerBy >= receivedOn && isCounted(context, fact, law)
    }),
  },
]

/** Is there a law of that day to count by? */
function isCounted(context: CaseContext, fact: FactOf<'remedySought'>, law: Law): boolean {
  try {
    answerLimitOf(sought(context, fact).at(-1)!, law)
    return true
  } catch (error) {
    if (error instanceof ClockFault) return false
    throw error
  }
}

/** 行政复议法 Art 48, 行政诉讼法 Art 67: once; what is added later is put on file. */
export const REMEDY_ANSWERED: Rule[] = [
  {
    code: 'NOTHING_TO_ANSWER',
    article: '行政复议法第四十八条、行政诉讼法第六十七条',
    kept: (context) => {
      const open = openRemedy(context)
      return open !== undefined && open.answeredOn === undefined && open.appealBy !== 'agency'
    },
  },
  {
    code: 'ANSWERED_BEFORE_COPY',
    article: '行政复议法第四十八条、行政诉讼法第六十七条',
    kept: notBefore((context) => copyReceivedOn(context)),
    because: (context) => onDay(copyReceivedOn(context), 'day.copyReceived'),
  },
]

const copyReceivedOn = (context: CaseContext) => {
  const open = openRemedy(context)
  return open && (open.receivedOn ?? open.soughtOn)
}

/** A lesson is drawn from what was lost, once each. */
export const LESSON_DRAWN: Rule[] = [
  {
    code: 'NOTHING_LOST',
    article: '条例第五十一条',
    kept: ({ remedies = [] }) => remedies.some(toLearn),
  },
]

export const REMEDY_DECIDED: Rule[] = [
  {
    code: 'NO_OPEN_REMEDY',
    article: '条例第五十一条',
    kept: (context) => context.openRemedies > 0,
  },
  {
    code: 'DECIDED_BEFORE_SOUGHT',
    article: '条例第五十一条',
    kept: notBefore((context) => context.remedy?.soughtOn),
    because: (context) => onDay(context.remedy?.soughtOn, 'day.remedySought'),
  },
  {
    code: 'DECISION_RECEIVED_EARLY',
    article: '条例第五十一条',
    kept: of('remedyDecided', (_context, { on, receivedOn }) => !receivedOn || receivedOn >= on),
    because: (_context, fact) => onDay(fact.on, 'day.decisionMade'),
  },
]
