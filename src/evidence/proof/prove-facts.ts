/** The facts of a bag, from the first to the last, and that each is in the log that the office signed. */
import { opened, readVerifierKey, verifierKey } from '../../ground/checkpoint.ts'
import { COMMON_ORIGIN } from '../../ground/common-origin.ts'
import { HAND_OVERS, type HandOver, readHandOvers } from '../../ground/hand-over.ts'
import {
  anything,
  exactly,
  hash,
  instant,
  orNull,
  realDay,
  recordOf,
  type Shape,
  text,
  textLike,
  wholeFrom,
} from '../../ground/shape.ts'
import { decisionFault } from '../../ledger/destruction.ts'
import type { FactInBundle } from '../bundle/in-log.ts'
import { DESTRUCTION_LIST, erasedIn, erasureFault } from '../bundle/named.ts'
import { canonicalIn, EXTRACTS, STATEMENT, type Statement } from '../bundle/statement.ts'
import { includes, leafHash, nodesOnce } from '../log/merkle.ts'
import { entryFault } from '../verify.ts'
import { CHECKPOINT, type Digests, digested, FACTS, found, linesOf, type Open, PROOFS, whole } from './open-bag.ts'
import { contentOf } from './unzip.ts'

export type Fact = Pick<FactInBundle, 'position' | 'type' | 'on' | 'by' | 'at' | 'open' | 'hash' | 'index'> & {
  hasWords: boolean
  isSilent: boolean
}

/** Whoever recorded it: a kind of actor, and its name. */
const ACTOR = textLike(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u)

/** Exactly so, each in its one form: a field that is called or written otherwise is a changed byte, and no two readers differ on it. */
const FACT: Shape<FactInBundle> = exactly({
  agencyId: text,
  caseId: text,
  position: wholeFrom(Number.MIN_SAFE_INTEGER),
  type: textLike(/^[a-z][A-Za-z\d]{0,59}$/),
  on: realDay,
  open: recordOf(anything),
  words: orNull(hash),
  by: ACTOR,
  at: instant,
  previousHash: textLike(/^(?:[0-9a-f]{64})?$/),
  hash,
  salt: orNull(textLike(/^[\w-]{1,100}$/)),
  said: orNull(recordOf(anything)),
  index: wholeFrom(0),
})
/** The one form of such a line, whole: no JSON besides is like it, so none need be read. */
const PROOF = /^\{"index":(0|[1-9]\d{0,15}),"proof":\[((?:"[0-9a-f]{64}",){0,63}"[0-9a-f]{64}"|)\]\}$/

function proofIn(line: string): { index: number; proof: string[] } | undefined {
  const [, told, list] = PROOF.exec(line) ?? []
  const index = Number(told)
  if (list === undefined || !Number.isSafeInteger(index)) return undefined
  return { index, proof: list === '' ? [] : list.slice(1, -1).split('","') }
}

/**
 * Chain, hashes and words from the first fact to the last, which is the one that the statement names.
 * @param facts takes those that hold, up to the first that does not
 */
export function provenFacts(bag: Open, said: Statement, digests: Digests, facts: Fact[]): void {
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
    const { type, on, by, at, open, hash, index } = fact
    facts.push({
      position,
      type,
      on,
      by,
      at,
      open,
      hash,
      index,
      hasWords: fact.words !== null,
      isSilent: fact.said === null,
    })
  }
  provenErasures(facts, said)
  provenDecision(bag, said, facts)
  provenLeftOut(facts, said)
  const last = facts.at(-1)
  const at = { file: FACTS, position: facts.length }
  if (!last) throw found('the facts are missing', { file: FACTS })
  if (last.position < said.entries) throw found('facts are missing at the end, up to what was signed', at)
  if (last.position > said.entries) throw found('facts stand behind the last one that was signed', at)
  if (last.hash !== said.head) throw found('the last fact is not the one that was signed', { ...at, type: last.type })
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
  const leftOut = new Set(said.leftOut?.map(({ position }) => position))
  for (const { position, type, by } of erasedIn(facts)) {
    if (leftOut.has(position)) continue
    const at = { file: FACTS, position, type }
    if (by === undefined) throw found('the words of the fact are gone, and no decision on record erased them', at)
    if (stated.get(position) !== by)
      throw found('the words of the fact are gone, and the statement does not say so', at)
    stated.delete(position)
  }
  const [position] = stated.keys()
  if (position !== undefined) throw found('words that are said to be erased are there', { file: FACTS, position })
}

/**
 * Words that this recipient does not get: of facts that have words, each once, in their order. Whoever strikes the list, to pass the
 * bundle off as the court's, has facts whose words are gone by nobody's decision.
 */
function provenLeftOut(facts: readonly Fact[], said: Statement): void {
  if ((said.leftOut !== undefined) !== (said.audience !== undefined))
    throw found('words are left out for nobody, or nothing says what is left out', { file: STATEMENT })
  let before = 0
  for (const { position } of said.leftOut ?? []) {
    const fact = facts[position - 1]
    const at = { file: FACTS, position, ...(fact && { type: fact.type }) }
    if (position <= before) throw found('what is left out is not listed once, in order', { file: STATEMENT, position })
    if (!fact?.hasWords) throw found('words are said to be left out, and the fact has none', at)
    if (!fact.isSilent) throw found('words that are said to be left out are there', at)
    before = position
  }
}

const EXTRACT = exactly({ position: wholeFrom(1), said: recordOf(anything) })

/** An extract for each fact whose words are left out, which lacks the fields that the statement says; a court's bundle has none. */
export function provenExtracts(bag: Open, said: Statement): void {
  const member = bag.members.get(EXTRACTS)
  if (!said.audience) {
    if (member) throw found('extracts stand in the place of words, and the bundle is the court’s', { file: EXTRACTS })
    return
  }
  if (!member) throw found(`${EXTRACTS} is missing`, { file: EXTRACTS })
  let n = 0
  for (const line of linesOf(contentOf(bag.source, member))) {
    const stated = said.leftOut?.[n++]
    const read = line === undefined ? undefined : canonicalIn(EXTRACT, line)
    const at = { file: EXTRACTS, position: stated?.position ?? n }
    if (!read) throw found('the extract cannot be read, or is not written in its one form', at)
    if (read.position !== stated?.position) throw found('the extract is of another fact than the statement says', at)
    if (stated.fields.some((field) => isIn(read.said, field)))
      throw found('the extract has what the statement says is left out', at)
  }
  const lacking = said.leftOut?.[n]
  if (lacking) throw found('the extract is missing', { file: EXTRACTS, position: lacking.position })
}

const isIn = (said: unknown, field: string): boolean =>
  field.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], said) !== undefined

/** Notes of hand-over that lie in the bag: each goes on from the one before it, and the last leads to the key that signs here. */
export function handOversIn(bag: Open, said: Pick<Statement, 'key'>): HandOver[] {
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
  const over = nodesOnce()
  let n = 0
  for (const line of linesOf(contentOf(bag.source, bag.members.get(PROOFS)!))) {
    const fact = facts[n++]
    if (!fact) throw found('a proof is of no fact', { file: PROOFS })
    const at = { file: PROOFS, position: fact.position, type: fact.type }
    const read = line === undefined ? undefined : proofIn(line)
    if (!read) throw found('the proof cannot be read, or is not written in its one form', at)
    const leaf = leafHash(Buffer.from(fact.hash, 'hex'))
    if (read.index !== fact.index || !includes(leaf, read.index, size, read.proof, root, over))
      throw found('the fact is not in the signed log', at)
  }
  const lacking = facts[n]
  if (lacking)
    throw found('the proof of the fact is missing', { file: PROOFS, position: lacking.position, type: lacking.type })
}
