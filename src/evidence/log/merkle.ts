/**
 * A Merkle tree as RFC 6962 section 2.1 has it, kept as complete subtrees (C2SP tlog-tiles with tiles of height one).
 * Proven against the RFC's vectors, by every proof that a leaf is in it for every size up to 64, and by every proof that one
 * tree begins another up to 256 (test/evidence).
 */
import { hash } from 'node:crypto'

const LEAF = Buffer.from([0])

/** SHA-256 (hex) of a leaf: the data after the byte 0. */
export const leafHash = (data: Buffer): string => hash('sha256', Buffer.concat([LEAF, data]))
/** The same of data in hexadecimals, as a fact has its hash. */
export const leafOf = (data: string): string => hash('sha256', Buffer.from(`00${data}`, 'hex'))
/** SHA-256 (hex) of an inner node: both children (hex) after the byte 1. */
export const nodeHash = (left: string, right: string): string => hash('sha256', Buffer.from(`01${left}${right}`, 'hex'))
export const EMPTY_ROOT = hash('sha256', '')

export type Node = { level: number; index: number; hash: string }
/** Gives the complete subtree (level, index). */
export type NodeAt = (level: number, index: number) => string

/** The subtrees that a new leaf completes, leaf first. `at` knows all earlier ones. */
export function completedBy(leafIndex: number, leaf: string, at: NodeAt): Node[] {
  const nodes: Node[] = [{ level: 0, index: leafIndex, hash: leaf }]
  for (let level = 0, index = leafIndex; index % 2 === 1; level++, index = (index - 1) / 2) {
    nodes.push({ level: level + 1, index: (index - 1) / 2, hash: nodeHash(at(level, index - 1), nodes.at(-1)!.hash) })
  }
  return nodes
}

/** The complete subtrees that make up a tree of this size, largest first. */
export function peaks(size: number): { level: number; index: number }[] {
  const subtrees: { level: number; index: number }[] = []
  for (let level = Math.floor(Math.log2(size || 1)), from = 0; level >= 0; level--) {
    const span = 2 ** level
    if (size - from >= span) {
      subtrees.push({ level, index: from / span })
      from += span
    }
  }
  return size === 0 ? [] : subtrees
}

/** The root (hex) of a tree of `size` leaves; `EMPTY_ROOT` for none. */
export function rootOf(size: number, at: NodeAt): string {
  const hashes = peaks(size).map(({ level, index }) => at(level, index))
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** The root of the leaves `from` to `to`, from the nodes that are kept: a whole subtree is one, another is reckoned. */
function rootBetween(from: number, to: number, at: NodeAt): string {
  if (to - from === 1) return at(0, from)
  const span = largestPowerBelow(to - from)
  if (to - from === span * 2 && from % (span * 2) === 0) return at(Math.log2(span * 2), from / (span * 2))
  return nodeHash(rootBetween(from, from + span, at), rootBetween(from + span, to, at))
}

/** The nodes that an inclusion proof needs, in the order of the proof; a list stands for a subtree that is not complete. */
export function inclusionProof(leafIndex: number, size: number, at: NodeAt): string[] {
  const path = (from: number, to: number): string[] => {
    if (to - from === 1) return []
    const middle = from + largestPowerBelow(to - from)
    return leafIndex < middle
      ? [...path(from, middle), rootBetween(middle, to, at)]
      : [...path(middle, to), rootBetween(from, middle, at)]
  }
  return path(0, size)
}

/** RFC 6962 section 2.1.2: what shows that the tree of `first` leaves begins the tree of `size`; for none, and for all, nothing. */
export function consistencyProof(first: number, size: number, at: NodeAt): string[] {
  if (first === 0 || first === size) return []
  const path = (from: number, to: number, known: boolean): string[] => {
    if (first === to) return known ? [] : [rootBetween(from, to, at)]
    const middle = from + largestPowerBelow(to - from)
    return first <= middle
      ? [...path(from, middle, known), rootBetween(middle, to, at)]
      : [...path(middle, to, false), rootBetween(from, middle, at)]
  }
  return path(0, size, true)
}

/** RFC 9162 section 2.1.4.2: does the tree of `size` leaves with the root `root` begin with that of `first` leaves? */
export function isPrefix(
  [first, firstRoot]: readonly [size: number, root: string],
  [size, root]: readonly [size: number, root: string],
  proof: readonly string[],
): boolean {
  if (first === 0) return proof.length === 0 && firstRoot === EMPTY_ROOT
  if (first === size) return proof.length === 0 && firstRoot === root
  if (first > size || proof.length === 0) return false
  let [node, last] = [first - 1, size - 1]
  const up = () => {
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  while (node % 2 === 1) up()
  // A whole subtree is what whoever asks has already.
  const [start, ...rest] = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : proof
  let [before, after] = [start!, start!]
  for (const sibling of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      before = nodeHash(sibling, before)
      after = nodeHash(sibling, after)
      while (node % 2 === 0 && node !== 0) up()
    } else {
      after = nodeHash(after, sibling)
    }
    up()
  }
  return last === 0 && before === firstRoot && after === root
}

/** The largest power of two below n. */
function largestPowerBelow(n: number): number {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}

/** RFC 9162 section 2.1.3.2. */
export function includes(
  leaf: string,
  leafIndex: number,
  size: number,
  proof: readonly string[],
  root: string,
): boolean {
  if (leafIndex >= size) return false
  let [node, last, found] = [leafIndex, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      found = nodeHash(sibling, found)
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else {
      found = nodeHash(found, sibling)
    }
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 && found === root
}
