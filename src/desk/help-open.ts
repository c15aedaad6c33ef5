/** 协办 of a case that nobody has answered, for its page and for whoever is about to sign. SQL: one statement by the key of the case. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { keyOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { HelpOpen } from './views.ts'

/** What is due first on top. */
export async function helpOpenIn(sql: Sql | Tx, row: CaseRow, today: Day): Promise<HelpOpen[]> {
  if (row.stage === 'archive') return [] // what was left open then waits for nobody
  const { agencyId, caseId } = keyOf(row)
  const rows = await sql<{ position: number; unit: string; dueOn: Day; askedUntil: Day | null }[]>`
    select s.position, u.name as unit, s.due_on, s.asked_until from assistances s join units u on u.id = s.unit_id
    where (s.agency_id, s.case_id) = (${agencyId}, ${caseId}::uuid) and s.ended is null order by s.due_on, s.position`
  return rows.map(({ position, unit, dueOn, askedUntil }) => ({
    ...{ position, unit, dueOn, isOverdue: dueOn < today, asksTime: askedUntil !== null },
  }))
}
