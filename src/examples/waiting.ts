/** How many example cases wait for the approval of whoever looks at the desk. SQL: every look at the desk asks. */
import type { Fragment, Sql } from '../db/client.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { EXAMPLE_DECIDERS } from './examples.ts'

/** A column of the one statement that the desk asks; of each example its last line counts, and none that the viewer wrote. */
export const exampleCount = (sql: Sql, viewer: Viewer): Fragment => sql`
  (select count(*) from example_cases e where e.agency_id = any(${agenciesAs(viewer, EXAMPLE_DECIDERS)}) and e.state = 'submitted'
    and e."by" <> ${`staff:${viewer.username}`}
    and not exists (select from example_cases l where l.id = e.id and l.n > e.n))::int as examples`
