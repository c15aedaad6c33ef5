/** Whoever forges: with a pair of keys under the office’s name, and a log of their own in which every proof holds. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { leafHash, rootOf } from '../../../src/evidence/log/merkle.ts'
import { canonical, sha256 } from '../../../src/ground/canonical.ts'
import { checkpoint } from '../../../src/ground/checkpoint.ts'
import { factsIn, type Json, type OpenBag, packed, restated, saidIn, withFacts } from '../bags.ts'
import { office } from './genuine.ts'

/** The forger's own pair, under the office's name. */
const pair = generateKeyPairSync('ed25519')
/** Who signs for the forger. */
export const forger = () => ({ signer: pair.privateKey, origin: office.house.keys.origin })
/** Both halves. */
export const forgersKey = () => ({ ...forger(), verifier: createPublicKey(pair.privateKey) })

/** A log of these facts alone, signed by the forger: every proof holds. */
export function inOwnLog(bag: OpenBag): OpenBag {
  const [facts, said] = [factsIn(bag), saidIn(bag)]
  const log = facts.map((fact, index): Json => ({ ...fact, index }))
  withFacts(bag, log)
  const hashes = factsIn(bag).map(({ hash }) => leafHash(Buffer.from(hash, 'hex')))
  const between = (from: number, to: number): string => rootOf(to - from, (level, i) => nodeOf(level, from, i))
  const nodeOf = (level: number, from: number, i: number): string =>
    level === 0
      ? hashes[from + i]!
      : sha256(
          Buffer.concat([
            Buffer.from([1]),
            Buffer.from(nodeOf(level - 1, from, i * 2), 'hex'),
            Buffer.from(nodeOf(level - 1, from, i * 2 + 1), 'hex'),
          ]),
        )
  const path = (n: number, from: number, to: number): string[] => {
    if (to - from === 1) return []
    let half = 1
    while (half * 2 < to - from) half *= 2
    return n < from + half
      ? [...path(n, from, from + half), between(from + half, to)]
      : [...path(n, from + half, to), between(from, from + half)]
  }
  const size = hashes.length
  const root = between(0, size)
  const proofs = hashes.map((_, index) => `${canonical({ index, proof: path(index, 0, size) })}\n`)
  bag.payload.set('proofs.jsonl', Buffer.from(proofs.join('')))
  bag.payload.set('checkpoint.txt', Buffer.from(checkpoint(size, root, { ...office.house.keys, ...forgersKey() })))
  return restated(bag, forger(), (now) => {
    now.checkpoint = { ...said.checkpoint, size, root }
    now.head = factsIn(bag).at(-1)!.hash
  })
}

export type Expected = { file: string | RegExp; position?: number | (() => number); what: RegExp }
export type Forgery = readonly [name: string, make: (bag: OpenBag) => Buffer | undefined, expected: Expected]

/** Every list made anew and signed by the forger; `how` changes what the statement says. */
export const own = (bag: OpenBag, how?: (said: Json) => void) => packed(restated(bag, forger(), how))

export const ANOTHER_KEY: Expected = { file: 'statement.sig', what: /another key than the one that is trusted/ }
