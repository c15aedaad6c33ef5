/** Names in place of what is not shown, what a screen reader hears, pictures made again; and what cannot be redacted is refused by name. */
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib'
import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { converted, redacted, sizesOf } from '../../src/redacting/apart.ts'
import { intoPdf } from '../../src/redacting/into-pdf.ts'
import { type Made, madeAnew } from '../../src/redacting/make.ts'
import type { Mark } from '../../src/redacting/mark.ts'
import { verified } from '../../src/redacting/verify.ts'
import { program } from '../support/programs.ts'
import { KEPT, line, pdfOf, SECRET } from './built.ts'

const source = pdfOf(() => ({
  content: `BT /F 12 Tf 40 200 Td (No. ${SECRET} end) Tj ET BT /F 12 Tf 40 240 Td (Kept) Tj ET`,
}))
const MARK: Mark = { page: 1, box: { x0: 60, y0: 88, x1: 185, y1: 104 }, ground: 'privacy' }
const failing = async (one: Made) =>
  (await verified(one)).checks.filter(({ result }) => result === 'failed').map(({ name }) => name)

test('names stand instead, the same in the words of the file', async () => {
  program('pdftoppm')
  const named = await madeAnew(source, [{ ...MARK, instead: '甲' }])
  expect(await failing(named)).toEqual([])
})

test('a screen reader hears of each mark where it stands, and why', async () => {
  program('pdftoppm')
  const file = pdfOf(() => ({ content: `${line(KEPT, 40, 240)}${line(`No. ${SECRET} end`)}${line('Below', 40, 160)}` }))
  const { bytes } = await madeAnew(file, [MARK])
  const doc = await PDFDocument.load(bytes)
  const { catalog, context } = doc
  const tree = context.lookup(catalog.get(PDFName.of('StructTreeRoot')), PDFDict)
  const whole = context.lookup(tree.get(PDFName.of('K')), PDFDict)
  const heard = context
    .lookup(whole.get(PDFName.of('K')), PDFArray)
    .asArray()
    .map((one) => context.lookup(one, PDFDict))
    .map((tag) => {
      const alt = tag.get(PDFName.of('Alt'))
      return [String(tag.get(PDFName.of('S'))), alt instanceof PDFHexString ? alt.decodeText() : '']
    })
  const says = '已依法遮盖（个人隐私，条例第十五条）'
  expect(heard).toEqual([
    ['/P', ''],
    ['/P', ''],
    ['/Figure', says],
    ['/P', ''],
    ['/P', ''],
  ])
  expect([String(catalog.get(PDFName.of('Lang'))), String(catalog.get(PDFName.of('MarkInfo')))]).toEqual([
    expect.any(String),
    expect.stringContaining('/Marked true'),
  ])
})

test('a picture is made again without what it carries, and in the position in which it is seen', async () => {
  program('pdftoppm')
  const canvas = createCanvas(400, 200)
  canvas.getContext('2d').fillRect(0, 0, 400, 200)
  const jpeg = canvas.toBuffer('image/jpeg')
  // Exif with a maker, turned by a quarter.
  const exif = Buffer.from(
    '457869660000 49492a0008000000 0200 0f01 0200 09000000 26000000 1201 0300 01000000 06000000 00000000 53454352455443414d00'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  )
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(exif.length + 2, 2)
  const pdf = await converted(Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]), 'image/jpeg')
  expect(pdf.includes('SECRETCAM')).toBe(false)
  const [size] = await sizesOf(pdf)
  expect(size!.height).toBeGreaterThan(size!.width)
  const { verdict, bytes } = await redacted(
    pdf,
    1,
    [{ page: 1, box: { x0: 10, y0: 10, x1: 60, y1: 60 }, ground: 'privacy' }],
    undefined,
  )
  expect([verdict.passed, bytes.includes('Exif')]).toEqual([true, false])
})

test('what cannot be redacted is refused by name', async () => {
  const why = (content: Buffer, type: string) =>
    converted(content, type).then(
      () => 'none',
      ({ why }) => why,
    )
  expect(await why(Buffer.from('x'), 'image/tiff')).toBe('kind')
  expect(await why(Buffer.from('x'), 'image/png')).toBe('unreadable')
  const bomb = Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    Buffer.from('0000ffff0000ffff08060000000000000000', 'hex'),
  ])
  expect(await why(bomb, 'image/png')).toBe('unreadable')
  await expect(intoPdf(Buffer.from('x'), 'text/plain', 'no-such-office')).rejects.toMatchObject({ why: 'libreoffice' })
  await expect(sizesOf(Buffer.from('no file at all'))).rejects.toMatchObject({ why: 'unreadable' })
  const locked = await PDFDocument.load(source)
  locked.encrypt({ userPassword: 'open', ownerPassword: 'owner' })
  await expect(sizesOf(await locked.save())).rejects.toMatchObject({ why: 'locked' })
  await expect(sizesOf(Buffer.concat([source.subarray(0, 200), Buffer.alloc(500)]))).rejects.toMatchObject({
    why: 'unreadable',
  })
})
