/**
 * What the decision's form begins with: the request's own 文号, and the files of the case that may be published. SQL: the
 * answer to a fact says it too, in its transaction.
 */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type FactRow, submission } from '../ledger/queries.ts'
import { type Candidate, publishable } from './publishable.ts'

export type Offered = { documentNumber: string; files: { id: string; name: string }[] }

/** What the form for releasing a case begins with: the 文号 that was asked for, and the files that may be published. */
export async function offeredFor(
  sql: Sql | Tx,
  { agencyId, caseId }: CaseKey,
  facts: readonly FactRow[],
): Promise<Offered> {
  const files = await sql<(Candidate & { name: string })[]>`
    select id, name, by from files where agency_id = ${agencyId} and case_id = ${caseId} order by at, id`
  return { documentNumber: submission(facts).request?.documentNumber ?? '', files: publishable(files, facts) }
}
