/** What of the rooms beside the cases waits for whoever looks at the desk: one statement, each part of it by an index. SQL: every look at the desk asks. */
import { type CooperationAwaited, cooperationCounts } from '../cooperation/waiting.ts'
import { exampleCount } from '../examples/waiting.ts'
import { type GuideCounts, guideCounts } from '../guide/waiting.ts'
import type { House } from '../house.ts'
import { hasRole } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { WRITERS } from '../people/sight.ts'
import { type ProblemCounts, problemCounts } from '../problems/waiting.ts'

/** Working together; problems to be answered, and answers that came; example cases, guides and questions to be approved. */
export type AwaitedBeside = CooperationAwaited & ProblemCounts & GuideCounts & { examples: number }

/** Undefined for whoever adds nothing to a case: nothing of it waits for them. */
export async function awaitedBeside(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  viewer: Viewer,
): Promise<AwaitedBeside | undefined> {
  if (!hasRole(viewer, ...WRITERS)) return undefined
  const [row] = await sql<[AwaitedBeside]>`
    select ${cooperationCounts(sql, viewer)}, ${problemCounts(sql, viewer, time.today())}, ${exampleCount(sql, viewer)},
      ${guideCounts(sql, viewer)}`
  return row
}
