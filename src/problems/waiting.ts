/** What of 依法行政问题 is told on the desk: what waits for an answer, and answers that came. SQL: every look at the desk asks. */
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { anyOf } from '../ledger/seen.ts'
import type { Viewer } from '../people/sessions.ts'
import { sightOf } from '../people/sight.ts'

export type ProblemCounts = { problems: number; problemAnswers: number }

/** Of how many days answers are told to whoever raised the problem: by then they have been read. */
const NEWS = 30

/** What was handed to a department of theirs, as `isOfDepartment` has it; `p` is the problem. */
export function handedTo(sql: Sql, viewer: Pick<Viewer, 'seats'>): Fragment {
  const { agencies, units, withoutUnit } = sightOf(viewer)
  return anyOf(sql, [
    agencies.length > 0 && sql`p.to_agency = any(${agencies})`,
    units.length > 0 && sql`p.to_unit = any(${units})`,
    withoutUnit.length > 0 && sql`p.to_unit is null and p.to_agency = any(${withoutUnit})`,
  ])
}

/** As columns of the one statement that the desk asks: what the viewer may answer, and lately had answered. */
export const problemCounts = (sql: Sql, viewer: Viewer, today: Day): Fragment => sql`
  (select count(*) from problems p where p.answer is null and p.to_agency = any(${[...viewer.agencyIds]})
    and p."by" <> ${`staff:${viewer.username}`} and ${handedTo(sql, viewer)})::int as problems,
  (select count(*) from problems p where p.agency_id = any(${[...viewer.agencyIds]})
    and p."by" = ${`staff:${viewer.username}`} and p.answered_at >= ${plusDays(today, -NEWS)}::date)::int as problem_answers`
