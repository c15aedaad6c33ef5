/**
 * 初审 by somebody else than whoever proposed (Art 17): three readings are to be three looks at it. Where nobody else could
 * read first, in a small office, the proposer may. SQL: a fact that is about to be recorded asks, and the desk its cases.
 */
import { nextReading } from '../../workflows/disclosure/readings.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import { ACTS } from '../acts/catalogue.ts'
import type { Fragment, Sql, Tx } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { OF_AGENCY } from '../people/sight.ts'

/** For questions where `c` is the case: is there somebody who may read it first and did not propose it? Covers are left out. */
export const othersReadFirstInSql = (sql: Sql | Tx): Fragment => {
  const roles = ACTS.releaseDecided.maySteps!.first!
  const ofAgency = roles.filter((role) => OF_AGENCY.includes(role))
  return sql`exists (
    select from people p where p.ended_at is null and 'staff:' || p.username <> c.context ->> 'releaseProposedBy' and (
      (p.roles && ${ofAgency}::text[] and p.agency_id in (
        select unnest(array[a.id, a.taken_in_by]) from agencies a where a.id = c.agency_id))
      or (${roles.includes('handler')} and 'handler' = any(p.roles) and (
        c.handler_id = p.id
        or (c.unit_id is null and p.agency_id = c.agency_id)
        or exists (select from person_units u where (u.person_id, u.unit_id) = (p.id, c.unit_id))))))`
}

/** Is the first reading of this proposal somebody else's? */
export async function isForAnother(
  sql: Sql | Tx,
  { agencyId, id, context }: Pick<CaseRow, 'agencyId' | 'id' | 'context'>,
  by: string,
  law: Pick<Law, 'choices'>,
): Promise<boolean> {
  if (context.releaseProposedBy !== by || nextReading(context, law) !== 'first') return false
  const [others] = await sql<{ read: boolean }[]>`
    select ${othersReadFirstInSql(sql)} as read from cases c where c.agency_id = ${agencyId} and c.id = ${id}`
  return others!.read
}

/** @throws Refusal NOT_YOURS */
export async function requireOtherReader(sql: Sql | Tx, row: CaseRow, fact: Fact, by: string, law: Law): Promise<void> {
  if (fact.type === 'releaseDecided' && fact.step === 'first' && (await isForAnother(sql, row, by, law)))
    throw new Refusal('NOT_YOURS', { message: '本件由您提议转主动公开，请由其他人初审' })
}
