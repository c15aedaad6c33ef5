/**
 * The figures of how cases went, by their names in addresses: which rows each counts, as a condition on the row `k`. The sums of a
 * night (`sums.ts`) and the lists behind them ask by the same conditions. SQL: the builder knows no counts under a condition.
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
  ${ofUnitAndGround(sql, 'k', unit, ground)}`

function ofUnitAndGround(sql: Sql, row: 'k' | 's', unit: Cut['unit'], ground: Cut['ground']): Fragment {
  const of = sql(row)
  return sql`${unit === undefined ? sql`` : unit === NO_UNIT ? sql`and ${of}.unit_id is null` : sql`and ${of}.unit_id = ${unit}`}
    ${ground === undefined ? sql`` : sql`and ${of}.outcome = ${ground}`}`
}

/** What the rows of one line come to. */
export type CourseNumbers = Record<
  'answered' | 'returned' | 'returns' | 'reviewed' | 'firstTime' | 'confirmed',
  number
> & {
  /** Mean calendar days, of those that went through the stage; null where none did. */
  days: Record<TimedStage | 'confirm', number | null>
}

type Flat = Omit<CourseNumbers, 'days'> & Record<TimedStage | 'confirm', number | null>

/** The stages of which days are told. */
export const TIMED = [...STAGES, 'confirm'] as const

export const listed = (sql: Sql, parts: readonly Fragment[]): Fragment =>
  parts.reduce((all, one) => sql`${all}, ${one}`)

/** Of the rows `s` of the sums. */
const sums = (sql: Sql) => {
  const means = TIMED.map(
    (stage) =>
      sql`round(sum(s.${sql(stage)})::numeric / nullif(sum(s.${sql(`${stage}_of`)}), 0), 1)::float as ${sql(stage)}`,
  )
  return sql`sum(s.answered)::int as answered, sum(s.returned)::int as returned, sum(s.returns)::int as returns,
    sum(s.reviewed)::int as reviewed, sum(s.first_time)::int as first_time, sum(s.confirm_of)::int as confirmed,
    ${listed(sql, means)}`
}

const summed = (sql: Sql, { agencyIds, year, unit, ground }: Cut): Fragment => sql`
  s.agency_id = any(${agencyIds as string[]}) and s.year = ${year} ${ofUnitAndGround(sql, 's', unit, ground)}`

export type CourseLine = CourseNumbers & { key: string; name: string }

const told = ({ key, name, ...flat }: Flat & { key: string; name: string }): CourseLine => {
  const { answered, returned, returns, reviewed, firstTime, confirmed, ...days } = flat
  return { key, name, answered, returned, returns, reviewed, firstTime, confirmed, days }
}

/** A line for each agency that answered something, in their order. */
export async function byAgency(sql: Sql, cut: Cut): Promise<CourseLine[]> {
  const rows = await sql<(Flat & { key: string; name: string })[]>`
    select a.id as key, a.name, n.* from (
      select s.agency_id, ${sums(sql)} from course_sums s where ${summed(sql, cut)} group by 1) n
    join agencies a on a.id = n.agency_id order by a.position`
  return rows.map(({ agencyId: _, ...row }: Flat & { key: string; name: string; agencyId?: string }) => told(row))
}

/** One line of all of them together; none where nothing was answered. */
export async function together(sql: Sql, cut: Cut): Promise<CourseLine | undefined> {
  const [row] = await sql<Flat[]>`select ${sums(sql)} from course_sums s where ${summed(sql, cut)} having count(*) > 0`
  return row && told({ ...row, key: '*', name: '合计' })
}

/** A line for each unit, those without one last. */
export async function byUnit(sql: Sql, cut: Cut): Promise<CourseLine[]> {
  const rows = await sql<(Flat & { key: string; name: string })[]>`
    select n.key, coalesce(u.name, '没有承办机构') as name, n.* from (
      select coalesce(s.unit_id, ${NO_UNIT}) as key, ${sums(sql)} from course_sums s where ${summed(sql, cut)} group by 1) n
    left join units u on u.id = n.key order by u.id is null, n.answered desc, n.key`
  return rows.map(told)
}

/** A line for each result, the most frequent first. */
export async function byGround(sql: Sql, cut: Cut): Promise<CourseLine[]> {
  const rows = await sql<(Flat & { key: Outcome; name: string })[]>`
    select s.outcome as key, '' as name, ${sums(sql)} from course_sums s
    where ${summed(sql, cut)} and s.outcome is not null group by 1 order by 3 desc, 1`
  return rows.map((row) => told({ ...row, name: OUTCOMES[row.key].zh }))
}

/** How many were answered and are in no figure yet: what is reckoned by night is not reckoned at once. */
export async function unreckoned(sql: Sql, { agencyIds, year }: Pick<Cut, 'agencyIds' | 'year'>): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from cases c
    where c.agency_id = any(${agencyIds as string[]}) and c.settled_on between ${`${year}-01-01`} and ${`${year}-12-31`}
      and (not exists (select from case_courses k where (k.agency_id, k.case_id) = (c.agency_id, c.id))
        or not exists (select from course_sums s where s.agency_id = any(${agencyIds as string[]}) and s.year = ${year}))`
  return row.count
}
