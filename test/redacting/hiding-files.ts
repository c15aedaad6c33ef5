/** Files that keep the secret where no page shows it, or that somebody has redacted badly before. */
import { crc32 } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import { BASIC, KEPT, line, type Objects, pdfOf, SECRET, stream, text } from './built.ts'
import { HAND, type MadeFile, one } from './files.ts'
import { pictureOfWords, scanned } from './scans.ts'

const everyNote: Objects = (number) => {
  const says = `/Contents(${SECRET})/T(${SECRET})`
  const at = (x: number) => `/Rect[${x} 30 ${x + 14} 44]`
  const quads = '/QuadPoints[40 52 120 52 40 40 120 40]'
  const file = number(stream(`attached ${SECRET}`, '/Type/EmbeddedFile'))
  const popup = number(`<</Type/Annot/Subtype/Popup/Rect[300 20 400 80]/Contents(${SECRET})>>`)
  const kinds = [
    `/Subtype/Text${at(20)}/Popup ${popup} 0 R`,
    ...['Highlight', 'Underline', 'StrikeOut', 'Squiggly'].map(
      (kind) => `/Subtype/${kind}/Rect[40 40 120 52]${quads}/C[1 1 0]`,
    ),
    `/Subtype/Ink${at(60)}/InkList[[60 30 70 40]]`,
    `/Subtype/Stamp${at(80)}/Name/Draft`,
    `/Subtype/Caret${at(100)}`,
    `/Subtype/Line${at(120)}/L[120 30 134 44]`,
    `/Subtype/Square${at(140)}`,
    `/Subtype/Circle${at(160)}`,
    `/Subtype/Polygon${at(180)}/Vertices[180 30 190 40 194 30]`,
    `/Subtype/PolyLine${at(200)}/Vertices[200 30 210 40 214 30]`,
    `/Subtype/FileAttachment${at(220)}/FS<</Type/Filespec/F(${SECRET}.txt)/EF<</F ${file} 0 R>>>>`,
    `/Subtype/Link${at(240)}/A<</S/URI/URI(https://example.com/?id=${SECRET})>>`,
    `/Subtype/Redact/Rect[40 195 300 212]/OverlayText(${SECRET})/QuadPoints[40 212 300 212 40 195 300 195]`,
  ].map((one) => `${number(`<</Type/Annot${one}${says}/F 4>>`)} 0 R`)
  return { content: BASIC, page: `/Annots[${kinds.join(' ')} ${popup} 0 R]` }
}
/** A mark that somebody put on it in another program, drawn and never carried out. */
const markedBefore: Objects = (number) => {
  const drawn = number(stream('0 g 0 0 260 17 re f', '/Type/XObject/Subtype/Form/BBox[0 0 260 17]'))
  return {
    content: BASIC,
    page: `/Annots[${number(`<</Type/Annot/Subtype/Redact/Rect[40 195 300 212]/F 4/AP<</N ${drawn} 0 R>>>>`)} 0 R]`,
  }
}
const besideThePages: Objects = (number) => {
  const outline = number(`<</Title(${SECRET})/Parent 6 0 R/Dest(${SECRET})>>`)
  const outlines = number(`<</Type/Outlines/First ${outline} 0 R/Last ${outline} 0 R/Count 1>>`)
  const thumb = number(stream('aaaaaaaaaaaa', '/Width 2/Height 2/ColorSpace/DeviceRGB/BitsPerComponent 8'))
  return {
    content: BASIC,
    page: `/Thumb ${thumb} 0 R/PieceInfo<</App<</Private(${SECRET})/LastModified(D:2020)>>>>/AA<</O<</S/JavaScript/JS(${SECRET})>>>>`,
    catalog: `/Outlines ${outlines} 0 R/Names<</Dests<</Names[(${SECRET}) [3 0 R /Fit]]>>/JavaScript<</Names[(a)<</S/JavaScript/JS(${SECRET})>>]>>>>/PageLabels<</Nums[0<</P(${SECRET})>>]>>/URI<</Base(http://${SECRET}/)>>`,
  }
}
const xfa: Objects = (number) => {
  const form = number(stream(`<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><data>${SECRET}</data></xdp:xdp>`))
  return { content: BASIC, catalog: `/AcroForm<</Fields[]/XFA ${form} 0 R>>` }
}
/** Its value is drawn by whoever shows it. */
const withoutLook: Objects = (number) => {
  const field = number(
    `<</Type/Annot/Subtype/Widget/FT/Tx/T(number)/V(${SECRET})/DV(${SECRET})/Rect[40 190 240 210]/P 3 0 R/F 4/DA(/F 12 Tf 0 g)>>`,
  )
  return {
    content: line(KEPT, 40, 240),
    page: `/Annots[${field} 0 R]`,
    catalog: `/AcroForm<</NeedAppearances true/Fields[${field} 0 R]/DR<</Font<</F 4 0 R>>>>>>`,
  }
}
const box = (shade: number) => `q ${shade} g 30 195 300 16 re f Q `
const labelled: Objects = () => ({ content: `${BASIC}${box(0)}q 1 g ${line('Not shown by hand, see above', 42)} Q` })
const typedOver: Objects = () => ({ content: `${BASIC}${box(1)}${line('No. 000000000000000000 end')}` })
const underLayer: Objects = (number) => {
  const layer = number('<</Type/OCG/Name(Draft)>>')
  return {
    content: `${line(KEPT, 40, 240)}/OC /L BDC ${line(`No. ${SECRET} end`)}EMC ${line('No. 000000000000000000 end')}`,
    resources: `/Properties<</L ${layer} 0 R>>`,
    catalog: `/OCProperties<</OCGs[${layer} 0 R]/D<</OFF[${layer} 0 R]>>>>`,
  }
}
/** What lies over the words lets them through. */
const highlit: Objects = () => ({
  content: `${BASIC}q /G gs 1 1 0 rg 30 195 300 16 re f 30 235 300 16 re f Q`,
  resources: '/ExtGState<</G<</Type/ExtGState/BM/Multiply>>>>',
})
/** A picture that is larger than what is seen of it. */
const cutPicture: Objects = (number) => {
  const { content, resources } = scanned([])(number)
  return {
    content: `${line(KEPT, 40, 280)}q 40 225 300 40 re W n ${content.replace('q ', '')} Q`,
    ...(resources && { resources }),
  }
}
const inPattern: Objects = (number) => {
  const tile = number(
    stream(
      line(SECRET, 2, 5),
      '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 300 20]/XStep 300/YStep 20/Matrix[1 0 0 1 40 190]/Resources<</Font<</F 4 0 R>>>>',
    ),
  )
  return {
    content: `${line(KEPT, 40, 240)}/Pattern cs /T scn 40 190 300 20 re f`,
    resources: `/Pattern<</T ${tile} 0 R>>`,
  }
}

const again = async (change: (doc: PDFDocument) => unknown, options = {}) => {
  const doc = await PDFDocument.load(pdfOf(text))
  await change(doc)
  return Buffer.from(await doc.save(options))
}
const severalPages = () =>
  again(async (doc) => {
    const kept = await PDFDocument.load(pdfOf(() => ({ content: line('Another page', 40, 240) })))
    for (const at of [0, 2]) doc.insertPage(at, (await doc.copyPages(kept, [0]))[0]!)
  })

/** Exif with a maker, a place, a small picture, turned by a quarter. */
function photograph(): Buffer {
  const jpeg = pictureOfWords().toBuffer('image/jpeg', 90)
  const small = Buffer.concat([Buffer.from('ffd8fffe0014', 'hex'), Buffer.from(SECRET), Buffer.from('ffd9', 'hex')])
  const exif = Buffer.concat([
    Buffer.from(
      '457869660000 49492a0008000000 0200 0f01 0200 13000000 26000000 1201 0300 01000000 01000000 39000000'.replaceAll(
        ' ',
        '',
      ),
      'hex',
    ),
    Buffer.from(`${SECRET}\0`),
    small,
  ])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(exif.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2), Buffer.from(SECRET)])
}
function notedPng(): Buffer {
  const png = pictureOfWords().toBuffer('image/png')
  const note = Buffer.from(`tEXtComment\0${SECRET}`, 'latin1')
  const chunk = Buffer.alloc(note.length + 8)
  chunk.writeUInt32BE(note.length - 4, 0)
  note.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(note), note.length + 4)
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}
/** On a page of A4 across, a picture of 840 pixels has a point for each. */
const ON_PICTURE = { x0: 72, y0: 170, x1: 420, y1: 215 }
const picture = (name: string, type: string, content: () => Buffer): MadeFile => ({
  ...{ name, type, content, isMarked: true, box: ON_PICTURE, keeps: false },
})

export const HIDING: readonly MadeFile[] = [
  one('every kind of note', everyNote),
  one('marked before, in another program', markedBefore),
  one('outlines, names, labels, thumbnails', besideThePages),
  one('an XFA form', xfa),
  one('a form without a look', withoutLook),
  one('behind a box with a label', labelled, {}, { isMarked: false }),
  one('typed over', typedOver, {}, { isMarked: false }),
  one('a hidden layer under shown words', underLayer, {}, { isMarked: false }),
  one('highlit', highlit),
  one('a picture that is cut', cutPicture, {}, { isMarked: false }),
  one('in a pattern', inPattern, {}, { box: { x0: 38, y0: 88, x1: 342, y1: 112 } }),
  one(
    'a scan whose words stand beside their picture',
    scanned([
      [KEPT, 240],
      [SECRET, 218],
    ]),
    {},
    { box: HAND },
  ),
  one(
    'a scan that says it twice',
    scanned([
      [KEPT, 240],
      [SECRET, 200],
      [SECRET, 243],
    ]),
    {},
    { box: HAND },
  ),
  { name: 'objects in streams', content: () => again(() => {}, { useObjectStreams: true }), isMarked: true },
  {
    name: 'not to be printed',
    content: () => again((doc) => doc.encrypt({ userPassword: '', ownerPassword: 'owner' })),
    isMarked: true,
  },
  { name: 'three pages', content: severalPages, isMarked: true },
  picture('a photograph', 'image/jpeg', photograph),
  picture('a PNG with notes', 'image/png', notedPng),
]
