/**
 * What the page of an application says was just recorded. An address is nobody's word: anybody can send one. SQL: asked with such
 * an address alone.
 */
import { within } from '../db/client.ts'
import type { House } from '../house.ts'
import { type CaseFile, fileOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'

const JUST = 600_000 // ms
/** Each has words of its own. */
const NAMED = ['contactChanged', 'confirmed', 'corrected', 'withdrawn', 'reasonsGiven', 'fileAdded']
/** A copy of a document that was brought again, which is no fact. */
const PAPER = 'paper'

/** How an address names what the applicant has recorded. */
export const doneAs = (type: string): string => (NAMED.includes(type) ? type : 'other')

/** What the address names, where it is the applicant's last fact, or paper, and some minutes old at most. */
export async function justDone(
  { sql, keys, time }: Pick<House, 'sql' | 'keys' | 'time'>,
  row: CaseRow,
  named: string | undefined,
): Promise<string | undefined> {
  if (named === undefined || named === '') return undefined
  const since = time.now().getTime() - JUST
  const isJust = await within(sql, [row.agencyId], async (tx) => {
    if (named !== PAPER) return isLast(await fileOf(tx, keys, row), named, since)
    const papers = await tx`
      select 1 as brought from identity_papers where agency_id = ${row.agencyId} and case_id = ${row.id}
        and at >= ${new Date(since).toISOString()} limit 1`
    return papers.length > 0
  })
  return isJust ? named : undefined
}

function isLast({ facts }: CaseFile, named: string, since: number): boolean {
  const last = facts.findLast(({ by }) => by === 'applicant')
  return last !== undefined && doneAs(last.fact.type) === named && Date.parse(last.at) >= since
}
