/** The only writers of agencies. SQL: all of it in the transaction of a change. */
import type { Tx } from '../db/client.ts'
import { json } from '../db/client.ts'
import { invalid, notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import { PLACEHOLDER } from '../people/first-administrator.ts'
import { type Agency, allAgencies } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { takesTurn } from '../people/turns.ts'
import { type AgencyChange, agencyFrom, faultsAmong, type GivenAgency, givenOf, type MarkUsed } from './agency.ts'
import { requireMayAdd } from './may.ts'

type Lawful = Pick<House, 'law' | 'time'>

/** Adds what an administrator asks for. @throws Refusal as `requireMayAdd` and `addAgency` */
export async function addFor(tx: Tx, house: Lawful, viewer: Viewer, given: GivenAgency): Promise<Agency> {
  await requireMayAdd(tx, viewer, agencyFrom(given))
  return addAgency(tx, house, given, `staff:${viewer.username}`)
}

/**
 * Adds an agency, after those that are there. The first one takes the place of the placeholder of the first start.
 * @throws Refusal INVALID where code, name or mark belongs to another, or the law gives another reconsideration body
 */
export async function addAgency(tx: Tx, house: Lawful, given: GivenAgency, by: string): Promise<Agency> {
  const all = await locked(tx)
  const agency = agencyFrom(given)
  const there = all.find(({ id }) => id === agency.id)
  if (there && there.name !== PLACEHOLDER)
    throw invalid({ field: 'code', code: 'TAKEN', message: `代码已经用于“${there.name}”，请改用另一个` })
  refuseFaults(agency, all, await marksUsed(tx), house)
  await put(tx, house, there ?? null, agency, by)
  await retirePlaceholder(tx, house, by)
  return agency
}

/**
 * Changes what is named; letters that were issued keep what they say.
 * @throws Refusal NOT_FOUND; INVALID as `addAgency`
 */
export async function changeAgency(
  tx: Tx,
  house: Lawful,
  id: string,
  changes: AgencyChange,
  by: string,
): Promise<Agency> {
  const all = await locked(tx)
  const before = all.find((agency) => agency.id === id)
  if (!before) throw notFound()
  const agency = changed(before, changes)
  refuseFaults(agency, all, await marksUsed(tx), house)
  await put(tx, house, before, agency, by)
  return agency
}

/** The agency with what a change names; names that follow from its name follow it. */
export function changed(before: Agency, changes: AgencyChange): Agency {
  const { office, shortName, ...own } = givenOf(before)
  const followed = {
    ...(office !== `${before.name}办公室` && { office }),
    ...(shortName !== before.name && { shortName }),
  }
  return agencyFrom({ ...own, ...followed, ...changes, code: before.id } as GivenAgency)
}

/** One change after the other: two agencies at once could take one mark. */
async function locked(tx: Tx): Promise<Agency[]> {
  await tx`lock table agencies in share row exclusive mode`
  return allAgencies(tx)
}

/** The 机关代字 in the numbers that were given, each with whose it is. */
export const marksUsed = (tx: Tx) => tx<MarkUsed[]>`
  select distinct mark, agency_id from document_numbers where mark is not null`

function refuseFaults(agency: Agency, all: readonly Agency[], used: readonly MarkUsed[], { law, time }: Lawful): void {
  const others = all.filter(({ id }) => id !== agency.id)
  const faults = faultsAmong(agency, others, law(), time.today(), used)
  if (faults.length > 0) throw invalid(...faults)
}

async function put(tx: Tx, house: Lawful, before: Agency | null, agency: Agency, by: string): Promise<void> {
  const { id, name, kind, takenInBy, profile } = agency
  if (before)
    await tx`
      update agencies set name = ${name}, kind = ${kind}, taken_in_by = ${takenInBy}, profile = ${json(profile)}::jsonb
      where id = ${id}`
  else
    await tx`
      insert into agencies (id, name, kind, taken_in_by, profile, position)
      values (${id}, ${name}, ${kind}, ${takenInBy}, ${json(profile)}::jsonb,
        (select coalesce(max(position), 0) + 1 from agencies))`
  await recordChange(
    tx,
    house,
    { agencyId: id, what: 'agency', subject: id, before: before && givenOf(before), after: givenOf(agency) },
    by,
  )
}

/**
 * The placeholder goes as soon as an intake office is there: its people and units move. Where something on record names
 * it (cases, choices, formats of numbers, seals, releases, templates), it stays and is named in place.
 */
async function retirePlaceholder(tx: Tx, house: Lawful, by: string): Promise<void> {
  const [move] = await tx<{ id: string; next: string }[]>`
    select old.id, next.id as next from agencies old, lateral (
      select id from agencies where name <> ${PLACEHOLDER} and taken_in_by = id order by position limit 1) next
    where old.name = ${PLACEHOLDER}
      and not exists (select from cases where agency_id = old.id)
      and not exists (select from choice_proposals where agency_id = old.id)
      and not exists (select from number_formats where agency_id = old.id)
      and not exists (select from agency_seals where agency_id = old.id)
      and not exists (select from released where agency_id = old.id)
      and not exists (select from template_versions where agency_id = old.id)`
  if (!move) return
  const placed = await tx<{ id: string }[]>`select id from people where agency_id = ${move.id}`
  await takesTurn(
    tx,
    placed.map(({ id }) => id),
  )
  await tx`update people set agency_id = ${move.next} where agency_id = ${move.id}`
  await tx`update units set agency_id = ${move.next} where agency_id = ${move.id}`
  await tx`delete from agencies where id = ${move.id}`
  const retired = { agencyId: move.next, what: 'agency' as const, subject: move.id }
  await recordChange(tx, house, { ...retired, before: { name: PLACEHOLDER }, after: null }, by)
}
