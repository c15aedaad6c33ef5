/**
 * What somebody's reminders say of cases, each by two questions: what waits for them (`cases/waiting.ts`, as the desk has it), and of
 * which limits a reminder has fallen due since the last time. Numbers, kinds and dates alone. SQL: a job asks.
 */
import type { Waits } from '../../workflows/disclosure/next-step.ts'
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { handled, waitsForInSql } from '../cases/waiting.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { OF_REMEDY } from '../ledger/limits.ts'
import { anyOf, seenAgenciesInSql } from '../ledger/seen.ts'
import type { Seat } from '../people/seats.ts'

/** From when to when: instants, of which the first is left out. */
export type Span = { since: string; until: string }

export type LimitLine = {
  caseId: string
  number: string
  kind: string
  dueOn: Day
  /** Of the reply: its day by the reading most favourable to the agency; none while receipt is unconfirmed. */
  favourable: Day | null
  urgent: boolean
  /** For what the case waits for this person; null where it does not. */
  waits: Waits | null
}
export type WaitingLine = { caseId: string; number: string; waits: Waits; dueOn: Day | null; all: number }

/** The days whose limits are urgent on this day: it is the last one, or it is the first working day after it. */
export function urgentSince(today: Day, calendar: Calendar): Day {
  if (!calendar.isWorkingDay(today)) return today
  let day = plusDays(today, -1)
  while (!calendar.isWorkingDay(day)) day = plusDays(day, -1)
  return day
}

/** The agencies in which they see a case: each question reads the index of these alone. */
export async function agenciesOf(sql: Sql, seats: readonly Seat[]): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select a.id from agencies a where ${seenAgenciesInSql(sql, { seats })} order by a.position`
  return rows.map(({ id }) => id)
}

/** Whose reminders: their places, and the agencies in which they see a case. */
export type Reach = { seats: readonly Seat[]; agencies: readonly string[] }

/**
 * The limits of which a reminder fell due in this time and that still run, of the cases that this person must know of: whoever
 * handles them, or all of the unit where nobody is named; registrar and head of the intake office; of a remedy its counsel; and whoever
 * the case waits for.
 * @param told urgent ones that fell due before this instant were told already
 */
export const limitLines = (
  sql: Sql,
  { seats, agencies }: Reach,
  { since, until }: Span,
  { today, urgentFrom, told }: { today: Day; urgentFrom: Day; told: string | null },
) => sql<LimitLine[]>`
  select c.id as case_id, coalesce(c.number, c.receipt) as number, d.kind, d.due_on, c.due_on as favourable, r.urgent,
    case when ${waitsForInSql(sql, { seats })} then c.waits end as waits
  from (
    select agency_id, case_id, kind, due_on, bool_or("on" = ${today} and due_on between ${urgentFrom} and ${today}) as urgent
    from reminders
    where agency_id = any(${agencies as string[]}) and at > ${since} and at <= ${until} and at is not null and mark <> 'lapse'
      and not (at <= ${told ?? since} and "on" = ${today} and due_on between ${urgentFrom} and ${today})
    group by agency_id, case_id, kind, due_on
  ) r
  join deadlines d on (d.agency_id, d.case_id, d.kind, d.due_on) = (r.agency_id, r.case_id, r.kind, r.due_on)
  join cases c on (c.agency_id, c.id) = (r.agency_id, r.case_id) join agencies a on a.id = c.agency_id
  where ${anyOf(sql, [...seats.flatMap((seat) => mustKnow(sql, seat)), sql`(c.waits is not null and ${waitsForInSql(sql, { seats })})`])}
  order by d.due_on, number, d.kind`

const mustKnow = (sql: Sql, seat: Seat): (Fragment | false)[] => {
  const { roles, agencyId } = seat
  return [
    (roles.includes('head') || roles.includes('registrar')) && sql`a.taken_in_by = ${agencyId}`,
    roles.includes('counsel') && sql`(a.taken_in_by = ${agencyId} and d.kind ~ ${OF_REMEDY})`,
    roles.includes('handler') && handled(sql, seat),
  ]
}

/** What waits for them, what is due first on top, at most so many; each row says how many there are in all. */
export const waitingLines = (sql: Sql, { seats, agencies }: Reach, most: number) => sql<WaitingLine[]>`
  select c.id as case_id, coalesce(c.number, c.receipt) as number, c.waits, c.next_due_on as due_on, (count(*) over ())::int as all
  from cases c where c.agency_id = any(${agencies as string[]}) and c.waits is not null and ${waitsForInSql(sql, { seats })}
  order by c.next_due_on nulls last, c.id limit ${most}`
