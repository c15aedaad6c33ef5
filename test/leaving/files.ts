/** Small real files, written byte for byte: what an office scans, photographs and saves. */
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

const segment = (marker: number, body: Buffer) => {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length + 2)
  return Buffer.concat([Buffer.from([0xff, marker]), length, body])
}

/** TIFF, big-endian: entries of the first directory, and one of places. */
export function exif({ turned = 1, place = false, camera = 'Camera X' } = {}): Buffer {
  const entries: [tag: number, type: number, count: number, value: Buffer][] = []
  const short = (n: number) => Buffer.from([n >> 8, n & 0xff, 0, 0])
  const long = (n: number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(n)
    return bytes
  }
  const size = 8 + 2 + 12 * 3 + 4
  entries.push([0x0110, 2, camera.length + 1, long(size + 18)])
  entries.push([0x0112, 3, 1, short(turned)])
  entries.push([place ? 0x8825 : 0x0131, place ? 4 : 2, 1, place ? long(size) : long(0)])
  const directory = (all: typeof entries) =>
    Buffer.concat([
      Buffer.from([0, all.length]),
      ...all.map(([tag, type, count, value]) =>
        Buffer.concat([short(tag).subarray(0, 2), short(type).subarray(0, 2), long(count), value]),
      ),
      Buffer.alloc(4),
    ])
  const gps = directory([[0x0001, 2, 2, Buffer.from('N\0\0\0')]])
  return Buffer.concat([Buffer.from('MM\0*'), long(8), directory(entries), gps, Buffer.from(`${camera}\0`)])
}

/** One grey square of 8 by 8, as a baseline JPEG. */
export function jpeg(more: Buffer[] = [], behind: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...more,
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
    segment(0xc4, Buffer.from([0x00, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    segment(0xc4, Buffer.from([0x10, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x2a, 0xff, 0x00, 0x3f]),
    Buffer.from([0xff, 0xd9]),
    behind,
  ])
}
export const withExif = (what: Parameters<typeof exif>[0]) =>
  jpeg([segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(what)]))])
export const comment = (text: string) => segment(0xfe, Buffer.from(text))
export const xmp = () => segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>张三 2026</x:xmpmeta>'))

/** A PDF of one page, its parts in plain text; `more` objects from 4 on. */
export function pdf({
  info = '',
  more = [],
  page = '',
}: {
  info?: string
  more?: string[]
  page?: string
} = {}): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${page} >>`,
    ...more,
    ...(info ? [`<< ${info} >>`] : []),
  ]
  let text = '%PDF-1.7\n'
  const at = objects.map((body, i) => {
    const from = text.length
    text += `${i + 1} 0 obj\n${body}\nendobj\n`
    return from
  })
  const table = text.length
  text += `xref\n0 ${at.length + 1}\n0000000000 65535 f \n${at.map((from) => `${String(from).padStart(10, '0')} 00000 n \n`).join('')}`
  text += `trailer\n<< /Size ${at.length + 1} /Root 1 0 R ${info ? `/Info ${objects.length} 0 R` : ''} >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** Saved once more behind what stood there. */
export const savedAgain = (before: Buffer) =>
  Buffer.concat([
    before,
    Buffer.from(
      `3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4 /Root 1 0 R /Prev 100 >>\nstartxref\n${before.length}\n%%EOF\n`,
    ),
  ])

/** As programs of today write it: objects in a compressed stream, and a stream in place of the table. */
export function compressedPdf(objects: string[], trailer: string): Buffer {
  const places: string[] = []
  let body = ''
  for (const [i, object] of objects.entries()) {
    places.push(`${i + 1} ${body.length}`)
    body += `${object} `
  }
  const head = `${places.join(' ')} `
  const stream = deflateSync(Buffer.from(head + body, 'latin1'))
  const parts = [
    Buffer.from(
      `%PDF-1.7\n90 0 obj\n<< /Type /ObjStm /N ${objects.length} /First ${head.length} /Filter /FlateDecode /Length ${stream.length} >>\nstream\n`,
    ),
    stream,
    Buffer.from(
      `\nendstream\nendobj\n91 0 obj\n<< /Type /XRef /Size 92 ${trailer} >>\nstream\n\nendstream\nendobj\nstartxref\n10\n%%EOF\n`,
    ),
  ]
  return Buffer.concat(parts)
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const CORE = `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>李四</dc:creator><cp:lastModifiedBy>王五</cp:lastModifiedBy></cp:coreProperties>`
const APP = `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>云溪区某局</Company><Pages>3</Pages></Properties>`

const office = (main: string, type: string, parts: Record<string, string | Uint8Array>): Buffer => {
  const all: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${main}"/></Relationships>`,
    'docProps/core.xml': CORE,
    'docProps/app.xml': APP,
    ...parts,
  }
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(all).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
      ),
    ),
  )
}

/** A workbook of two sheets, the second one hidden, with two hidden rows and a comment. */
export const xlsx = ({ hidden = true } = {}): Buffer =>
  office('xl/workbook.xml', 'spreadsheetml.sheet', {
    'xl/workbook.xml': `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="分户表" sheetId="1"/>${hidden ? '<sheet name="底稿&amp;联系方式" sheetId="2" state="veryHidden"/>' : ''}</sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet><cols><col min="1" max="1" width="9" hidden="1"/></cols><sheetData><row r="1"/><row r="2" hidden="1"/></sheetData></worksheet>`,
    'xl/comments1.xml': `${HEAD}<comments><commentList><comment ref="A1"><text/></comment></commentList></comments>`,
  })

/** A paper with a change on record, a hidden word and a photograph that tells where it was taken. */
export const docx = (more: Record<string, string | Uint8Array> = {}): Buffer =>
  office('word/document.xml', 'wordprocessingml.document', {
    'word/document.xml': `${HEAD}<w:document xmlns:w="x"><w:body><w:p><w:ins w:id="1" w:author="李四"><w:r><w:t>新</w:t></w:r></w:ins><w:del w:id="2" w:author="李四"><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p></w:body></w:document>`,
    'word/comments.xml': `${HEAD}<w:comments xmlns:w="x"><w:comment w:id="0" w:author="李四"/></w:comments>`,
    'word/media/image1.jpeg': withExif({ place: true }),
    ...more,
  })

/** A set of properties ([MS-OLEPS]) with these texts by number, in GBK as a Chinese Windows writes them. */
function propertySet(texts: Record<number, string>): Buffer {
  const long = (...numbers: number[]) => Buffer.concat(numbers.map((n) => Buffer.from(new Uint32Array([n]).buffer)))
  const gbk: Record<string, number[]> = { 李四: [0xc0, 0xee, 0xcb, 0xc4], 王五: [0xcd, 0xf5, 0xce, 0xe5] }
  const values: [id: number, value: Buffer][] = [
    [1, long(2, 936)],
    ...Object.entries(texts).map(([id, text]): [number, Buffer] => {
      const bytes = Buffer.from([...(gbk[text] ?? Buffer.from(text)), 0, 0, 0, 0]).subarray(0, 8)
      return [Number(id), Buffer.concat([long(0x1e, 5), bytes])]
    }),
  ]
  let at = 8 + 8 * values.length
  const list = values.map(([id, value]) => {
    const entry = long(id, at)
    at += value.length
    return entry
  })
  const body = Buffer.concat([long(at, values.length), ...list, ...values.map(([, value]) => value)])
  return Buffer.concat([long(0xfffe, 0), Buffer.alloc(16), long(1), Buffer.alloc(16), long(48), body])
}

/** A compound file ([MS-CFB]) with a summary of these properties: filled up to a size, or among the small streams. */
export function doc(texts: Record<number, string>, atLeast = 0): Buffer {
  const [SECTOR, END] = [512, 0xfffffffe]
  const set = propertySet(texts)
  const summary = Buffer.concat([set, Buffer.alloc(Math.max(0, atLeast - set.length))])
  const isSmall = summary.length < 4_096
  const sectors = Math.ceil(summary.length / SECTOR)
  const words = (numbers: number[]) => {
    const bytes = Buffer.alloc(SECTOR, 0xff)
    for (const [i, n] of numbers.entries()) bytes.writeUInt32LE(n, 4 * i)
    return bytes
  }
  const chain = (from: number, length: number) =>
    Array.from({ length }, (_, i) => (i + 1 < length ? from + i + 1 : END))
  const entry = (name: string, type: number, start: number, size: number) => {
    const bytes = Buffer.alloc(128)
    bytes.write(name, 'utf16le')
    bytes.writeUInt16LE(2 * name.length + 2, 64)
    bytes.writeUInt8(type, 66)
    bytes.writeUInt32LE(start, 116)
    bytes.writeUInt32LE(size, 120)
    return bytes
  }
  const header = Buffer.alloc(SECTOR, 0)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(1, 48) // the folder, behind the table
  header.writeUInt32LE(4_096, 56)
  header.writeUInt32LE(2, 60) // the table of small sectors
  header.writeUInt32LE(END, 68)
  header.fill(0xff, 76)
  header.writeUInt32LE(0, 76)
  const folder = Buffer.concat([
    entry('Root Entry', 5, isSmall ? 3 : END, isSmall ? summary.length : 0),
    entry('\u0005SummaryInformation', 2, isSmall ? 0 : 3, summary.length),
    Buffer.alloc(256),
  ])
  const small = isSmall ? chain(0, Math.ceil(summary.length / 64)) : []
  const padded = Buffer.concat([summary, Buffer.alloc(sectors * SECTOR - summary.length)])
  const table = words([END, END, END, ...chain(3, sectors)])
  return Buffer.concat([header, table, folder, words(small), padded])
}
