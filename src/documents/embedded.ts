/**
 * A face inside one document: each character that it draws has a code of its own there, and at the end the glyphs of
 * those characters are embedded under their codes. Codes follow the order of use, so the same letter has the same bytes;
 * two characters that share a glyph keep two codes, so what is copied out of the file is what was written.
 */
import type { Face } from './face.ts'

export type Embedded = {
  face: Face
  /** Under this name a page knows the font. */
  id: string
  codeOf(codePoint: number): number
  /** Of a glyph that a script shaped out of these characters. */
  codeOfGlyph(glyph: number, text: string): number
  /** The object that pages refer to. */
  ref(): Reference
  /** Called by pdfkit at the end of the document. */
  finalize(): void
}

type Reference = { data: Record<string, unknown>; end(content?: string | Uint8Array): void }

type Drawn = { glyph: number; em: number; text: string }

/** pdfkit's own, which its types leave out. */
type Inner = {
  ref(data?: Record<string, unknown>): Reference
  _fontFamilies: Record<string, Embedded>
}

export function embedded(doc: PDFKit.PDFDocument, face: Face): Embedded {
  const { _fontFamilies: faces } = doc as unknown as Inner
  // Not by its name: the agency's file may be another edition of a font that serves beside it.
  for (const id in faces) if (faces[id]!.face === face) return faces[id]!
  const made = embed(doc as unknown as Inner, face, Object.keys(faces).length + 1)
  faces[made.id] = made
  return made
}

function embed(doc: Inner, face: Face, count: number): Embedded {
  const dictionary = doc.ref()
  const codes = new Map<number | string, number>()
  const drawn: Drawn[] = []
  const code = (key: number | string, glyph: () => Drawn) => {
    let known = codes.get(key)
    if (known === undefined) {
      known = drawn.push(glyph()) // 0 is the box for what is missing
      codes.set(key, known)
    }
    return known
  }
  return {
    face,
    id: `F${count}`,
    ref: () => dictionary,
    codeOf: (codePoint) =>
      code(codePoint, () => ({
        glyph: face.glyph(codePoint),
        em: face.em(codePoint),
        text: String.fromCodePoint(codePoint),
      })),
    codeOfGlyph: (glyph, text) => code(`${glyph} ${text}`, () => ({ glyph, em: face.emOfGlyph(glyph), text })),
    finalize() {
      const name = `YSQGK${String.fromCharCode(64 + count)}+${face.name.replaceAll(' ', '_')}`
      const isCff = face.outlines === 'CFF'

      const file = doc.ref(isCff ? { Subtype: 'CIDFontType0C' } : {})
      file.end(face.subset([0, ...drawn.map(({ glyph }) => glyph)]))
      const descriptor = doc.ref({
        Type: 'FontDescriptor',
        FontName: name,
        ...face.descriptor,
        [isCff ? 'FontFile3' : 'FontFile2']: file,
      })
      descriptor.end()
      const descendant = doc.ref({
        Type: 'Font',
        Subtype: isCff ? 'CIDFontType0' : 'CIDFontType2',
        BaseFont: name,
        CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
        FontDescriptor: descriptor,
        W: [1, drawn.map(({ em }) => em * 1000)],
        ...(isCff ? {} : { CIDToGIDMap: 'Identity' }),
      })
      descendant.end()
      const unicode = doc.ref()
      unicode.end(toUnicode(drawn.map(({ text }) => text)))
      dictionary.data = {
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: name,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: unicode,
      }
      dictionary.end()
    },
  }
}

export const hex = (code: number) => code.toString(16).padStart(4, '0')

/** What to copy and to read aloud for each code, from 1. A range may not run over a change of the first byte. */
export function toUnicode(written: readonly string[]): string {
  const texts = ['<0000>', ...written.map((text) => `<${utf16(text)}>`)]
  const ranges = Array.from({ length: Math.ceil(texts.length / 256) }, (_, i) => {
    const range = texts.slice(i * 256, (i + 1) * 256)
    return `<${hex(i * 256)}> <${hex(i * 256 + range.length - 1)}> [${range.join(' ')}]`
  })
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <<
  /Registry (Adobe)
  /Ordering (UCS)
  /Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
${ranges.length} beginbfrange
${ranges.join('\n')}
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
}

function utf16(units: string): string {
  return Array.from({ length: units.length }, (_, i) => hex(units.charCodeAt(i))).join('')
}
