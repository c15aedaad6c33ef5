/** What happened in a case as its applicant may know it, stage by stage: whom the office asked and what it thought stays inside. */

import type { Fact, Stage } from '../../workflows/disclosure/vocabulary.ts'
import { entersWith, eventOf } from '../acts/catalogue.ts'
import type { StageEvent } from './views.ts'

/** A draft that did not pass its review goes back. */
const enters = (fact: Fact): Stage | undefined =>
  fact.type === 'replyReviewed' && !fact.passed ? 'review' : entersWith(fact.type)

/** @param facts those that count, first to last */
export function eventsOf(facts: readonly Fact[]): Record<Stage, StageEvent[]> {
  const events: Record<Stage, StageEvent[]> = { receive: [], register: [], review: [], reply: [], archive: [] }
  let stage: Stage = 'receive'
  for (const fact of facts) {
    stage = enters(fact) ?? stage
    const what = fact.type === 'reasonsAssessed' && fact.delayedUntil ? 'delayed' : eventOf(fact.type)
    if (what) events[stage].push({ on: fact.on, what })
  }
  return events
}
