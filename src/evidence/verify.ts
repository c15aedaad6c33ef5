/** One entry of a ledger after the one before it: any changed byte is found, in a bundle as in the database. */
import { commitment, type Entry, entryHash } from '../ledger/hashed.ts'
import type { SlipReason, Statement } from './bundle/statement.ts'

/** The first thing wrong, and in which fact (`position`, `type`), where that is known. */
export type Fault = {
  what: string
  caseId?: string
  position?: number
  type?: string
  file?: string
  agency?: string
  line?: string
}
export type Verdict = { ok: boolean; entries: number; files: number; firstFault?: Fault }

export type BundleVerdict = {
  /** Nothing in it contradicts anything else. Somebody who makes all of it anew attains that, too. */
  ok: boolean
  /** And it is signed by the key that was given as trusted, or by one that this handed over to. */
  authenticated: boolean
  origin: string | null
  /** As a verifier key: name, id, key. */
  key: string | null
  agency: string | null
  case: string | null
  entries: number
  files: number
  /** Facts whose words are gone, and the fact that decided it. */
  erased: { position: number; by: number }[]
  /** For whom it was made: all of it for a court, or for this party. */
  audience?: 'court' | NonNullable<Statement['audience']>
  /** Facts whose words this party does not get: which fields their extracts lack, why, by which article. */
  leftOut?: NonNullable<Statement['leftOut']>
  /** Files in whose place a slip stands. */
  slips?: { file: string; for: string; reason: SlipReason }[]
  /** The time stamp over its statement; nothing where it has none, or was not asked (`verify-stamp.ts`). */
  stamp?: { at: string; authority: string; chain: 'trusted' | 'unchecked' }
  /** The last fact. */
  end?: { position: number; hash: string }
  checkpoint?: { size: number; day: string | null }
  /** Where it is of a version before statements were signed: what such a one says is bound to nobody. */
  edition?: '0.1'
  firstFault?: Fault
}

type Stored = Entry & { hash: string; salt: string | null; said: Record<string, unknown> | null }

type Before = { position: number; hash: string } | undefined

/** The fault of an entry after the one before it: chain, hash, words. */
export function entryFault(stored: Stored, before: Before): Fault | undefined {
  const { agencyId, caseId, position, type, on, open, words, by, at, previousHash, hash, salt, said } = stored
  const entry: Entry = { agencyId, caseId, position, type, on, open, words, by, at, previousHash }
  const told = { entry, hash, entryHash: entryHash(entry) }
  return faultBetween({ ...told, commitment: said === null ? undefined : commitment(salt ?? '', said) }, before)
}

/** `hash`: what it says of itself; `entryHash`: what it comes to; `commitment`: what its words come to, where they are there. */
type Reckoned = { entry: Entry; hash: string; entryHash: string; commitment: string | undefined }

/** The same of an entry whose hashes are reckoned. */
export function faultBetween(
  { entry: { caseId, position, type, words, previousHash }, hash, entryHash, commitment }: Reckoned,
  before: Before,
): Fault | undefined {
  const fault = (what: string): Fault => ({ what, caseId, position, type })
  if (position !== (before?.position ?? 0) + 1) return fault('a fact is missing before this one')
  if (previousHash !== (before?.hash ?? '')) return fault('does not follow from the fact before it')
  if (entryHash !== hash) return fault('the fact was changed')
  if (commitment !== undefined && words !== commitment) return fault('the words of the fact were changed')
  return undefined
}
