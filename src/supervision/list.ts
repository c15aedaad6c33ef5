/** The cases behind a figure of how cases went, those that took longest first. SQL: as `figures.ts`, and what the asker sees. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { seenInSql } from '../ledger/seen.ts'
import type { Who } from '../people/sight.ts'
import type { TimedStage } from './course.ts'
import { COURSE_FIGURES, type CourseFigure, type Cut, inCut, STAGES } from './figures.ts'

export type CourseCase = Record<TimedStage | 'confirm', number | null> & {
  id: string
  number: string
  agencyName: string
  unitName: string | null
  settledOn: Day
  outcome: string | null
  returns: number
  firstTime: boolean | null
}

const PAGE = 50
/** Nobody reads further by pages. */
const DEEPEST = 10_000

/** By what the figure tells, the most first; else the latest reply. */
function orderOf(sql: Sql, figure: CourseFigure) {
  const told = [...STAGES, 'confirm' as const].find((stage) => stage === figure)
  if (told) return sql`k.${sql(told)} desc, k.settled_on, k.case_id`
  return figure === 'returned' ? sql`k.returns desc, k.settled_on, k.case_id` : sql`k.settled_on desc, k.case_id`
}

/** @param page from 1 */
export async function casesOf(
  sql: Sql,
  who: Who,
  figure: CourseFigure,
  cut: Cut,
  page: number,
): Promise<{ cases: CourseCase[]; hasMore: boolean }> {
  const from = Math.min((page - 1) * PAGE, DEEPEST)
  const found = await sql<CourseCase[]>`
    select c.id, coalesce(c.number, c.receipt) as number, a.name as agency_name, u.name as unit_name, k.settled_on, k.outcome,
      k.returns, k.first_time, ${[...STAGES, 'confirm'].map((stage) => sql`k.${sql(stage)}`).reduce((all, one) => sql`${all}, ${one}`)}
    from case_courses k join cases c on (c.agency_id, c.id) = (k.agency_id, k.case_id) join agencies a on a.id = k.agency_id
    left join units u on u.id = k.unit_id
    where ${inCut(sql, cut)} and ${COURSE_FIGURES[figure].where(sql)} and ${seenInSql(sql, who)}
    order by ${orderOf(sql, figure)} limit ${PAGE + 1} offset ${from}`
  return { cases: found.slice(0, PAGE), hasMore: found.length > PAGE && from + PAGE < DEEPEST }
}
