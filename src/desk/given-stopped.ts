/** What was given and is a state secret by now: which record says so, and how it had left, for whoever has to report it. */
import type { Sql, Tx } from '../db/client.ts'
import { markedWhere } from '../files/secret.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { type GivenFile, secretsOf } from '../ledger/given.ts'
import { itemsWith } from '../released/queries.ts'
import type { Stopped } from './views.ts'

/** Of these files those that are stopped, by id. */
export async function stoppedAmong(
  sql: Sql | Tx,
  { row, facts }: Pick<CaseFile, 'row' | 'facts'>,
  files: readonly GivenFile[],
): Promise<ReadonlyMap<string, Stopped>> {
  const key = keyOf(row)
  const secret = await secretsOf(sql, key, files)
  const stopped = new Map<string, Stopped>()
  for (const { id, original, sha256 } of files) {
    const mark = secret.get(id)
    if (!mark) continue
    const items = await itemsWith(sql, key.agencyId, [original, sha256])
    const mailed = facts.flatMap(({ fact, at }) => (fact.type === 'mailSent' && fact.brings?.includes(id) ? [at] : []))
    stopped.set(id, { by: markedWhere(mark, key), mailed, items })
  }
  return stopped
}
