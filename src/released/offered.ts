/**
 * What the decision's form begins with: the request's own 文号, and the files of the case that may be published. SQL: the
 * answer to a fact says it too, in its transaction.
 */
import type { Sql, Tx } from '../db/client.ts'
import { type OurFile, ourFiles } from '../files/given.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Keys } from '../ground/keys.ts'
import { givenBySignature } from '../ledger/given.ts'
import { type FactRow, submission } from '../ledger/queries.ts'

/** `given`: those that the reply gave. */
export type Offered = { documentNumber: string; files: Pick<OurFile, 'id' | 'name' | 'secret'>[]; given: string[] }

/** What the form for releasing a case begins with: the 文号 that was asked for, and the files that may be published. */
export async function offeredFor(
  sql: Sql | Tx,
  keys: Pick<Keys, 'lookup'>,
  key: CaseKey,
  facts: readonly FactRow[],
): Promise<Offered> {
  const given = await givenBySignature(sql, key, facts)
  return {
    documentNumber: submission(facts).request?.documentNumber ?? '',
    files: await ourFiles(sql, keys, key, facts),
    given: given.map(({ id }) => id),
  }
}
