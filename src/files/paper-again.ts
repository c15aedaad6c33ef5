/**
 * The picture of an identity document that nobody can see is brought again: beside the first one, for which it then stands. It is
 * no fact, as the first is none: such pictures are kept apart from the case and erased in time. SQL: the tracking page asks each time.
 */
import { type Sql, type Tx, within } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Heed } from '../web/shapes.ts'
import { sentence } from '../web/words/sentences.ts'
import { keepIdentityDocuments } from './identity-documents.ts'
import type { PageForm } from './page-form.ts'
import { claimBasket, takeBasket } from './pending.ts'
import { scannedPapers } from './scans.ts'

/** While somebody may still have to know who applies. */
export const isAskedAgain = ({ stage, step }: Pick<CaseRow, 'stage' | 'step'>) =>
  (stage === 'receive' || stage === 'register' || stage === 'review') && step !== 'setAside'

export type UnseenPaper = { name: string; heed: Heed }

/** Those of the case that have a password or are not complete, and for which no other one has come since. */
export async function papersAskedAgain(sql: Sql | Tx, row: CaseRow): Promise<UnseenPaper[]> {
  if (!isAskedAgain(row)) return []
  return sql<UnseenPaper[]>`
    select p.name, p.heed from identity_papers p
    where p.agency_id = ${row.agencyId} and p.case_id = ${row.id} and p.sealed is not null and p.heed is not null
      and not exists (select from identity_papers later
        where later.agency_id = p.agency_id and later.case_id = p.case_id and later.heed is null and later.at > p.at)
    order by p.at, p.id`
}

/**
 * Keeps the pictures that came with this form.
 * @throws Refusal FACT_REFUSED where none is asked for; INVALID without one, or for one that is refused
 */
export async function bringPapersAgain(
  house: Pick<House, 'config' | 'sql' | 'blobs' | 'scanner' | 'time' | 'keys'>,
  row: CaseRow,
  { basket, refused, at }: PageForm,
): Promise<void> {
  const asked = await within(house.sql, [row.agencyId], (tx) => papersAskedAgain(tx, row))
  if (asked.length === 0) throw new Refusal('FACT_REFUSED', { message: sentence('paper.notAsked') })
  const { papers } = await takeBasket(house, basket, at)
  const { clean, refused: infected } = await scannedPapers(house, papers)
  const faults = [...refused, ...infected].map(({ code, message }) => ({ field: 'identity', code, message }))
  if (faults.length > 0) throw invalid(...faults)
  if (clean.length === 0) throw invalid({ field: 'identity', code: 'MISSING', message: sentence('paper.none') })
  await within(house.sql, [row.agencyId], async (tx) => {
    await keepIdentityDocuments(tx, { agencyId: row.agencyId, caseId: row.id }, clean, at)
    await claimBasket(tx, basket, at)
  })
}
