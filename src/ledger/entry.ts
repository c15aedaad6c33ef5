/** One entry of the ledger: position, hash of the one before, own hash. */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { canonical, sha256 } from '../ground/canonical.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type Parts, split } from './split.ts'

export type Entry = CaseKey & {
  position: number
  type: string
  on: string
  open: Record<string, unknown>
  words: string | null
  by: string
  at: string
  previousHash: string
}

/** The first entry of a case follows this. */
export const BEGINNING = ''

/** The hash of an entry covers all of it, the previous hash included. */
export const entryHash = (entry: Entry): string => sha256(canonical(entry))

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
