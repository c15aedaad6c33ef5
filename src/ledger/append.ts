/** Writes an entry to the ledger. Only src/cases/record.ts may call it. */
import { json, type Sql, type Tx } from '../db/client.ts'
import type { Written } from './entry.ts'

/** One statement: the entry, its words, and its place in the queue of the log. */
export async function append(sql: Tx | Sql, { entry, hash, parts }: Written): Promise<void> {
  const { agencyId, caseId, position } = entry
  await sql`
    with words as (
      insert into words (agency_id, case_id, position, salt, said)
      select ${agencyId}, ${caseId}::uuid, ${position}::int, ${parts.salt}, ${parts.said ? json(parts.said) : null}::jsonb
      where ${parts.said !== null}
    ), queued as (
      insert into unsequenced (agency_id, case_id, position, hash)
      values (${agencyId}, ${caseId}, ${position}, ${hash})
    )
    insert into ledger (agency_id, case_id, position, type, "on", open, words, by, at, previous_hash, hash)
    values (${agencyId}, ${caseId}, ${position}, ${entry.type}, ${entry.on}, ${json(entry.open)}, ${entry.words},
            ${entry.by}, ${entry.at}, ${entry.previousHash}, ${hash})`
}
