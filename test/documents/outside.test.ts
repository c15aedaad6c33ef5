/** What others made becomes pictures, or is refused by name: never a hang, never a process that eats the machine. */
import { execFileSync } from 'node:child_process'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  bindVolume,
  isSoundJpeg,
  pagesInPdf,
  pictureOfPage,
  programsLacking,
  type VolumeBlock,
} from '../../src/documents/index.ts'
import { printablePicture, sizeOf } from '../../src/documents/printed-picture.ts'
import { openBinder } from '../../src/documents/volume-apart.ts'
import { jpeg, withExif } from '../leaving/files.ts'
import { program } from '../support/programs.ts'
import { bombPdf, circle, endless, hugePage, manyPages, onItsSide, plainPdf, png } from './hostile.ts'
import { asFile, fonts, letterOf, look } from './samples.ts'

const why = (work: Promise<unknown>) =>
  work.then(
    () => 'a picture',
    ({ why }) => why,
  )

describe('pages of PDFs', () => {
  test('each as a JPEG of a size that a page needs', async () => {
    program('pdftoppm')
    const pdf = plainPdf(3)
    expect(await pagesInPdf(pdf)).toBe(3)
    const picture = await pictureOfPage(pdf, 3)
    expect(sizeOf(picture)).toEqual({ width: 1414, height: 2000 })
    expect((await pictureOfPage(pdf, 3)).equals(picture)).toBe(true)
    expect(await why(pictureOfPage(pdf, 4))).toBe('unreadable')
  })

  test('a page of seventy metres is no larger than another', async () => {
    program('pdftoppm')
    expect(sizeOf(await pictureOfPage(hugePage(), 1))).toEqual({ width: 2000, height: 2000 })
  })

  test('what would draw for years is ended', async () => {
    program('pdftoppm')
    const begun = process.cpuUsage()
    expect(await why(pictureOfPage(endless(), 1, 1))).toBe('slow')
    expect(process.cpuUsage(begun).user).toBeLessThan(10_000_000)
  })

  test('what calls itself, lies about its pages, unfolds without end or is no PDF ends by itself', async () => {
    program('pdftoppm')
    expect(['a picture', 'unreadable']).toContain(await why(pictureOfPage(circle(), 1)))
    expect(['a picture', 'unreadable', 'slow']).toContain(await why(pictureOfPage(bombPdf(), 1, 3)))
    expect(await pagesInPdf(manyPages()).catch(({ why }) => why)).toSatisfy(
      (said) => said === 'unreadable' || said > 300,
    )
    for (const nothing of [Buffer.alloc(0), Buffer.from('no PDF'), plainPdf().subarray(0, 60), Buffer.alloc(5_000_000)])
      expect(await why(pagesInPdf(nothing))).toBe('unreadable')
  })

  test('one that opens with a password says so', async () => {
    const [plain, locked] = [asFile(plainPdf()), asFile(Buffer.alloc(0))]
    execFileSync(program('qpdf'), ['--encrypt', 'secret', 'owner', '256', '--', plain, locked])
    const { readFileSync } = await import('node:fs')
    expect(await why(pagesInPdf(readFileSync(locked)))).toBe('locked')
  })

  test('without the programs it says that they are not there', async () => {
    const { PATH } = process.env
    process.env.PATH = '/nowhere'
    try {
      expect(await why(pagesInPdf(plainPdf()))).toBe('absent')
      expect(await programsLacking()).toEqual(['pdftoppm', 'pdfinfo'])
    } finally {
      process.env.PATH = PATH
    }
  })
})

/** One pixel of each, red under a half-open blue. */
const RGBA = Buffer.from([0, 255, 0, 0, 255, 0, 0, 255, 128])

describe('pictures', () => {
  test('a JPEG stays as it is; one that lies on its side is measured upright', () => {
    expect(printablePicture(jpeg())!.equals(jpeg())).toBe(true)
    const turned = withExif({ turned: 6 })
    turned.writeUInt16BE(4, turned.indexOf(Buffer.from([0xff, 0xc0])) + 5)
    expect(sizeOf(turned)).toEqual({ width: 4, height: 8 })
    expect(sizeOf(withExif({ turned: 3 }))).toEqual({ width: 8, height: 8 })
  })

  test('a JPEG of four inks, of no end or of more pixels than anybody prints is not printed', () => {
    const at = (picture: Buffer) => picture.indexOf(Buffer.from([0xff, 0xc0]))
    const inks = jpeg()
    inks[at(inks) + 9] = 4
    const large = jpeg()
    large.writeUInt16BE(65_000, at(large) + 5)
    large.writeUInt16BE(65_000, at(large) + 7)
    for (const bad of [inks, large, jpeg().subarray(0, 40), Buffer.from('ffd8', 'hex')])
      expect(printablePicture(bad)).toBeUndefined()
  })

  test('a JPEG that is cut, or whose pixels a decoder cannot read to their end, is not sound', async () => {
    program('pdftoppm')
    const whole = await pictureOfPage(plainPdf(), 1)
    const [half, end] = [whole.subarray(0, whole.length >> 1), Buffer.from('ffd9', 'hex')]
    const sound = [whole, jpeg(), withExif({ turned: 6 }), Buffer.concat([whole, Buffer.alloc(99)])]
    for (const [i, each] of sound.entries()) expect([i, await isSoundJpeg(each)]).toEqual([i, true])
    expect(await isSoundJpeg(Buffer.concat([half, end]))).toBe(false)
    expect(await isSoundJpeg(Buffer.from('no picture'))).toBe(false)
    // The end of the small picture in its head is not its own.
    const small = Buffer.concat([Buffer.from('ffe10006', 'hex'), Buffer.from('ffd8', 'hex'), end])
    expect(printablePicture(Buffer.concat([whole.subarray(0, 2), small, whole.subarray(2)]))).toBeDefined()
    expect(printablePicture(Buffer.concat([whole.subarray(0, 2), small, half.subarray(2)]))).toBeUndefined()
  })

  test('a PNG loses its transparency on white, and whatever is not pixels', () => {
    const flat = printablePicture(png({ width: 2, height: 1, colour: 6 }, RGBA, [['tEXt', Buffer.from('who\0张三')]]))!
    expect(flat.includes('tEXt')).toBe(false)
    const data = flat.subarray(flat.indexOf('IDAT') + 4)
    expect([...inflateSync(data)]).toEqual([0, 255, 0, 0, 127, 127, 255])
  })

  test('every filter of its rows is taken back', () => {
    // Two rows of one grey pixel with alpha each: 100, then 10 more, by each filter in turn.
    for (const [filter, second] of [
      [0, 110],
      [2, 10],
      [3, 60],
      [4, 10],
    ] as const) {
      const rows = Buffer.from([0, 100, 255, filter, second, filter === 3 ? 128 : filter === 0 ? 255 : 0])
      const flat = printablePicture(png({ width: 1, height: 2, colour: 4 }, rows))!
      expect([filter, ...inflateSync(flat.subarray(flat.indexOf('IDAT') + 4))]).toEqual([filter, 0, 100, 0, 110])
    }
  })

  test('a PNG that unfolds to more or less than it says, is interlaced, or too large is not printed', () => {
    const one = { width: 1, height: 1 }
    const bad = [
      png(one, Buffer.alloc(50_000_000)),
      png(one, Buffer.alloc(2)),
      png({ ...one, interlaced: 1 }, Buffer.alloc(4)),
      png({ ...one, colour: 3 }, Buffer.alloc(2)),
      png({ ...one, colour: 5 }, Buffer.alloc(4)),
      png({ width: 60_000, height: 60_000, colour: 0 }, Buffer.alloc(100)),
      png(one, Buffer.alloc(4)).subarray(0, 50),
    ]
    for (const [i, each] of bad.entries()) expect([i, printablePicture(each)]).toEqual([i, undefined])
  })
})

test('a volume of all of it, bound apart, is the volume bound here; the archive stamp stands on its first page alone', async () => {
  program('pdftoppm')
  const scan = await pictureOfPage(plainPdf(), 1)
  const picture = (bytes: Buffer): VolumeBlock => ({
    ...{ kind: 'picture', picture: { bytes, alt: '图片' } },
    otherwise: [{ kind: 'note', text: '此图片不能印出。' }],
  })
  const parts = () => [
    {
      key: 'contents',
      blocks: (pages: { of(key: string): { from: number } | undefined }) => [
        { kind: 'note' as const, text: `目录：图片在第${pages.of('pictures')!.from}页。` },
      ],
    },
    {
      key: 'letter',
      blocks: [{ kind: 'letter' as const, letter: letterOf('disclosed'), issuedAt: new Date(0), alt: '' }],
    },
    {
      key: 'pictures',
      blocks: [
        picture(onItsSide(scan)),
        picture(png({ width: 2, height: 1, colour: 6 }, RGBA)),
        picture(Buffer.from('nothing')),
      ],
    },
    { key: 'scan', blocks: [{ kind: 'scan' as const, picture: { bytes: Buffer.from(scan), alt: '扫描页' } }] },
  ]
  const frame = {
    ...{ title: '卷', author: '机关', head: '页眉', foot: '页脚', at: new Date(0), conformance: 'B' as const },
    stamp: { fonds: '0123', year: '2026', item: '17', office: '政府信息公开工作科', retention: '10年' },
  }
  const here = await bindVolume({ ...frame, parts: parts() }, fonts)
  const binder = openBinder(fonts)
  for (const part of parts()) await binder.take(part)
  const apart = await binder.bind(frame)
  await binder.close()
  expect(apart.sha256).toBe(here.sha256)
  expect(apart.bytes.equals(here.bytes)).toBe(true)
  const path = asFile(apart.bytes)
  if (process.env.LOOK) await look('pdftoppm', '-r', '60', '-png', path, '/tmp/volume/all')
  expect(await look('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found')
  const pages = (await look('pdftotext', '-raw', path, '-')).split('\f').map((page) => page.replace(/\s/g, ''))
  expect(pages[0]).toContain(`目录：图片在第${here.places.get('pictures')!.from}页。`)
  for (const cell of ['0123', '2026', '17', '政府信息公开工作科', '10年', `10年${apart.pages}`])
    expect(pages[0]).toContain(cell)
  expect(pages.slice(1).join('')).not.toContain('0123')
  expect(pages.join('')).toContain('此图片不能印出。')
})

test('what fails in the thread fails here, and a thread that is closed says so', async () => {
  const binder = openBinder(fonts)
  await expect(
    binder.take({ key: 'bad', blocks: [{ kind: 'sheets', pdf: Buffer.from('no PDF'), alt: '' }] }),
  ).rejects.toThrow()
  await binder.close()
  await expect(binder.take({ key: 'late', blocks: [] })).rejects.toThrow('the thread that binds has ended')
})
