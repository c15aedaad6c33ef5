/** A bundle as chance would change it. */

/** With a few bytes or lines changed, moved, doubled or gone. */
export function mutated(bytes: Buffer, random: (below: number) => number): Buffer {
  const at = random(bytes.length)
  const [length, other] = [1 + random(40), random(bytes.length)]
  const cut = (from: number, to: number) => bytes.subarray(Math.min(from, bytes.length), Math.min(to, bytes.length))
  switch (random(5)) {
    case 0: {
      const flipped = Buffer.from(bytes)
      flipped[at] = flipped[at]! ^ (1 << random(8))
      return flipped
    }
    case 1:
      return Buffer.concat([cut(0, at), cut(at + length, bytes.length)])
    case 2:
      return Buffer.concat([cut(0, at), cut(other, other + length), cut(at, bytes.length)])
    case 3:
      return Buffer.concat([cut(0, at), cut(other, other + length), cut(at + length, bytes.length)])
    default: {
      const lines = bytes.toString('latin1').split('\n')
      const [a, b] = [random(lines.length), random(lines.length)]
      ;[lines[a], lines[b]] = [lines[b]!, lines[a]!]
      return Buffer.from(lines.join('\n'), 'latin1')
    }
  }
}
