/**
 * What an archive decides on and no fact of a case holds: the four checks, what a person confirmed, transfers, their packages, what
 * the archive answered. When one is written the audit, whose chain is signed, is told the SHA-256 of each field, so that whoever changes a
 * row afterwards is found, with the field. Digests, for a reason may name an applicant. SQL: asked in transactions, and by verification.
 */
import type { Sql, Tx } from '../db/client.ts'
import { canonical, sha256 } from '../ground/canonical.ts'

export type BoundKind = 'check' | 'confirmation' | 'transfer' | 'package' | 'answer'
/** `subject` names the row in the audit, as people read it there. */
export type BoundRow = { agencyId: string; subject: string; row: Readonly<Record<string, unknown>> }
/** Which one; left out: all of a kind. */
export type BoundKey = { agencyId: string; number: number; item?: string }

export const BOUND: Readonly<Record<BoundKind, { table: string; called: string }>> = {
  check: { table: 'archive_checks', called: '四性检测' },
  confirmation: { table: 'archive_check_confirmations', called: '四性检测的人工确认' },
  transfer: { table: 'transfers', called: '移交' },
  package: { table: 'transfer_packages', called: '移交包' },
  answer: { table: 'transfer_answers', called: '档案馆对移交的答复' },
}

/**
 * Rows with all their columns as JSON, instants in UTC; of a transfer its cases, too, as `items`. A check and a package are bound once they were made.
 * A query is lazy: await it, or read it by its cursor.
 */
export function boundRows(sql: Sql | Tx, kind: BoundKind, key?: BoundKey) {
  const { table, called } = BOUND[kind]
  const items = sql`|| jsonb_build_object('items', (
    select coalesce(jsonb_agg(to_jsonb(i) order by i.nth), '[]') from transfer_items i
    where (i.agency_id, i.number) = (t.agency_id, t.number)))`
  return sql<BoundRow[]>`
    select t.agency_id, concat_ws(' ', ${called}::text, t.number, to_jsonb(t) ->> 'item') as subject,
      to_jsonb(t) ${kind === 'transfer' ? items : sql``} as row
    from ${sql(table)} t
    where ${kind === 'check' || kind === 'package' ? sql`t.state = 'made'` : sql`true`}
      ${key ? sql`and t.agency_id = ${key.agencyId} and t.number = ${key.number}` : sql``}
      ${key?.item === undefined ? sql`` : sql`and to_jsonb(t) ->> 'item' = ${key.item}`}
    order by t.agency_id, t.number`
}

/** Of each field its SHA-256, over the canonical form of its value. */
export const fieldDigests = (row: BoundRow['row']): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([field, value]) => [field, sha256(canonical(value))]))
