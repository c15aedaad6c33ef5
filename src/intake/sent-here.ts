/** What the applicant sent since the application, and the receipt (回执) of each: when it came, what it said, and the digests by which both sides can prove it. */
import { createHash } from 'node:crypto'
import type { Sql, Tx } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { type FactRow, filesOf } from '../ledger/queries.ts'
import { SENT_TYPES, type SentHere, type SentType } from './views.ts'

/** `text` null where nothing was written, or where it was erased since; digests are SHA-256 in hex, `hash` that of the ledger's entry. */
export type SentSlip = SentHere & {
  text: { said: string; sha256: string } | null
  files: { id: string; name: string; size: number; sha256: string }[]
  hash: string
}

/** First to last; the application itself has its own receipt. */
export const sentByApplicant = (facts: readonly FactRow[]): SentHere[] =>
  facts.flatMap(({ position, fact, by, at }) =>
    by === 'applicant' && isSent(fact.type) ? [{ position, type: fact.type, at }] : [],
  )

const isSent = (type: string): type is SentType => SENT_TYPES.some((one) => one === type)

/** @throws Refusal NOT_FOUND where the applicant recorded nothing at this place */
export async function slipOf(sql: Sql | Tx, { row, facts }: CaseFile, position: number): Promise<SentSlip> {
  const [sent] = sentByApplicant(facts).filter((one) => one.position === position)
  const kept = facts.find((one) => one.position === position)
  if (!sent || !kept) throw notFound()
  const said = row.context.erasedOn ? null : saidIn(kept)
  const ids: readonly unknown[] = 'files' in kept.fact && Array.isArray(kept.fact.files) ? kept.fact.files : []
  const files = ids.length > 0 ? await filesOf(sql, keyOf(row)) : []
  return {
    ...sent,
    text: said ? { said, sha256: createHash('sha256').update(said).digest('hex') } : null,
    files: files.filter(({ id }) => ids.includes(id)).map(({ id, name, size, sha256 }) => ({ id, name, size, sha256 })),
    hash: kept.hash,
  }
}

/** What the applicant wrote; a confirmation has words of the house alone. */
function saidIn({ fact }: FactRow): string | null {
  if (fact.type === 'corrected' || fact.type === 'reasonsGiven') return fact.text || null
  return fact.type === 'withdrawn' ? fact.why || null : null
}
