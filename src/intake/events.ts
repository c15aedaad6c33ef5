/** What happened in a case as its applicant may know it, stage by stage: whom the office asked and what it thought stays inside. */
import type { Fact, FactType, Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { EventKind, StageEvent } from './views.ts'

const TOLD: Partial<Record<FactType, EventKind>> = {
  submitted: 'submitted',
  confirmed: 'confirmed',
  registered: 'registered',
  assigned: 'assigned',
  correctionRequested: 'correctionRequested',
  corrected: 'corrected',
  correctionLapsed: 'correctionLapsed',
  thirdPartyConsulted: 'consulted',
  agencyConsulted: 'consulted',
  thirdPartyAnswered: 'consultationEnded',
  thirdPartySilent: 'consultationEnded',
  agencyAnswered: 'consultationEnded',
  agencySilent: 'consultationEnded',
  reasonsRequested: 'reasonsRequested',
  reasonsGiven: 'reasonsGiven',
  extended: 'extended',
  feeNotified: 'feeNotified',
  feePaid: 'feePaid',
  feeLapsed: 'feeLapsed',
  replySigned: 'replySigned',
  replyServed: 'replyServed',
  withdrawn: 'withdrawn',
  reopened: 'reopened',
  archived: 'archived',
}

/** The facts with which a case enters a stage, as the workflow leads it. */
function enters({ type, ...fact }: Fact): Stage | undefined {
  switch (type) {
    case 'registered':
      return 'register'
    case 'assigned':
    case 'replyReturned':
    case 'reopened':
      return 'review'
    case 'replyDrafted':
    case 'withdrawn':
      return 'reply'
    case 'replyReviewed':
      return (fact as { passed?: boolean }).passed ? undefined : 'review'
    case 'archived':
      return 'archive'
    default:
      return undefined
  }
}

/** @param facts those that count, first to last */
export function eventsOf(facts: readonly Fact[]): Record<Stage, StageEvent[]> {
  const events: Record<Stage, StageEvent[]> = { receive: [], register: [], review: [], reply: [], archive: [] }
  let stage: Stage = 'receive'
  for (const fact of facts) {
    stage = enters(fact) ?? stage
    const what = fact.type === 'reasonsAssessed' && fact.delayedUntil ? 'delayed' : TOLD[fact.type]
    if (what) events[stage].push({ on: fact.on, what })
  }
  return events
}
