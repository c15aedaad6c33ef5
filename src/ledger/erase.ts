/** Takes the content of a case away, in the transaction of the fact that says so; what the ledger committed to stays. */
import type { CaseState } from '../../workflows/disclosure/decide.ts'
import type { Tx } from '../db/client.ts'
import { canonical, sha256 } from '../ground/canonical.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type CaseFile, keyOf } from './case-file.ts'
import type { FactRow } from './queries.ts'
import { searchable } from './search.ts'
import { ERASED } from './split.ts'

/**
 * What the erasing fact commits to of the row: state and context, which nobody can reckon from facts without words, and the
 * letters marked void.
 * @param voided each as `letter position`
 */
export const keptDigest = ({ state, context }: CaseState, voided: readonly string[]): string =>
  sha256(canonical({ state, context, voided: voided.toSorted() }))

/** The letters of a case that are marked void, as `keptDigest` takes them. */
export const voidedMarks = async (tx: Tx, { agencyId, caseId }: CaseKey): Promise<string[]> => {
  const rows = await tx<{ mark: string }[]>`
    select letter || ' ' || position as mark from voided_letters where agency_id = ${agencyId} and case_id = ${caseId}`
  return rows.map(({ mark }) => mark)
}

/** Every stored content of a case, each once: letters, those with a time stamp, files, the copies that left, sealed bundles, the reading copy, packages that went to an archive. */
export async function contentOf(tx: Tx, { agencyId, caseId }: CaseKey): Promise<string[]> {
  const rows = await tx<{ sha256: string }[]>`
    with own as (select sha256 from files where agency_id = ${agencyId} and case_id = ${caseId})
    select sha256 from own
    union select c.sha256 from leaving_copies c join own on own.sha256 = c.original where c.sha256 <> ''
    union select sha256 from letters where agency_id = ${agencyId} and case_id = ${caseId}
    union select sha256 from letter_timestamps where agency_id = ${agencyId} and case_id = ${caseId}
    union select sha256 from seals where agency_id = ${agencyId} and case_id = ${caseId}
    union select sha256 from reading_copies where agency_id = ${agencyId} and case_id = ${caseId} and sha256 is not null
    union select p.sha256 from transfer_packages p join transfer_items i using (agency_id, number)
      where i.agency_id = ${agencyId} and i.case_id = ${caseId} and p.sha256 is not null
    union select g->>'sha256' from ledger l cross join lateral jsonb_array_elements(coalesce(l.open->'given', '[]')) g
      where l.agency_id = ${agencyId} and l.case_id = ${caseId} and l.type = 'replySigned'
    order by 1`
  return rows.map(({ sha256 }) => sha256)
}

/** The positions whose words are there. */
export async function positionsWithWords(tx: Tx, { agencyId, caseId }: CaseKey): Promise<number[]> {
  const rows = await tx<{ position: number }[]>`
    select position from words where agency_id = ${agencyId} and case_id = ${caseId} order by position`
  return rows.map(({ position }) => position)
}

/** What a case without content is found by: its numbers, which name nobody. */
export const numbersAlone = (receipt: string, number: string | null, facts: readonly Pick<FactRow, 'fact'>[]) =>
  searchable([
    receipt,
    number ?? undefined,
    ...facts.map(({ fact }) => (fact.type === 'letterMade' ? fact.number : undefined)),
  ])

/**
 * The rest of a destruction: everything that the case holds besides its ledger. What it leaves in the store of files is put down
 * to be removed by a job.
 * @param file with the fact `wordsErased` as its last one
 * @throws where no approved list names the case: the database itself looks
 */
export async function eraseContent(tx: Tx, { row, facts }: CaseFile, at: Date): Promise<void> {
  const key = keyOf(row)
  const { agencyId, caseId } = key
  const erased = facts.at(-1)!.fact
  if (erased.type !== 'wordsErased') throw new Error('Content goes by a fact that says so.')
  await tx`select erase_case(${agencyId}, ${caseId})`
  const { search, pairs } = numbersAlone(row.receipt, row.number, facts)
  await tx`
    update cases set title = ${ERASED}, applicant_name = ${ERASED}, email = null, found_by = '{}',
      search = ${search}, pairs = ${pairs}::int[], said = '{}'
    where agency_id = ${agencyId} and id = ${caseId}`
  await tx`
    insert into blobs_to_erase (blob, agency_id, case_id, since)
    select unnest(${erased.hashes}::text[]), ${agencyId}, ${caseId}::uuid, ${at.toISOString()}
    on conflict do nothing`
}
