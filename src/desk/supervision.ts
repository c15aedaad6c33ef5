/** The numbers of every agency side by side, for whoever supervises. Case rows only. */
import { and, asc, eq, gt, gte, inArray, lt, lte, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Day } from '../../workflows/statute/days.ts'
import type { Db } from '../db/client.ts'
import { cases } from '../ledger/tables.ts'
import { agencies } from '../people/tables.ts'

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
  /** The same by the reading least favourable to the agency. */
  lateCarefully: number
}

/** In the order of the agencies; each number is that of the desk behind its link. */
export function agencyNumbers(
  db: Db,
  agencyIds: readonly string[],
  today: Day,
  soonUntil: Day,
): Promise<AgencyNumbers[]> {
  const { stage, status, nextDueOn, provisional, settledOn, dueOn, carefulDueOn } = cases
  const open = ne(stage, 'archive')
  const answered = gte(settledOn, `${today.slice(0, 4)}-01-01`)
  return db
    .select({
      agencyId: agencies.id,
      name: agencies.name,
      open: counting(open, notInArray(status, ['settled', 'closed'])),
      overdue: counting(open, lt(nextDueOn, today)),
      today: counting(open, eq(nextDueOn, today)),
      soon: counting(open, gt(nextDueOn, today), lte(nextDueOn, soonUntil)),
      unconfirmed: counting(eq(status, 'awaitingConfirmation')),
      provisional: counting(open, eq(provisional, true), inArray(status, ['running', 'suspended'])),
      answered: counting(answered),
      late: counting(answered, gt(settledOn, dueOn)),
      lateCarefully: counting(answered, gt(settledOn, carefulDueOn)),
    })
    .from(agencies)
    .leftJoin(cases, eq(cases.agencyId, agencies.id))
    .where(inArray(agencies.id, [...agencyIds]))
    .groupBy(agencies.id, agencies.name, agencies.position)
    .orderBy(asc(agencies.position))
}

/** How many cases of the group are all of this. */
const counting = (...are: SQL[]) => sql<number>`count(${cases.id}) filter (where ${and(...are)})::int`
