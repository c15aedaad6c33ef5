/** TIFFs of scanners and fax machines become PDFs that poppler draws; what is no such TIFF is nothing. */
import { deflateSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { pagesInPdf, pdfOfTiff, pictureOfPage } from '../../src/documents/index.ts'

type Page = { tags: [number, number, number[]][]; strips: Buffer[] }

/** @param order `II` or `MM`, as the file begins */
function tiffOf(pages: Page[], order: 'II' | 'MM' = 'II'): Buffer {
  const little = order === 'II'
  const number = (n: number, bytes: 2 | 4) => {
    const all = Buffer.alloc(bytes)
    if (little) all.writeUIntLE(n, 0, bytes)
    else all.writeUIntBE(n, 0, bytes)
    return all
  }
  const two = (n: number) => number(n, 2)
  const four = (n: number) => number(n, 4)
  let whole = Buffer.concat([Buffer.from(order), two(42), four(0)])
  let link = 4
  for (const { tags, strips } of pages) {
    const places = strips.map((strip) => {
      const at = whole.length
      whole = Buffer.concat([whole, strip])
      return at
    })
    const all: Page['tags'] = [...tags, [273, 4, places], [279, 4, strips.map(({ length }) => length)]]
    const entries = all
      .toSorted(([a], [b]) => a - b)
      .map(([tag, type, values]) => {
        const content = Buffer.concat(values.map((value) => (type === 3 ? two(value) : four(value))))
        let held = Buffer.concat([content, Buffer.alloc(4)]).subarray(0, 4)
        if (content.length > 4) {
          held = four(whole.length)
          whole = Buffer.concat([whole, content])
        }
        return Buffer.concat([two(tag), two(type), four(values.length), held])
      })
    four(whole.length).copy(whole, link)
    link = whole.length + 2 + entries.length * 12
    whole = Buffer.concat([whole, two(entries.length), ...entries, four(0)])
  }
  return whole
}

const [WIDTH, HEIGHT] = [64, 32]
const size = (more: Page['tags']): Page['tags'] => [[256, 3, [WIDTH]], [257, 3, [HEIGHT]], ...more]
/** The upper half black, the lower white, as bits where 1 is white. */
const BITS = Buffer.concat([Buffer.alloc((WIDTH / 8) * (HEIGHT / 2)), Buffer.alloc((WIDTH / 8) * (HEIGHT / 2), 0xff)])
const packed = (bits: Buffer) => Buffer.concat([...bits].map((byte) => Buffer.of(0, byte)))

async function drawn(tiff: Buffer, n = 1): Promise<[number[], number[]]> {
  const picture = await loadImage(await pictureOfPage(pdfOfTiff(tiff)!, n))
  const canvas = createCanvas(picture.width, picture.height)
  const pen = canvas.getContext('2d')
  pen.drawImage(picture, 0, 0)
  const at = (share: number) =>
    [...pen.getImageData(picture.width / 2, Math.floor(picture.height * share), 1, 1).data]
      .slice(0, 3)
      .map((value) => Math.round(value / 64))
  return [at(0.25), at(0.75)]
}
const [BLACK, WHITE, RED] = [
  [0, 0, 0],
  [4, 4, 4],
  [4, 0, 0],
]

test.each([
  ['as it is', size([[262, 3, [1]]]), [BITS]],
  ['with 0 for white', size([[262, 3, [0]]]), [Buffer.from(BITS.map((byte) => byte ^ 0xff))]],
  [
    'in strips',
    size([
      [262, 3, [1]],
      [278, 3, [HEIGHT / 2]],
    ]),
    [BITS.subarray(0, BITS.length / 2), BITS.subarray(BITS.length / 2)],
  ],
  [
    'by PackBits',
    size([
      [262, 3, [1]],
      [259, 3, [32773]],
    ]),
    [packed(BITS)],
  ],
  [
    'by Deflate',
    size([
      [262, 3, [1]],
      [259, 3, [8]],
    ]),
    [deflateSync(BITS)],
  ],
] as [string, Page['tags'], Buffer[]][])('%s, in either order of bytes', async (_, tags, strips) => {
  for (const order of ['II', 'MM'] as const)
    expect(await drawn(tiffOf([{ tags, strips }], order))).toEqual([BLACK, WHITE])
})

test('a fax of group 4, whichever bit comes first, and colours that differ from the pixel before', async () => {
  // Each line as the one above it, which is white before the first; then the mark of the end.
  const bits = `${'1'.repeat(HEIGHT)}000000000001000000000001`.padEnd(64, '0')
  const fax = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const other = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt([...byte].reverse().join(''), 2)))
  const asFax = (more: Page['tags'] = []) => size([[262, 3, [0]], [259, 3, [4]], ...more])
  expect(await drawn(tiffOf([{ tags: asFax(), strips: [fax] }]))).toEqual([WHITE, WHITE])
  expect(await drawn(tiffOf([{ tags: asFax([[266, 3, [2]]]), strips: [other] }]))).toEqual([WHITE, WHITE])
  const row = Buffer.concat([Buffer.of(255, 0, 0), Buffer.alloc((WIDTH - 1) * 3)])
  const colours = size([
    [262, 3, [2]],
    [258, 3, [8, 8, 8]],
    [277, 3, [3]],
    [259, 3, [8]],
    [317, 3, [2]],
  ])
  const strips = [deflateSync(Buffer.concat(Array.from({ length: HEIGHT }, () => row)))]
  expect(await drawn(tiffOf([{ tags: colours, strips }]))).toEqual([RED, RED])
})

test('page after page; what is broken, in tiles or no TIFF is nothing, whatever bytes it has', async () => {
  const page = { tags: size([[262, 3, [1]]]), strips: [BITS] }
  const three = tiffOf([page, page, page])
  expect(await pagesInPdf(pdfOfTiff(three)!)).toBe(3)
  expect(await drawn(three, 3)).toEqual([BLACK, WHITE])
  expect(pdfOfTiff(tiffOf([{ tags: size([[322, 3, [16]]]), strips: [BITS] }]))).toBeUndefined()
  for (const broken of [Buffer.from('II'), Buffer.from('%PDF-1.4'), Buffer.alloc(0)])
    expect(pdfOfTiff(broken)).toBeUndefined()
  let turns = 7
  const random = () => {
    turns = (turns * 1_103_515_245 + 12_345) % 2_147_483_648
    return turns / 2_147_483_648
  }
  for (let n = 0; n < 300; n++) {
    const spoilt = Buffer.from(three)
    for (let k = 0; k < 4; k++) spoilt[Math.floor(random() * spoilt.length)] = Math.floor(random() * 256)
    expect(() => pdfOfTiff(spoilt.subarray(0, Math.floor(random() * spoilt.length)))).not.toThrow()
    expect(() => pdfOfTiff(spoilt)).not.toThrow()
  }
})
