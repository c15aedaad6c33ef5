/**
 * What the tables of a year do not say: applications that were handed in but are not received in law yet, and whether anything is
 * known of the year at all. SQL: two counts over one agency's index.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { isApplication } from '../ledger/aside.ts'
import type { Period } from './annual-year.ts'

/** Handed in within the year, receipt not confirmed by both sides (Art 31): they are in no row of table 3. */
export async function unreceivedIn(sql: Sql, agencyIds: readonly string[], { from, to }: Period): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from cases where agency_id = any(${agencyIds as string[]}) and status = 'awaitingConfirmation'
      and received_on is null and counted_on is null and submitted_on between ${from} and ${to}`
  return row!.n
}

/**
 * Had the intake office of these agencies an application by that day, for whomever? Before its first one a nought would be
 * a claim; after it, that an agency had none is known.
 */
export async function hadBegun(sql: Sql | Tx, agencyIds: readonly string[], by: Day): Promise<boolean> {
  const [row] = await sql<{ had: boolean }[]>`
    select exists (select from cases c where c.submitted_on <= ${by} and ${isApplication(sql)} and c.agency_id in (
      select a.id from agencies a join agencies own on own.taken_in_by = a.taken_in_by
      where own.id = any(${agencyIds as string[]}))) as had`
  return row!.had
}
