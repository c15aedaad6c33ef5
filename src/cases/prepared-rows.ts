/** The rows of notices that wait for their approval. SQL: acts ask them too, in their transaction. */
import type { Fact, NoticeType } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { notFound } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { Keys } from '../ground/keys.ts'

export type Prepared = {
  id: string
  type: NoticeType
  said: Record<string, unknown>
  version: number
  preparedBy: string
  preparedAt: string
  opinion: string | null
  returnedBy: string | null
  returnedAt: string | null
}

type Said = Prepared['said']
type Row = Omit<Prepared, 'said'> & { sealed: Buffer }

/** What a notice says, as its row keeps it: how third parties are reached stands in it. */
export const sealedNotice = (keys: Pick<Keys, 'seal'>, { agencyId, caseId }: CaseKey, id: string, said: Said): Buffer =>
  keys.seal('notices', [agencyId, caseId, id], JSON.stringify(said))

/** @throws Unopened */
export const openedNotice = (
  keys: Pick<Keys, 'open'>,
  { agencyId, caseId }: CaseKey,
  id: string,
  sealed: Buffer,
): Said => JSON.parse(keys.open('notices', [agencyId, caseId, id], sealed).toString('utf8'))

/** What waits with a case, in the order of preparation. */
export async function preparedOf(sql: Sql | Tx, keys: Pick<Keys, 'open'>, key: CaseKey): Promise<Prepared[]> {
  const rows = await rowsOf(sql, key)
  return rows.map(({ sealed, ...row }) => ({ ...row, said: openedNotice(keys, key, row.id, sealed) }))
}

const rowsOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Row[]>`
  select id, type, sealed, version, prepared_by, prepared_at, opinion, returned_by, returned_at
  from prepared_notices where agency_id = ${agencyId} and case_id = ${caseId} and type <> 'rectified'
  order by prepared_at, id`

/** @throws Refusal NOT_FOUND */
export async function preparedOne(
  sql: Sql | Tx,
  keys: Pick<Keys, 'open'>,
  key: CaseKey,
  id: string,
): Promise<Prepared> {
  const one = isId(id) ? (await preparedOf(sql, keys, key)).find((each) => each.id === id) : undefined
  if (!one) throw notFound()
  return one
}

/** Recorded or withdrawn, it is gone with all that it says. */
export const eraseOne = (tx: Tx, { agencyId, caseId }: CaseKey, id: string) => tx`
  delete from prepared_notices where agency_id = ${agencyId} and case_id = ${caseId} and id = ${id}`

/** A case that is signed, was withdrawn or archived hears no notice: what still waits is erased with these facts. */
export const ENDS_NOTICES: readonly Fact['type'][] = ['replySigned', 'withdrawn', 'archived']

/** All notices that wait with this case, and corrections that were refused; one that waits may still be approved. */
export const eraseAll = (tx: Tx, { agencyId, caseId }: CaseKey) => tx`
  delete from prepared_notices where agency_id = ${agencyId} and case_id = ${caseId} and (type <> 'rectified' or opinion is not null)`

/** In the archive, and destroyed, a case keeps nothing that stands beside its record: no number that somebody typed for it. */
export const ENDS_CORRECTIONS: readonly Fact['type'][] = ['archived', 'wordsErased']
export const eraseCorrections = (tx: Tx, { agencyId, caseId }: CaseKey) => tx`
  delete from prepared_notices where agency_id = ${agencyId} and case_id = ${caseId} and type = 'rectified'`
