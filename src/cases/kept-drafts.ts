/**
 * What somebody has written of a draft and not recorded yet, kept for them and the case while they write: nothing is lost when a
 * session ends or a machine fails. Outside the ledger, sealed, and gone once they record a draft, or the case needs none.
 * SQL: kept every few seconds while somebody writes.
 */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Keys } from '../ground/keys.ts'
import type { FactRow } from '../ledger/queries.ts'

/** A form as its page had it: of the whole (`one`), or of several matters (`items`). */
export type KeptDraft = {
  form: 'one' | 'items'
  values: Record<string, string>
  /** Position of the draft that its page began with, 0 where there was none. Left out by a program of before. */
  after?: number
  /** The token under which its files wait for a day. */
  uploads?: string
}

/** Puts it in the place of what the same person had kept with this case. @param by as `staff:NAME` */
export async function keepDraft(
  tx: Tx,
  keys: Pick<Keys, 'seal'>,
  { agencyId, caseId }: CaseKey,
  by: string,
  draft: KeptDraft,
  at: Date,
): Promise<void> {
  const sealed = keys.seal('drafts', [agencyId, caseId, by], JSON.stringify(draft))
  await tx`
    insert into kept_drafts ${tx({ agencyId, caseId, by, sealed, at: at.toISOString() })}
    on conflict (agency_id, case_id, "by") do update set sealed = excluded.sealed, at = excluded.at`
}

/** Position of the last draft in the case, 0 where there is none. */
export const lastDraftIn = (facts: readonly Pick<FactRow, 'position' | 'fact'>[]): number =>
  facts.findLast(({ fact }) => fact.type === 'replyDrafted')?.position ?? 0

/** The same of a case whose facts are not at hand, and when it was recorded. */
export async function lastDraftOf(
  sql: Sql | Tx,
  { agencyId, caseId }: CaseKey,
): Promise<{ position: number; at: Date }> {
  const [row] = await sql<{ position: number; at: string }[]>`
    select position, at from ledger
    where agency_id = ${agencyId} and case_id = ${caseId} and type = 'replyDrafted' order by position desc limit 1`
  return { position: row?.position ?? 0, at: new Date(row?.at ?? 0) }
}

/**
 * What this person had kept with the case, and when (RFC 3339); undefined where there is nothing, or a draft was recorded since.
 * @throws Unopened
 */
export async function keptDraft(
  sql: Sql | Tx,
  keys: Pick<Keys, 'open'>,
  { agencyId, caseId }: CaseKey,
  by: string,
): Promise<(KeptDraft & { at: string }) | undefined> {
  const [row] = await sql<{ sealed: Buffer; at: string }[]>`
    select sealed, at from kept_drafts where agency_id = ${agencyId} and case_id = ${caseId} and "by" = ${by}`
  if (!row) return undefined
  const draft = JSON.parse(keys.open('drafts', [agencyId, caseId, by], row.sealed).toString('utf8')) as KeptDraft
  const last = await lastDraftOf(sql, { agencyId, caseId })
  if (draft.after === undefined ? new Date(row.at) < last.at : draft.after < last.position) return undefined
  return { ...draft, at: new Date(row.at).toISOString() }
}

/** Recorded, or thrown away by whoever wrote it. */
export const forgetDraft = (tx: Tx, { agencyId, caseId }: CaseKey, by: string) => tx`
  delete from kept_drafts where agency_id = ${agencyId} and case_id = ${caseId} and "by" = ${by}`

/** Of everybody: the case is signed, withdrawn or archived. */
export const forgetDrafts = (tx: Tx, { agencyId, caseId }: CaseKey) => tx`
  delete from kept_drafts where agency_id = ${agencyId} and case_id = ${caseId}`
