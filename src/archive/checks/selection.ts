/** Which archived cases are checked or handed over: a year, a class, or those that somebody ticked in the catalogue. SQL: asked in the transaction that begins a run, and once for the hint on a transfer. */
import { readAs, type Sql, type Tx } from '../../db/client.ts'
import { invalid } from '../../ground/errors.ts'
import { isId } from '../../ground/ids.ts'
import type { House } from '../../house.ts'
import { retentionOf } from '../../ledger/archive-items.ts'
import { referenceOf } from '../../ledger/retention.ts'
import { yearsOf } from '../due.ts'

/** As it was asked for, and the cases that it came to, in the order of their 档号. */
export type Selection = { year: number | null; retention: string | null; ticked: boolean; cases: Chosen[] }
export type Chosen = { id: string; reference: string }
export type Asked = { year?: number; retention?: string; cases?: readonly string[] }

/** Of one run: it is read by people, and its package is one archive. */
export const MOST_CHOSEN = 500

/**
 * Cases that are in the archive with their content.
 * @throws Refusal INVALID where there is none, a ticked one is none, or there are more than 500
 */
export async function chosen(sql: Sql | Tx, agencyId: string, { year, retention, cases }: Asked): Promise<Selection> {
  const unfit = (message: string) => invalid({ field: 'type', code: 'UNFIT', message })
  if (cases?.some((id) => !isId(id))) throw unfit('选择的申请件不在档案目录中')
  const wanted = [...new Set(cases ?? [])]
  const { fonds } = await retentionOf(sql, agencyId)
  const rows = await sql<{ id: string; year: number; retention: string; value: number }[]>`
    select i.case_id as id, i.year, i.retention, i.value from archive_items i
    join cases c on c.agency_id = i.agency_id and c.id = i.case_id and c.stage = 'archive'
    where i.agency_id = ${agencyId} and c.context ->> 'erasedOn' is null
      ${year === undefined ? sql`` : sql`and i.year = ${year}`}
      ${retention === undefined ? sql`` : sql`and i.retention = ${retention}`}
      ${cases === undefined ? sql`` : sql`and i.case_id = any(${wanted}::uuid[])`}
      and not exists (select from archive_items later
        where later.agency_id = i.agency_id and later.case_id = i.case_id and later.position > i.position)
    order by i.year, i.retention, i.value limit ${MOST_CHOSEN + 1}`
  if (rows.length === 0) throw unfit('没有选择已经归档的申请件')
  if (cases && rows.length < wanted.length) throw unfit('选择的申请件有的不在档案目录中，或者内容已经销毁')
  if (rows.length > MOST_CHOSEN) throw unfit(`一次最多${MOST_CHOSEN}件，请按年度、保管期限分次选择`)
  return {
    ...{ year: year ?? null, retention: retention ?? null, ticked: cases !== undefined },
    cases: rows.map(({ id, ...item }) => ({ id, reference: referenceOf({ ...item, fonds }) })),
  }
}

/** 国家档案馆 takes in what is kept for ever or this long (国家档案局令第9号), as a rule that each archive may widen. */
const TAKEN_FROM = 30 // years

/** How many of them are kept for a shorter time than state archives take in as a rule; of a class without years nothing is said. */
export async function keptShortly(
  house: Pick<House, 'sql'>,
  agencyId: string,
  { cases }: Pick<Selection, 'cases'>,
): Promise<number> {
  return readAs(house, [agencyId], async ({ sql }) => {
    const { classes } = await retentionOf(sql, agencyId)
    const rows = await sql<{ retention: string }[]>`
      select distinct on (case_id) retention from archive_items
      where agency_id = ${agencyId} and case_id = any(${cases.map(({ id }) => id)}::uuid[])
      order by case_id, position desc`
    return rows.filter(({ retention }) => (yearsOf(retention, classes) ?? TAKEN_FROM) < TAKEN_FROM).length
  })
}

/** 2026年，10年期；选定的3件. */
export function selectionInWords({ year, retention, ticked, cases }: Selection): string {
  const by = [year !== null && `${year}年度`, retention !== null && `保管期限${retention}`].filter(Boolean)
  return `${by.length > 0 ? by.join('，') : ticked ? '从档案目录中选定' : '全部'}，共${cases.length}件`
}
