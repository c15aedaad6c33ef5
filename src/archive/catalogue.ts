/**
 * 档案目录: the archived cases of an agency, a year (年度) at a time, in the order of their class and 件号, a page of each from the
 * index of the numbers. SQL: tables of several rooms, read for a page; words come from the facts of the cases on it.
 */
import { counting } from '../../workflows/statute/counting.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { readAs, type Sql } from '../db/client.ts'
import type { House } from '../house.ts'
import { retentionOf } from '../ledger/archive-items.ts'
import { factsOfEach, heard } from '../ledger/queries.ts'
import { itemNumber, keptUntil, referenceOf } from '../ledger/retention.ts'
import { yearsOf } from './due.ts'
import { standingOf } from './transfer/transfers.ts'
import type { CatalogueQuestion, CatalogueView } from './views.ts'

const PAGE = 50

/** What an address may ask; anything else is left out. */
export function catalogueAsked(query: Record<string, string | undefined>): CatalogueQuestion {
  const { year, retention, after } = query
  const [, value, of] = /^(\d{1,9})_(.{0,60})$/.exec(after ?? '') ?? []
  return {
    ...(/^\d{4}$/.test(year ?? '') && { year: Number(year) }),
    ...(retention && { retention }),
    ...(value !== undefined && of !== undefined && { after: { value: Number(value), retention: of } }),
  }
}

/** One page; the latest year where none is asked for. */
export function showCatalogue(
  house: Pick<House, 'sql' | 'db' | 'keys'>,
  agencyId: string,
  ask: CatalogueQuestion,
): Promise<CatalogueView> {
  return readAs(house, [agencyId], async ({ sql }) => {
    const table = await retentionOf(sql, agencyId)
    const years = await yearsWithItems(sql, agencyId)
    const year = ask.year ?? years[0]
    if (year === undefined) return { ask, year: null, years, classes: [], lines: [], next: null }
    const classes = await classesIn(sql, agencyId, year)
    const rows = await itemsOf(sql, agencyId, { ...ask, year }, PAGE + 1)
    const page = rows.slice(0, PAGE)
    const facts = await factsOfEach(
      sql,
      house.keys,
      page.map(({ caseId: id }) => ({ agencyId, id })),
    )
    const last = page.at(-1)
    const standing = await standingOf(
      sql,
      agencyId,
      page.map(({ caseId }) => caseId),
    )
    return {
      ...{ ask, year, years, classes },
      lines: page.map(({ caseId, case: name, title, archivedOn, erasedOn, pages, ...item }, i) => {
        const archived = counting(facts[i]!.map(heard)).findLast((fact) => fact?.type === 'archived')
        const ofClass = yearsOf(item.retention, table.classes)
        return {
          ...{ id: caseId, case: name, title, archivedOn, erasedOn, pages, retention: item.retention },
          item: itemNumber(item.value),
          reference: referenceOf({ ...item, fonds: table.fonds }),
          volume: (archived?.type === 'archived' && !erasedOn && archived.volume) || null,
          forEver: ofClass === null,
          keptUntil: keptUntil(archivedOn, ofClass) ?? null,
          transfer: standing.get(caseId) ?? null,
        }
      }),
      next: rows.length > PAGE && last ? `${last.value}_${last.retention}` : null,
    }
  })
}

/** By which a check is begun: every year, and the classes of the latest. */
export const yearsAndClasses = (
  house: Pick<House, 'sql'>,
  agencyId: string,
): Promise<Pick<CatalogueView, 'years' | 'classes'>> =>
  readAs(house, [agencyId], async ({ sql }) => {
    const years = await yearsWithItems(sql, agencyId)
    return { years, classes: years[0] === undefined ? [] : await classesIn(sql, agencyId, years[0]) }
  })

/** The newest first; each is one look into the index. */
async function yearsWithItems(sql: Sql, agencyId: string): Promise<number[]> {
  const rows = await sql<{ year: number }[]>`
    with recursive y as (
      select max(year) as year from archive_items where agency_id = ${agencyId}
      union all
      select (select max(i.year) from archive_items i where i.agency_id = ${agencyId} and i.year < y.year) from y
      where y.year is not null
    ) select year from y where year is not null`
  return rows.map(({ year }) => year)
}

/** The classes of a year, in their order; each is one look into the index. */
async function classesIn(sql: Sql, agencyId: string, year: number): Promise<string[]> {
  const rows = await sql<{ retention: string }[]>`
    with recursive r as (
      select min(retention) as retention from archive_items where agency_id = ${agencyId} and year = ${year}
      union all
      select (select min(i.retention) from archive_items i
        where i.agency_id = ${agencyId} and i.year = ${year} and i.retention > r.retention) from r
      where r.retention is not null
    ) select retention from r where retention is not null`
  return rows.map(({ retention }) => retention)
}

type Item = {
  caseId: string
  case: string
  title: string
  year: number
  retention: string
  value: number
  archivedOn: Day
  erasedOn: Day | null
  /** Of a reading copy that was made at archiving or since; null where there is none. */
  pages: number | null
}

/** Those that hold of cases that are in the archive now. Exported for the test that looks at its plan. */
export function itemsOf(
  sql: Sql,
  agencyId: string,
  { year, retention, after }: CatalogueQuestion & { year: number },
  limit: number,
) {
  const ofClass = retention ? sql`and i.retention = ${retention}` : sql``
  const from = after ? sql`and (i.retention, i.value) > (${after.retention}, ${after.value}::int)` : sql``
  return sql<Item[]>`
    select i.case_id, coalesce(c.number, c.receipt) as case, c.title, i.year, i.retention, i.value, i.archived_on,
      c.context ->> 'erasedOn' as erased_on, p.pages
    from archive_items i
    join cases c on c.agency_id = i.agency_id and c.id = i.case_id and c.stage = 'archive'
    left join reading_copies p on p.agency_id = i.agency_id and p.case_id = i.case_id 
      and p.position >= (select max(l.position) from ledger l
        where l.agency_id = i.agency_id and l.case_id = i.case_id and l.type = 'archived')
    where i.agency_id = ${agencyId} and i.year = ${year} ${ofClass} ${from}
      and not exists (select from archive_items later
        where later.agency_id = i.agency_id and later.case_id = i.case_id and later.position > i.position)
    order by i.retention, i.value limit ${limit}`
}
