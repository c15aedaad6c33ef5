/** What of guides and of questions waits for the approval of whoever looks at the desk. SQL: every look at the desk asks. */
import type { Fragment, Sql } from '../db/client.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { GUIDE_EDITORS } from './guide.ts'
import { QUESTION_DECIDERS } from './questions.ts'

export type GuideCounts = { guides: number; questions: number }

/** Columns of the one statement that the desk asks; of each the last line counts, and none that the viewer wrote. */
export const guideCounts = (sql: Sql, viewer: Viewer): Fragment => sql`
  (select count(*) from guide_versions g where g.agency_id = any(${agenciesAs(viewer, GUIDE_EDITORS)}) and g.state = 'submitted'
    and g."by" <> ${`staff:${viewer.username}`}
    and not exists (select from guide_versions l where l.agency_id = g.agency_id and l.n > g.n))::int as guides,
  (select count(*) from office_questions q where q.agency_id = any(${agenciesAs(viewer, QUESTION_DECIDERS)}) and q.state = 'submitted'
    and q."by" <> ${`staff:${viewer.username}`}
    and not exists (
      select from office_questions l where l.agency_id = q.agency_id and l.id = q.id and l.n > q.n))::int as questions`

/**
 * The same for an administrator, who has no desk: on the page on which they begin.
 * @returns of how many agencies a wording of the guide waits for this person
 */
export async function guidesAwaited(sql: Sql, viewer: Viewer): Promise<number> {
  const [row] = await sql<[GuideCounts]>`select ${guideCounts(sql, viewer)}`
  return row.guides
}

/** These agencies, each with how many wordings wait for approval: of the guide 1 at most. */
export async function withWaiting<A extends { id: string }>(
  sql: Sql,
  what: 'guides' | 'questions',
  agencies: readonly A[],
): Promise<(A & { waiting: number })[]> {
  const ids = agencies.map(({ id }) => id)
  const rows =
    what === 'guides'
      ? await sql<{ agencyId: string; n: number }[]>`
          select g.agency_id, 1 as n from guide_versions g where g.agency_id = any(${ids}) and g.state = 'submitted'
            and not exists (select from guide_versions l where l.agency_id = g.agency_id and l.n > g.n)`
      : await sql<{ agencyId: string; n: number }[]>`
          select q.agency_id, count(*)::int as n from office_questions q where q.agency_id = any(${ids}) and q.state = 'submitted'
            and not exists (select from office_questions l where l.agency_id = q.agency_id and l.id = q.id and l.n > q.n)
          group by 1`
  const counts = new Map(rows.map(({ agencyId, n }) => [agencyId, n]))
  return agencies.map((one) => ({ ...one, waiting: counts.get(one.id) ?? 0 }))
}
