/** The numbers of every agency side by side, for whoever supervises. Case rows only. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'

export type AgencyNumbers = {
  agencyId: string
  name: string
  open: number
  overdue: number
  /** As the desk counts them: the last day is today; it is soon, and not today. */
  today: number
  soon: number
  unconfirmed: number
  provisional: number
  /** Answered since the beginning of the year, and how many of them after the limit. */
  answered: number
  late: number
}

/** In the order of the agencies; each number is that of the desk behind its link. */
export const agencyNumbers = (sql: Sql, agencyIds: readonly string[], today: Day, soonUntil: Day) => sql<
  AgencyNumbers[]
>`
  select a.id as agency_id, a.name,
    count(c.id) filter (where c.stage <> 'archive' and c.status not in ('settled', 'closed'))::int as open,
    count(c.id) filter (where c.stage <> 'archive' and c.next_due_on < ${today})::int as overdue,
    count(c.id) filter (where c.stage <> 'archive' and c.next_due_on = ${today})::int as today,
    count(c.id) filter (where c.stage <> 'archive' and c.next_due_on > ${today} and c.next_due_on <= ${soonUntil})::int as soon,
    count(c.id) filter (where c.status = 'awaitingConfirmation')::int as unconfirmed,
    count(c.id) filter (where c.stage <> 'archive' and c.provisional and c.status in ('running', 'suspended'))::int as provisional,
    count(c.id) filter (where c.settled_on >= ${`${today.slice(0, 4)}-01-01`})::int as answered,
    count(c.id) filter (where c.settled_on >= ${`${today.slice(0, 4)}-01-01`} and c.settled_on > c.due_on)::int as late
  from agencies a left join cases c on c.agency_id = a.id
  where a.id = any(${agencyIds as string[]}) group by a.id, a.name, a.position order by a.position`
