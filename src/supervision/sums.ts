/** What the courses of each year come to, made anew by night: a page of them reads some thousand rows, not a row a case. SQL: as `figures.ts`. */
import type { Sql } from '../db/client.ts'
import { COURSE_FIGURES, type CourseFigure, listed, TIMED } from './figures.ts'

/** All of them at once: who reads meanwhile has those of the night before. */
export async function sumUpCourses(sql: Sql): Promise<void> {
  const count = (figure: CourseFigure) => sql`count(*) filter (where ${COURSE_FIGURES[figure].where(sql)})`
  await sql.begin(async (tx) => {
    await tx`delete from course_sums`
    await tx`
      insert into course_sums (agency_id, year, unit_id, outcome, answered, returned, returns, reviewed, first_time,
        ${listed(
          sql,
          TIMED.map((stage) => sql`${sql(stage)}, ${sql(`${stage}_of`)}`),
        )})
      select k.agency_id, extract(year from k.settled_on), k.unit_id, k.outcome, count(*), ${count('returned')}, sum(k.returns),
        ${count('reviewed')}, ${count('firstTime')},
        ${listed(
          sql,
          TIMED.map((stage) => sql`sum(k.${sql(stage)}), count(k.${sql(stage)})`),
        )}
      from case_courses k group by 1, 2, 3, 4`
  })
}
