/** With which opinion the last draft came back: whoever drafts anew reads it beside their text. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { countingFacts, type FactRow } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'

export type Returned = { opinion: string; by: string; on: Day }

/** Undefined where nothing was drafted, or the draft waits for somebody else. @param facts the whole ledger of the case */
export async function returnedWith(sql: Sql | Tx, facts: readonly FactRow[]): Promise<Returned | undefined> {
  const counting = countingFacts(facts)
  const after = counting.slice(counting.findLastIndex(({ type }) => type === 'replyDrafted'))
  const told = after[0]?.type === 'replyDrafted' ? after.findLast(isReturn) : undefined
  if (!told) return undefined
  const opinion = 'opinion' in told ? told.opinion : (told as { why?: string }).why
  const names = await namesOf(sql, [told.by])
  return opinion ? { opinion, by: names.get(told.by) ?? told.by, on: told.on } : undefined
}

/** Given back, or read and not passed, by whoever reads drafts here. */
const isReturn = (fact: Heard): boolean => fact.type === 'replyReturned' || ('passed' in fact && !fact.passed)
