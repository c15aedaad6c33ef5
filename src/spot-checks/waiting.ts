/** How many findings of 抽查 wait for somebody's answer, for their desk. SQL: see `checked.ts`. */
import { type Sql, within } from '../db/client.ts'
import { hasRole } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { mayAnswer } from './who.ts'

type Place = { agencyId: string; unitId: string | null; handlerId: string | null }

/** Of the cases that they answer for; 0 for who answers for none. */
export async function findingsAwaited(sql: Sql, viewer: Viewer): Promise<number> {
  if (!hasRole(viewer, 'head', 'handler')) return 0
  // Where nobody draws, the desk waits for no transaction.
  const [drawn] =
    await sql`select 1 as drawn from spot_cases where drawn and agency_id = any(${[...viewer.agencyIds]}) limit 1`
  if (!drawn) return 0
  const owed = await within(
    sql,
    viewer.agencyIds,
    (tx) => tx<Place[]>`
      select c.agency_id, c.unit_id, c.handler_id
      from spot_lines f join cases c on c.agency_id = f.agency_id and c.id = f.case_id
      cross join lateral (select l.kind from spot_lines l where (l.draw_id, l.agency_id, l.case_id, l.finding)
        = (f.draw_id, f.agency_id, f.case_id, f.n) order by l.n desc limit 1) last
      where f.kind = 'found' and f.agency_id = any(${[...viewer.agencyIds]}) and last.kind in ('found', 'returned')
        and c.context ->> 'erasedOn' is null`,
  )
  return owed.filter((place) => mayAnswer(viewer, place)).length
}
