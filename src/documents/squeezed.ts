/** How the parts of a letter are compressed. */
import { constants, deflateSync } from 'node:zlib'
import { zlibSync } from '../ground/squeeze.ts'

/** Outlines hardly repeat themselves. Looking for it all the same took half the time of a letter, for 8 kB in 60. */
const OUTLINES = 16 * 1024

export function squeezed(content: Buffer): Uint8Array {
  // Told not to look for repeats, zlib only gives frequent bytes short codes: plain arithmetic, and fast.
  if (content.length > OUTLINES) return deflateSync(content, { strategy: constants.Z_HUFFMAN_ONLY })
  return zlibSync(content, { level: 2 })
}
