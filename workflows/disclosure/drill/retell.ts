/** An office's own case told again as a drill: its facts as they count today, on the days of which they speak. Pure. */

import type { Law } from '../../statute/clock.ts'
import { counting } from '../../statute/counting.ts'
import type { Day } from '../../statute/days.ts'
import { SYSTEM_FACTS } from '../../words.ts'
import type { Heard } from '../context.ts'
import { type CaseState, decide, open, put, Refused } from '../decide.ts'
import type { FactOf } from '../vocabulary.ts'
import { type DrillDay, daysOf, type Happened, type Wrong, wrongIn } from './drill.ts'

/**
 * A fact is on file whatever the procedure says of it today, so one that it refuses counts nevertheless; what was put
 * right is told as it was put right. What the office added by itself stands beside the fact that it follows.
 * @param facts the whole ledger of the case, first to last
 * @param until the last day that is told where nothing was done until then
 * @throws ClockFault where its dates cannot be counted
 */
export function retell(facts: readonly Heard[], law: Law, until: Day): { days: DrillDay[]; wrong: Wrong | null } {
  const counted = counting(facts).filter((fact) => fact !== null)
  const first = counted[0] as FactOf<'submitted'> & Heard
  let at: CaseState = open(first)
  const told: Happened[] = [{ fact: first, refused: null, follows: [] }]
  for (const fact of counted.slice(1)) {
    const before = told.at(-1)!
    if (SYSTEM_FACTS.includes(fact.type) && before.fact.on === fact.on)
      told[told.length - 1] = { ...before, follows: [...before.follows, fact] }
    else told.push({ fact, refused: SYSTEM_FACTS.includes(fact.type) ? null : refusal(at, fact, law), follows: [] })
    at = put(at, fact, law)
  }
  const { clockFacts } = at.context
  // A notice may be heard after what came later: the days are told in their own order. What lies before the application
  // is told with it, for no date stood before.
  const inOrder = told
    .map((one) => (one.fact.on < first.on ? { ...one, fact: { ...one.fact, on: first.on } } : one))
    .toSorted((a, b) => (a.fact.on < b.fact.on ? -1 : a.fact.on > b.fact.on ? 1 : 0))
    .map((one) => ({
      ...one,
      at: { context: { clockFacts: clockFacts.filter(({ on }) => on <= one.fact.on) } },
    }))
  const days = daysOf(inOrder, first.channel, law, until)
  return { days, wrong: wrongIn(days) }
}

function refusal(at: CaseState, fact: Heard, law: Law): Refused | null {
  try {
    decide(at, fact, law)
    return null
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}
