/**
 * A picture of a page has some hundred colours that a reader can tell apart: written as a palette it is a third as large.
 * PNG as the browser and pdftoppm write it (8 bits a channel, not interlaced); see https://www.w3.org/TR/png-3/.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** @param colours at most 256; paper and ink need few. */
export function withFewColours(png: Buffer, colours = 256): Buffer {
  const { width, height, pixels } = read(png)
  const { palette, indexes } = reduced(pixels, colours)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3], 8) // eight bits an index into the palette
  const rows = Buffer.alloc((width + 1) * height) // each row begins with its filter: none, best for a palette
  for (let y = 0; y < height; y++) rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const parts = [
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([SIGNATURE, ...parts])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** Red, green and blue of each pixel, three bytes each. */
function read(png: Buffer): { width: number; height: number; pixels: Buffer } {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = png[25] === 6 ? 4 : 3
  const data: Buffer[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const raw = inflateSync(Buffer.concat(data))
  const line = width * channels
  const lines = Buffer.alloc(line * height)
  for (let y = 0; y < height; y++) unfilter(raw, lines, y, line, channels)
  const pixels = Buffer.alloc(width * height * 3)
  for (let i = 0; i < width * height; i++) lines.copy(pixels, i * 3, i * channels, i * channels + 3)
  return { width, height, pixels }
}

function unfilter(raw: Buffer, lines: Buffer, y: number, line: number, channels: number): void {
  const filter = raw[y * (line + 1)]!
  const from = y * (line + 1) + 1
  const to = y * line
  for (let x = 0; x < line; x++) {
    const left = x >= channels ? lines[to + x - channels]! : 0
    const up = y > 0 ? lines[to + x - line]! : 0
    const corner = y > 0 && x >= channels ? lines[to + x - line - channels]! : 0
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!
    lines[to + x] = raw[from + x]! + guess
  }
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - c - c)]
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

/** The most frequent colours stay as they are; the others become the nearest of them. */
function reduced(pixels: Buffer, colours: number): { palette: Buffer; indexes: Buffer } {
  const count = new Map<number, number>()
  for (let i = 0; i < pixels.length; i += 3) {
    const colour = pixels.readUIntBE(i, 3)
    count.set(colour, (count.get(colour) ?? 0) + 1)
  }
  const kept = [...count]
    .sort((a, b) => b[1] - a[1])
    .slice(0, colours)
    .map(([colour]) => colour)
  const palette = Buffer.alloc(kept.length * 3)
  for (const [i, colour] of kept.entries()) palette.writeUIntBE(colour, i * 3, 3)
  const index = new Map(kept.map((colour, i) => [colour, i]))
  const indexes = Buffer.alloc(pixels.length / 3)
  for (let i = 0; i < indexes.length; i++) {
    const colour = pixels.readUIntBE(i * 3, 3)
    const at = index.get(colour) ?? nearest(kept, colour)
    index.set(colour, at)
    indexes[i] = at
  }
  return { palette, indexes }
}

function nearest(kept: number[], colour: number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [i, one] of kept.entries()) {
    const distance = [16, 8, 0].reduce(
      (sum, shift) => sum + (((one >> shift) & 255) - ((colour >> shift) & 255)) ** 2,
      0,
    )
    if (distance < least) [best, least] = [i, distance]
  }
  return best
}
