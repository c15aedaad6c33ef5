/**
 * What was recorded in a case after somebody read it in a list: whoever chose it from there learns why it is not what it was.
 * SQL: asked of each case that refused, by its ledger alone; its words stay sealed.
 */
import { FACTS, type FactType } from '../../workflows/disclosure/vocabulary.ts'
import { within } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import { instant } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'

export type Since = { zh: string; by: string; at: string }

/** So many are named, the latest last: nobody reads on. */
const MOST = 5

/** @param listedAt an instant, RFC 3339; facts of the house itself (letters, mails) are left out */
export async function recordedSince(
  { sql }: Pick<House, 'sql'>,
  { agencyId, caseId }: CaseKey,
  listedAt: string,
): Promise<Since[]> {
  const rows = await within(
    sql,
    [agencyId],
    (tx) => tx<{ type: FactType; by: string; at: string }[]>`
      select type, by, at from ledger
      where agency_id = ${agencyId} and case_id = ${caseId} and at > ${listedAt} and by <> 'system'
      order by position desc limit ${MOST}`,
  )
  const names = await namesOf(
    sql,
    rows.map(({ by }) => by),
  )
  return rows
    .map(({ type, by, at }) => ({ zh: FACTS[type].zh, by: names.get(by) ?? CALLED[by] ?? by, at: instant(at) }))
    .reverse()
}
const CALLED: Record<string, string> = { applicant: '申请人' }
