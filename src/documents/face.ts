/** One opened font, as the line breaker measures it and as a document embeds it. Opened once, shared by every letter. */
import * as fontkit from 'fontkit'
import { characterMap, nameTables } from './character-map.ts'
import type { Cluster } from './cluster.ts'
import { DocumentFault } from './fault.ts'
import { harfBuzzShaper, isMongolian } from './harfbuzz.ts'
import { copyable, trueTypeSubset } from './true-type.ts'

/** To a point, straight or by one control point or two; or back to where the outline began. */
export type Stroke = { to: 'move' | 'line' | 'quadratic' | 'cubic' | 'close'; points: readonly number[] }

export type Face = {
  /** PostScript name. */
  name: string
  outlines: 'TrueType' | 'CFF'
  /** Does the font draw this code point, and is its glyph whole? */
  has(codePoint: number): boolean
  /** The font's own number for the glyph of a character. */
  glyph(codePoint: number): number
  /** Width of the character as a part of the em. */
  em(codePoint: number): number
  /** Width of a glyph by its number. */
  emOfGlyph(glyph: number): number
  /** A word as its script has it, in the order of writing; null where the font cannot shape it. */
  shape(text: string): Cluster[] | null
  /** The outline of a glyph by its number, in parts of the em above the baseline. */
  outline(glyph: number): Stroke[]
  /** Left edge and width of its ink, as parts of the em. */
  ink(codePoint: number): { left: number; width: number }
  /**
   * A font file of these glyphs alone, in this order; the first is the one for what is missing.
   * @throws DocumentFault FONT_BROKEN
   */
  subset(glyphs: readonly number[]): Uint8Array
  /**
   * A font file of the glyphs of these characters that says itself which is which, as OFD asks for it; TrueType alone.
   * @throws DocumentFault FONT_BROKEN
   */
  subsetWithMap(characters: readonly number[]): Uint8Array
  /** Of the whole font, in thousandths of the em; see ISO 32000-1, table 122. */
  descriptor: Record<string, unknown>
}

/** What fontkit's types leave out. */
type Opened = Omit<fontkit.Font, 'createSubset'> & {
  directory: { tables: Record<string, { offset: number; length: number }> }
  post: { isFixedPitch: number }
  head: { macStyle: { italic: boolean } }
  createSubset(): { glyphs: number[]; encode(): Uint8Array }
}

/**
 * @param postscriptName which face of a collection
 * @throws DocumentFault FONT_BROKEN where the file is no font, or one that came to harm. Harm to single glyphs shows
 *   later: `has` says no, and another font draws them.
 */
export function openFace(file: Buffer, postscriptName?: string): Face {
  return orBroken(() => {
    const face = read(file, postscriptName)
    face.subset([0]) // asks for every table that a letter will need
    const numbers = Object.values(face.descriptor).flat()
    if (typeof face.name !== 'string' || face.name === '' || !numbers.every(Number.isFinite))
      throw new RangeError('Its name or its measures lack.')
    return face
  })
}

function orBroken<T>(work: () => T): T {
  try {
    return work()
  } catch (fault) {
    if (fault instanceof DocumentFault) throw fault
    // fontkit believes what a file says, and stumbles as it happens: TypeError, RangeError, Error.
    throw new DocumentFault('FONT_BROKEN', '字库文件已损坏或者不是字库。', [(fault as Error).message])
  }
}

function read(file: Buffer, postscriptName?: string): Face {
  const font = fontkit.create(file, postscriptName) as unknown as Opened
  const { tables } = font.directory
  // A file that was cut short; the last table may lack what would fill its last word.
  for (const { offset, length } of Object.values(tables))
    if (offset + length > file.length + 3) throw new RangeError('The file ends before its last table.')
  const tableOf = (tag: string) => {
    const table = tables[tag]
    return table && file.subarray(table.offset, table.offset + table.length)
  }
  const glyph = remembered((codePoint) => font.glyphForCodePoint(codePoint).id)
  const em = remembered((codePoint) => font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm)
  const outlines = tables.glyf ? 'TrueType' : 'CFF'
  const whole = outlines === 'TrueType' ? copyable(tableOf) : (id: number) => Boolean(font.getGlyph(id).path)
  const ink = (codePoint: number) => {
    const { minX, maxX } = font.glyphForCodePoint(codePoint).cbox
    return { left: minX / font.unitsPerEm, width: (maxX - minX) / font.unitsPerEm }
  }
  const shapeMongolian = postscriptName === undefined ? harfBuzzShaper(file) : () => null
  return {
    name: font.postscriptName,
    outlines,
    has(codePoint) {
      try {
        if (!font.hasGlyphForCodePoint(codePoint) || !whole(glyph(codePoint))) return false
        const { left, width } = ink(codePoint)
        return [em(codePoint), left, width].every(Number.isFinite)
      } catch {
        return false
      }
    },
    glyph,
    em,
    emOfGlyph: (id) => font.getGlyph(id).advanceWidth / font.unitsPerEm,
    shape: (text) => (isMongolian(text) ? shapeMongolian(text) : shape(font, text)),
    outline: (id) =>
      font.getGlyph(id).path.commands.map(({ command, args }) => ({
        to: STROKES[command],
        points: args.map((units) => units / font.unitsPerEm),
      })),
    ink,
    subset: (glyphs) =>
      orBroken(() => (outlines === 'TrueType' ? trueTypeSubset(tableOf, glyphs) : cffSubset(font, glyphs))),
    subsetWithMap: (characters) =>
      orBroken(() => {
        if (outlines !== 'TrueType') throw new RangeError('Its outlines are not TrueType.')
        const inOrder = [...characters].sort((a, b) => a - b)
        const own = tableOf('OS/2')
        if (!own) throw new RangeError('It has no table “OS/2”.')
        const added: [string, Buffer][] = [
          ['OS/2', own],
          ['cmap', characterMap(inOrder)],
          ...nameTables(font.postscriptName),
        ]
        return trueTypeSubset(tableOf, [0, ...inOrder.map(glyph)], added)
      }),
    descriptor: descriptorOf(font),
  }
}

const STROKES = {
  moveTo: 'move',
  lineTo: 'line',
  quadraticCurveTo: 'quadratic',
  bezierCurveTo: 'cubic',
  closePath: 'close',
} as const

function shape(font: Opened, text: string): Cluster[] | null {
  try {
    const { glyphs, positions, direction } = font.layout(text)
    if (glyphs.some(({ id }) => id === 0)) return null
    const turned = direction === 'rtl'
    const clusters = clustersOf(glyphs, positions, turned, font.unitsPerEm)
    return withTexts(turned ? clusters.reverse() : clusters, text)
  } catch {
    return null // fontkit does not read every table of every font
  }
}

type Measured = Omit<Cluster, 'text'> & { count: number }

/** A sign that takes room, with what stands on it: behind it in a run from left to right, before it in one from right to left. */
function clustersOf(
  glyphs: readonly fontkit.Glyph[],
  positions: readonly fontkit.GlyphPosition[],
  turned: boolean,
  unitsPerEm: number,
): Measured[] {
  const clusters: Measured[] = []
  let isOpen = false
  for (const [i, { id, codePoints }] of glyphs.entries()) {
    const { xAdvance, xOffset, yOffset } = positions[i]!
    const takesRoom = xAdvance > 0
    if (!isOpen || (takesRoom && !turned)) clusters.push({ em: 0, glyphs: [], count: 0 })
    const cluster = clusters.at(-1)!
    const placed = { id, x: cluster.em + xOffset / unitsPerEm, y: yOffset / unitsPerEm }
    if (takesRoom) cluster.glyphs.unshift(placed)
    else cluster.glyphs.push(placed)
    cluster.em += xAdvance / unitsPerEm
    cluster.count += codePoints.length
    isOpen = !(takesRoom && turned)
  }
  return clusters
}

/** Each takes as many characters as were drawn in it; the last what is left. */
function withTexts(clusters: readonly Measured[], text: string): Cluster[] {
  const characters = Array.from(text)
  let at = 0
  return clusters.map(({ em, glyphs, count }, i) => {
    const own = characters.slice(at, i === clusters.length - 1 ? undefined : at + count)
    at += count
    return { text: own.join(''), em, glyphs }
  })
}

/** Asked thousands of times a letter, and never more answers than the font has characters. */
function remembered(answer: (codePoint: number) => number): (codePoint: number) => number {
  const known = new Map<number, number>()
  return (codePoint) => {
    let value = known.get(codePoint)
    if (value === undefined) {
      value = answer(codePoint)
      known.set(codePoint, value)
    }
    return value
  }
}

function cffSubset(font: Opened, glyphs: readonly number[]): Uint8Array {
  const subset = font.createSubset()
  subset.glyphs = [...glyphs]
  return subset.encode()
}

const FIXED_PITCH = 1
const SERIF = 2
/** Not a font of Latin letters alone. */
const SYMBOLIC = 4
const SCRIPT = 8
const ITALIC = 64

function descriptorOf(font: Opened): Record<string, unknown> {
  const thousandths = (units: number) => (units * 1000) / font.unitsPerEm
  const family = ((font['OS/2'] as { sFamilyClass?: number } | undefined)?.sFamilyClass ?? 0) >> 8
  const { bbox } = font
  return {
    Flags:
      SYMBOLIC |
      (font.post.isFixedPitch ? FIXED_PITCH : 0) |
      (family >= 1 && family <= 7 ? SERIF : 0) |
      (family === 10 ? SCRIPT : 0) |
      (font.head.macStyle.italic ? ITALIC : 0),
    FontBBox: [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map(thousandths),
    ItalicAngle: font.italicAngle,
    Ascent: thousandths(font.ascent),
    Descent: thousandths(font.descent),
    CapHeight: thousandths(font.capHeight || font.ascent),
    XHeight: thousandths(font.xHeight || 0),
    StemV: 0,
  }
}
