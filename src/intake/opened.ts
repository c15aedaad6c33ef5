/** The applicant opens a letter with their code: the first time is on record, as proof that it arrived. */
import { Refused } from '../../workflows/disclosure/decide.ts'
import { opened } from '../cases/delivered.ts'
import { record } from '../cases/record.ts'
import type { Working } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'

/**
 * Records the first opening of a letter, or of a file of the reply under the reply's id; later ones leave no trace.
 * Nothing where its arrival is proven already.
 */
export async function openedByApplicant(house: Working, row: CaseRow, letter: string): Promise<void> {
  const today = house.time.today()
  if (opened(row.context, letter, today).length === 0) return
  try {
    await house.sql.begin(async (tx) => {
      for (const fact of opened(row.context, letter, today))
        await record(tx, house, keyOf(row), fact, { by: 'system', at: house.time.now() })
    })
  } catch (error) {
    // Two tabs at once: the other has recorded it. Whoever may read the letter reads it.
    if (!(error instanceof Refused)) throw error
  }
}
