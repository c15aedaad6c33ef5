/** PDFs written object by object, as whoever would hide something in one writes them. */
import { deflateSync } from 'node:zlib'

export const SECRET = '110105194912310029'
export const NAME = 'Zhang Baomi'
/** Stands on each page and has to stay. */
export const KEPT = 'Kept line of the page'

export type Objects = (number: (body: string | Buffer) => number) => {
  content: string
  resources?: string
  page?: string
  catalog?: string
  trailer?: string
}
export type Shape = {
  media?: string
  crop?: string
  rotate?: number
  unit?: number
  packed?: boolean
  after?: string
  before?: string
}

export const stream = (body: string | Buffer, dict = '') => {
  const bytes = Buffer.from(body as string, 'latin1')
  return Buffer.concat([Buffer.from(`<<${dict}/Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')])
}
const packedStream = (body: string, dict = '') =>
  stream(deflateSync(Buffer.from(body, 'latin1')), `/Filter/FlateDecode${dict}`)

/** A PDF of one page with whatever objects it asks for; Helvetica is /F. */
export function pdfOf(
  build: Objects,
  { media = '[0 0 420 300]', crop, rotate, unit, packed, after = '' }: Shape = {},
): Buffer {
  const objects: (string | Buffer)[] = ['', '', '']
  const number = (body: string | Buffer) => objects.push(body)
  const font = number('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>')
  const { content, resources = '', page = '', catalog = '', trailer = '' } = build(number)
  const drawn = number(packed ? packedStream(content) : stream(content))
  objects[0] = `<</Type/Catalog/Pages 2 0 R${catalog}>>`
  objects[1] = '<</Type/Pages/Kids[3 0 R]/Count 1>>'
  const shape = `${crop ? `/CropBox${crop}` : ''}${rotate ? `/Rotate ${rotate}` : ''}${unit ? `/UserUnit ${unit}` : ''}`
  objects[2] = `<</Type/Page/Parent 2 0 R/MediaBox${media}${shape}/Contents ${drawn} 0 R/Resources<</Font<</F ${font} 0 R>>${resources}>>${page}>>`
  const parts = [Buffer.from('%PDF-1.7\n')]
  const places: number[] = []
  let at = parts[0]!.length
  objects.forEach((body, i) => {
    const whole = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(body as string, 'latin1'),
      Buffer.from('\nendobj\n'),
    ])
    places.push(at)
    at += whole.length
    parts.push(whole)
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${at}\n%%EOF\n${after}`,
    ),
  )
  return Buffer.concat(parts)
}

export const line = (text: string, x = 40, y = 200, size = 12, more = '') =>
  `BT /F ${size} Tf ${more} 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET\n`
export const BASIC = `${line(KEPT, 40, 240)}${line(`No. ${SECRET} end`)}`
export const text: Objects = () => ({ content: BASIC })
