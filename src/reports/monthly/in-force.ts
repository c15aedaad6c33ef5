/**
 * Which definition a return follows: the agency's own, else that of its intake office, else the shipped one. What
 * was set is kept, the last one holds; a return that was reported keeps the fields that it had. SQL: jobs ask, too, and the
 * reminders.
 */
import type { Sql, Tx } from '../../db/client.ts'
import { canonical } from '../../ground/canonical.ts'
import type { House } from '../../house.ts'
import { recordChange } from '../../people/changes.ts'
import type { Kept } from '../annual-scope.ts'
import { type Definition, shippedDefinition } from './definition.ts'

type Set = Kept & { n: number; content: string; by: string; at: string }

/** Of each agency; the key of a district is its office's with `:district` behind it. */
export type Definitions = (kept: Kept) => Definition

/** All that are set in the house: of forty agencies a handful. */
export async function definitionsIn(sql: Sql | Tx): Promise<Definitions> {
  const [set, offices] = await Promise.all([
    sql<Set[]>`
      select distinct on (agency_id, district) * from monthly_definitions order by agency_id, district, n desc`,
    sql<{ id: string; takenInBy: string }[]>`select id, taken_in_by from agencies`,
  ])
  const read = new Map(set.map((one) => [keyOf(one), JSON.parse(one.content) as Definition]))
  return (kept) => {
    const office = kept.district ? kept.agencyId : offices.find(({ id }) => id === kept.agencyId)?.takenInBy
    return (
      read.get(keyOf(kept)) ??
      (office === undefined ? undefined : read.get(keyOf({ agencyId: office, district: true }))) ??
      shippedDefinition()
    )
  }
}

const keyOf = ({ agencyId, district }: Kept) => `${agencyId}${district ? ':district' : ''}`

/** What was set, the latest first. */
export const definitionsSet = (sql: Sql | Tx, { agencyId, district }: Kept) => sql<Set[]>`
  select * from monthly_definitions where agency_id = ${agencyId} and district = ${district} order by n desc`

/** Puts a definition in force, from now on. The caller has locked the reports of the agency. */
export async function setDefinition(
  tx: Tx,
  house: Pick<House, 'time'>,
  { agencyId, district }: Kept,
  definition: Definition,
  by: string,
): Promise<void> {
  const before = (await definitionsIn(tx))({ agencyId, district })
  const [last] = await definitionsSet(tx, { agencyId, district })
  const content = canonical(definition)
  if (content === canonical(before)) return
  const row = { agencyId, district, n: (last?.n ?? 0) + 1, content, by, at: house.time.now().toISOString() }
  await tx`insert into monthly_definitions ${tx(row)}`
  const subject = `${agencyId}${district ? ' 合计' : ''}`
  const change = { agencyId, what: 'returnFields' as const, subject, ...differing(before, definition) }
  await recordChange(tx, house, change, by)
}

/** What of it changed, field by field: two hundred fields are no line of the audit. */
function differing(before: Definition, after: Definition) {
  const said = ({ fields, ...rest }: Definition): Record<string, unknown> => ({
    ...rest,
    ...Object.fromEntries(fields.map((field) => [`field ${field.code}`, field])),
  })
  return { before: said(before), after: said(after) }
}
