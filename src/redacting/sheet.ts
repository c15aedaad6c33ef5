/**
 * The file that is made: each page its picture, the kept words unseen under it, a tag with words for each mark. Nothing of the
 * file that came goes over but pixels and characters: no fonts, no forms, no layers, no annotations, no names, no scripts. A mark is
 * black in the picture and painted nowhere else: what a page shows of it proves its pixels.
 */
import { type PDFDict, PDFDocument, PDFHexString, PDFName, type PDFPage, type PDFRef, PDFString } from '@cantoo/pdf-lib'
import { toUnicode } from '../documents/index.ts'
import { type Box, heightOf, widthOf } from './box.ts'
import { ADVANCE, EMPTY_FONT, glyphless } from './glyphless.ts'
import type { Reading, Stretch } from './kept-text.ts'
import { markSays } from './mark.ts'
import type { PackedPixels } from './shades.ts'

export type Sheets = {
  add(page: { width: number; height: number; picture: PackedPixels; reading: readonly Reading[] }): void
  /** Ends it. */
  bytes(): Promise<Buffer>
}

/** As the readings stand in the picture: 0.22 of 1.1 heights lie below the line. */
const BELOW = 0.2

export async function openSheets(): Promise<Sheets> {
  const doc = await PDFDocument.create({ updateMetadata: false })
  const { context } = doc
  const name = (of: string) => PDFName.of(of)
  const codes = new Map<string, number>()
  const code = (character: string) => {
    const known = codes.get(character) ?? codes.size + 1
    codes.set(character, known)
    return known.toString(16).padStart(4, '0')
  }
  const [font, tree, whole] = [context.nextRef(), context.nextRef(), context.nextRef()]
  const parents: (number | PDFRef)[] = []
  const children: PDFRef[] = []

  const shown = ({ text, box }: Stretch, height: number): string => {
    const characters = [...text]
    const size = heightOf(box)
    const wide = (100 * widthOf(box)) / ((characters.length * size * ADVANCE) / 1000)
    const place = `${fixed(box.x0)} ${fixed(height - box.y1 + BELOW * size)}`
    return `BT 3 Tr /F ${fixed(size)} Tf ${fixed(wide)} Tz 1 0 0 1 ${place} Tm <${characters.map(code).join('')}> Tj ET`
  }

  return {
    add({ width, height, picture, reading }) {
      const page = doc.addPage([width, height])
      const tags: PDFRef[] = []
      const tag = (type: string, drawn: string, more: Record<string, PDFHexString | PDFDict> = {}) => {
        const element = context.obj({ Type: 'StructElem', S: type, P: whole, Pg: page.ref, K: tags.length, ...more })
        tags.push(context.register(element))
        return `/${type} <</MCID ${tags.length - 1}>> BDC\n${drawn}\nEMC\n`
      }
      let content = `/Artifact BMC\nq ${fixed(width)} 0 0 ${fixed(height)} 0 0 cm /P Do Q\nEMC\n`
      for (const part of reading)
        if ('line' in part) content += tag('P', part.line.map((one) => shown(one, height)).join('\n'))
        else {
          const { mark } = part
          const says = PDFHexString.fromText(markSays(mark))
          content += mark.instead
            ? tag('Span', shown({ text: mark.instead, box: mark.box }, height), { Alt: says })
            : tag('Figure', `${rectangle(mark.box, height)} re n`, { Alt: says, A: placeOf(mark.box, height) })
        }
      setUp(page, content, tags)
      const image = imageOf(picture)
      const resources = context.obj({ Font: { F: font }, XObject: { P: context.register(image) } })
      page.node.set(name('Resources'), resources)
    },
    async bytes() {
      const file = context.register(context.flateStream(glyphless(), { Length1: glyphless().length }))
      const characters = [...codes.keys()]
      const descriptor = context.obj({
        ...{ Type: 'FontDescriptor', FontName: EMPTY_FONT, Flags: 4, FontBBox: [0, 0, ADVANCE, 1000] },
        ...{ ItalicAngle: 0, Ascent: 800, Descent: -200, CapHeight: 800, StemV: 80, FontFile2: file },
      })
      const descendant = context.obj({
        ...{ Type: 'Font', Subtype: 'CIDFontType2', BaseFont: EMPTY_FONT, DW: ADVANCE },
        CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
        FontDescriptor: context.register(descriptor),
        // Every character is the one empty glyph.
        CIDToGIDMap: context.register(context.flateStream(Buffer.alloc(2 * (characters.length + 1)))),
      })
      context.assign(
        font,
        context.obj({
          ...{ Type: 'Font', Subtype: 'Type0', BaseFont: EMPTY_FONT, Encoding: 'Identity-H' },
          DescendantFonts: [context.register(descendant)],
          ToUnicode: context.register(context.flateStream(toUnicode(characters))),
        }),
      )
      context.assign(whole, context.obj({ Type: 'StructElem', S: 'Document', P: tree, K: children }))
      const numbers = context.register(context.obj({ Nums: parents }))
      context.assign(
        tree,
        context.obj({ Type: 'StructTreeRoot', K: whole, ParentTree: numbers, ParentTreeNextKey: parents.length / 2 }),
      )
      doc.catalog.set(name('StructTreeRoot'), tree)
      doc.catalog.set(name('MarkInfo'), context.obj({ Marked: true }))
      doc.catalog.set(name('Lang'), PDFHexString.fromText('zh-CN'))
      const saved = await doc.save({ useObjectStreams: false, updateFieldAppearances: false, addDefaultPage: false })
      return Buffer.from(saved.buffer, saved.byteOffset, saved.byteLength)
    },
  }

  /** Where a figure stands, for readers that ask its tag. */
  function placeOf({ x0, y0, x1, y1 }: Box, height: number): PDFDict {
    const sides = [x0, height - y1, x1, height - y0].map((side) => Number(fixed(side)))
    return context.obj({ O: 'Layout', Placement: 'Block', BBox: sides })
  }

  function setUp(page: PDFPage, content: string, tags: PDFRef[]): void {
    page.node.set(name('Contents'), context.register(context.flateStream(content)))
    page.node.set(name('StructParents'), context.obj(parents.length / 2))
    page.node.set(name('Tabs'), name('S'))
    parents.push(parents.length / 2, context.register(context.obj(tags)))
    children.push(...tags)
  }

  function imageOf({ bytes, width, height, palette }: PackedPixels) {
    const all = { Type: 'XObject', Subtype: 'Image', Width: width, Height: height, BitsPerComponent: 8 }
    if (!palette) return context.stream(bytes, { ...all, ColorSpace: 'DeviceRGB', Filter: 'DCTDecode' })
    const colours = context.obj([
      'Indexed',
      'DeviceRGB',
      palette.length / 3 - 1,
      PDFHexString.of(palette.toString('hex')),
    ])
    return context.stream(bytes, { ...all, ColorSpace: colours, Filter: 'FlateDecode' })
  }
}

const fixed = (value: number): string => String(Math.round(value * 1000) / 1000)
const rectangle = ({ x0, y0, x1, y1 }: Box, height: number): string =>
  [x0, height - y1, x1 - x0, y1 - y0].map(fixed).join(' ')

/** A PDF of one page, which is this picture; the longer side is that of A4. */
export async function pageOfPicture(jpeg: Buffer, width: number, height: number): Promise<Buffer> {
  const doc = await PDFDocument.create({ updateMetadata: false })
  const scale = A4 / Math.max(width, height)
  const page = doc.addPage([width * scale, height * scale])
  const picture = await doc.embedJpg(jpeg)
  page.drawImage(picture, { x: 0, y: 0, width: width * scale, height: height * scale })
  return Buffer.from(await doc.save({ useObjectStreams: false, addDefaultPage: false }))
}
const A4 = 841.89
