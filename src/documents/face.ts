/** One opened font, as pdfkit wants it and as the line breaker measures it. Opened once, shared by every letter. */
import * as fontkit from 'fontkit'

export type Face = {
  /** PostScript name: the key under which pdfkit knows the font. */
  name: string
  font: fontkit.Font
  /** Does the font draw this code point? pdfkit prints an empty box without a word when it does not. */
  has(codePoint: number): boolean
  /** Width of the character as a part of the em. */
  em(codePoint: number): number
  /** Left edge and width of its ink, as parts of the em. */
  ink(codePoint: number): { left: number; width: number }
}

export function openFace(file: Buffer, postscriptName?: string): Face {
  const font = fontkit.create(file, postscriptName) as fontkit.Font
  // pdfkit takes two fonts for the same one while these tables are unread.
  void [font.unitsPerEm, font.postscriptName, font.ascent]
  font.layout = plainLayout as unknown as fontkit.Font['layout']
  embedOutlinesUnread(font)
  const ems = new Map<number, number>()
  return {
    name: font.postscriptName,
    font,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    em(codePoint) {
      let em = ems.get(codePoint)
      if (em === undefined) {
        em = font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm
        ems.set(codePoint, em)
      }
      return em
    },
    ink(codePoint) {
      const { minX, maxX } = font.glyphForCodePoint(codePoint).cbox
      return { left: minX / font.unitsPerEm, width: (maxX - minX) / font.unitsPerEm }
    },
  }
}

/**
 * Replaces fontkit's shaping: one character, one glyph, its own width, and after each glyph as much extra room as
 * the line breaker said (pdfkit hands over its `features` untouched, so they carry that list, in font units).
 *
 * Fresh glyph records also keep the bytes of a letter independent of the letters before it: fontkit remembers the
 * first code point that ever led to a shared glyph, and pdfkit would write that one into the ToUnicode map.
 */
function plainLayout(this: fontkit.Font, text: string, extra: readonly number[] = []) {
  const glyphs = []
  const positions = []
  let width = 0
  for (const character of text) {
    const codePoint = character.codePointAt(0)!
    const { id, advanceWidth } = this.glyphForCodePoint(codePoint)
    const xAdvance = advanceWidth + (extra[glyphs.length] ?? 0)
    glyphs.push({ id, advanceWidth, codePoints: [codePoint] })
    positions.push({ xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 })
    width += xAdvance
  }
  return { glyphs, positions, advanceWidth: width }
}

/**
 * fontkit reads every point of every outline only to learn whether the glyph is made of others; the bytes are then
 * copied as they are. Leaving the points unread takes a quarter off the time of a letter.
 */
function embedOutlinesUnread(font: fontkit.Font) {
  const getGlyph = font.getGlyph.bind(font)
  font.getGlyph = (...args) => {
    const glyph = getGlyph(...args) as fontkit.Glyph & { _decodeSimple?: () => void }
    glyph._decodeSimple = unread
    return glyph
  }
}

const unread = () => {}
