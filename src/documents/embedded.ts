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
  /** The object that pages refer to. */
  ref(): Reference
  /** Called by pdfkit at the end of the document. */
  finalize(): void
}

type Reference = { data: Record<string, unknown>; end(content?: string | Uint8Array): void }

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
  const codes = new Map<number, number>()
  return {
    face,
    id: `F${count}`,
    ref: () => dictionary,
    codeOf(codePoint) {
      let code = codes.get(codePoint)
      if (code === undefined) {
        code = codes.size + 1 // 0 is the box for what is missing
        codes.set(codePoint, code)
      }
      return code
    },
    finalize() {
      const characters = [...codes.keys()]
      const name = `YSQGK${String.fromCharCode(64 + count)}+${face.name.replaceAll(' ', '_')}`
      const isCff = face.outlines === 'CFF'

      const file = doc.ref(isCff ? { Subtype: 'CIDFontType0C' } : {})
      file.end(face.subset([0, ...characters.map(face.glyph)]))
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
        W: [1, characters.map((codePoint) => face.em(codePoint) * 1000)],
        ...(isCff ? {} : { CIDToGIDMap: 'Identity' }),
      })
      descendant.end()
      const unicode = doc.ref()
      unicode.end(toUnicode(characters))
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
function toUnicode(characters: readonly number[]): string {
  const texts = ['<0000>', ...characters.map((codePoint) => `<${utf16(codePoint)}>`)]
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

function utf16(codePoint: number): string {
  const units = String.fromCodePoint(codePoint)
  return Array.from({ length: units.length }, (_, i) => hex(units.charCodeAt(i))).join('')
}
