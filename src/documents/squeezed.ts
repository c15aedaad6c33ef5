/**
 * Compression with the same bytes on every machine. Node's zlib looks for repeats in other places on a processor with
 * other vector instructions; fflate is plain JavaScript and does not.
 */
import { constants, deflateSync } from 'node:zlib'
import { zlibSync } from 'fflate'

/** Outlines hardly repeat themselves. Looking for it all the same took half the time of a letter, for 8 kB in 60. */
const OUTLINES = 16 * 1024

export function squeezed(content: Buffer): Uint8Array {
  // Told not to look for repeats, zlib only gives frequent bytes short codes: plain arithmetic, and fast.
  if (content.length > OUTLINES) return deflateSync(content, { strategy: constants.Z_HUFFMAN_ONLY })
  return zlibSync(content, { level: 2 })
}
