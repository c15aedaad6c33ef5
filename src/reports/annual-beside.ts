/**
 * What the tables of a year do not say: applications that were handed in but are not received in law yet, and whether anything is
 * known of the year at all. SQL: two counts over one agency's index.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { Period } from './annual-year.ts'

/** Handed in within the year, receipt not confirmed by both sides (Art 31): they are in no row of table 3. */
export async function unreceivedIn(sql: Sql, agencyIds: readonly string[], { from, to }: Period): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from cases where agency_id = any(${agencyIds as string[]}) and status = 'awaitingConfirmation'
      and received_on is null and counted_on is null and submitted_on between ${from} and ${to}`
  return row!.n
}

/** Had one of these agencies received an application by that day? Before its first one a nought would be a claim. */
export async function hadBegun(sql: Sql | Tx, agencyIds: readonly string[], by: Day): Promise<boolean> {
  const [row] = await sql<{ had: boolean }[]>`
    select exists (select from cases where agency_id = any(${agencyIds as string[]})
      and (received_on <= ${by} or counted_on <= ${by})) as had`
  return row!.had
}
