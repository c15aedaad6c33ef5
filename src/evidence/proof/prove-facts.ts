/** The facts of a bag, from the first to the last. */
import { HAND_OVERS, type HandOver, readHandOvers } from '../../ground/hand-over.ts'
import { anything, exactly, recordOf, wholeFrom } from '../../ground/shape.ts'
import { decisionFault } from '../../ledger/destruction.ts'
import type { FactInBundle } from '../bundle/in-log.ts'
import { DESTRUCTION_LIST, erasedIn, erasureFault } from '../bundle/named.ts'
import { canonicalIn, EXTRACTS, STATEMENT, type Statement } from '../bundle/statement.ts'
import { faultBetween } from '../verify.ts'
import { byteLinesOf, type Digests, digested, FACTS, found, linesOf, type Open, whole } from './open-bag.ts'
import { factReader } from './read-fact.ts'
import { contentOf } from './unzip.ts'

export type Fact = Pick<FactInBundle, 'position' | 'type' | 'on' | 'by' | 'at' | 'open' | 'hash' | 'index'> & {
  hasWords: boolean
  isSilent: boolean
}

/**
 * Chain, hashes and words from the first fact to the last, which is the one that the statement names.
 *
 * In one thread: of the 24 µs that a fact takes with its proof, 9 are hashes alone (entry, words, leaf, two or three nodes, both digests of its
 * two lines). A second thread takes 180 ms of a processor to begin, and would pay from 15,000 facts on, where a long case has a hundred.
 * @param facts takes those that hold, up to the first that does not
 */
export function provenFacts(bag: Open, said: Statement, digests: Digests, facts: Fact[]): void {
  const read = factReader()
  let before: { position: number; hash: string } | undefined
  for (const line of byteLinesOf(digested(bag.source, bag.members.get(FACTS)!, FACTS, digests))) {
    const position = facts.length + 1
    const here = { file: FACTS, position }
    if (line === undefined) throw found('the fact is not written in UTF-8, or does not end in a line feed', here)
    const fact = read(line)
    if (!fact) throw found('the fact cannot be read, or is not written in its one form', here)
    const { entry, hash, index, hasSalt, commitment } = fact
    const { type, on, by, at, open, words } = entry
    const isSilent = commitment === undefined
    const fault = faultBetween(fact, before)
    if (fault) throw found(fault.what, { ...fault, ...here })
    if (isSilent ? hasSalt : words === null)
      throw found('the fact has words without a commitment, or a salt without words', { ...here, type })
    if (entry.agencyId !== said.agency.id || entry.caseId !== said.case.id)
      throw found('the fact is of another case than the statement', { ...here, type })
    before = { position, hash }
    facts.push({ position, type, on, by, at, open, hash, index, hasWords: words !== null, isSilent })
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
