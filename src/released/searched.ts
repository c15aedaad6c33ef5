/**
 * The files of a decision to publish, searched: before the case is locked and again behind its lock, where the text is still
 * at hand. SQL: a fact that is about to be recorded asks.
 */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../workflows/statute/counting.ts'
import { within } from '../db/client.ts'
import { ownNamesOf } from '../files/findings.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import type { GivenFile } from '../ledger/given.ts'
import { type FactRow, heard } from '../ledger/queries.ts'
import type { Agency } from '../people/queries.ts'
import { type FileFinding, findIn, othersIn } from './file-findings.ts'
import { textOfFile } from './file-text.ts'
import { secretsIn } from './look-over.ts'

type Store = Pick<House, 'blobs'>

/** What these copies hold of the case's people, and of anybody. */
export async function findingsIn(
  { blobs }: Store,
  files: readonly GivenFile[],
  facts: readonly FactRow[],
  agency: Agency,
): Promise<FileFinding[]> {
  const secrets = secretsIn(facts)
  const { phone, fax, email, address } = agency.profile
  const others = othersIn(counting(facts.map(heard)), [phone, fax, email, address])
  const found: FileFinding[] = []
  for (const file of files) {
    const text = await textOfFile(blobs, file.sha256, file.type)
    found.push(...(await findIn(file, text, secrets, others, ownNamesOf(agency))))
  }
  return found
}

/**
 * Reads the files of a decision to publish before its case is locked, so that nobody else who works on the case waits for
 * it. Whether they may go out is asked behind the lock.
 */
export async function readFirst(house: Store & Pick<House, 'sql'>, key: CaseKey, fact: Fact): Promise<void> {
  if (fact.type !== 'releaseDecided' || !fact.accepted || !fact.files?.length) return
  const ids = fact.files
  const originals = await within(
    house.sql,
    [key.agencyId],
    (tx) => tx<{ sha256: string; type: string }[]>`
    select sha256, type from files
    where agency_id = ${key.agencyId} and case_id = ${key.caseId} and id = any(${ids}::uuid[])`,
  )
  for (const { sha256, type } of originals) {
    const [copy] = await house.sql<{ sha256: string }[]>`
      select sha256 from leaving_copies where (original, type) = (${sha256}, ${type})`
    await textOfFile(house.blobs, copy?.sha256 ?? sha256, type)
  }
}
