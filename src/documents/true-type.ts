/**
 * Some glyphs of a TrueType font as a font file of their own, with the tables that ISO 32000-1, 9.9 asks for.
 * Outlines are copied as they stand in the file, unread: reading every point of them took longer than all else in a letter.
 */

/** A table of the font by its tag, as it stands in the file. */
export type TableOf = (tag: string) => Buffer | undefined

/** Copied whole where the font has them: they serve all glyphs alike. */
const SHARED = ['cvt ', 'fpgm', 'prep'] as const

/** Of a glyph made of others (glyf table, composite glyph description). */
const WORDS = 0x0001
const SCALE = 0x0008
const MORE = 0x0020
const TWO_SCALES = 0x0040
const MATRIX = 0x0080

/**
 * A font file of these glyphs, in this order, and behind them the parts that they are made of.
 * @param added tables beside those that a PDF asks for
 * @throws RangeError where something lies outside the table that should hold it; Error where a table lacks
 */
export function trueTypeSubset(
  tableOf: TableOf,
  glyphs: readonly number[],
  added: readonly [string, Buffer][] = [],
): Buffer {
  const table = tableIn(tableOf)
  const [head, hhea, maxp] = ['head', 'hhea', 'maxp'].map((tag) => Buffer.from(table(tag))) as [Buffer, Buffer, Buffer]
  const { outlines, all } = outlinesOf(glyphs, outlineIn(table))
  const hmtx = metricsOf(all, table('hmtx'), hhea.readUInt16BE(34))

  head.writeInt16BE(1, 50) // offsets of four bytes
  head.writeUInt32BE(0, 8)
  hhea.writeUInt16BE(all.length, 34)
  maxp.writeUInt16BE(all.length, 4)
  const tables: [string, Buffer][] = [
    ...SHARED.flatMap((tag): [string, Buffer][] => {
      const content = tableOf(tag)
      return content ? [[tag, content]] : []
    }),
    ['glyf', Buffer.concat(outlines)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', hmtx],
    ['loca', offsetsOf(outlines)],
    ['maxp', maxp],
    ...added,
  ]
  return asFile(tables.sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** May a glyph be copied: does it lie, with its parts and its metrics, inside the tables? Asked of fonts that came to harm. */
export function copyable(tableOf: TableOf): (glyph: number) => boolean {
  const table = tableIn(tableOf)
  const outline = outlineIn(table)
  const [hmtx, long] = [table('hmtx'), table('hhea').readUInt16BE(34)]
  return (glyph) => {
    try {
      metricsOf(outlinesOf([glyph], outline).all, hmtx, long)
      return true
    } catch (fault) {
      if (fault instanceof RangeError) return false
      throw fault
    }
  }
}

const tableIn =
  (tableOf: TableOf) =>
  (tag: string): Buffer => {
    const found = tableOf(tag)
    if (!found) throw new Error(`The font has no table “${tag}”.`)
    return found
  }

type Outlines = { outline: (glyph: number) => Buffer; bytes: number }

function outlineIn(table: (tag: string) => Buffer): Outlines {
  const [glyf, loca] = [table('glyf'), table('loca')]
  const long = table('head').readInt16BE(50) === 1
  const offset = (glyph: number) => (long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2)
  return { outline: (glyph) => glyf.subarray(offset(glyph), offset(glyph + 1)), bytes: glyf.length }
}

/** A glyph made of others brings them along, behind those asked for. */
function outlinesOf(glyphs: readonly number[], { outline, bytes }: Outlines) {
  const all = [...glyphs]
  const outlines: Buffer[] = []
  const parts = new Map<number, number>()
  let brought = 0
  const placeOf = (part: number) => {
    const place = parts.get(part) ?? all.push(part) - 1
    parts.set(part, place)
    return place
  }
  for (let i = 0; i < all.length; i++) {
    const found = outline(all[i]!)
    // Parts are brought along once each, and do not overlap: more bytes than there are is no font, but a bomb.
    if (i >= glyphs.length) brought += found.length
    if (brought > bytes) throw new RangeError('Outlines of the font overlap.')
    const composite = found.length > 0 && found.readInt16BE(0) < 0
    outlines.push(composite ? withPartsRenamed(found, placeOf) : found)
  }
  return { outlines, all }
}

function withPartsRenamed(outline: Buffer, rename: (part: number) => number): Buffer {
  const copy = Buffer.from(outline)
  let at = 10
  let flags = MORE
  while (flags & MORE) {
    flags = copy.readUInt16BE(at)
    copy.writeUInt16BE(rename(copy.readUInt16BE(at + 2)), at + 2)
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0)
  }
  return copy
}

/** Glyphs beyond the long metrics share the last advance. */
function metricsOf(glyphs: readonly number[], hmtx: Buffer, long: number): Buffer {
  const metrics = Buffer.alloc(glyphs.length * 4)
  for (const [i, glyph] of glyphs.entries()) {
    metrics.writeUInt16BE(hmtx.readUInt16BE(Math.min(glyph, long - 1) * 4), i * 4)
    metrics.writeInt16BE(hmtx.readInt16BE(glyph < long ? glyph * 4 + 2 : long * 4 + (glyph - long) * 2), i * 4 + 2)
  }
  return metrics
}

function offsetsOf(outlines: readonly Buffer[]): Buffer {
  const loca = Buffer.alloc((outlines.length + 1) * 4)
  let offset = 0
  for (const [i, { length }] of outlines.entries()) {
    offset += length
    loca.writeUInt32BE(offset, (i + 1) * 4)
  }
  return loca
}

/** The directory, then each table on a boundary of four bytes. */
function asFile(tables: readonly [string, Buffer][]): Buffer {
  const padded = (length: number) => (length + 3) & ~3
  const start = 12 + tables.length * 16
  const file = Buffer.alloc(tables.reduce((sum, [, { length }]) => sum + padded(length), start))
  const power = Math.floor(Math.log2(tables.length))
  file.writeUInt32BE(0x00010000, 0)
  file.writeUInt16BE(tables.length, 4)
  file.writeUInt16BE(2 ** power * 16, 6)
  file.writeUInt16BE(power, 8)
  file.writeUInt16BE(tables.length * 16 - 2 ** power * 16, 10)
  let offset = start
  let headAt = 0
  let sum = 0
  for (const [i, [tag, content]] of tables.entries()) {
    content.copy(file, offset)
    const entry = 12 + i * 16
    file.write(tag, entry, 'latin1')
    const own = checksum(file, offset, offset + padded(content.length))
    sum += own
    file.writeUInt32BE(own, entry + 4)
    file.writeUInt32BE(offset, entry + 8)
    file.writeUInt32BE(content.length, entry + 12)
    if (tag === 'head') headAt = offset
    offset += padded(content.length)
  }
  // So that the words of the whole file add up to this number.
  file.writeUInt32BE((0xb1b0afba - sum - checksum(file, 0, start)) >>> 0, headAt + 8)
  return file
}

function checksum(bytes: Buffer, from: number, to: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sum = 0
  for (let at = from; at < to; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}
