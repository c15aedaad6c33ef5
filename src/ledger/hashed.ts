/** What an entry of the ledger is, and its two hashes. It imports next to nothing: whoever proves a bundle in a browser reckons with it, too. */
import { canonical, sha256 } from '../ground/canonical.ts'
import type { CaseKey } from '../ground/case-key.ts'

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

/** The hash of an entry covers all of it, the previous hash included. */
export const entryHash = (entry: Entry): string => sha256(canonical(entry))

/** The words are committed to with a salt: kept, they can be proven; erased, they cannot be guessed. */
export const commitment = (salt: string, said: Record<string, unknown>) => sha256(saltedWords(salt, said))

/** The salt, and after it the words in their canonical form. */
export const saltedWords = (salt: string, said: Record<string, unknown>) => `${salt}\n${canonical(said)}`
