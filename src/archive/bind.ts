/** Tells the audit what a row of the archive says, in the transaction that writes it: what is changed of it later, `verify --all` names. */
import type { Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { type BoundKey, type BoundKind, boundRows, fieldDigests } from '../ledger/bound-rows.ts'
import { recordChange } from '../people/changes.ts'

/** The row as it stands now, whole. @param by `staff:NAME` or `system` */
export async function bind(
  tx: Tx,
  house: Pick<House, 'time'>,
  kind: BoundKind,
  key: BoundKey,
  by: string,
): Promise<void> {
  for (const { agencyId, subject, row } of await boundRows(tx, kind, key))
    await recordChange(tx, house, { agencyId, what: 'archive', subject, before: null, after: fieldDigests(row) }, by)
}
