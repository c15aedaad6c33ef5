/** The facts of a bag, from the first to the last, and that each is in the log that the office signed. */
import { z } from 'zod'
import { opened, readVerifierKey, verifierKey } from '../../ground/checkpoint.ts'
import { HAND_OVERS, type HandOver, readHandOvers } from '../../ground/hand-over.ts'
import { COMMON_ORIGIN } from '../../ground/signing-key.ts'
import { decisionFault } from '../../ledger/destruction.ts'
import type { FactInBundle } from '../bundle/bundle.ts'
import { DESTRUCTION_LIST, erasedIn, erasureFault } from '../bundle/named.ts'
import { canonicalIn, type Statement } from '../bundle/statement.ts'
import { includes, leafHash } from '../log/merkle.ts'
import { entryFault } from '../verify.ts'
import { CHECKPOINT, type Digests, digested, FACTS, found, linesOf, type Open, PROOFS, whole } from './open-bag.ts'
import { contentOf } from './unzip.ts'

export type Fact = Pick<FactInBundle, 'position' | 'type' | 'at' | 'open' | 'hash' | 'index'> & {
  hasWords: boolean
  isSilent: boolean
}

/** Exactly so: a field that is called otherwise is a changed byte. */
const FACT: z.ZodType<FactInBundle> = z.strictObject({
  agencyId: z.string(),
  caseId: z.string(),
  position: z.int(),
  type: z.string(),
  on: z.string(),
  open: z.record(z.string(), z.unknown()),
  words: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  salt: z.string().nullable(),
  said: z.record(z.string(), z.unknown()).nullable(),
  index: z.int().nonnegative(),
})
const PROOF = z.strictObject({ index: z.int().nonnegative(), proof: z.array(z.string().regex(/^[0-9a-f]{64}$/)) })

/** Chain, hashes and words from the first fact to the last, which is the one that the statement names. */
export function provenFacts(bag: Open, said: Statement, digests: Digests): Fact[] {
  const facts: Fact[] = []
  let before: FactInBundle | undefined
  for (const line of linesOf(digested(bag.source, bag.members.get(FACTS)!, FACTS, digests))) {
    const position = facts.length + 1
    const here = { file: FACTS, position }
    if (line === undefined) throw found('the fact is not written in UTF-8, or does not end in a line feed', here)
    const fact = canonicalIn(FACT, line)
    if (!fact) throw found('the fact cannot be read, or is not written in its one form', here)
    const fault = entryFault(fact, before)
    if (fault) throw found(fault.what, { ...fault, ...here })
    if (fact.said === null ? fact.salt !== null : fact.words === null)
      throw found('the fact has words without a commitment, or a salt without words', { ...here, type: fact.type })
    if (fact.agencyId !== said.agency.id || fact.caseId !== said.case.id)
      throw found('the fact is of another case than the statement', { ...here, type: fact.type })
    before = fact
    const { type, at, open, hash, index } = fact
    facts.push({ position, type, at, open, hash, index, hasWords: fact.words !== null, isSilent: fact.said === null })
  }
  provenErasures(facts, said)
  provenDecision(bag, said, facts)
  const last = facts.at(-1)
  const at = { file: FACTS, position: facts.length }
  if (!last) throw found('the facts are missing', { file: FACTS })
  if (last.position < said.entries) throw found('facts are missing at the end, up to what was signed', at)
  if (last.position > said.entries) throw found('facts stand behind the last one that was signed', at)
  if (last.hash !== said.head) throw found('the last fact is not the one that was signed', { ...at, type: last.type })
  return facts
}

/** A destruction says what is so, and lies beside the list that decided it, which names this case. */
function provenDecision(bag: Open, said: Statement, facts: readonly Fact[]): void {
  const fault = erasureFault(facts)
  if (fault) throw found(fault.what, { ...fault, file: FACTS })
  for (const { type, position, open } of facts) {
    if (type !== 'wordsErased') continue
    const at = { file: LIST, position, type }
    const list = bag.members.has(LIST) ? whole(bag, LIST).toString('utf8') : undefined
    const what = decisionFault({ agencyId: said.agency.id, caseId: said.case.id, open }, list)
    if (what) throw found(what, at)
  }
}
const LIST = `data/${DESTRUCTION_LIST}`

function provenErasures(facts: readonly Fact[], said: Statement): void {
  const stated = new Map(said.erased.map(({ position, by }) => [position, by]))
  for (const { position, type, by } of erasedIn(facts)) {
    const at = { file: FACTS, position, type }
    if (by === undefined) throw found('the words of the fact are gone, and no decision on record erased them', at)
    if (stated.get(position) !== by)
      throw found('the words of the fact are gone, and the statement does not say so', at)
    stated.delete(position)
  }
  const [position] = stated.keys()
  if (position !== undefined) throw found('words that are said to be erased are there', { file: FACTS, position })
}

/** Notes of hand-over that lie in the bag: each goes on from the one before it, and the last leads to the key that signs here. */
export function handOversIn(bag: Open, said: Statement): HandOver[] {
  if (!bag.members.has(HAND_OVERS)) return []
  const read = readHandOvers(whole(bag, HAND_OVERS).toString('utf8'))
  if ('what' in read) throw found(read.what, { file: HAND_OVERS })
  if (read.at(-1)?.to !== said.key)
    throw found('the notes of hand-over do not lead to the key of the statement', { file: HAND_OVERS })
  return read
}

/** The checkpoint is the statement's, signed by its key or one before it, and each fact is in the log that it signs. */
export function provenLog(bag: Open, said: Statement, facts: readonly Fact[], handOvers: readonly HandOver[]): void {
  const note = whole(bag, CHECKPOINT).toString('utf8')
  const { size, root } = said.checkpoint
  const keys = [said.key, ...handOvers.map(({ from }) => from)]
  const signed = keys
    .flatMap((key) => [key, verifierKey(readVerifierKey(key)!, COMMON_ORIGIN)])
    .map((key) => opened(note, key))
    .find(Boolean)
  if (!signed) throw found('the signature of the checkpoint is not valid', { file: CHECKPOINT })
  if (signed.size !== size || signed.root !== root)
    throw found('the checkpoint is another one than the statement says', { file: CHECKPOINT })
  let n = 0
  for (const line of linesOf(contentOf(bag.source, bag.members.get(PROOFS)!))) {
    const fact = facts[n++]
    if (!fact) throw found('a proof is of no fact', { file: PROOFS })
    const at = { file: PROOFS, position: fact.position, type: fact.type }
    const read = line === undefined ? undefined : canonicalIn(PROOF, line)
    if (!read) throw found('the proof cannot be read, or is not written in its one form', at)
    const leaf = leafHash(Buffer.from(fact.hash, 'hex'))
    if (read.index !== fact.index || !includes(leaf, read.index, size, read.proof, root))
      throw found('the fact is not in the signed log', at)
  }
  const lacking = facts[n]
  if (lacking)
    throw found('the proof of the fact is missing', { file: PROOFS, position: lacking.position, type: lacking.type })
}
