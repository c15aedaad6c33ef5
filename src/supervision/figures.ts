/**
 * The figures of how cases went, by their names in addresses: which rows each counts, as a condition on the row `k`. The sums and the
 * lists behind them ask by the same conditions. SQL: the builder knows no counts under a condition.
 */
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { STAGES_TIMED, type TimedStage } from './course.ts'

type Told = { zh: string; where: (sql: Sql) => Fragment }

export const STAGES = Object.keys(STAGES_TIMED) as TimedStage[]

/** Of `register` to `serve` and of `confirm` the mean number of days is told, of the others how many there are. */
export const COURSE_FIGURES = {
  answered: { zh: '已答复', where: (sql) => sql`true` },
  ...(Object.fromEntries(
    STAGES.map((stage) => [
      stage,
      { zh: `${STAGES_TIMED[stage]}用时`, where: (sql: Sql) => sql`k.${sql(stage)} is not null` },
    ]),
  ) as Record<TimedStage, Told>),
  confirm: { zh: '确认收到用时', where: (sql) => sql`k.confirm is not null` },
  returned: { zh: '法制审核退回', where: (sql) => sql`k.returns > 0` },
  reviewed: { zh: '经法制审核', where: (sql) => sql`k.first_time is not null` },
  firstTime: { zh: '一次通过法制审核', where: (sql) => sql`k.first_time` },
} satisfies Record<string, Told>
export type CourseFigure = keyof typeof COURSE_FIGURES

/** Of which rows: of one agency or of several, of a unit (`none`: of none), with this result. */
export type Cut = {
  agencyIds: readonly string[]
  year: number
  unit?: string | undefined
  ground?: Outcome | undefined
}

/** No unit. */
export const NO_UNIT = 'none'

export const inCut = (sql: Sql, { agencyIds, year, unit, ground }: Cut): Fragment => sql`
  k.agency_id = any(${agencyIds as string[]}) and k.settled_on between ${`${year}-01-01`} and ${`${year}-12-31`}
  ${unit === undefined ? sql`` : unit === NO_UNIT ? sql`and k.unit_id is null` : sql`and k.unit_id = ${unit}`}
  ${ground === undefined ? sql`` : sql`and k.outcome = ${ground}`}`

/** What the rows of one line come to. */
export type CourseNumbers = Record<
  'answered' | 'returned' | 'returns' | 'reviewed' | 'firstTime' | 'confirmed',
  number
> & {
  /** Mean calendar days, of those that went through the stage; null where none did. */
  days: Record<TimedStage | 'confirm', number | null>
}

type Flat = Omit<CourseNumbers, 'days'> & Record<TimedStage | 'confirm', number | null>

const sums = (sql: Sql) => {
  const count = (figure: CourseFigure) => sql`(count(*) filter (where ${COURSE_FIGURES[figure].where(sql)}))::int`
  const means = [...STAGES, 'confirm' as const].map(
    (stage) => sql`round(avg(k.${sql(stage)}), 1)::float as ${sql(stage)}`,
  )
  return sql`count(*)::int as answered, ${count('returned')} as returned, sum(k.returns)::int as returns,
    ${count('reviewed')} as reviewed, ${count('firstTime')} as first_time, ${count('confirm')} as confirmed,
    ${means.reduce((all, one) => sql`${all}, ${one}`)}`
}

export type CourseLine = CourseNumbers & { key: string; name: string }

const told = ({ key, name, ...flat }: Flat & { key: string; name: string }): CourseLine => {
  const { answered, returned, returns, reviewed, firstTime, confirmed, ...days } = flat
  return { key, name, answered, returned, returns, reviewed, firstTime, confirmed, days }
}

/** A line for each agency that answered something, in their order. */
export async function byAgency(sql: Sql, cut: Cut): Promise<CourseLine[]> {
  const rows = await sql<(Flat & { key: string; name: string })[]>`
    select a.id as key, a.name, n.* from (
      select k.agency_id, ${sums(sql)} from case_courses k where ${inCut(sql, cut)} group by 1) n
    join agencies a on a.id = n.agency_id order by a.position`
  return rows.map(({ agencyId: _, ...row }: Flat & { key: string; name: string; agencyId?: string }) => told(row))
}

/** One line of all of them together; none where nothing was answered. */
export async function together(sql: Sql, cut: Cut): Promise<CourseLine | undefined> {
  const [row] = await sql<Flat[]>`select ${sums(sql)} from case_courses k where ${inCut(sql, cut)} having count(*) > 0`
  return row && told({ ...row, key: '*', name: '合计' })
}

/** A line for each unit, those without one last. */
export async function byUnit(sql: Sql, cut: Cut): Promise<CourseLine[]> {
  const rows = await sql<(Flat & { key: string; name: string })[]>`
    select n.key, coalesce(u.name, '没有承办机构') as name, n.* from (
      select coalesce(k.unit_id, ${NO_UNIT}) as key, ${sums(sql)} from case_courses k where ${inCut(sql, cut)} group by 1) n
    left join units u on u.id = n.key order by u.id is null, n.answered desc, n.key`
  return rows.map(told)
}

/** A line for each result, the most frequent first. */
export async function byGround(sql: Sql, cut: Cut): Promise<CourseLine[]> {
  const rows = await sql<(Flat & { key: Outcome; name: string })[]>`
    select k.outcome as key, '' as name, ${sums(sql)} from case_courses k
    where ${inCut(sql, cut)} and k.outcome is not null group by 1 order by 3 desc, 1`
  return rows.map((row) => told({ ...row, name: OUTCOMES[row.key].zh }))
}

/** How many were answered and are in no figure yet: what is reckoned by night is not reckoned at once. */
export async function unreckoned(sql: Sql, { agencyIds, year }: Pick<Cut, 'agencyIds' | 'year'>): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from cases c
    where c.agency_id = any(${agencyIds as string[]}) and c.settled_on between ${`${year}-01-01`} and ${`${year}-12-31`}
      and not exists (select from case_courses k where (k.agency_id, k.case_id) = (c.agency_id, c.id))`
  return row.count
}
