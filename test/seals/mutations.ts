/** Damage to a file, the same on each run: bytes that are changed, lost, doubled or cut off, lengths that are too long. */
import { createHash } from 'node:crypto'

export function* mutations(sound: Buffer, count: number, seed: string): Generator<Buffer> {
  let random = createHash('sha256').update(seed).digest()
  const below = (n: number) => {
    random = createHash('sha256').update(random).digest()
    return random.readUInt32BE(0) % n
  }
  // Half of them where the structure is dense.
  const place = ({ length }: Buffer) => below(below(2) ? length : Math.min(length, 120))
  const kinds: ((bytes: Buffer, at: number) => Buffer)[] = [
    (bytes, at) => bytes.fill(bytes[at]! ^ (1 << below(8)), at, at + 1),
    (bytes, at) => bytes.fill([0x00, 0x01, 0x30, 0x7f, 0x80, 0x84, 0xff][below(7)]!, at, at + 1),
    (bytes, at) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(8))]),
    (bytes, at) => Buffer.concat([bytes.subarray(0, at), random.subarray(0, 1 + below(8)), bytes.subarray(at)]),
    (bytes, at) => Buffer.concat([bytes.subarray(0, at + below(64)), bytes.subarray(at)]),
    (bytes, at) => bytes.subarray(0, at),
  ]
  for (let i = 0; i < count; i++) {
    let bytes: Buffer = Buffer.from(sound)
    for (let n = below(3); n >= 0 && bytes.length > 0; n--) bytes = kinds[below(kinds.length)]!(bytes, place(bytes))
    if (!bytes.equals(sound)) yield bytes
  }
}
