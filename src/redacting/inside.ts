/** What a made file holds besides pictures and words: nothing, or its proof fails. Read by another program than the one that made it where it can be. */
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFStream,
} from '@cantoo/pdf-lib'
import { EMPTY_FONT, glyphless } from './glyphless.ts'
import { paintedIn } from './inside-pages.ts'

export type Inside = {
  /** Keys that stand somewhere and have no place in it. */
  foreign: string[]
  /** A second edition lies behind the first, or bytes behind its end. */
  isOneEdition: boolean
  /** Fonts other than the empty one. */
  fonts: number
  /** Pages, from 1, on which something is painted besides one picture and words that nobody sees. */
  painted: number[]
  /** Pages whose picture carries something besides its pixels; 0 for one that no page shows. */
  pictures: number[]
  /** Pages whose picture is a JPEG: it blurs. */
  blurred: number[]
  /** Every stream but pictures, unpacked, and the file without its streams, as bytes one to one. */
  text: string
}

/** Keys of what it may hold, at whatever depth: anything else is foreign. */
const KNOWN = new Set(
  [
    'Type Subtype Pages Kids Count Parent MediaBox Contents Resources StructParents Tabs',
    'StructTreeRoot MarkInfo Marked Lang K S P Pg Alt ParentTree ParentTreeNextKey Nums A O Placement BBox',
    'Font F XObject Width Height BitsPerComponent ColorSpace Filter Length Length1',
    'BaseFont Encoding DescendantFonts ToUnicode DW CIDSystemInfo Registry Ordering Supplement',
    'FontDescriptor CIDToGIDMap FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight StemV FontFile2',
  ].flatMap((line) => line.split(' ')),
)

/** @throws where it cannot be read */
export async function inside(pdf: Buffer): Promise<Inside> {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false })
  const foreign = new Set<string>()
  const { trailerInfo } = doc.context
  if (trailerInfo.Info) foreign.add('Info')
  if (trailerInfo.Encrypt) foreign.add('Encrypt')
  let [text, fonts] = ['', 0]
  const empty = glyphless()
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    for (const key of keysIn(object)) if (!KNOWN.has(key)) foreign.add(key)
    if (object instanceof PDFDict && object.get(PDFName.of('FontFile2'))) {
      const file = doc.context.lookup(object.get(PDFName.of('FontFile2')))
      const isEmpty = file instanceof PDFRawStream && empty.equals(decodePDFRawStream(file).decode())
      if (!isEmpty) fonts++
    }
    if (object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('Font'))
      if (object.get(PDFName.of('BaseFont')) !== PDFName.of(EMPTY_FONT)) fonts++
    const isPicture = object instanceof PDFStream && object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image')
    if (object instanceof PDFRawStream && !isPicture)
      text += `${Buffer.from(decodePDFRawStream(object).decode()).toString('latin1')}\n`
    else if (!(object instanceof PDFStream)) text += `${object.toString()}\n`
  }
  const isOneEdition = timesIn(pdf, '%%EOF') === 1 && timesIn(pdf, 'startxref') === 1 && tailOf(pdf).endsWith('%%EOF')
  return { foreign: [...foreign], isOneEdition, fonts, ...(await paintedIn(doc)), text }
}

const tailOf = (pdf: Buffer): string => pdf.toString('latin1', Math.max(0, pdf.length - 64)).trimEnd()

/** In the bytes as they lie: as a string the file would stand in memory a second time. */
function timesIn(pdf: Buffer, word: string): number {
  let n = 0
  for (let at = pdf.indexOf(word); at >= 0; at = pdf.indexOf(word, at + word.length)) n++
  return n
}

function keysIn(object: PDFObject): string[] {
  if (object instanceof PDFStream) return keysIn(object.dict)
  if (object instanceof PDFArray) return object.asArray().flatMap(keysIn)
  if (!(object instanceof PDFDict)) return []
  return object.entries().flatMap(([key, value]) => {
    // The names of pictures and fonts are this house's own, and stand for what they are.
    return [key.decodeText(), ...keysIn(value)]
  })
}

/** Does a word stand in there, in whatever way PDFs write words: as it is, in two bytes each, as hexadecimal digits? */
export function writtenIn(text: string): (word: string) => boolean {
  const upper = text.toUpperCase()
  return (word) => {
    const wide = Buffer.from(word, 'utf16le').swap16()
    return [Buffer.from(word, 'utf8'), wide].some(
      (way) =>
        text.includes(way.toString('latin1')) || (way.length >= 6 && upper.includes(way.toString('hex').toUpperCase())),
    )
  }
}
