/** What happened in a case as its applicant may know it, stage by stage: whom the office asked and what it thought stays inside. */

import { letterKind } from '../../workflows/disclosure/letters.ts'
import type { Addressee, Fact, FactOf, Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { EventKind } from '../acts/act.ts'
import { entersWith, eventOf } from '../acts/catalogue.ts'
import type { StageEvent } from './views.ts'

/** A draft that did not pass its review, or a step of its approval, goes back. */
const enters = (fact: Fact): Stage | undefined =>
  (fact.type === 'replyReviewed' || fact.type === 'replyApproved') && !fact.passed ? 'review' : entersWith(fact.type)

/** Sent is not served (国办公开办函〔2016〕235号): what is signed for when it is handed over has arrived, of the rest its receipt is told by itself. */
const SENT: Record<FactOf<'replyServed'>['how'], EventKind> = {
  portal: 'replyOffered',
  email: 'replyMailed',
  post: 'replyPosted',
  counter: 'replyServed',
  entrusted: 'replyServed',
}

/** The letters that are replies, of whichever template. */
const repliesIn = (facts: readonly Fact[]): ReadonlySet<string> =>
  new Set(facts.flatMap((fact) => (fact.type === 'letterMade' && !letterKind(fact.template) ? [fact.letter] : [])))

/** @param facts those that count, first to last; `nameOf` calls joint applicants by their names; `isMove`: to another agency */
export function eventsOf<F extends Fact>(
  facts: readonly F[],
  nameOf: (who: Addressee) => string | undefined,
  isMove: (fact: F) => boolean = () => false,
): Record<Stage, StageEvent[]> {
  const events: Record<Stage, StageEvent[]> = { receive: [], register: [], review: [], reply: [], archive: [] }
  let stage: Stage = 'receive'
  const replies = repliesIn(facts)
  const told = (fact: F): EventKind | undefined => {
    if (fact.type === 'reasonsAssessed' && fact.delayedUntil) return 'delayed'
    if (fact.type === 'replyServed') return SENT[fact.how]
    if (fact.type === 'received') return replies.has(fact.letter) ? 'replyReceived' : undefined
    return isMove(fact) ? 'transferred' : eventOf(fact.type)
  }
  for (const fact of facts) {
    stage = enters(fact) ?? stage
    const what = told(fact)
    const to = (fact.type === 'replyServed' || fact.type === 'received') && fact.addressee && nameOf(fact.addressee)
    if (what) events[stage].push({ on: fact.on, what, ...(to && { to }) })
  }
  return events
}
