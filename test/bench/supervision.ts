/** The page of whoever supervises: every agency's numbers side by side, and what is over its limit. */
import type postgres from 'postgres'
import { sumUpCourses } from '../../src/supervision/sums.ts'
import { type Asked, besideSql } from './asked.ts'
import { caseIdsIn, overdueCases } from './desk.ts'
import { manyCases } from './million.ts'
import { type Office, signedInAs } from './office.ts'

const WANTED = 200 // ms
const ESCALATED = 100
const SOON = 5 // working days

export async function benchSupervision() {
  const office = await manyCases()
  return besideSql('supervision', 'all agencies', office, await supervisionQuestions(office), WANTED)
}

/** How cases went: the same sums by agency, unit and result in one statement each, of a million rows that were reckoned. */
export async function benchCourse() {
  const office = await manyCases()
  await courseRows(office)
  return besideSql('supervision:course', 'the same sums', office, await courseQuestions(office), WANTED)
}

/** Rows as a night would have left them: stages of a few days, drawn from the id. */
export async function courseRows({ house }: Pick<Office, 'house'>): Promise<void> {
  const stage = (n: number) => `(('x' || substr(md5(id::text), ${n}, 2))::bit(8)::int % 9)`
  await house.sql.unsafe(`
    insert into case_courses (agency_id, case_id, length, settled_on, unit_id, outcome, register, assign, draft, review, sign, serve,
      returns, first_time, confirm)
    select agency_id, id, length, settled_on, unit_id, outcome, ${[1, 3, 5, 7, 9, 11].map(stage).join(', ')},
      ${stage(13)} / 7, ${stage(13)} < 7, ${stage(15)}
    from cases where settled_on is not null on conflict do nothing`)
  await house.sql`analyze case_courses`
  await sumUpCourses(house.sql)
}

/** @param office of many cases, whose courses were reckoned */
export async function courseQuestions({ app, house }: Office): Promise<Asked> {
  const headers = await signedInAs(app, 'supervisor')
  const year = house.time.today().slice(0, 4)
  const raw = async (sql: postgres.Sql) => {
    const cuts = await Promise.all(
      ['agency_id', 'unit_id', 'outcome'].map(
        (key) => sql<{ key: string; answered: number }[]>`
          select ${sql(key)} as key, count(*)::int as answered, avg(register), avg(assign), avg(draft), avg(review), avg(sign), avg(serve),
            avg(confirm), sum(returns), count(*) filter (where first_time)
          from case_courses where settled_on between ${`${year}-01-01`} and ${`${year}-12-31`}
            and agency_id = any(array(select id from agencies)) group by 1`,
      ),
    )
    return { ids: [], numbers: cuts[0]!.map(({ answered }) => answered) }
  }
  return { questions: [{ path: `/supervision/course?year=${year}`, headers, raw }], idsIn: () => [] }
}

export async function supervisionQuestions({ app, house }: Office): Promise<Asked> {
  const headers = await signedInAs(app, 'supervisor')
  const today = house.time.today()
  const soon = house.law().calendar.plus(today, SOON).on
  const raw = async (sql: postgres.Sql) => {
    const [escalated, numbers] = await Promise.all([
      overdueCases(sql, today, ESCALATED),
      agencyNumbers(sql, today, soon),
      sql`select agency_id, step, count(*) from satisfaction group by 1, 2`,
    ])
    return { ids: escalated.map(({ id }) => id), numbers }
  }
  return { questions: [{ path: '/supervision', headers, raw }], idsIn: caseIdsIn }
}

/** The open ones by their index; those answered this year in one pass over the rows, for which there is no index. */
async function agencyNumbers(sql: postgres.Sql, today: string, soon: string): Promise<number[]> {
  const rows = await sql<Record<string, number | string>[]>`
    with open as (
      select agency_id,
        count(*) filter (where status not in ('settled', 'closed'))::int as open,
        count(*) filter (where next_due_on < ${today})::int as overdue,
        count(*) filter (where next_due_on = ${today})::int as today,
        count(*) filter (where next_due_on > ${today} and next_due_on <= ${soon})::int as soon,
        count(*) filter (where status = 'awaitingConfirmation')::int as unconfirmed,
        count(*) filter (where provisional and status in ('running', 'suspended'))::int as provisional
      from cases where stage <> 'archive' and agency_id = any(array(select id from agencies)) group by agency_id
    ), answered as (
      select agency_id, count(*)::int as answered, count(*) filter (where late)::int as late
      from cases where settled_on >= ${`${today.slice(0, 4)}-01-01`} group by agency_id
    )
    select a.name, o.open, o.overdue, o.today, o.soon, o.unconfirmed, o.provisional, s.answered, s.late
    from agencies a left join open o on o.agency_id = a.id left join answered s on s.agency_id = a.id order by a.position`
  return rows.flatMap((row) => Object.values(row).filter((value) => typeof value === 'number'))
}
