/** The seal that people see: a PNG read and checked once, drawn where GB/T 9704 7.3.5.1 puts it, as a figure with words for those who do not see it. */
import { inflateSync } from 'node:zlib'
import type { SealPlace } from '../documents/index.ts'
import { zlibSync } from '../ground/squeeze.ts'
import { SealFault } from './fault.ts'

/** Ink and its opacity, each deflated, cut to what is not blank. */
export type Picture = { width: number; height: number; ink: Uint8Array; opacity: Uint8Array }

type Pixels = { width: number; height: number; rgba: Uint8Array }

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const [PALETTE, RGBA] = [3, 6]
/** 300 pixels across 45 mm: 170 to the inch. */
const SIDE = { least: 300, most: 2_400 }
/** A round seal that was scanned: as wide as high but for some pixels. */
const SQUARE = 0.05
const VISIBLE = 16
const SOLID = 128

/** @throws SealFault PICTURE_… for what is no seal in red on nothing. */
export function readPicture(png: Buffer): Picture {
  const { width, height, rgba } = trimmed(decoded(png))
  const sides = [width, height]
  if (sides.some((side) => side < SIDE.least || side > SIDE.most) || Math.abs(width / height - 1) > SQUARE)
    throw new SealFault('PICTURE_SIZE', `${width}×${height}`)
  const ink = new Uint8Array(width * height * 3)
  const opacity = new Uint8Array(width * height)
  let [solid, red] = [0, 0]
  for (let i = 0; i < opacity.length; i++) {
    const [r, g, b, a] = [rgba[4 * i]!, rgba[4 * i + 1]!, rgba[4 * i + 2]!, rgba[4 * i + 3]!]
    opacity[i] = a
    // Colour under nothing is noise that would only swell the file.
    ink.set(a === 0 ? [255, 255, 255] : [r, g, b], 3 * i)
    if (a < SOLID) continue
    solid++
    if (r > 120 && r > 1.5 * Math.max(g, b)) red++
  }
  if (solid > opacity.length * 0.85) throw new SealFault('PICTURE_OPAQUE')
  if (red < solid * 0.9) throw new SealFault('PICTURE_COLOUR')
  return { width, height, ink: zlibSync(ink, { level: 6 }), opacity: zlibSync(opacity, { level: 6 }) }
}

function decoded(png: Buffer): Pixels {
  const unfit = () => new SealFault('PICTURE_KIND')
  if (!png.subarray(0, 8).equals(SIGNATURE) || png.toString('latin1', 12, 16) !== 'IHDR') throw unfit()
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const [depth, colour, , , interlaced] = png.subarray(24, 29)
  if (depth !== 8 || (colour !== RGBA && colour !== PALETTE) || interlaced) throw unfit()
  if (width > 2 * SIDE.most || height > 2 * SIDE.most || width * height === 0)
    throw new SealFault('PICTURE_SIZE', `${width}×${height}`)
  const chunks = chunksOf(png)
  const channels = colour === RGBA ? 4 : 1
  const size = (width * channels + 1) * height
  try {
    const data = inflateSync(Buffer.concat(chunks.get('IDAT') ?? []), { maxOutputLength: size })
    if (data.length !== size) throw unfit()
    const rows = unfiltered(data, width * channels, channels, height)
    const rgba = colour === RGBA ? rows : painted(rows, chunks.get('PLTE')?.[0], chunks.get('tRNS')?.[0])
    return { width, height, rgba }
  } catch {
    throw unfit()
  }
}

function chunksOf(png: Buffer): Map<string, Buffer[]> {
  const chunks = new Map<string, Buffer[]>()
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at)
    const name = png.toString('latin1', at + 4, at + 8)
    chunks.set(name, [...(chunks.get(name) ?? []), png.subarray(at + 8, at + 8 + length)])
    at += length + 12
  }
  return chunks
}

/** Undoes the five filters of PNG (section 9). */
function unfiltered(data: Buffer, stride: number, step: number, rows: number): Uint8Array {
  const plain = new Uint8Array(stride * rows)
  for (let y = 0; y < rows; y++) {
    const filter = data[y * (stride + 1)]!
    if (filter > 4) throw new Error('No such filter.')
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x >= step ? plain[at - step]! : 0
      const up = y > 0 ? plain[at - stride]! : 0
      const corner = x >= step && y > 0 ? plain[at - stride - step]! : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!
      plain[at] = data[y * (stride + 1) + 1 + x]! + guess
    }
  }
  return plain
}

function paeth(left: number, up: number, corner: number): number {
  const [l, u, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return l <= u && l <= c ? left : u <= c ? up : corner
}

function painted(indices: Uint8Array, palette: Buffer | undefined, opacity: Buffer | undefined): Uint8Array {
  if (!palette || !opacity) throw new Error('Without transparency.')
  const rgba = new Uint8Array(indices.length * 4)
  for (const [i, index] of indices.entries()) {
    rgba.set(palette.subarray(3 * index, 3 * index + 3), 4 * i)
    rgba[4 * i + 3] = opacity[index] ?? 255
  }
  return rgba
}

/** Cut to the ink, so that the seal is as large as it is said to be. */
function trimmed({ width, height, rgba }: Pixels): Pixels {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (rgba[4 * (y * width + x) + 3]! < VISIBLE) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  if (right < 0) throw new SealFault('PICTURE_SIZE', '空白')
  const size = { width: right - left + 1, height: bottom - top + 1 }
  const cut = new Uint8Array(size.width * size.height * 4)
  for (let y = 0; y < size.height; y++) {
    const from = 4 * ((top + y) * width + left)
    cut.set(rgba.subarray(from, from + 4 * size.width), 4 * y * size.width)
  }
  return { ...size, rgba: cut }
}

/**
 * 国发〔1999〕25号: 50 mm for a province or a ministry, 45 mm for the governments below, 42 mm for a township; for the
 * bodies inside them 45 mm at most. What is registered of a seal counts; this is what the form offers.
 */
export function diameterFor(agencyKind: string): number {
  if (['provincialGovernment', 'stateCouncilDepartment'].includes(agencyKind)) return 50
  if (['township', 'subdistrict', 'departmentBranch'].includes(agencyKind)) return 42
  return 45
}

type Reference = { end(bytes?: Uint8Array): void }
type Internal = PDFKit.PDFDocument & {
  ref(data: object): Reference
  addContent(operators: string): void
  page: PDFKit.PDFPage & { xobjects: Record<string, unknown>; ext_gstates: Record<string, unknown> }
  _root: { data: { Pages: { data: { Kids: unknown[] } } } }
}

/** Upright, centred on the place that the layout keeps: name and date stand under its middle, and stay legible through it. */
export function drawPicture(
  document: PDFKit.PDFDocument,
  place: SealPlace,
  { width, height, ink, opacity }: Picture,
  { millimetres, alt }: { millimetres: number; alt: string },
): void {
  const doc = document as Internal
  if (doc._root.data.Pages.data.Kids.length !== place.page)
    throw new Error('The seal belongs to a page that is closed.')
  const bytes = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: 8,
    Filter: 'FlateDecode',
  }
  const mask = doc.ref({ ...bytes, ColorSpace: 'DeviceGray' })
  mask.end(opacity)
  const image = doc.ref({ ...bytes, ColorSpace: 'DeviceRGB', SMask: mask })
  image.end(ink)
  // As ink on ink: black under red stays black.
  const blend = doc.ref({ Type: 'ExtGState', BM: 'Multiply' })
  blend.end()
  doc.page.xobjects.Seal = image
  doc.page.ext_gstates.SealInk = blend

  const side = (millimetres * 72) / 25.4
  const [left, top] = [place.x - side / 2, place.y - side / 2]
  const options = { alt, bbox: [left, top, left + side, top + side] as [number, number, number, number] }
  const figure = doc.struct('Figure', options)
  doc.addStructure(figure)
  figure.add(doc.markStructureContent('Figure'))
  doc.save()
  doc.addContent('/SealInk gs')
  doc.transform(side, 0, 0, -side, left, top + side)
  doc.addContent('/Seal Do')
  doc.restore()
  doc.endMarkedContent()
  figure.end()
}
