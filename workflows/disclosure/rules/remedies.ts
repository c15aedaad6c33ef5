/** 复议、诉讼 (Art 51): when one may have been brought, when it is answered, and what is learned of it. */
import { ClockFault, type Law } from '../../statute/clock.ts'
import { type Day, isDay } from '../../statute/days.ts'
import type { CaseContext, Heard } from '../context.ts'
import { orderMeant, placesToPerform } from '../orders.ts'
import {
  answerMeant,
  appealable,
  appealed,
  isBarred,
  isReconsidered,
  openMeant,
  openPlaces,
  partyOf,
  placesToAnswer,
  roundOf,
  sought,
  toLearn,
} from '../remedies.ts'
import { answerLimitOf } from '../remedy-limits.ts'
import { DISPOSITIONS, type FactOf } from '../vocabulary.ts'
import { dates, notBefore, of, onDay, type Rule } from './rule.ts'

/** The reply binds whoever it was served on; a third party may know of it from the day it was signed. */
const endedOn = (context: CaseContext, fact?: Heard) =>
  (isByThirdParty(fact) ? context.signedOn : null) ?? context.servedOn ?? context.withdrawnOn

const isByThirdParty = (fact: Heard | undefined): boolean =>
  fact?.type === 'remedySought' && partyOf(fact) !== undefined

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
      // A suit against the decision on an earlier reply, or an appeal, waits for no new reply.
      if (fact?.type === 'remedySought' && roundOf(context, fact) < (context.reopenings ?? 0)) return true
      const ended = endedOn(context, fact)
      const on = fact?.on ?? today
      if (!on) return ended !== null
      return (ended !== null && on >= ended) || unanswered(context, law, on)
    },
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, 'day.due'),
  },
  {
    // Of one person about one reply; a third party's suit is its own.
    code: 'REMEDY_OPEN',
    article: '行政复议法第二十九条、行政诉讼法第四十四条',
    kept: (context, fact, law, today) => {
      if (fact?.type === 'remedySought') return !isBarred(context, fact, law)
      return fact !== undefined || mayFollow(context, law, today)
    },
  },
  {
    code: 'RECONSIDERATION_NOT_DECIDED',
    article: '行政复议法第三十四条、行政诉讼法第四十五条',
    kept: of(
      'remedySought',
      (context, fact, law) =>
        fact.kind !== 'litigationAfterReconsideration' || !!fact.appealBy || isReconsidered(context, fact, law),
    ),
  },
  {
    // An appeal carries a suit on: one of first instance, decided.
    code: 'NO_JUDGMENT_TO_APPEAL',
    article: '行政诉讼法第八十五条',
    kept: of('remedySought', (context, fact) => !fact.appealBy || appealed(context, fact) !== undefined),
  },
  {
    // Only an appeal is of another one: with its side it says so, and `NO_JUDGMENT_TO_APPEAL` which there are.
    code: 'NAMED_WITHOUT_APPEAL',
    article: '行政诉讼法第八十五条',
    kept: of('remedySought', (_context, { remedy, appealBy }) => remedy === undefined || appealBy !== undefined),
  },
  {
    // Whose interest the reply may touch (行政诉讼法第二十五条) is on record as a consultation.
    code: 'CLAIMANT_NOT_CONSULTED',
    article: '行政复议法第三十条、行政诉讼法第二十五条',
    kept: of('remedySought', ({ consultations }, fact) => {
      const party = partyOf(fact)
      return party === undefined || consultations.some(({ kind, id }) => kind === 'thirdParty' && id === party)
    }),
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

/** Could anything be brought beside what is open: an appeal, by somebody else, or against the silence of the review body? */
function mayFollow(context: CaseContext, law: Law, today: Day | undefined): boolean {
  const { openRemedies, consultations, clockFacts } = context
  const isJoint = clockFacts.some((first) => first.type === 'submitted' && (first.coApplicants || first.representative))
  if (openRemedies === 0 || isJoint || consultations.some(({ kind }) => kind === 'thirdParty')) return true
  if (appealable(context).length > 0 || !today) return appealable(context).length > 0
  const suit = { type: 'remedySought', on: today, kind: 'litigationAfterReconsideration', body: '' } as const
  return [suit, { ...suit, kind: 'reconsideration' } as const].some((one) => !isBarred(context, one, law))
}

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
    kept: (context) => placesToAnswer(context).length > 0,
  },
  {
    code: 'REMEDY_NOT_NAMED',
    article: '行政复议法第四十八条、行政诉讼法第六十七条',
    kept: of('remedyAnswered', (context, fact) => answerMeant(context, fact) !== undefined),
  },
  {
    code: 'ANSWERED_BEFORE_COPY',
    article: '行政复议法第四十八条、行政诉讼法第六十七条',
    kept: notBefore((context, fact) => copyReceivedOn(context, fact)),
    because: (context, fact) => onDay(copyReceivedOn(context, fact), 'day.copyReceived'),
  },
]

const placed = (context: CaseContext, n: number | undefined) => context.remedies?.[(n ?? 0) - 1]

const copyReceivedOn = (context: CaseContext, fact: Heard) => {
  const open = fact.type === 'remedyAnswered' ? placed(context, answerMeant(context, fact)) : undefined
  return open && (open.receivedOn ?? open.soughtOn)
}

/** 行政复议法 Art 77, 行政诉讼法 Art 94: what a decision or a judgment orders is done, and that it is done is on record. */
const PERFORMED = '行政复议法第七十七条、行政诉讼法第九十四条'

export const REMEDY_PERFORMED: Rule[] = [
  {
    code: 'NOTHING_TO_PERFORM',
    article: PERFORMED,
    kept: (context) => placesToPerform(context).length > 0,
  },
  {
    code: 'REMEDY_NOT_NAMED',
    article: PERFORMED,
    kept: of('remedyPerformed', (context, fact) => orderMeant(context, fact) !== undefined),
  },
  {
    code: 'PERFORMED_BEFORE_DECISION',
    article: PERFORMED,
    kept: notBefore((context, fact) => orderedOn(context, fact)),
    because: (context, fact) => onDay(orderedOn(context, fact), 'day.decisionMade'),
  },
]

const orderedOn = (context: CaseContext, fact: Heard) =>
  fact.type === 'remedyPerformed' ? placed(context, orderMeant(context, fact))?.decidedOn : undefined

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
    kept: (context) => openPlaces(context).length > 0,
  },
  {
    code: 'REMEDY_NOT_NAMED',
    article: '条例第五十一条',
    kept: of('remedyDecided', (context, fact) => openMeant(context, fact) !== undefined),
  },
  {
    code: 'DECIDED_BEFORE_SOUGHT',
    article: '条例第五十一条',
    kept: notBefore((context, fact) => soughtOn(context, fact)),
    because: (context, fact) => onDay(soughtOn(context, fact), 'day.remedySought'),
  },
  {
    code: 'DECISION_RECEIVED_EARLY',
    article: '条例第五十一条',
    kept: of('remedyDecided', (_context, { on, receivedOn }) => !receivedOn || receivedOn >= on),
    because: (_context, fact) => onDay(fact.on, 'day.decisionMade'),
  },
  {
    // Table 4 counts by the column; what was decided says which one that is.
    code: 'RESULT_CONTRADICTED',
    article: '国办公开办函〔2021〕30号',
    kept: of(
      'remedyDecided',
      (_context, { result, disposition }) => !disposition || DISPOSITIONS[disposition].result === result,
    ),
  },
  {
    // A review body decides, a court judges or rules; either may mediate (行政复议法第七十三条, 行政诉讼法第六十条).
    code: 'INSTRUMENT_UNFIT',
    article: '行政复议法第七十五条、行政诉讼法第八十五条',
    kept: of('remedyDecided', (context, fact) => {
      const { instrument } = fact
      const kind = placed(context, openMeant(context, fact))?.kind
      if (!instrument || !kind || instrument === 'mediation') return true
      return (instrument === 'decision') === (kind === 'reconsideration')
    }),
  },
]

const soughtOn = (context: CaseContext, fact: Heard) =>
  fact.type === 'remedyDecided' ? placed(context, openMeant(context, fact))?.soughtOn : undefined
