/** PDFs and pictures that nobody means well with, small as they are sent in. */
import { crc32, deflateSync } from 'node:zlib'
import { exif } from '../leaving/files.ts'

type Objects = readonly (string | Buffer)[]

/** Object n stands at n − 1; object 1 is the catalogue, 2 the tree of pages. */
export function pdfOf(objects: Objects): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  let at = parts[0]!.length
  const places = objects.map((object, i) => {
    const body = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')])
    parts.push(body)
    at += body.length
    return at - body.length
  })
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${lines}`))
  parts.push(Buffer.from(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`))
  return Buffer.concat(parts)
}

const stream = (content: Buffer, more = ''): Buffer =>
  Buffer.concat([Buffer.from(`<< /Length ${content.length} ${more}>>\nstream\n`), content, Buffer.from('\nendstream')])

const TREE = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>']
const page = (box: string, more = '') =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R /Resources << ${more} >> >>`
const A4 = '0 0 595 842'

/** A grey square on each of so many pages. */
export const plainPdf = (pages = 1): Buffer =>
  pdfOf([
    TREE[0]!,
    `<< /Type /Pages /Kids [${Array.from({ length: pages }, (_, i) => `${i + 4} 0 R`).join(' ')}] /Count ${pages} >>`,
    stream(Buffer.from('0.5 g 100 100 300 300 re f')),
    ...Array.from(
      { length: pages },
      () => `<< /Type /Page /Parent 2 0 R /MediaBox [${A4}] /Contents 3 0 R /Resources << >> >>`,
    ),
  ])

/** A page of seventy metres. */
export const hugePage = () => pdfOf([...TREE, page('0 0 200000 200000'), stream(Buffer.from('0 g 0 0 9999 9999 re f'))])

/** Says that it has a thousand million pages, and has one. */
export const manyPages = () =>
  pdfOf([
    TREE[0]!,
    '<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>',
    page(A4),
    stream(Buffer.from('0 g 0 0 9 9 re f')),
  ])

/** A form that draws itself. */
export const circle = () =>
  pdfOf([
    ...TREE,
    page(A4, '/XObject << /X 5 0 R >>'),
    stream(Buffer.from('/X Do')),
    stream(
      Buffer.from('/X Do /X Do'),
      `/Type /XObject /Subtype /Form /BBox [${A4}] /Resources << /XObject << /X 5 0 R >> >> `,
    ),
  ])

/** Forms of forms of forms: some hundred bytes that draw ten thousand million times. */
export function endless(): Buffer {
  const [DEPTH, WIDTH] = [10, 10]
  const forms = Array.from({ length: DEPTH }, (_, i) =>
    stream(
      Buffer.from(i === DEPTH - 1 ? '0 0 595 842 re f' : '/X Do '.repeat(WIDTH)),
      `/Type /XObject /Subtype /Form /BBox [${A4}] /Resources << /XObject << /X ${i + 6} 0 R >> >> `,
    ),
  )
  return pdfOf([...TREE, page(A4, '/XObject << /X 5 0 R >>'), stream(Buffer.from('/X Do')), ...forms])
}

/** A picture of so many gigabytes, in some hundred kilobytes. */
export function bombPdf(): Buffer {
  const packed = deflateSync(Buffer.alloc(100 * 1024 * 1024), { level: 9 })
  const image =
    '/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode '
  return pdfOf([
    ...TREE,
    page(A4, '/XObject << /X 5 0 R >>'),
    stream(Buffer.from('q 595 0 0 842 0 0 cm /X Do Q')),
    stream(packed, image),
  ])
}

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** @param pixels rows, each with its filter before it */
export function png(
  {
    width,
    height,
    bits = 8,
    colour = 2,
    interlaced = 0,
  }: Record<'width' | 'height', number> & {
    bits?: number
    colour?: number
    interlaced?: number
  },
  pixels: Buffer,
  more: readonly [type: string, body: Buffer][] = [],
): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([bits, colour, 0, 0, interlaced], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    ...more.map(([type, body]) => chunk(type, body)),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A photograph as a telephone keeps it: the sensor's rows, and how to turn them. */
export function onItsSide(photo: Buffer): Buffer {
  const told = Buffer.concat([Buffer.from('Exif\0\0'), exif({ turned: 6 })])
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, told.length + 2])
  return Buffer.concat([head, told, photo.subarray(2)])
}
