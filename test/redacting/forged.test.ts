/** A made file that is spoiled in one way at a time: the proof fails, and by the name of what is wrong with it. */
import { deflateSync, inflateSync } from 'node:zlib'
import {
  type PDFContext,
  type PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { createCanvas } from '@napi-rs/canvas'
import { beforeAll, expect, test } from 'vitest'
import { type Made, madeAnew } from '../../src/redacting/make.ts'
import type { Mark } from '../../src/redacting/mark.ts'
import { type CheckName, sharesPiece, verified } from '../../src/redacting/verify.ts'
import { program } from '../support/programs.ts'
import { KEPT, line, pdfOf, SECRET, stream } from './built.ts'

const LINES = `${line(KEPT, 40, 240)}${line(`No. ${SECRET} end`)}`
const source = pdfOf(() => ({ content: LINES }))
const MARK: Mark = { page: 1, box: { x0: 60, y0: 88, x1: 185, y1: 104 }, ground: 'privacy' }
let [made, unburnt]: [Made | undefined, Made | undefined] = [undefined, undefined]
beforeAll(async () => {
  program('pdftoppm')
  made = await madeAnew(source, [MARK])
  unburnt = await madeAnew(source, [])
})
const failing = async (one: Made) =>
  (await verified(one)).checks.filter(({ result }) => result === 'failed').map(({ name }) => name)

type Change = (doc: PDFDocument, page: PDFDict, context: PDFContext) => unknown
async function spoiled(change: Change): Promise<Buffer> {
  const doc = await PDFDocument.load(made!.bytes, { updateMetadata: false })
  await change(doc, doc.getPage(0).node, doc.context)
  return Buffer.from(await doc.save({ useObjectStreams: false, updateFieldAppearances: false }))
}
const key = (name: string) => PDFName.of(name)
const pictureIn = (doc: PDFDocument): { ref: PDFRef; picture: PDFRawStream } => {
  const [ref, picture] = doc.context
    .enumerateIndirectObjects()
    .find(([, one]) => one instanceof PDFRawStream && one.dict.get(key('Subtype')) === key('Image'))!
  return { ref, picture: picture as PDFRawStream }
}
/** The picture as it would be without the mark, its pixels and colours changed: put in place of the one that was made. */
async function repainted(change: (pixels: Buffer, inMark: (i: number) => boolean, colours: string[]) => void) {
  const { picture } = pictureIn(await PDFDocument.load(unburnt!.bytes))
  const width = Number(String(picture.dict.get(key('Width'))))
  const scale = width / 420
  const { x0, y0, x1, y1 } = made!.marks[0]!.box
  const inMark = (i: number) => {
    const [x, y] = [(i % width) / scale, Math.floor(i / width) / scale]
    return x > x0 - 1 && x < x1 + 1 && y > y0 - 1 && y < y1 + 1
  }
  const colours = /<([\da-f]+)>/.exec(String(picture.dict.get(key('ColorSpace'))))![1]!.match(/.{6}/g)! as string[]
  const pixels = inflateSync(picture.getContents())
  change(pixels, inMark, colours)
  return spoiled((doc, _, context) => {
    const { ref, picture: old } = pictureIn(doc)
    const space = ['Indexed', 'DeviceRGB', colours.length - 1, PDFHexString.of(colours.join(''))]
    old.dict.set(key('ColorSpace'), context.obj(space))
    context.assign(ref, PDFRawStream.of(old.dict, deflateSync(pixels)))
  })
}
const drawnOver = (more: string): Promise<Buffer> =>
  spoiled((_, page, context) => {
    const content = context.lookup(page.get(key('Contents'))) as PDFRawStream
    page.set(key('Contents'), context.register(context.flateStream(`${inflateSync(content.getContents())}${more}`)))
  })
const asPhotograph = (jpeg: Buffer): Promise<Buffer> =>
  spoiled((doc, _, context) => {
    const all = { Type: 'XObject', Subtype: 'Image', Width: 840, Height: 600, BitsPerComponent: 8 }
    const photograph = context.stream(jpeg, { ...all, ColorSpace: 'DeviceRGB', Filter: 'DCTDecode' })
    context.assign(pictureIn(doc).ref, photograph)
  })
const noted = (jpeg: Buffer) =>
  Buffer.concat([jpeg.subarray(0, 2), Buffer.from('fffe0014', 'hex'), Buffer.from(SECRET), jpeg.subarray(2)])

const FORGERIES: readonly [name: string, by: CheckName, () => Buffer | Promise<Buffer>][] = [
  ['live words under a black box', 'poppler', () => pdfOf(() => ({ content: `${LINES}0 g 60 192 130 20 re f` }))],
  ['live words under a black box', 'pdfjs', () => pdfOf(() => ({ content: `${LINES}0 g 60 192 130 20 re f` }))],
  ['a box over pixels that still stand', 'pages', () => drawnOver('q 0 g 60 192 130 20 re f Q\n')],
  ['pixels that still stand', 'pixels', () => repainted(() => {})],
  [
    'pixels that shine through',
    'pixels',
    () =>
      repainted((pixels, inMark, colours) => {
        const dark = colours.length
        colours.push('1a1a1a', '000000')
        pixels.forEach((was, i) => {
          if (inMark(i)) pixels[i] = colours[was] === 'ffffff' ? dark : dark + 1
        })
      }),
  ],
  [
    'pixels that are told apart by two kinds of black',
    'pictures',
    () =>
      repainted((pixels, inMark, colours) => {
        const black = colours.length
        colours.push('000000', '000000')
        pixels.forEach((was, i) => {
          if (inMark(i)) pixels[i] = black + (colours[was] === 'ffffff' ? 1 : 0)
        })
      }),
  ],
  [
    'bytes behind the pixels',
    'pictures',
    () =>
      spoiled((doc, _, context) => {
        const { ref, picture } = pictureIn(doc)
        context.assign(ref, PDFRawStream.of(picture.dict, Buffer.concat([picture.getContents(), Buffer.from(SECRET)])))
      }),
  ],
  [
    'a picture that no page shows',
    'pictures',
    () => spoiled((doc, _, context) => context.register(pictureIn(doc).picture.clone())),
  ],
  ['a note in a photograph', 'pictures', () => asPhotograph(noted(createCanvas(840, 600).toBuffer('image/jpeg', 80)))],
  ['a picture larger than its page', 'pages', () => drawnOver('q 840 0 0 600 0 -300 cm /P Do Q\n')],
  [
    'a page that is cut',
    'objects',
    () => spoiled((_, page, context) => page.set(key('CropBox'), context.obj([0, 0, 420, 250]))),
  ],
  [
    'a note on the page',
    'objects',
    () =>
      spoiled((_, page, context) =>
        page.set(key('Annots'), context.obj([{ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9] }])),
      ),
  ],
  [
    'a thumbnail',
    'objects',
    () =>
      spoiled((_, page, context) =>
        page.set(key('Thumb'), context.register(context.stream('aaa', { Width: 1, Height: 1 }))),
      ),
  ],
  ['an author', 'objects', () => spoiled((doc) => doc.setAuthor('Li Si'))],
  [
    'metadata',
    'objects',
    () =>
      spoiled((doc, _, context) =>
        doc.catalog.set(key('Metadata'), context.register(context.stream('<x/>', { Type: 'Metadata' }))),
      ),
  ],
  ['a script', 'objects', () => spoiled((doc) => doc.addJavaScript('a', 'app.alert(1)'))],
  ['an attachment', 'objects', () => spoiled((doc) => doc.attach(Buffer.from('x'), 'a.txt'))],
  ['an attachment with the words', 'streams', () => spoiled((doc) => doc.attach(Buffer.from(SECRET), 'a.txt'))],
  ['a field', 'objects', () => spoiled((doc) => doc.getForm().createTextField('a').addToPage(doc.getPage(0)))],
  [
    'an outline with the words',
    'streams',
    () =>
      spoiled((doc, _, context) =>
        doc.catalog.set(key('Outlines'), context.obj({ Title: PDFHexString.fromText(SECRET) })),
      ),
  ],
  ['an earlier edition', 'editions', () => Buffer.concat([source, made!.bytes])],
  ['another edition behind it', 'editions', () => Buffer.concat([made!.bytes, Buffer.from('startxref\n0\n%%EOF\n')])],
  [
    'a font that draws',
    'fonts',
    () =>
      spoiled(async (doc) => doc.getPage(0).drawText('end', { font: await doc.embedFont('Helvetica'), x: 1, y: 1 })),
  ],
  [
    'a font that names characters of the words',
    'fonts',
    () =>
      spoiled((doc, _, context) => {
        for (const [ref, one] of doc.context.enumerateIndirectObjects()) {
          const text =
            one instanceof PDFRawStream && String(one.dict.get(key('Filter'))) === '/FlateDecode'
              ? inflateSync(one.getContents()).toString('latin1')
              : ''
          if (text.includes('beginbfrange'))
            context.assign(ref, context.flateStream(text.replace(/\[(?=<)/, '[<0039> ')))
        }
      }),
  ],
]

test.each(FORGERIES)('%s: %s', async (_, by, forge) => {
  expect(await failing({ ...made!, bytes: await forge() })).toContain(by)
})

test('what was made passes, and says what it took away', async () => {
  expect(made!.removed).toEqual([SECRET])
  expect(await failing(made!)).toEqual([])
})

test('words that an eye reads beside a mark and the file does not say are found', async () => {
  program('tesseract')
  const file = pdfOf((number) => {
    const dict = '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 20]/XStep 200/YStep 20'
    const tile = number(stream(line(SECRET, 2, 5), `${dict}/Matrix[1 0 0 1 60 176]/Resources<</Font<</F 4 0 R>>>>`))
    return { content: `${LINES}/Pattern cs /T scn 60 176 200 18 re f`, resources: `/Pattern<</T ${tile} 0 R>>` }
  })
  const { checks } = await verified(await madeAnew(file, [MARK]))
  const eye = checks.find(({ name }) => name === 'ocr')!
  expect(eye).toMatchObject({ result: 'failed', pages: [1] })
  expect(sharesPiece(SECRET, 'No. 110105 end', '')).toBe(true)
  expect(sharesPiece(SECRET, 'No. 110105 end', '110105 end')).toBe(false)
  expect(sharesPiece('张三', '申请人张', '')).toBe(false)
})
