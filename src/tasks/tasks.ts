/**
 * The tasks of a year as they stand today: the last version of each, what was put down of it, and its figure. SQL: a nightly job
 * asks, too; the last lines of append-only tables.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { calledInSql } from '../people/queries.ts'
import { counted } from './counted.ts'
import { type MeasureName, type State, standing } from './measures.ts'

export type Task = {
  id: string
  n: number
  agency: string
  agencyName: string
  year: number
  title: string
  demand: string
  source: string
  unit: string
  ownerId: string | null
  ownerUsername: string | null
  /** Undefined where only the unit is named. */
  owner: { name: string; hasLeft: boolean } | undefined
  dueOn: Day
  measure: MeasureName | null
  target: number | null
  /** As of today; null where there is nothing to count, or no figure judges the task. */
  figure: number | null
  droppedWhy: string | null
  carriedFrom: string | null
  /** What was put down last. */
  progress: { says: string; evidence: string; link: string; done: boolean; on: Day } | null
  state: State
  /** Done after its day. */
  late: boolean
}
type Row = Omit<Task, 'figure' | 'progress' | 'state' | 'late' | 'owner'> & {
  ownerName: string | null
  ownerLeft: boolean
  says: string | null
  evidence: string | null
  link: string | null
  done: boolean | null
  saidOn: Day | null
}

/** Which tasks, by their agency and year, or one by its id. */
const rowsOf = (sql: Sql, asked: { agencyIds: readonly string[]; years: readonly number[] } | { id: string }) => sql<
  Row[]
>`
  select t.id, t.n, t.agency_id as agency, a.name as agency_name, t.year, t.title, t.demand, t.source, t.unit, t.owner_id,
    p.username as owner_username, ${calledInSql(sql)} as owner_name, p.ended_at is not null as owner_left, t.due_on, t.measure, t.target, t.dropped_why,
    t.carried_from, g.says, g.evidence, g.link, g.done, (g.at at time zone 'Asia/Shanghai')::date::text as said_on
  from (
    select distinct on (id) * from work_tasks
    where ${'id' in asked ? sql`id = ${asked.id}` : sql`agency_id = any(${asked.agencyIds as string[]}) and year = any(${asked.years as number[]})`}
    order by id, n desc
  ) t join agencies a on a.id = t.agency_id left join people p on p.id = t.owner_id
  left join lateral (select * from work_progress where task_id = t.id order by n desc limit 1) g on true
  order by a.position, t.year, t.due_on, t.id`

/** Those of these agencies and years, the earliest due first. @param today YYYY-MM-DD */
export const tasksOf = async (
  sql: Sql,
  of: { agencyIds: readonly string[]; years: readonly number[] },
  today: Day,
): Promise<Task[]> => judged(sql, await rowsOf(sql, of), today)

/** One by its id; undefined where there is none. */
export async function taskById(sql: Sql, id: string, today: Day): Promise<Task | undefined> {
  const [task] = await judged(sql, await rowsOf(sql, { id }), today)
  return task
}

async function judged(sql: Sql, rows: readonly Row[], today: Day): Promise<Task[]> {
  const figureOf = await figuresFor(sql, rows, today)
  return rows.map(({ ownerName, ownerLeft, says, evidence, link, done, saidOn, ...row }) => {
    const { measure, target, dueOn } = row
    const [now, atDue] = measure
      ? [figureOf(row, asOf(row, today)), figureOf(row, earlier(dueOn, asOf(row, today)))]
      : [null, null]
    const progress =
      says !== null && saidOn ? { says, evidence: evidence!, link: link!, done: done!, on: saidOn } : null
    const stands = standing(
      {
        ...{ dueOn, isDropped: row.droppedWhy !== null, said: progress },
        measured: measure && target !== null ? { measure, target, now, atDue } : null,
      },
      today,
    )
    const owner = ownerName === null ? undefined : { name: ownerName, hasLeft: ownerLeft }
    return { ...row, owner, progress, figure: now, ...stands }
  })
}

/** A year's figures end with it, but for what is due later: the annual report of a year before is made final in January. */
const asOf = ({ year, dueOn }: Pick<Row, 'year' | 'dueOn'>, today: Day): Day => {
  const end = dueOn > `${year}-12-31` ? dueOn : `${year}-12-31`
  return earlier(end, today)
}
const earlier = (one: Day, other: Day): Day => (one < other ? one : other)

/** What of a task says which figure is asked. */
type Judged = Pick<Row, 'agency' | 'year' | 'measure' | 'dueOn'>

/** Each figure once for all agencies that have it as of the same day. */
async function figuresFor(sql: Sql, rows: readonly Judged[], today: Day) {
  const agencyIds = [...new Set(rows.map(({ agency }) => agency))]
  const asked = new Map<string, Promise<(agencyId: string) => number | null>>()
  const key = ({ measure, year }: Judged, to: Day) => `${measure} ${year} ${to}`
  for (const row of rows)
    for (const to of [asOf(row, today), earlier(row.dueOn, asOf(row, today))])
      if (row.measure && !asked.has(key(row, to)))
        asked.set(key(row, to), counted(sql, row.measure, { agencyIds, year: row.year, to }))
  const found = new Map(await Promise.all([...asked].map(async ([name, answer]) => [name, await answer] as const)))
  return (row: Judged, to: Day): number | null => found.get(key(row, to))?.(row.agency) ?? null
}

/** How many stand how. */
export function tally(tasks: readonly Task[]): Record<State, number> & { late: number; total: number } {
  const n = (state: State) => tasks.filter((task) => task.state === state).length
  return {
    ...{
      undone: n('undone'),
      underWay: n('underWay'),
      notBegun: n('notBegun'),
      done: n('done'),
      dropped: n('dropped'),
    },
    ...{ late: tasks.filter(({ late }) => late).length, total: tasks.length },
  }
}

export type Version = {
  n: number
  title: string
  demand: string
  source: string
  unit: string
  ownerId: string | null
  dueOn: Day
  measure: MeasureName | null
  target: number | null
  droppedWhy: string | null
  by: string
  at: string
}
export type Progress = {
  n: number
  done: boolean
  says: string
  evidence: string
  link: string
  by: string
  at: string
}

/** Everything that was put down of a task, the latest first. */
export const historyOf = async (sql: Sql, id: string): Promise<{ versions: Version[]; progress: Progress[] }> => {
  const [versions, progress] = await Promise.all([
    sql<Version[]>`
      select n, title, demand, source, unit, owner_id, due_on, measure, target, dropped_why, "by", at from work_tasks
      where id = ${id} order by n desc`,
    sql<Progress[]>`
      select n, done, says, evidence, link, "by", at from work_progress where task_id = ${id} order by n desc`,
  ])
  return { versions, progress }
}

/** Which tasks of an earlier year stand in this one already. */
export async function carriedTo(sql: Sql, agencyIds: readonly string[], year: number): Promise<Set<string>> {
  const rows = await sql<{ carriedFrom: string }[]>`
    select distinct carried_from from work_tasks
    where agency_id = any(${agencyIds as string[]}) and year = ${year} and carried_from is not null`
  return new Set(rows.map(({ carriedFrom }) => carriedFrom))
}
