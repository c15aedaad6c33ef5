/** A PNG as an archival file can hold it: no transparency, nothing but its pixels, and those proven to be there. */
import { inflateSync } from 'node:zlib'
import { zlibSync } from '../ground/squeeze.ts'

/** A photograph of today has 50 million; more is a plan for another printer, or a bomb. */
export const MOST_PIXELS = 60_000_000

/** Samples of a pixel by its colour type (PNG 11.2.1). */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const [INDEXED, GREY_ALPHA, RGB_ALPHA] = [3, 4, 6]
const SIGNATURE = '89504e470d0a1a0a'
const WHITE = 255

/** Undefined where it is damaged, interlaced, larger than anybody prints, or in some other way not to be printed. */
export function plainPng(png: Buffer): Buffer | undefined {
  const chunks = chunksOf(png)
  const head = chunks?.find(({ type }) => type === 'IHDR')?.body
  if (!chunks || head?.length !== 13) return undefined
  const [width, height, bits, colour] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8]!, head[9]!]
  const samples = SAMPLES[colour]
  const isOdd = head[10] !== 0 || head[11] !== 0 || head[12] !== 0 || ![1, 2, 4, 8, 16].includes(bits)
  if (!samples || isOdd || width < 1 || height < 1 || width * height > MOST_PIXELS) return undefined
  const row = Math.ceil((width * samples * bits) / 8)
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body))
  const pixels = unpacked(packed, (row + 1) * height)
  if (!pixels) return undefined
  const palette = chunks.find(({ type }) => type === 'PLTE')?.body
  if (colour === INDEXED && (!palette || palette.length === 0 || palette.length % 3 !== 0 || palette.length > 768))
    return undefined
  // What a palette or a single colour makes transparent is shown in its colour: paper has no other.
  if (colour !== GREY_ALPHA && colour !== RGB_ALPHA)
    return written(head, colour === INDEXED ? palette : undefined, packed)
  if (bits < 8 || !unfiltered(pixels, row, height, (samples * bits) / 8)) return undefined
  return onWhite(pixels, { width, height, samples, bytes: bits / 8, row })
}

function chunksOf(png: Buffer): { type: string; body: Buffer }[] | undefined {
  if (png.subarray(0, 8).toString('hex') !== SIGNATURE) return undefined
  const chunks: { type: string; body: Buffer }[] = []
  for (let at = 8; at + 12 <= png.length; ) {
    const end = at + 12 + png.readUInt32BE(at)
    if (end > png.length) return undefined
    const type = png.toString('latin1', at + 4, at + 8)
    if (type === 'IEND') return chunks
    chunks.push({ type, body: png.subarray(at + 8, end - 4) })
    at = end
  }
  return undefined
}

/** Exactly so many bytes: neither a bomb nor half a picture. */
function unpacked(packed: Buffer, size: number): Buffer | undefined {
  try {
    const pixels = inflateSync(packed, { maxOutputLength: size })
    return pixels.length === size ? pixels : undefined
  } catch {
    return undefined
  }
}

/** Takes the filters of its rows back, in place (PNG 9.2). */
function unfiltered(pixels: Buffer, row: number, height: number, step: number): boolean {
  for (let y = 0; y < height; y++) {
    const at = y * (row + 1)
    const filter = pixels[at]!
    if (filter > 4) return false
    for (let x = 0; x < row; x++) {
      const i = at + 1 + x
      const left = x >= step ? pixels[i - step]! : 0
      const above = y > 0 ? pixels[i - row - 1]! : 0
      const corner = x >= step && y > 0 ? pixels[i - row - 1 - step]! : 0
      pixels[i] = pixels[i]! + predicted(filter, left, above, corner)
    }
  }
  return true
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  if (filter !== 4) return 0
  const guess = left + above - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}

type Shape = { width: number; height: number; samples: number; bytes: number; row: number }

/** As it looks on paper; of sixteen bits the upper eight. */
function onWhite(pixels: Buffer, { width, height, samples, bytes, row }: Shape): Buffer {
  const shown = samples - 1
  const flat = Buffer.alloc((width * shown + 1) * height)
  let to = 0
  for (let y = 0; y < height; y++) {
    to++ // the row's filter: none
    let from = y * (row + 1) + 1
    for (let x = 0; x < width; x++, from += samples * bytes) {
      const alpha = pixels[from + shown * bytes]!
      for (let s = 0; s < shown; s++)
        flat[to++] = Math.round((pixels[from + s * bytes]! * alpha + WHITE * (255 - alpha)) / 255)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, shown === 3 ? 2 : 0], 8)
  return written(head, undefined, Buffer.from(zlibSync(flat, { level: 6 })))
}

/** Without checksums, for which nobody asks who puts it into a PDF. */
function written(head: Buffer, palette: Buffer | undefined, packed: Buffer): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return [length, Buffer.from(type, 'latin1'), body, Buffer.alloc(4)]
  }
  return Buffer.concat([
    Buffer.from(SIGNATURE, 'hex'),
    ...chunk('IHDR', head),
    ...(palette ? chunk('PLTE', palette) : []),
    ...chunk('IDAT', packed),
    ...chunk('IEND', Buffer.alloc(0)),
  ])
}
