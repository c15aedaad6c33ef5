/**
 * A file that the office cannot open, or not read whole, is brought again by whoever sent it: put on file beside the first one
 * (Article 45), while the reply is not signed. It restarts no period (Article 30 is for what the office asks). SQL: the door
 * asks in its transaction, the tracking page each time.
 */
import { requireTheirs } from '../acts/may-record.ts'
import { type Sql, type Tx, within } from '../db/client.ts'
import { filesOfApplicant, stillHeeded } from '../files/heeded.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'

/** Not while a correction is waited for: that one takes files itself. A 无效件 is no application. */
const WHILE: readonly string[] = [
  'receive.open',
  'register.open',
  'review.handling',
  'review.awaitingPayment',
  'reply.forReview',
  'reply.forApproval',
  'reply.forSignature',
]

/** Where the case stands, may a file be brought again? */
const isWhile = ({ stage, step }: Pick<CaseRow, 'stage' | 'step'>) => WHILE.includes(`${stage}.${step}`)

/** May the applicant put a file on record now: one of theirs is locked, damaged or of no common format, none was brought for it, and the reply is not signed. */
export async function mayBringAgain(sql: Sql | Tx, row: CaseRow): Promise<boolean> {
  return isWhile(row) && stillHeeded(await filesOfApplicant(sql, keyOf(row))).length > 0
}

/**
 * Rights of an applicant, asked before the payload is read.
 * @throws Refusal NOT_YOURS
 */
export async function requireApplicants({ sql }: Pick<House, 'sql'>, sent: unknown, row: CaseRow): Promise<void> {
  const { type } = (sent ?? {}) as { type?: unknown }
  if (type === 'fileAdded' && (await within(sql, [row.agencyId], (tx) => mayBringAgain(tx, row)))) return
  requireTheirs('applicant', sent, row)
}
