/**
 * Proofs that facts are in the log, many of one case: their leaves lie side by side, and their ways up join. What was proven from
 * a node on is not reckoned again, so that a proof takes two nodes or three, however large the log is.
 */
import { nodeHash } from './merkle.ts'

/** From a node on: how it was reckoned, and the siblings that were proven to lead from it to the root, as they are written. */
type Step = { node: number; hash: string; rest: string }

/** Behind the list, and behind the line. */
const END = ']}'
const SIBLING = /"([0-9a-f]{64})"/y
const LENGTH = 66

/**
 * RFC 9162 section 2.1.3.2, over a list of siblings as it is written: `"…","…"]}`, to the end of the text.
 * @returns whether a leaf (its hash, its index) with the list that begins at `at` is in the log of this size and root; not either
 *   where the list is written otherwise
 */
export function waysUp(size: number, root: string) {
  /** By how far above the leaves. */
  const proven: Step[] = []
  const over = nodesAgain()
  return (leaf: string, index: number, line: string, begin: number): boolean => {
    if (index >= size) return false
    const steps: (Step | undefined)[] = []
    let [node, last, found, at, level] = [index, size - 1, leaf, begin, 0]
    const up = () => {
      node = Math.floor(node / 2)
      last = Math.floor(last / 2)
      level++
    }
    for (;;) {
      const rest = line.slice(at)
      const before = proven[level]
      if (before?.node === node && before.hash === found && before.rest === rest) break
      steps[level] = { node, hash: found, rest }
      if (last === 0) {
        if (rest !== END || found !== root) return false
        break
      }
      SIBLING.lastIndex = at
      const sibling = SIBLING.exec(line)?.[1]
      if (sibling === undefined) return false
      if (node % 2 === 1 || node === last) {
        found = over(level, sibling, found)
        while (node % 2 === 0 && node !== 0) up()
      } else {
        found = over(level, found, sibling)
      }
      up()
      at += LENGTH
      if (line[at] === ',' && line[at + 1] === '"') at++
      else if (line[at] !== ']') return false
    }
    for (const [above, step] of steps.entries()) if (step) proven[above] = step
    return true
  }
}

/** Two leaves side by side have one node above them, and tell it one after the other. */
function nodesAgain() {
  const known: { left: string; right: string; hash: string }[] = []
  return (level: number, left: string, right: string): string => {
    const before = known[level]
    if (before?.left === left && before.right === right) return before.hash
    const hash = nodeHash(left, right)
    known[level] = { left, right, hash }
    return hash
  }
}
