/**
 * Random bytes in small pieces, for nonces, salts and identifiers: asked of the system by the page, for each question costs
 * three microseconds. What was given is nobody else's, and is never overwritten.
 */
import { randomFillSync } from 'node:crypto'

const PAGE = 4_096
let page = Buffer.alloc(0)
let taken = 0

/** @param n at most a page */
export function randomPiece(n: number): Buffer {
  if (taken + n > page.length) {
    page = randomFillSync(Buffer.allocUnsafeSlow(PAGE))
    taken = 0
  }
  taken += n
  return page.subarray(taken - n, taken)
}
