/** The rows of 行政复议、行政诉讼 that a case comes to: rewritten whole, for a rectification may strike any of them. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { type Remedy, suitsOf } from '../../workflows/disclosure/remedies.ts'
import { json, type Tx } from '../db/client.ts'
import { canonical } from '../ground/canonical.ts'
import type { CaseKey } from '../ground/case-key.ts'

/** A row of the table, its case left out. */
export type RemedyRow = Remedy & { n: number; suit: number }

/** The rows of a case, in the order in which they were sought. */
export function remedyRows({ remedies = [] }: CaseContext): RemedyRow[] {
  const suits = suitsOf(remedies)
  return remedies.map((one, i) => ({ ...one, n: i + 1, suit: suits[i]! }))
}

/** Writes them in the transaction of the fact. */
export async function setRemedies(tx: Tx, { agencyId, caseId }: CaseKey, context: CaseContext): Promise<void> {
  await tx`delete from remedies where agency_id = ${agencyId} and case_id = ${caseId}`
  const rows = remedyRows(context)
  if (rows.length === 0) return
  await tx`
    insert into remedies (agency_id, case_id, n, suit, kind, appeal_by, procedure, sought_on, received_on, answer_by,
      answered_on, decided_on, result, decision_received_on, against, failed_on, claimant, round, appeal_of, disposition,
      instrument, decided_in, ordered_days, performed_on)
    select ${agencyId}, ${caseId}::uuid, n, suit, kind, "appealBy", procedure, "soughtOn", "receivedOn", "answerBy",
      "answeredOn", "decidedOn", result, "decisionReceivedOn", against, "failedOn", claimant, round, "appealOf", disposition,
      instrument, "decidedIn", "orderedDays", "performedOn"
    from jsonb_to_recordset(${json(rows)}::jsonb) as r (n int, suit int, kind text, "appealBy" text, procedure text,
      "soughtOn" date, "receivedOn" date, "answerBy" date, "answeredOn" date, "decidedOn" date, result text,
      "decisionReceivedOn" date, against text, "failedOn" text, claimant text, round int, "appealOf" int, disposition text,
      instrument text, "decidedIn" int, "orderedDays" int, "performedOn" date)`
}

/** Do the rows that are kept say what the case comes to? @param kept as jsonb has them, without agency and case */
export const saysTheSame = (context: CaseContext, kept: readonly Record<string, unknown>[]): boolean =>
  canonical(remedyRows(context).map(known)) === canonical(kept.map(known))

/** What a row has, by its names here: inside JSON the columns keep those of the database. */
const known = (row: object) =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      value === null ? [] : [[name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]],
    ),
  )
