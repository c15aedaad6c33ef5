/** 件号 of archived cases, and the six cells of the archive stamp (归档章) that follow from it. SQL: asked in the transaction of a fact, too. */
import { counting } from '../../workflows/statute/counting.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type CaseFile, keyOf } from './case-file.ts'
import { takeNumber } from './numbers.ts'
import { heard } from './queries.ts'
import { itemNumber, type RetentionClass, referenceOf, SHIPPED_CLASSES } from './retention.ts'

export type ArchiveItem = { year: number; retention: string; value: number; archivedOn: Day; position: number }

/** The number that holds of a case; undefined where it was never archived. */
export async function archiveItemOf(sql: Sql | Tx, { agencyId, caseId }: CaseKey): Promise<ArchiveItem | undefined> {
  const [item] = await sql<ArchiveItem[]>`
    select year, retention, value, archived_on, position from archive_items
    where agency_id = ${agencyId} and case_id = ${caseId} order by position desc limit 1`
  return item
}

/** In which series a number is counted. */
export const archiveSeries = (retention: string): string => `archive:${retention}`

/**
 * Gives an archived case its 件号, in the transaction of the fact. Archived again, or rectified, it keeps the number that it has
 * as long as year and class are the same.
 */
export async function numberInArchive(tx: Tx, { row, facts }: CaseFile): Promise<void> {
  const archived = counting(facts.map(heard)).findLast((fact) => fact?.type === 'archived')
  if (archived?.type !== 'archived' || row.state !== 'archive') return
  const { retention, on } = archived
  const { servedOn, withdrawnOn } = row.context
  const year = Number((servedOn ?? withdrawnOn ?? on).slice(0, 4))
  const key = keyOf(row)
  const held = await archiveItemOf(tx, key)
  if (held?.year === year && held.retention === retention) return
  const value = await takeNumber(tx, { agencyId: key.agencyId, year, kind: archiveSeries(retention) })
  const { position } = facts.at(-1)!
  await tx`insert into archive_items ${tx({ ...key, position, year, retention, value, archivedOn: on })}`
}

export type RetentionTable = { version: number; fonds: string; basis: string; classes: readonly RetentionClass[] }
const SHIPPED: RetentionTable = { version: 0, fonds: '', basis: '', classes: SHIPPED_CLASSES }

/** The table in force in an agency: the last one that was approved, else the shipped one. */
export async function retentionOf(sql: Sql | Tx, agencyId: string): Promise<RetentionTable> {
  const [table] = await sql<RetentionTable[]>`
    select t.version, t.fonds, t.basis, t.classes from retention_tables t
    join retention_decisions d using (agency_id, version)
    where t.agency_id = ${agencyId} and d.approved order by t.version desc limit 1`
  return table ?? SHIPPED
}

/** The six cells of the stamp, in their order (DA/T 22), and the 档号 that is composed of them. */
export type ArchiveStamp = {
  /** 全宗号; empty where the archive has given none. */
  fonds: string
  /** 年度. */
  year: string
  /** 件号. */
  item: string
  /** 机构（问题）: the unit that handled it; empty where none did. */
  office: string
  /** 保管期限. */
  retention: string
  /** 页数, as whoever prints the item has counted them; empty where they were not. */
  pages: string
  /** 档号. */
  reference: string
}

/**
 * What the stamp of a case says; undefined where it was never archived.
 * @param sql sees the case's agency
 * @param pages of the item as it is printed
 */
export async function archiveStampOf(sql: Sql | Tx, key: CaseKey, pages?: number): Promise<ArchiveStamp | undefined> {
  const item = await archiveItemOf(sql, key)
  return item && stampedBy(sql, key, item, await retentionOf(sql, key.agencyId), pages)
}

/** The same for whoever has read the number, and the table in force. */
export async function stampedBy(
  sql: Sql | Tx,
  key: CaseKey,
  item: ArchiveItem,
  { fonds }: Pick<RetentionTable, 'fonds'>,
  pages?: number,
): Promise<ArchiveStamp> {
  const [unit] = await sql<{ name: string }[]>`
    select u.name from cases c join units u on u.id = c.unit_id
    where c.agency_id = ${key.agencyId} and c.id = ${key.caseId}`
  return {
    fonds,
    year: String(item.year),
    item: itemNumber(item.value),
    office: unit?.name ?? '',
    retention: item.retention,
    pages: pages === undefined ? '' : String(pages),
    reference: referenceOf({ fonds, ...item }),
  }
}
