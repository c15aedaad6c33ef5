/** Small files of every kind that people and offices send, made here byte by byte: enough of each for its kind to be told. */
import { crc32 } from 'node:zlib'

export const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const padded = (head: Buffer, length = 120) => Buffer.concat([head, Buffer.alloc(Math.max(0, length - head.length))])

/** An archive whose members are stored, not packed. @param flags 1: encrypted */
export function zip(members: Record<string, string>, flags = 0): Buffer {
  const [bodies, list]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, text] of Object.entries(members)) {
    const [called, content] = [Buffer.from(name), Buffer.from(text)]
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(flags, 2)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(content.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(called.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    list.push(hex('504b0102 1403'), about, place, called)
    const body = Buffer.concat([hex('504b0304'), about, called, content])
    bodies.push(body)
    at += body.length
  }
  const end = Buffer.alloc(18)
  const entries = Buffer.concat(list)
  end.writeUInt16LE(Object.keys(members).length, 4)
  end.writeUInt16LE(Object.keys(members).length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, entries, hex('504b0506'), end])
}

const TYPES = { '[Content_Types].xml': '<Types/>' }
export const docx = zip({ ...TYPES, 'word/document.xml': '<w/>' })
export const xlsx = zip({ ...TYPES, 'xl/workbook.xml': '<x/>' })

/** A compound file with these streams in its directory. @param main how the first sector begins */
export const compound = (streams: string[], main = '') =>
  Buffer.concat([
    padded(hex('d0cf11e0a1b11ae1'), 512),
    padded(hex(main), 1_024),
    ...streams.map((name) => padded(Buffer.from(name, 'utf16le'), 128)),
  ])
/** The class of an installer, in its root. */
export const msi = Buffer.concat([compound(['Root Entry']), hex('84100c0000000000c000000000000046')])

const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n'
export const pdf = Buffer.from(`${PDF}trailer<</Root 1 0 R>>\n%%EOF\n`)
export const blankBefore = Buffer.from(`\r\n\n${pdf.toString()}`)
export const lockedPdf = Buffer.from(`${PDF}trailer<</Root 1 0 R/Encrypt 2 0 R>>\n%%EOF\n`)
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
export const heic = padded(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))
export const webp = padded(Buffer.from('RIFF\x40\0\0\0WEBPVP8 ', 'latin1'))
export const tiff = padded(hex('49492a00'))
export const bmp = padded(Buffer.from('BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'latin1'))
export const gif = padded(Buffer.from('GIF89a\x01\0\x01\0', 'latin1'))
export const amr = padded(Buffer.from('#!AMR\n'))
export const wav = padded(Buffer.from('RIFF\x40\0\0\0WAVEfmt ', 'latin1'))
export const mp4 = padded(Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'))
export const rar = padded(hex('526172211a0701 00 33924be5 0a 01 05 06 00 05 01 01 80 80 00'))
export const lockedRar = padded(hex('526172211a0701 00 33924be5 21 04 00 00 01 0f'))
export const sevenZip = padded(hex('377abcaf271c0004'))
export const lockedSevenZip = Buffer.concat([sevenZip, hex('24 06f10701 0a')])
export const lockedZip = zip({ '身份证.jpg': 'x' }, 1)
export const program = padded(Buffer.from('MZ\x90\0\x03\0\0\0\x04\0', 'latin1'))
export const elf = padded(hex('7f454c4602010100'))
export const jar = zip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0', 'A.class': 'x' })
export const odt = zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<o/>' })
export const ods = zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<o/>' })
export const ofd = zip({ 'OFD.xml': '<ofd/>', 'Doc_0/Document.xml': '<d/>' })

export const rtf = Buffer.from('{\\rtf1\\ansi\\ansicpg936 {\\b test}}')
/** “样例” in GBK. */
export const gbk = hex('d1f9 c0fd')
export const gbkTable = Buffer.concat([gbk, Buffer.from(',1\r\n'), gbk, Buffer.from(',2\r\n')])
export const page = Buffer.concat([Buffer.from('<html><body><table><tr><td>'), gbk, Buffer.from('</td></tr></table>')])
export const utf16 = Buffer.from('\ufeff样例文本\r\n第二行', 'utf16le')
export const eml = Buffer.from(
  'From: a@example.com\r\nSubject: x\r\nDate: Mon, 2 Mar 2026 09:30:00 +0800\r\n\r\nbody\r\n',
)
export const mht = Buffer.from(
  'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b--\r\n',
)
/** Drawn at random, and of no kind: nothing here knows it. */
export const unknown = hex('0102000300ff9a8b7c6d5e4f3a2b1c0d')
