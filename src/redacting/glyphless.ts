/**
 * A TrueType font in which every character is empty: text that is found and read aloud and never seen, drawn by whatever
 * program without asking for a font. It is the only font of what is made, and the same in each.
 */

const UNITS = 1_000
/** What each character is wide, of 1,000. */
export const ADVANCE = 500

/** How files call it. */
export const EMPTY_FONT = 'Unseen'

const words = (...values: number[]): Buffer => {
  const out = Buffer.alloc(values.length * 2)
  values.forEach((value, i) => {
    out.writeUInt16BE(value & 0xffff, i * 2)
  })
  return out
}
const [ONE, SHORT] = [0x0001_0000, 0]

function tables(): [string, Buffer][] {
  const long = (value: number) => words(value >>> 16, value & 0xffff)
  const head = Buffer.concat([
    ...[long(ONE), long(ONE), long(0), long(0x5f0f_3cf5), words(0, UNITS), Buffer.alloc(16)],
    words(0, 0, ADVANCE, UNITS, 0, 8, 2, SHORT, 0),
  ])
  const cmap = Buffer.concat([words(0, 1, 3, 1), long(12), words(4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0)])
  const hhea = Buffer.concat([long(ONE), words(800, -200, 0, ADVANCE, 0, 0, ADVANCE, 1, 0, 0, 0, 0, 0, 0, 0, 1)])
  const maxp = Buffer.concat([long(ONE), words(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)])
  const post = Buffer.concat([long(0x0003_0000), Buffer.alloc(28)])
  return [
    ['cmap', cmap],
    ['glyf', Buffer.alloc(4)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', words(ADVANCE, 0)],
    ['loca', words(0, 0)],
    ['maxp', maxp],
    ['post', post],
  ]
}

function sum(bytes: Buffer): number {
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
  let total = 0
  for (let i = 0; i < padded.length; i += 4) total = (total + padded.readUInt32BE(i)) >>> 0
  return total
}

/** The bytes of the font; always the same. */
export function glyphless(): Buffer {
  const all = tables()
  const directory = Buffer.alloc(12 + 16 * all.length)
  directory.writeUInt32BE(ONE, 0)
  directory.set(words(all.length, 128, 3, all.length * 16 - 128), 4)
  const bodies: Buffer[] = []
  let at = directory.length
  all.forEach(([name, body], i) => {
    const entry = 12 + 16 * i
    directory.write(name, entry, 'latin1')
    directory.writeUInt32BE(sum(body), entry + 4)
    directory.writeUInt32BE(at, entry + 8)
    directory.writeUInt32BE(body.length, entry + 12)
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)])
    bodies.push(padded)
    at += padded.length
  })
  return Buffer.concat([directory, ...bodies])
}
