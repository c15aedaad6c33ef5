/** Writes the first fact of a case with all that belongs to it. */
import { json, type Sql, type Tx } from '../db/client.ts'

/** The whole application goes over as one JSON text: one parameter, one journey, one commit. */
export async function begin(tx: Tx | Sql, told: Record<string, object>): Promise<void> {
  await tx`
    with told as (select ${json(told)}::jsonb as t),
    opened as (insert into cases select r.* from told, jsonb_populate_record(null::cases, t -> 'case') r),
    said as (insert into words select r.* from told, jsonb_populate_record(null::words, t -> 'words') r),
    identified as (
      insert into identities select r.* from told, jsonb_populate_recordset(null::identities, t -> 'identities') r
    ),
    queued as (
      insert into unsequenced (agency_id, case_id, position, hash)
      select agency_id, case_id, position, hash from told, jsonb_populate_record(null::unsequenced, t -> 'queued')
    ),
    limited as (insert into deadlines select r.* from told, jsonb_populate_recordset(null::deadlines, t -> 'limits') r)
    insert into ledger select r.* from told, jsonb_populate_record(null::ledger, t -> 'entry') r`
}
