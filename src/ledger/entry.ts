/** One entry of the ledger: position, hash of the one before, own hash. */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type Entry, entryHash } from './hashed.ts'
import { type Parts, split } from './split.ts'

/** The first entry of a case follows this. */
export const BEGINNING = ''

export type Written = { entry: Entry; hash: string; parts: Parts }

/**
 * The next entry of a case's chain with its hash; stores nothing.
 * @param previous length and last hash of the chain: 0 and BEGINNING for a new case.
 */
export function written(
  key: CaseKey,
  previous: { length: number; head: string },
  fact: Fact,
  by: string,
  at: Date,
): Written {
  const parts = split(fact)
  const entry: Entry = {
    agencyId: key.agencyId,
    caseId: key.caseId,
    position: previous.length + 1,
    type: fact.type,
    on: fact.on,
    open: parts.open,
    words: parts.words,
    by,
    at: at.toISOString(),
    previousHash: previous.head,
  }
  return { entry, hash: entryHash(entry), parts }
}
