/** How many answers to review bodies and courts are still to be handed in, for the lists of whoever answers for them. SQL: see `desk/question.ts`. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { ANSWER_LIMITS } from '../ledger/limits.ts'
import { seenInSql } from '../ledger/seen.ts'
import { hasRole } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { REMEDY_READERS } from './register.ts'

export type Awaited = { waiting: number; overdue: number }

/** Of the cases that they see; none for who does not answer for any. Read from the limits that run, archived cases too, by an index that holds these alone. */
export async function answersAwaited(sql: Sql, viewer: Viewer, today: Day): Promise<Awaited> {
  if (!hasRole(viewer, ...REMEDY_READERS)) return { waiting: 0, overdue: 0 }
  const [row] = await sql<[Awaited]>`
    select count(*)::int as waiting, (count(*) filter (where d.due_on < ${today}))::int as overdue
    from deadlines d join cases c on c.agency_id = d.agency_id and c.id = d.case_id
    where d.agency_id = any(${agenciesAs(viewer, REMEDY_READERS)}) and strpos(d.kind, 'Answer:') > 0
      and split_part(d.kind, ':', 1) = any(${ANSWER_LIMITS as string[]}) and ${seenInSql(sql, viewer)}`
  return row
}
