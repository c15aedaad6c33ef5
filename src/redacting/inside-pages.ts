/**
 * What the pages of a made file paint: one picture each, and words that nobody sees; nothing that could lie over or under another. So
 * what a program draws of a page is its picture, and a black place in it is black in the file.
 */
import { once } from 'node:events'
import { createInflate } from 'node:zlib'
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib'
import { leaving } from '../leaving/index.ts'

const NUMBER = '-?\\d+(?:\\.\\d+)?'
const PICTURE = new RegExp(`^q (${NUMBER}) 0 0 (${NUMBER}) 0 0 cm /P Do Q$`)
/** What else may stand in a page: tags, words in the mode that paints nothing, a path that is not painted. */
const HARMLESS = [
  /^\/Artifact BMC$/,
  /^EMC$/,
  /^\/(?:P|Span|Figure) <<\/MCID \d+>> BDC$/,
  new RegExp(`^BT 3 Tr /F ${NUMBER} Tf ${NUMBER} Tz 1 0 0 1 ${NUMBER} ${NUMBER} Tm <(?:[\\da-f]{4})*> Tj ET$`),
  new RegExp(`^${NUMBER} ${NUMBER} ${NUMBER} ${NUMBER} re n$`),
]
/** Of a page, by rounding. */
const NEARLY = 0.01

type Painted = {
  painted: number[]
  pictures: number[]
  /** Pages whose picture is a JPEG: it blurs. */
  blurred: number[]
}

export async function paintedIn(doc: PDFDocument): Promise<Painted> {
  const [painted, pictures, blurred]: [number[], number[], number[]] = [[], [], []]
  const shown = new Set<string>()
  for (const [i, page] of doc.getPages().entries()) {
    const resources = doc.context.lookup(page.node.get(PDFName.of('Resources')))
    const picture = resources instanceof PDFDict ? only(doc, resources, 'XObject', 'P') : undefined
    if (!picture || !only(doc, resources as PDFDict, 'Font', 'F') || !isPlain(doc, page)) painted.push(i + 1)
    if (!picture) continue
    if (isJpeg(doc, picture)) blurred.push(i + 1)
    if (shown.has(picture.tag) || !(await isBarePicture(doc, picture))) pictures.push(i + 1)
    shown.add(picture.tag)
  }
  for (const [ref, object] of doc.context.enumerateIndirectObjects()) {
    const isPicture = object instanceof PDFRawStream && object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image')
    if (isPicture && !shown.has(ref.tag)) pictures.push(0)
  }
  return { painted, pictures, blurred }
}

/** The one thing of its kind that a page may ask for. */
function only(doc: PDFDocument, resources: PDFDict, kind: string, key: string): PDFRef | undefined {
  const all = doc.context.lookup(resources.get(PDFName.of(kind)))
  if (!(all instanceof PDFDict) || all.keys().length !== 1) return undefined
  const one = all.get(PDFName.of(key))
  return one instanceof PDFRef ? one : undefined
}

/** Its own stream line by line, and a picture as large as the page, which begins at its corner. */
function isPlain(doc: PDFDocument, page: PDFPage): boolean {
  const stream = doc.context.lookup(page.node.get(PDFName.of('Contents')))
  const box = doc.context.lookup(page.node.get(PDFName.of('MediaBox')))
  if (!(stream instanceof PDFRawStream) || !(box instanceof PDFArray)) return false
  const [left, bottom, width, height] = box.asArray().map((side) => (side instanceof PDFNumber ? side.asNumber() : NaN))
  let drawn = 0
  for (const line of Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1').split('\n')) {
    const [, across, down] = PICTURE.exec(line) ?? []
    if (across === undefined) {
      if (line !== '' && !HARMLESS.some((one) => one.test(line))) return false
      continue
    }
    drawn++
    if (!(Math.abs(Number(across) - width!) < NEARLY && Math.abs(Number(down) - height!) < NEARLY)) return false
  }
  return drawn === 1 && left === 0 && bottom === 0
}

const isJpeg = (doc: PDFDocument, ref: PDFRef): boolean => {
  const picture = doc.context.lookup(ref)
  return picture instanceof PDFRawStream && picture.dict.get(PDFName.of('Filter')) === PDFName.of('DCTDecode')
}

/** Its pixels and nothing else: no byte behind them, no second colour that looks like another, nothing told beside them. */
async function isBarePicture(doc: PDFDocument, ref: PDFRef): Promise<boolean> {
  const picture = doc.context.lookup(ref)
  if (!(picture instanceof PDFRawStream)) return false
  const of = (key: string) => doc.context.lookup(picture.dict.get(PDFName.of(key)))
  const bytes = picture.getContents()
  if (of('Filter') === PDFName.of('DCTDecode')) return isBareJpeg(bytes)
  const [width, height, colours] = [of('Width'), of('Height'), of('ColorSpace')]
  if (of('Filter') !== PDFName.of('FlateDecode') || !(width instanceof PDFNumber) || !(height instanceof PDFNumber))
    return false
  if (!(await unpacksTo(bytes, width.asNumber() * height.asNumber()))) return false
  const palette = colours instanceof PDFArray ? colours.get(3) : undefined
  if (!(palette instanceof PDFHexString)) return false
  const named = palette.asString().match(/.{6}/g) ?? []
  return new Set(named).size === named.length
}

/**
 * Whether these bytes, each of them, unpack to so many. Counted piece by piece: a page is two megabytes, there are hundreds, and nobody
 * looks at them.
 */
async function unpacksTo(packed: Uint8Array, length: number): Promise<boolean> {
  const unpacking = createInflate()
  let n = 0
  unpacking.on('data', (piece: Buffer) => {
    n += piece.length
    if (n > length) unpacking.destroy()
  })
  const ended = once(unpacking, 'close')
  unpacking.on('error', () => unpacking.destroy())
  unpacking.end(packed)
  await ended.catch(() => undefined)
  return n === length && unpacking.bytesWritten === packed.length && unpacking.errored === null
}

/** Without Exif, notes or a small picture in its head. */
function isBareJpeg(bytes: Uint8Array): boolean {
  const { findings } = leaving(bytes, 'image/jpeg')
  const head = Buffer.from(bytes.subarray(2, 6)).toString('hex')
  return findings.length === 0 && (!head.startsWith('ffe0') || head === JFIF_HEAD)
}
/** A head of 16 bytes: one with a small picture is longer. */
const JFIF_HEAD = 'ffe00010'
