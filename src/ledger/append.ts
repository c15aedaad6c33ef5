/** Writes an entry to the ledger. Only src/cases/record.ts may call it. */
import { json, type Sql, type Tx } from '../db/client.ts'
import type { Keys } from '../ground/keys.ts'
import type { Written } from './entry.ts'
import { sealedWords } from './words.ts'

/** One statement: the entry, its words, and its place in the queue of the log. */
export async function append(sql: Tx | Sql, keys: Pick<Keys, 'seal'>, { entry, hash, parts }: Written): Promise<void> {
  const { agencyId, caseId, position } = entry
  const sealed = sealedWords(keys, entry, parts)
  await sql`
    with words as (
      insert into words (agency_id, case_id, position, sealed)
      select ${agencyId}, ${caseId}::uuid, ${position}::int, ${sealed}::bytea
      where ${sealed !== null}
    ), queued as (
      insert into unsequenced (agency_id, case_id, position, hash)
      values (${agencyId}, ${caseId}, ${position}, ${hash})
    )
    insert into ledger (agency_id, case_id, position, type, "on", open, words, by, at, previous_hash, hash)
    values (${agencyId}, ${caseId}, ${position}, ${entry.type}, ${entry.on}, ${json(entry.open)}, ${entry.words},
            ${entry.by}, ${entry.at}, ${entry.previousHash}, ${hash})`
}
