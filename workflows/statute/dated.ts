/** Rows of law with the days between which they hold. Repealed rows stay; there is no falling back to the nearest one. */
import type { Day } from './days.ts'
import { ClockFault } from './fault.ts'
import { sentence } from './sentences.ts'

export type Dated = { inForce: Day; until?: Day }

const isInForce = ({ inForce, until }: Dated, on: Day): boolean => inForce <= on && (until === undefined || on <= until)

/**
 * The row in force on a day (YYYY-MM-DD); `rule` names it in the fault.
 * @throws ClockFault NO_RULE_IN_FORCE
 */
export function inForceOn<T extends Dated>(rows: readonly T[], on: Day, rule: 'rule.fee' | 'rule.remedy'): T {
  const row = rows.find((r) => isInForce(r, on))
  if (!row) throw new ClockFault('NO_RULE_IN_FORCE', sentence('fault.noRule', { on, rule: sentence(rule) }))
  return row
}
