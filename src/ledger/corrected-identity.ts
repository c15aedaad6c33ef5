/** The number of an applicant that was put right: sealed in a row of its own, and the case found by it. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Tx } from '../db/client.ts'
import type { Keys } from '../ground/keys.ts'
import { type CaseFile, keyOf } from './case-file.ts'
import { foundByNumber } from './found-by.ts'
import { sealCorrectedIdentity } from './identity.ts'

/**
 * Before a correction is entered: its fact with the number masked, and the file with what the case is found by since. SQL: an act
 * writes in its transaction.
 */
export async function withCorrectedIdentity(
  tx: Tx,
  keys: Pick<Keys, 'seal' | 'lookup' | 'blind'>,
  file: CaseFile,
  asked: FactOf<'rectified'>,
): Promise<{ fact: FactOf<'rectified'>; file: CaseFile }> {
  const key = keyOf(file.row)
  const { fact, applicant, encrypted } = sealCorrectedIdentity(asked, keys, key, file.row.length + 1)
  if (encrypted)
    await tx`
      insert into identities (agency_id, case_id, whose, sealed)
      values (${key.agencyId}, ${key.caseId}, ${encrypted.whose}, ${encrypted.sealed})`
  const replaced = applicant ?? organisationIn(fact)
  if (!replaced) return { fact, file }
  return { fact, file: { ...file, row: { ...file.row, foundBy: foundByNumber(keys, file.row, replaced) } } }
}

/** Of an organisation the code stands with its words: it may be another one. */
function organisationIn({ replacement }: FactOf<'rectified'>) {
  const applicant = (replacement as Partial<FactOf<'submitted'>> | undefined)?.applicant
  return applicant?.kind === 'organisation' ? applicant : undefined
}
