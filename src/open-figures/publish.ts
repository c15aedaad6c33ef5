/** Publishing the figures of a year that is over, and taking them back; nothing is public before. SQL: one line under its key. */
import { json, type Sql, type Tx } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { FIRST_YEAR, isOver, periodOf } from '../ground/year.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import { allAgencies } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { type Figures, figuresOf } from './figures.ts'

export type Standing = {
  agencyId: string
  agencyName: string
  year: number
  n: number
  published: boolean
  by: string
  at: string
  why: string
}
export type Published = Standing & { content: Figures }

/** Years that may be published, the latest first. @param today YYYY-MM-DD */
export const yearsOver = (today: string): number[] => {
  const last = Number(today.slice(0, 4)) - 1
  return Array.from({ length: Math.max(0, last - FIRST_YEAR + 1) }, (_, i) => last - i)
}

/** How each year of these offices stands that was ever published. */
export const standingsOf = (sql: Sql | Tx, agencyIds: readonly string[]) => sql<Standing[]>`
  select distinct on (f.agency_id, f.year) f.agency_id, a.name as agency_name, f.year, f.n, f.published, f."by", f.at, f.why
  from open_figures f join agencies a on a.id = f.agency_id where f.agency_id = any(${agencyIds as string[]})
  order by f.agency_id, f.year desc, f.n desc`

/** What anybody may read, the latest year first. */
export const publishedFigures = (sql: Sql, year?: number) => sql<Published[]>`
  select * from (
    select distinct on (f.agency_id, f.year) f.agency_id, a.name as agency_name, f.year, f.n, f.published, f."by", f.at, f.why, f.content
    from open_figures f join agencies a on a.id = f.agency_id
    where ${year === undefined ? sql`true` : sql`f.year = ${year}`}
    order by f.agency_id, f.year, f.n desc) last
  where published order by year desc, agency_id limit 100`

/** The figures as they would be published: for the office and the agencies that it takes in for. */
export async function figuresFor(sql: Sql, agencyId: string, year: number, today: string): Promise<Figures> {
  const agencies = (await allAgencies(sql)).filter(({ id, takenInBy }) => id === agencyId || takenInBy === agencyId)
  return figuresOf(sql, agencies, periodOf(year, today))
}

/**
 * Publishes a year as it counts now, or takes it back.
 * @param content undefined to take it back
 * @throws Refusal INVALID: year (UNFIT) where it is not over; FACT_REFUSED where it stands so already
 */
export async function putOut(
  tx: Tx,
  house: Pick<House, 'time'>,
  agencyId: string,
  { year, why, content }: { year: number; why: string; content: Figures | undefined },
  { username }: Pick<Viewer, 'username'>,
): Promise<void> {
  if (year < FIRST_YEAR || !isOver({ year }, house.time.today()))
    throw invalid({ field: 'year', code: 'UNFIT', message: '只能公布已经结束的年度' })
  await tx`select pg_advisory_xact_lock(hashtextextended(${`figures ${agencyId} ${year}`}, 0))`
  const last = (await standingsOf(tx, [agencyId])).find((one) => one.year === year)
  if (content === undefined && !last?.published)
    throw new Refusal('FACT_REFUSED', { message: '这一年度没有公布，不需要撤下' })
  if (content !== undefined && last?.published)
    throw new Refusal('FACT_REFUSED', { message: '这一年度已经公布。数字有变动的，先撤下再公布' })
  const [by, n] = [`staff:${username}`, (last?.n ?? 0) + 1]
  await tx`
    insert into open_figures (agency_id, year, n, published, content, why, "by", at)
    values (${agencyId}, ${year}, ${n}, ${content !== undefined}, ${content === undefined ? null : json(content)}::jsonb, ${why},
      ${by}, ${house.time.now().toISOString()})`
  const said = (published: boolean) => ({ published })
  const change = { agencyId, what: 'openFigures' as const, subject: `${year}年统计数据` }
  await recordChange(
    tx,
    house,
    { ...change, before: said(last?.published ?? false), after: { ...said(content !== undefined), why } },
    by,
  )
}
