/** What is said with effect goes on the ledger as a note of the case: evidence of who was asked, and of what they answered. */
import { Refused } from '../../workflows/disclosure/decide.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { refusedBy } from '../cases/accept.ts'
import { record } from '../cases/record.ts'
import type { Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Recording } from '../house.ts'
import type { FactRow } from '../ledger/queries.ts'
import type { Viewer } from '../people/sessions.ts'

/** Who does it, and when: the same for all that one act records. */
export type By = { by: string; at: Date }
export const byOf = ({ username }: Pick<Viewer, 'username'>, { time }: Pick<Recording, 'time'>): By => ({
  by: `staff:${username}`,
  at: time.now(),
})

/**
 * One fact as it is told to whoever asked.
 * @returns its position
 * @throws Refusal FACT_REFUSED with the rule of the procedure
 */
export async function put(tx: Tx, house: Recording, key: CaseKey, fact: Fact, by: By): Promise<number> {
  try {
    const { facts } = await record(tx, house, key, fact, by)
    return facts.findLast((one) => one.fact.type === fact.type)!.position
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}

/** @returns position of the note. @throws Refusal FACT_REFUSED */
export const note = (tx: Tx, house: Recording, key: CaseKey, text: string, by: By): Promise<number> =>
  put(tx, house, key, { type: 'noted', on: house.time.today(), text }, by)

/** What stands for words that were destroyed with the content of their case. */
export const GONE = '（内容已经销毁）'

/** What was typed, of the note at this position: what it is stands before its first colon, as the rows say it too. */
export function saidAt(facts: readonly FactRow[], position: number | null): string {
  const fact = facts.find((one) => one.position === position)?.fact
  return fact?.type === 'noted' && fact.text ? fact.text.slice(fact.text.indexOf('：') + 1) : GONE
}
