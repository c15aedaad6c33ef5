/** That each fact of a bag is in the log that the office signed. */
import { opened, readVerifierKey, verifierKey } from '../../ground/checkpoint.ts'
import { COMMON_ORIGIN } from '../../ground/common-origin.ts'
import type { HandOver } from '../../ground/hand-over.ts'
import type { Statement } from '../bundle/statement.ts'
import { leafOf } from '../log/merkle.ts'
import { waysUp } from '../log/ways-up.ts'
import { CHECKPOINT, type Found, found, linesOf, type Open, PROOFS, whole } from './open-bag.ts'
import type { Fact } from './prove-facts.ts'

/** The one form of a line, whole: no JSON besides is like it, so none need be read. */
const PROOF = /^\{"index":(0|[1-9]\d{0,15}),"proof":\[((?:"[0-9a-f]{64}",){0,63}"[0-9a-f]{64}"|)\]\}$/
const isOfOneForm = (line: string): boolean => Number.isSafeInteger(Number(PROOF.exec(line)?.[1]))

/** The checkpoint is the statement's, signed by its key or one before it. */
export function provenCheckpoint(bag: Open, said: Statement, handOvers: readonly HandOver[]): void {
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
}

/**
 * Each fact is in the log that the checkpoint signs.
 * @param pieces of the proofs, as they are read
 * @returns the first fault: what stands before the proofs is told before it
 */
export function faultOfProofs(pieces: Iterable<Buffer>, said: Statement, facts: readonly Fact[]): Found | undefined {
  const { size, root } = said.checkpoint
  const leadsUp = waysUp(size, root)
  let n = 0
  for (const line of linesOf(pieces)) {
    const fact = facts[n++]
    if (!fact) return found('a proof is of no fact', { file: PROOFS })
    const begin = `{"index":${fact.index},"proof":[`
    if (line?.startsWith(begin) && leadsUp(leafOf(fact.hash), fact.index, line, begin.length)) continue
    const at = { file: PROOFS, position: fact.position, type: fact.type }
    if (line === undefined || !isOfOneForm(line))
      return found('the proof cannot be read, or is not written in its one form', at)
    return found('the fact is not in the signed log', at)
  }
  const lacking = facts[n]
  return lacking
    ? found('the proof of the fact is missing', { file: PROOFS, position: lacking.position, type: lacking.type })
    : undefined
}
