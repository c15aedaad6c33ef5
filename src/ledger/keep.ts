/** Writes what a ledger has come to: the case row and its limits. With append.ts and open.ts the only writer. */
import { json, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type CaseFile, keyOf } from './case-file.ts'
import type { Limit } from './limits.ts'
import type { project } from './project.ts'

/** @returns the file with the row as it now is. */
export async function keepProjection(
  tx: Tx,
  file: CaseFile,
  { row: columns, limits }: ReturnType<typeof project>,
): Promise<CaseFile> {
  const { agencyId, id, state, context, length, head, number, email } = file.row
  // A case is found by its number as soon as it has one.
  const isNew = number && !file.row.search.startsWith(`${number}\n`)
  const search = isNew ? `${number}\n${file.row.search}` : file.row.search
  await tx`
    update cases set ${tx({ ...columns, length, head, number, search, email, state: json(state), context: json(context) })}
    where agency_id = ${agencyId} and id = ${id}`
  await setDeadlines(tx, keyOf(file.row), limits)
  return { ...file, row: { ...file.row, ...(columns as Partial<CaseFile['row']>), search } }
}

async function setDeadlines(tx: Tx, { agencyId, caseId }: CaseKey, limits: Limit[]): Promise<void> {
  await tx`
    with gone as (
      delete from deadlines
      where agency_id = ${agencyId} and case_id = ${caseId} and not kind = any(${limits.map((l) => l.kind)}::text[])
    )
    insert into deadlines (agency_id, case_id, kind, due_on, because, provisional)
    select ${agencyId}, ${caseId}::uuid, kind, "dueOn", because, provisional
    from jsonb_to_recordset(${json(limits)}::jsonb) as l (kind text, "dueOn" date, because text, provisional boolean)
    on conflict (agency_id, case_id, kind) do update
      set due_on = excluded.due_on, because = excluded.because, provisional = excluded.provisional`
}
