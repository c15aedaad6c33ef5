/** Who checks, who answers, and who of them may judge an answer: never whoever gave it. */
import type { Sql, Tx } from '../db/client.ts'
import type { Role } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs, reaches } from '../people/sight.ts'
import type { DrawnCase } from './checked.ts'
import type { Draw } from './draws.ts'
import type { Finding } from './standing.ts'

/** Who draws, scores and finds: whoever answers for the office. */
export const CHECKERS: readonly Role[] = ['head']

export const mayCheck = (viewer: Viewer, { agencyId }: Pick<Draw, 'agencyId'>): boolean =>
  agenciesAs(viewer, CHECKERS).includes(agencyId)

/** Whoever handles the case, and the head of its agency, answer for it. */
export const mayAnswer = (viewer: Viewer, place: Pick<DrawnCase, 'agencyId' | 'unitId' | 'handlerId'>): boolean =>
  viewer.seats.some((seat) => (['handler', 'head'] as const).some((role) => reaches(seat, role, place)))

/** `staff:NAME` of whoever gave the last answer, which is the one that is judged. */
export const answeredBy = ({ after }: Pick<Finding, 'after'>): string | undefined =>
  after.findLast(({ kind }) => kind === 'answered')?.by

/** Whether whoever checks would have nobody to judge their answer. SQL: a question of people and the agency that takes in. */
export async function isOnlyChecker(sql: Sql | Tx, viewer: Viewer, draw: Pick<Draw, 'agencyId'>): Promise<boolean> {
  if (!mayCheck(viewer, draw)) return false
  const [other] = await sql`
    select 1 as other from people p join agencies a on a.id = ${draw.agencyId}
    where p.agency_id in (a.id, a.taken_in_by) and p.roles && ${CHECKERS as string[]} and p.ended_at is null
      and p.username <> ${viewer.username} limit 1`
  return other === undefined
}
