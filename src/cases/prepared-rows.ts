/** The rows of notices that wait for their approval. SQL: acts ask them too, in their transaction. */
import type { Fact, NoticeType } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { notFound } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'

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

/** What waits with a case, in the order of preparation. */
export const preparedOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Prepared[]>`
  select id, type, said, version, prepared_by, prepared_at, opinion, returned_by, returned_at
  from prepared_notices where agency_id = ${agencyId} and case_id = ${caseId} order by prepared_at, id`

/** @throws Refusal NOT_FOUND */
export async function preparedOne(sql: Sql | Tx, key: CaseKey, id: string): Promise<Prepared> {
  const one = isId(id) ? (await preparedOf(sql, key)).find((each) => each.id === id) : undefined
  if (!one) throw notFound()
  return one
}

/** Recorded or withdrawn, it is gone with all that it says. */
export const eraseOne = (tx: Tx, { agencyId, caseId }: CaseKey, id: string) => tx`
  delete from prepared_notices where agency_id = ${agencyId} and case_id = ${caseId} and id = ${id}`

/** A case that is signed, was withdrawn or archived hears no notice: what still waits is erased with these facts. */
export const ENDS_NOTICES: readonly Fact['type'][] = ['replySigned', 'withdrawn', 'archived']

/** All that wait with this case. */
export const eraseAll = (tx: Tx, { agencyId, caseId }: CaseKey) => tx`
  delete from prepared_notices where agency_id = ${agencyId} and case_id = ${caseId}`
