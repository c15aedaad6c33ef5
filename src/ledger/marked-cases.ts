/** Cases in which staff marked a file as not to be shown (行政诉讼法第四十三条), for whoever asks of many at once. SQL: asked in transactions, too. */
import type { Sql, Tx } from '../db/client.ts'
import type { Telling } from './closed-files.ts'

/**
 * The facts of those among these cases that have a mark, each by what stands open of it; nothing of the others.
 * @param sql sees the agency
 */
export async function factsOfMarked(
  sql: Sql | Tx,
  agencyId: string,
  caseIds: readonly string[],
): Promise<Map<string, Telling[]>> {
  const rows = await sql<(Telling & { caseId: string })[]>`
    select l.case_id, l.position, l.type, l.open from ledger l
    where l.agency_id = ${agencyId} and l.case_id in (
      select m.case_id from ledger m
      where m.agency_id = ${agencyId} and m.case_id = any(${caseIds as string[]}::uuid[]) and m.type = 'evidenceClosed')
    order by l.case_id, l.position`
  return Map.groupBy(rows, ({ caseId }) => caseId)
}
