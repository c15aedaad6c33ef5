/** What the modules of the proof ask of `node:zlib`, answered in a browser. */
import { over } from './bytes.ts'
import { inflated } from './inflate.ts'

/** CRC-32 of ZIP (APPNOTE 4.4.7), by eight bytes at a time. */
const TABLES = Array.from({ length: 8 }, () => new Int32Array(256))
for (let byte = 0; byte < 256; byte++) {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1
  TABLES[0]![byte] = crc
}
for (let n = 1; n < 8; n++)
  for (let byte = 0; byte < 256; byte++) {
    const before = TABLES[n - 1]![byte]!
    TABLES[n]![byte] = (before >>> 8) ^ TABLES[0]![before & 0xff]!
  }
const table = (n: number): Int32Array => TABLES[n]!
const [T0, T1, T2, T3] = [table(0), table(1), table(2), table(3)]
const [T4, T5, T6, T7] = [table(4), table(5), table(6), table(7)]

/** @param before of what came before */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  let at = 0
  for (; at + 8 <= bytes.length; at += 8) {
    const low = crc ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24))
    crc =
      T7[low & 0xff]! ^
      T6[(low >>> 8) & 0xff]! ^
      T5[(low >>> 16) & 0xff]! ^
      T4[low >>> 24]! ^
      T3[bytes[at + 4]!]! ^
      T2[bytes[at + 5]!]! ^
      T1[bytes[at + 6]!]! ^
      T0[bytes[at + 7]!]!
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ T0[(crc ^ bytes[at]!) & 0xff]!
  return ~crc >>> 0
}

/** @throws Error where it is not deflated, or comes to more than this */
export function inflateRawSync(packed: Uint8Array, { maxOutputLength }: { maxOutputLength: number }) {
  const whole = inflated(packed, maxOutputLength)
  if (!whole) throw new Error('not deflated, or larger')
  return { buffer: over(whole.bytes), engine: { bytesWritten: whole.taken } }
}
