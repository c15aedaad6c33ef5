/** The tables by which a font file stands alone: which glyph a character has, and what the font is called (OpenType, cmap, name, post). */

/** Glyph 1 is that of the first character. Formats 4 and 12, for readers that know one of them. */
export function characterMap(characters: readonly number[]): Buffer {
  const all = characters.map((codePoint, i) => ({ codePoint, glyph: i + 1 }))
  const basic = segments(all.filter(({ codePoint }) => codePoint <= 0xffff))
  const whole = groups(all)
  const head = Buffer.alloc(20)
  head.writeUInt16BE(2, 2)
  for (const [i, [encoding, offset]] of [
    [1, 20],
    [10, 20 + basic.length],
  ].entries()) {
    head.writeUInt16BE(3, 4 + i * 8) // Windows
    head.writeUInt16BE(encoding!, 6 + i * 8)
    head.writeUInt32BE(offset!, 8 + i * 8)
  }
  return Buffer.concat([head, basic, whole])
}

type Mapped = { codePoint: number; glyph: number }

/** Format 4: a segment for each character, and the last one, which every such table has. */
function segments(mapped: readonly Mapped[]): Buffer {
  const all = [...mapped.filter(({ codePoint }) => codePoint < 0xffff), { codePoint: 0xffff, glyph: 0 }]
  const n = all.length
  const power = Math.floor(Math.log2(n))
  const table = Buffer.alloc(16 + n * 8)
  const words = [4, table.length, 0, n * 2, 2 ** power * 2, power, (n - 2 ** power) * 2]
  for (const [i, word] of words.entries()) table.writeUInt16BE(word, i * 2)
  for (const [i, { codePoint, glyph }] of all.entries()) {
    table.writeUInt16BE(codePoint, 14 + i * 2) // ends
    table.writeUInt16BE(codePoint, 16 + n * 2 + i * 2) // begins
    table.writeUInt16BE((glyph - codePoint) & 0xffff, 16 + n * 4 + i * 2)
  }
  return table
}

/** Format 12: a group for each character, those beyond the basic plane among them. */
function groups(mapped: readonly Mapped[]): Buffer {
  const table = Buffer.alloc(16 + mapped.length * 12)
  table.writeUInt16BE(12, 0)
  table.writeUInt32BE(table.length, 4)
  table.writeUInt32BE(mapped.length, 12)
  for (const [i, { codePoint, glyph }] of mapped.entries()) {
    table.writeUInt32BE(codePoint, 16 + i * 12)
    table.writeUInt32BE(codePoint, 20 + i * 12)
    table.writeUInt32BE(glyph, 24 + i * 12)
  }
  return table
}

/** Family, style, full and PostScript name. */
const NAMES = [1, 2, 4, 6]

/** @returns `name`, and `post` without names of glyphs */
export function nameTables(postscriptName: string): [string, Buffer][] {
  const post = Buffer.alloc(32)
  post.writeUInt32BE(0x00030000, 0)
  const texts = NAMES.map((id) => Buffer.from(id === 2 ? 'Regular' : postscriptName, 'utf16le').swap16())
  const head = Buffer.alloc(6 + NAMES.length * 12)
  head.writeUInt16BE(NAMES.length, 2)
  head.writeUInt16BE(head.length, 4)
  let offset = 0
  for (const [i, id] of NAMES.entries()) {
    const { length } = texts[i]!
    // Windows, Unicode, English
    for (const [k, word] of [3, 1, 0x0409, id, length, offset].entries()) head.writeUInt16BE(word, 6 + i * 12 + k * 2)
    offset += length
  }
  return [
    ['name', Buffer.concat([head, ...texts])],
    ['post', post],
  ]
}
