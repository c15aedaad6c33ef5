/** Words about a case that no ledger has: sealed, each in the row of what it belongs to. SQL: a conclusion asks in its transaction, too. */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Keys } from '../ground/keys.ts'

/** Puts it in the place of what was there. The transaction has named the agency. */
export async function keepWords(
  tx: Tx,
  keys: Pick<Keys, 'seal'>,
  { agencyId, caseId }: CaseKey,
  of: string,
  says: string,
) {
  const sealed = keys.seal('internal', [agencyId, caseId, of], says)
  await tx`
    insert into internal_words ${tx({ agencyId, caseId, of, sealed })}
    on conflict (agency_id, case_id, of) do update set sealed = excluded.sealed`
}

/** All of a case by what they belong to; none once its content is destroyed. @throws Unopened */
export async function wordsOf(
  sql: Sql | Tx,
  keys: Pick<Keys, 'open'>,
  { agencyId, caseId }: CaseKey,
): Promise<Map<string, string>> {
  const rows = await sql<{ of: string; sealed: Buffer }[]>`
    select of, sealed from internal_words where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid)`
  return new Map(
    rows.map(({ of, sealed }) => [of, keys.open('internal', [agencyId, caseId, of], sealed).toString('utf8')]),
  )
}
