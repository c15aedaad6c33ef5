/** What happened in a case as its applicant may know it, stage by stage: whom the office asked and what it thought stays inside. */

import type { Addressee, Fact, Stage } from '../../workflows/disclosure/vocabulary.ts'
import { entersWith, eventOf } from '../acts/catalogue.ts'
import type { StageEvent } from './views.ts'

/** A draft that did not pass its review, or a step of its approval, goes back. */
const enters = (fact: Fact): Stage | undefined =>
  (fact.type === 'replyReviewed' || fact.type === 'replyApproved') && !fact.passed ? 'review' : entersWith(fact.type)

/** @param facts those that count, first to last; `nameOf` calls joint applicants by their names; `isMove`: to another agency */
export function eventsOf<F extends Fact>(
  facts: readonly F[],
  nameOf: (who: Addressee) => string | undefined,
  isMove: (fact: F) => boolean = () => false,
): Record<Stage, StageEvent[]> {
  const events: Record<Stage, StageEvent[]> = { receive: [], register: [], review: [], reply: [], archive: [] }
  let stage: Stage = 'receive'
  for (const fact of facts) {
    stage = enters(fact) ?? stage
    const delayed = fact.type === 'reasonsAssessed' && fact.delayedUntil
    const what = delayed ? 'delayed' : isMove(fact) ? 'transferred' : eventOf(fact.type)
    const to = fact.type === 'replyServed' && fact.addressee && nameOf(fact.addressee)
    if (what) events[stage].push({ on: fact.on, what, ...(to && { to }) })
  }
  return events
}
