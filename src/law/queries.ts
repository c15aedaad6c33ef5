/** What agencies have chosen where the law is open. SQL: read at the start, under the lock of a decision, and by night. */
import type { ChoiceName, ChoiceValue, Chosen } from '../../workflows/statute/choices.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'

/** A proposal with what became of it; `decision` null while it waits for a second person. */
export type Proposal = {
  position: number
  choice: ChoiceName
  value: ChoiceValue
  from: Day
  by: string
  at: string
  why: string
  decision: { approved: boolean; before: ChoiceValue; by: string; at: string; why: string } | null
}

/** The approved choices of every agency, in the order of their approval. */
export const approvedChoices = (sql: Sql | Tx): Promise<(Chosen & { agencyId: string; position: number })[]> =>
  sql<(Chosen & { agencyId: string; position: number })[]>`
    select p.agency_id, p.position, p.choice, p.value, p.from_day as "from"
    from choice_proposals p join choice_decisions d using (agency_id, position)
    where d.approved order by p.agency_id, d.at, p.position`

/** Every proposal of an agency, of one point or of all, the newest first. */
export async function proposalsOf(sql: Sql | Tx, agencyId: string, choice?: ChoiceName): Promise<Proposal[]> {
  return sql<Proposal[]>`
    select p.position, p.choice, p.value, p.from_day as "from", p."by", p.at, p.why,
      case when d.position is null then null else
        jsonb_build_object('approved', d.approved, 'before', d.before, 'by', d."by", 'at', d.at, 'why', d.why) end as decision
    from choice_proposals p left join choice_decisions d using (agency_id, position)
    where p.agency_id = ${agencyId} ${choice ? sql`and p.choice = ${choice}` : sql``}
    order by p.position desc`
}
