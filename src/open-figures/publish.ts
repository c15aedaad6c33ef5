/** Publishing the figures of a year that is over, and taking them back; nothing is public before. SQL: one line under its key. */
import { json, type Sql, type Tx } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { FIRST_YEAR, isOver, periodOf } from '../ground/year.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import { allAgencies } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { type Figures, figuresOf } from './figures.ts'
import { alsoIn, mayFollow, saysTheSame } from './unsaid.ts'

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

/** Whether anything may be read. */
export async function arePublished(sql: Sql): Promise<boolean> {
  const [one] = await sql`
    select 1 as one from (select distinct on (agency_id, year) published from open_figures order by agency_id, year, n desc) last
    where published limit 1`
  return one !== undefined
}

/** All that was ever published of a year by any office, what was taken back as well. */
const everPublished = (sql: Sql | Tx, year: number) => sql<Version[]>`
  select f.agency_id, a.name as agency_name, f.content from open_figures f join agencies a on a.id = f.agency_id
  where f.year = ${year} and f.content is not null order by f.agency_id, f.n`
type Version = { agencyId: string; agencyName: string; content: Figures }

/** How the figures of a year stand to what was published of it. */
export type Bound = {
  /** Why they may not be published; null where they may. */
  says: string | null
  /** What this office published last: it may be published again, whatever counts now. */
  last: Figures | undefined
}

/** Whether these figures may be published beside all that anybody may have kept, and what may come back. */
export async function boundOf(sql: Sql | Tx, agencyId: string, year: number, now: Figures): Promise<Bound> {
  const all = await everPublished(sql, year)
  const own = all.filter((one) => one.agencyId === agencyId).map(({ content }) => content)
  const [elsewhere] = alsoIn(
    now,
    all.filter((one) => one.agencyId !== agencyId),
  )
  const last = own.at(-1)
  if (!last && now.tables.every(({ totals }) => totals.every((n) => n === 0)))
    return { says: `系统中没有${year}年的办理记录，不能公布`, last }
  // The same figures tell nothing new, even beside another office's.
  if (own.some((one) => saysTheSame(one, now))) return { says: null, last }
  if (elsewhere)
    return {
      says:
        elsewhere.in.agencyId === elsewhere.code
          ? `“${elsewhere.name}”已经单独公布过${year}年的数据，两张表对照可以推算出隐去的数字，没有公布。这一年度由各机关分别公布；以后的年度，先商定由谁公布`
          : `“${elsewhere.name}”的${year}年数据已经在“${elsewhere.in.agencyName}”公布的表中，两张表对照可以推算出隐去的数字，没有公布。请引用“${elsewhere.in.agencyName}”公布的数据；以后的年度，先商定由谁公布`,
      last,
    }
  if (mayFollow(now, own)) return { says: null, last }
  return {
    says: '这一年度公布过的数据有变动，其中有隐去的数字，新旧对照可以推算出来，没有公布。只能恢复公布原来的数字',
    last,
  }
}

/** The figures as they would be published: for the office and the agencies that it takes in for. */
export async function figuresFor(sql: Sql, agencyId: string, year: number, today: string): Promise<Figures> {
  const agencies = (await allAgencies(sql)).filter(({ id, takenInBy }) => id === agencyId || takenInBy === agencyId)
  return figuresOf(sql, agencies, periodOf(year, today))
}

/**
 * Publishes a year as it counts now, or as it was published before, or takes it back.
 * @param content undefined to take it back; `again` publishes what was published last, whatever counts now
 * @throws Refusal INVALID: year (UNFIT) where it is not over; FACT_REFUSED where it stands so already, where nothing was published
 *   before, and where figures that were published would tell hidden ones
 */
export async function putOut(
  tx: Tx,
  house: Pick<House, 'time'>,
  agencyId: string,
  { year, why, content: now }: { year: number; why: string; content: Figures | 'again' | undefined },
  { username }: Pick<Viewer, 'username'>,
): Promise<void> {
  if (year < FIRST_YEAR || !isOver({ year }, house.time.today()))
    throw invalid({ field: 'year', code: 'UNFIT', message: '只能公布已经结束的年度' })
  // One key for all offices: what one publishes binds others.
  await tx`select pg_advisory_xact_lock(hashtextextended(${`figures ${year}`}, 0))`
  const last = (await standingsOf(tx, [agencyId])).find((one) => one.year === year)
  if (now === undefined && !last?.published)
    throw new Refusal('FACT_REFUSED', { message: '这一年度没有公布，不需要撤下' })
  if (now !== undefined && last?.published)
    throw new Refusal('FACT_REFUSED', { message: '这一年度已经公布。公布以后数字不再变动，没有再次公布' })
  const content = now === undefined ? undefined : await allowed(tx, agencyId, year, now)
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

async function allowed(tx: Tx, agencyId: string, year: number, now: Figures | 'again'): Promise<Figures> {
  if (now === 'again') {
    const last = (await everPublished(tx, year)).findLast((one) => one.agencyId === agencyId)
    if (!last) throw new Refusal('FACT_REFUSED', { message: '这一年度没有公布过，不能恢复' })
    return last.content
  }
  const { says } = await boundOf(tx, agencyId, year, now)
  if (says !== null) throw new Refusal('FACT_REFUSED', { message: says })
  return now
}
