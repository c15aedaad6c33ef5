/** Why a draft is the handler's again: what stopped it last, by whom, with the opinion, read beside the next text. */
import { FACTS } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { countingFacts, type FactRow } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'

/** `what`: the act that stopped it, in Chinese. */
export type Returned = { what: string; by: string; on: Day; opinion: string }

/** The last fact that gave a draft back; undefined where none did since the draft was written. `by` as facts name people. */
export function lastReturn(facts: readonly FactRow[]): Returned | undefined {
  const counted = countingFacts(facts)
  const drafted = counted.findLastIndex(({ type }) => type === 'replyDrafted')
  for (const fact of counted.slice(drafted + 1).reverse()) {
    const { by, on } = fact
    // It went back to a step, and was passed there again.
    if ((fact.type === 'replyReviewed' || fact.type === 'replyApproved') && fact.passed) return undefined
    if (fact.type === 'replyReturned') return { what: FACTS.replyReturned.zh, by, on, opinion: fact.why }
    if (fact.type === 'replyReviewed' && !fact.passed)
      return { what: `${FACTS.replyReviewed.zh}未通过`, by, on, opinion: fact.opinion }
    if (fact.type === 'replyApproved' && !fact.passed)
      return { what: `${fact.step}未通过`, by, on, opinion: fact.opinion }
  }
  return undefined
}

/** The same of one case whose facts are at hand, with the name of who did it. */
export async function returnedIn(sql: Sql | Tx, facts: readonly FactRow[]): Promise<Returned | undefined> {
  const last = lastReturn(facts)
  return last && { ...last, by: (await namesOf(sql, [last.by])).get(last.by) ?? last.by }
}
