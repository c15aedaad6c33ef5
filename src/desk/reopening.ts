/** 重新办理: what the form of reopening begins with. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import { isCarriedOn } from '../../workflows/disclosure/orders.ts'
import { stands } from '../../workflows/disclosure/remedies.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { toldRemedies } from '../remedies/told.ts'

/**
 * The decision or judgment by which the case is handled again, as the form of reopening asks for it (法释〔2025〕8号 Art 11):
 * the last that went against the reply or orders something, unless it is appealed or the case was reopened for it.
 */
export function reopeningFrom(
  context: CaseRow['context'],
  facts: readonly Heard[],
  law: LoadedLaw,
  today: Day,
): Record<string, string | undefined> {
  const told = toldRemedies(context, facts, law, today)
  const last = told.findLast(
    (one) =>
      one.decidedOn &&
      (one.result === 'corrected' || (one.result !== 'upheld' && one.orderedDays !== null)) &&
      stands(one, context) &&
      !one.performedOn &&
      !isCarriedOn(context, one.n),
  )
  if (!last?.decidedOn) return {}
  const what = last.kind === 'reconsideration' ? '决定' : '裁判'
  return {
    why: last.body ? `${last.body}${what}纠正原答复，依法重新办理。` : undefined,
    'decision.body': last.body ?? undefined,
    'decision.number': last.decisionNumber ?? undefined,
    'decision.on': last.decidedOn,
    'decision.receivedOn': last.decisionReceivedOn ?? last.decidedOn,
    ...(last.orderedDays !== null && { workingDays: String(last.orderedDays) }),
  }
}
