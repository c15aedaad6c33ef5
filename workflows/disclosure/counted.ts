/**
 * As what a case counts in table 3 of the annual report (国办公开办函〔2021〕30号): by its final result, once. A reply that was
 * taken back within its year does not count; one that stood on 31 December has been reported, and what a later year decides
 * anew is counted nowhere again: that year had neither received the application nor been handed it over.
 */
import type { Day } from '../statute/days.ts'
import type { Outcome } from '../words.ts'

/** An end that a reopening took back. */
export type Ended = { on: Day; outcome: Outcome; reopenedOn: Day }

/** What of a case decides it. */
type Ends = {
  outcome: Outcome | null
  servedOn: Day | null
  withdrawnOn: Day | null
  ended?: readonly Ended[]
}

const yearOf = (on: Day) => on.slice(0, 4)

/** The result that table 3 counts, with its day, in the year of that day; null while the case waits for one. */
export function countedResult({ ended = [], ...now }: Ends): { on: Day; outcome: Outcome } | null {
  const reported = ended.find(({ on, reopenedOn }) => yearOf(on) < yearOf(reopenedOn))
  if (reported) return { on: reported.on, outcome: reported.outcome }
  return endOf(now)
}

/** The end that stands now: the day on which the reply was served, or that of the withdrawal. A signature alone tells nobody. */
export function endOf({ outcome, servedOn, withdrawnOn }: Ends): { on: Day; outcome: Outcome } | null {
  const on = servedOn ?? withdrawnOn
  return on && outcome ? { on, outcome } : null
}

/** The ends that reopenings took back, with the one that this reopening takes; none where nothing had ended. */
export function takenBack(before: Ends, reopenedOn: Day): { ended?: readonly Ended[] } {
  const end = endOf(before)
  return end ? { ended: [...(before.ended ?? []), { ...end, reopenedOn }] } : {}
}
