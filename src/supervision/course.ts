/**
 * How a case went: how many calendar days each stage took, how often legal review sent the draft back. Of a case that was decided
 * anew the last round counts, from the day of its reopening: what went before was its first reply's. Pure.
 */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, dayNumber } from '../../workflows/statute/days.ts'

/** In their order, as they are called. */
export const STAGES_TIMED = {
  register: '登记',
  assign: '分办',
  draft: '拟稿',
  review: '审核',
  sign: '签发',
  serve: '送达',
} as const
export type TimedStage = keyof typeof STAGES_TIMED

export type Course = Record<TimedStage, number | null> & {
  returns: number
  firstTime: boolean | null
  confirm: number | null
}

/** A day given afterwards may lie before the one that it follows: the stage took none then. */
const daysFrom = (from: Day | undefined, to: Day | undefined): number | null =>
  from === undefined || to === undefined ? null : Math.max(0, dayNumber(to) - dayNumber(from))

/** @param facts those that count, in order */
export function courseOf(facts: readonly Fact[]): Course {
  const round = facts.slice(facts.findLastIndex(({ type }) => type === 'reopened') + 1)
  const first = (type: Fact['type']) => round.find((fact) => fact.type === type)?.on
  const last = (type: Fact['type']) => round.findLast((fact) => fact.type === type)?.on
  const reopened = facts.findLast(({ type }) => type === 'reopened')?.on
  const [submitted, registered, assigned] = [first('submitted'), first('registered'), first('assigned')]
  const [drafted, signed] = [first('replyDrafted'), last('replySigned')]
  const reviews = round.filter((fact) => fact.type === 'replyReviewed')
  const passed = round.findLast(
    (fact) => (fact.type === 'replyReviewed' || fact.type === 'replyApproved') && fact.passed,
  )?.on
  return {
    register: daysFrom(submitted, registered),
    assign: daysFrom(registered, assigned),
    draft: daysFrom(assigned ?? registered ?? reopened, drafted),
    review: daysFrom(drafted, passed),
    sign: daysFrom(passed ?? drafted, signed),
    serve: daysFrom(signed, first('replyServed')),
    returns: reviews.filter(({ passed }) => !passed).length,
    firstTime: reviews.length === 0 ? null : reviews[0]!.passed,
    confirm: daysFrom(submitted, first('confirmed')),
  }
}
