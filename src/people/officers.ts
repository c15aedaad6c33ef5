/** Who watches over the rights of an agency. */
import type { Sql, Tx } from '../db/client.ts'

/** Is there a security officer who decides for this agency, and whom it does not concern? SQL: asked in the transaction of a change, too. */
export async function securityOfficerFor(
  tx: Sql | Tx,
  agencyId: string,
  concerned: readonly string[],
): Promise<boolean> {
  const [there] = await tx`
    select 1 as there from people p join agencies a on a.id = ${agencyId} and p.agency_id in (a.id, a.taken_in_by)
    where 'security' = any(p.roles) and p.ended_at is null and p.id <> all(${[...concerned]}::uuid[]) limit 1`
  return there !== undefined
}
