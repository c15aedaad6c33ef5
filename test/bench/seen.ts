/** What the demonstration's handler sees, as the best SQL has it: a condition on `cases`. */
import type postgres from 'postgres'

export type Seen = (sql: postgres.Sql) => postgres.Fragment

export async function seenByHandler(house: postgres.Sql): Promise<Seen> {
  const [handler] = await house<{ id: string; agencyId: string; units: string[] }[]>`
    select id, agency_id, array(select unit_id from person_units where person_id = p.id) as units
    from people p where username = 'handler'`
  const { id, agencyId, units } = handler!
  return (sql) => sql`(unit_id = any(${units}) or handler_id = ${id} or (unit_id is null and agency_id = ${agencyId}))`
}
