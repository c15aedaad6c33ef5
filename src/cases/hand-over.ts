/** The open cases of somebody who leaves go to a colleague, each through the door, all in one transaction or none. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid } from '../ground/errors.ts'
import type { Recording } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { type Actor, record } from './record.ts'

/** What an administrator may know of a case: that it is there, and its number. */
export type HeldCase = CaseKey & { number: string }

/** The cases that lie in somebody's hands and are not archived, in the order of their locks. SQL: asked in the transaction, too. */
export const casesHeldBy = (sql: Sql | Tx, personId: string) => sql<HeldCase[]>`
  select c.agency_id, c.id as case_id, coalesce(c.number, c.receipt) as number
  from agencies a join cases c on c.agency_id = a.id and c.handler_id = ${personId} and c.stage <> 'archive'
  order by c.agency_id, c.id`

/**
 * Assigns each of them within its unit to a colleague, or to nobody by name where that was chosen.
 * @param to the colleague's username or id; null leaves the cases to their units
 * @returns the numbers of the cases
 * @throws Refusal INVALID NO_SUCH_HANDLER; Refused where a case hears no assignment
 */
export async function handOver(
  tx: Tx,
  house: Recording,
  from: { id: string; agencyId: string },
  to: string | null,
  actor: Actor,
): Promise<string[]> {
  const held = await casesHeldBy(tx, from.id)
  const handler = to === null ? undefined : await colleague(tx, from, to)
  for (const { agencyId, caseId } of held) {
    const [row] = await tx<Pick<CaseRow, 'context'>[]>`
      select context from cases where agency_id = ${agencyId} and id = ${caseId}`
    const { unit, unitAnswerBy } = row!.context
    const assigned: FactOf<'assigned'> = {
      type: 'assigned',
      on: house.time.today(),
      unit: unit!, // a handler is named with a unit
      ...(handler && { handler }),
      ...(unitAnswerBy && { answerBy: unitAnswerBy }),
    }
    await record(tx, house, { agencyId, caseId }, assigned, actor)
  }
  return held.map(({ number }) => number)
}

/** Somebody else who handles cases, in the same agency or in its intake office. */
async function colleague(tx: Tx, from: { id: string; agencyId: string }, named: string): Promise<string> {
  const [person] = await tx<{ id: string }[]>`
    select p.id from people p join agencies a on a.id = ${from.agencyId} and p.agency_id in (a.id, a.taken_in_by)
    where (p.username = ${named} or p.id::text = ${named}) and 'handler' = any(p.roles) and p.ended_at is null
      and p.id <> ${from.id} for share of p`
  if (person) return person.id
  const message = '没有这位承办人。请选择本机关或者其统一受理机关的在任承办人'
  throw invalid({ field: 'handOver', code: 'NO_SUCH_HANDLER', message })
}
