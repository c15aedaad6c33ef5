/** Which number of days was the law on that day? A case keeps the limit in force on its receipt. */
import type { Day } from './days.ts'
import { ClockFault } from './fault.ts'
import { sentence } from './sentences.ts'
import type { TimeLimit } from './terms.ts'

/** By list of limits, by id: a law is read once and asked for each case. */
const indexes = new WeakMap<readonly TimeLimit[], Map<string, TimeLimit[]>>()
/** The list asked about last, nearly always the same one: a comparison is cheaper than the weak map. */
let latest: readonly TimeLimit[] = []
let latestIndex = new Map<string, TimeLimit[]>()

function indexOf(limits: readonly TimeLimit[]): Map<string, TimeLimit[]> {
  if (limits === latest) return latestIndex
  const index = indexes.get(limits) ?? Map.groupBy(limits, (limit) => limit.id)
  indexes.set(limits, index)
  latest = limits
  latestIndex = index
  return index
}

/** The limit counted in working days; there is no falling back to another day's rule. */
export function limitOn(limits: readonly TimeLimit[], id: string, day: Day): TimeLimit {
  const limit = limitOfAnyUnit(limits, id, day)
  if (limit.unit === 'workingDay') return limit
  throw new ClockFault('LIMIT_UNIT', sentence('fault.limitUnit', { id }))
}

/** The limit, in working days or in calendar days: for whoever counts both. @throws ClockFault NO_LIMIT_IN_FORCE */
export function limitOfAnyUnit(limits: readonly TimeLimit[], id: string, day: Day): TimeLimit {
  for (const limit of indexOf(limits).get(id) ?? []) {
    if (day >= limit.inForce && (limit.until === undefined || day <= limit.until)) return limit
  }
  throw new ClockFault('NO_LIMIT_IN_FORCE', sentence('fault.noLimit', { on: day, id }))
}
