/**
 * Unpacking what is deflated (RFC 1951), whole, to a size that is known: our own bundles are stored, but whoever packed one again
 * has made the same bundle. What zlib refuses it refuses; test/evidence/in-browser-sums.test.ts holds it to node's.
 */

/** Codes of one block: how many of each length, and their symbols in order. */
type Codes = { counts: Uint16Array; symbols: Uint16Array }
const LONGEST = 15

class Broken extends Error {}

const [LENGTHS, LENGTH_BITS] = ramp(3, 28, 4, 258)
const [DISTANCES, DISTANCE_BITS] = ramp(1, 30, 2)
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/** RFC 1951, 3.2.5: from `first`, each group of so many with a bit more than the one before. */
function ramp(first: number, count: number, group: number, last?: number): [number[], number[]] {
  const [from, bits]: [number[], number[]] = [[], []]
  for (let i = 0, at = first; i < count; i++) {
    const extra = Math.max(0, Math.floor(i / group) - 1)
    from.push(at)
    bits.push(extra)
    at += 2 ** extra
  }
  if (last !== undefined) {
    from.push(last)
    bits.push(0)
  }
  return [from, bits]
}

/** @param mayLack whether one code alone, of one bit, will do: of distances it does */
function codesOf(lengths: readonly number[], mayLack: boolean): Codes {
  const counts = new Uint16Array(LONGEST + 1)
  for (const length of lengths) counts[length]!++
  let left = 1
  for (let length = 1; length <= LONGEST; length++) {
    left = left * 2 - counts[length]!
    if (left < 0) throw new Broken()
  }
  const used = lengths.length - counts[0]!
  if (left > 0 && !(mayLack && (used === 0 || (used === 1 && counts[1] === 1)))) throw new Broken()
  const at = new Uint16Array(LONGEST + 2)
  for (let length = 1; length <= LONGEST; length++) at[length + 1] = at[length]! + counts[length]!
  const symbols = new Uint16Array(used)
  for (const [symbol, length] of lengths.entries()) if (length > 0) symbols[at[length]!++] = symbol
  counts[0] = 0
  return { counts, symbols }
}

const FIXED = [
  codesOf(
    Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
    false,
  ),
  codesOf(new Array<number>(32).fill(5), false),
] as const

/** At most `size` bytes, and how many of the packed ones they took; nothing where it is not deflated, or would be more. */
export function inflated(
  packed: Uint8Array,
  size: number,
): { bytes: Uint8Array<ArrayBuffer>; taken: number } | undefined {
  const out = new Uint8Array(size)
  let [at, held, bits, made] = [0, 0, 0, 0]
  const take = (count: number): number => {
    while (bits < count) {
      if (at === packed.length) throw new Broken()
      held |= packed[at++]! << bits
      bits += 8
    }
    const value = held & ((1 << count) - 1)
    held >>>= count
    bits -= count
    return value
  }
  const symbol = ({ counts, symbols }: Codes): number => {
    let [code, first, index] = [0, 0, 0]
    for (let length = 1; length <= LONGEST; length++) {
      code |= take(1)
      const count = counts[length]!
      if (code - count < first) return symbols[index + (code - first)]!
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw new Broken()
  }
  const stored = () => {
    at -= bits >> 3
    ;[held, bits] = [0, 0]
    if (at + 4 > packed.length) throw new Broken()
    const length = packed[at]! | (packed[at + 1]! << 8)
    if (length !== (~(packed[at + 2]! | (packed[at + 3]! << 8)) & 0xffff)) throw new Broken()
    at += 4
    if (at + length > packed.length || made + length > size) throw new Broken()
    out.set(packed.subarray(at, at + length), made)
    at += length
    made += length
  }
  const dynamic = (): readonly [Codes, Codes] => {
    const [literals, distances, count] = [take(5) + 257, take(5) + 1, take(4) + 4]
    if (literals > 286 || distances > 30) throw new Broken()
    const ofLengths = new Array<number>(19).fill(0)
    for (let i = 0; i < count; i++) ofLengths[ORDER[i]!] = take(3)
    const codes = codesOf(ofLengths, false)
    const lengths: number[] = []
    while (lengths.length < literals + distances) {
      const read = symbol(codes)
      if (read < 16) lengths.push(read)
      else {
        if (read === 16 && lengths.length === 0) throw new Broken()
        const again = read === 16 ? lengths.at(-1)! : 0
        const often = read === 16 ? 3 + take(2) : read === 17 ? 3 + take(3) : 11 + take(7)
        if (lengths.length + often > literals + distances) throw new Broken()
        for (let n = 0; n < often; n++) lengths.push(again)
      }
    }
    if (lengths[256] === 0) throw new Broken()
    return [codesOf(lengths.slice(0, literals), true), codesOf(lengths.slice(literals), true)]
  }
  const block = ([literals, distances]: readonly [Codes, Codes]) => {
    for (let read = symbol(literals); read !== 256; read = symbol(literals)) {
      if (read < 256) {
        if (made === size) throw new Broken()
        out[made++] = read
        continue
      }
      if (read > 285) throw new Broken()
      const length = LENGTHS[read - 257]! + take(LENGTH_BITS[read - 257]!)
      const far = symbol(distances)
      if (far > 29) throw new Broken()
      const distance = DISTANCES[far]! + take(DISTANCE_BITS[far]!)
      if (distance > made || made + length > size) throw new Broken()
      for (let n = 0; n < length; n++, made++) out[made] = out[made - distance]!
    }
  }
  try {
    for (let isLast = false; !isLast; ) {
      isLast = take(1) === 1
      const kind = take(2)
      if (kind === 0) stored()
      else if (kind === 1) block(FIXED)
      else if (kind === 2) block(dynamic())
      else return undefined
    }
  } catch (error) {
    if (error instanceof Broken) return undefined
    throw error
  }
  return { bytes: out.subarray(0, made), taken: at - (bits >> 3) }
}
