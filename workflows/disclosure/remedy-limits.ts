/** The limits of reconsiderations and suits: to answer, to appeal, to do what was ordered. Apart from the clock of the request. */
import { type AnswerLimit, answerLimit, appealLimit, orderedByCourt, orderedLimit } from '../statute/remedy-answers.ts'
import type { Law } from '../statute/terms.ts'
import { isOrdered, leftInForceOn, orderedDaysOf } from './orders.ts'
import { appealable, isFirstInstance, isLost, isToAnswer, type Remedy, type Remembered } from './remedies.ts'

type Limits = Pick<Law, 'limits' | 'calendar'>

/**
 * The last day to answer one of them, whether it has been answered or not; null where there is nothing to answer: of the
 * agency's own appeal, or of a copy from before the law that is loaded.
 */
export function answerLimitOf(remedy: Remedy, law: Limits): AnswerLimit | null {
  const { kind, procedure, answerBy, appealBy, receivedOn = remedy.soughtOn } = remedy
  if (appealBy === 'agency') return null
  const copy = { kind, receivedOn, ...(appealBy && { appeal: true }), ...(procedure && { procedure }) }
  return answerLimit({ ...copy, ...(answerBy && { answerBy }) }, law)
}

/**
 * The last day on which the agency may appeal what went against it, by judgment or by 裁定; null where nothing did. A suit that
 * was dismissed, withdrawn, mediated or the like leaves nothing to the agency: 驳回起诉 is for the plaintiff to appeal. Where
 * only 其他 is on record, and not what was decided, it may have gone against it.
 */
export function appealLimitOf(remedy: Remedy, law: Limits): AnswerLimit | null {
  const { decidedOn, result, disposition, instrument, decisionReceivedOn = decidedOn } = remedy
  if (!decisionReceivedOn || !isFirstInstance(remedy) || result === 'upheld' || instrument === 'mediation') return null
  if (disposition && !isLost(remedy)) return null
  return appealLimit(decisionReceivedOn, instrument === 'ruling', law)
}

/**
 * The last day to do what the one in a place, from 1, orders: within the days that it gives, else within those of a case that is
 * handled again. A judgment of first instance binds when the time to appeal is over, or when its appeals came to nothing; whose
 * time ends later than the agency's is not known here. Null where it orders nothing, or it is done, or the case is handled again
 * since.
 */
export function orderedLimitOf(context: Remembered, n: number, law: Limits): AnswerLimit | null {
  const one = context.remedies?.[n - 1]
  if (!one?.decidedOn || !isOrdered(context, n)) return null
  const received = one.decisionReceivedOn ?? one.decidedOn
  const days = orderedDaysOf(context, n)
  if (one.kind === 'reconsideration') return orderedLimit(received, days, law)
  const leftOn = leftInForceOn(context, n)
  const open = leftOn ? null : appealLimitOf(one, law)
  return orderedByCourt({ from: leftOn ?? open?.dueOn ?? received, isAppealable: open !== null }, days, law)
}

/** The limits that run in them now, each with the place of its remedy, from 1. */
export function remedyLimits(context: Remembered, law: Law): (AnswerLimit & { n: number })[] {
  const { remedies = [] } = context
  const mayAppeal = appealable(context)
  return remedies.flatMap((remedy, i) => {
    const answering = isToAnswer(remedy) ? answerLimitOf(remedy, law) : null
    // Whoever handles the case again has accepted the judgment.
    const appealing = mayAppeal.includes(i + 1) ? appealLimitOf(remedy, law) : null
    const performing = orderedLimitOf(context, i + 1, law)
    return [answering, appealing, performing].flatMap((limit) => (limit ? [{ ...limit, n: i + 1 }] : []))
  })
}
