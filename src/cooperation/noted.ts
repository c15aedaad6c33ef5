/** What is said with effect goes on the ledger as a note of the case: evidence of who was asked, and of what they answered. */
import { Refused } from '../../workflows/disclosure/decide.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { refusedBy } from '../cases/accept.ts'
import { record } from '../cases/record.ts'
import type { Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { Recording } from '../house.ts'
import type { CaseRow, FactRow } from '../ledger/queries.ts'
import { lockCases } from '../letters/members.ts'
import type { Viewer } from '../people/sessions.ts'
import type { Who } from '../people/sight.ts'

/** Who does it, when, and for whom (代): the same for all that one act records. */
export type By = { by: string; at: Date; actingFor?: string }

/**
 * What somebody may do only as the cover of a colleague is signed for that colleague.
 * @param may judged of each of their places; the first that may is the one they act from
 * @throws Refusal NOT_YOURS
 */
export function byOf(
  { username, seats }: Pick<Viewer, 'username' | 'seats'>,
  { time }: Pick<Recording, 'time'>,
  may: (who: Who) => boolean,
): By {
  const seat = seats.find((each) => may({ seats: [each] }))
  if (!seat) throw new Refusal('NOT_YOURS')
  return { by: `staff:${username}`, at: time.now(), ...(seat !== seats[0] && { actingFor: seat.username }) }
}

/** The case as it is now, under its lock: what a route read may be older, and with it whose the act is. @throws Refusal NOT_FOUND */
export async function lockedRow(tx: Tx, { agencyId, id }: Pick<CaseRow, 'agencyId' | 'id'>): Promise<CaseRow> {
  const [row] = await lockCases(tx, agencyId, [id])
  if (!row) throw notFound()
  return row
}

/**
 * One fact as it is told to whoever asked.
 * @returns its position
 * @throws Refusal FACT_REFUSED with the rule of the procedure
 */
export async function put(
  tx: Tx,
  house: Recording,
  key: CaseKey,
  fact: Fact,
  { actingFor, ...by }: By,
): Promise<number> {
  try {
    const { facts } = await record(tx, house, key, { ...fact, ...(actingFor && { actingFor }) }, by)
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
