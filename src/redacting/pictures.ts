/** Pictures read and written: the one door to @napi-rs/canvas. What a picture says besides its pixels is gone with its file. */
import { createCanvas, GlobalFonts, ImageData, loadImage } from '@napi-rs/canvas'
import { frameOf } from '../documents/index.ts'

/** Of a photograph; text stays sharp at it. */
const QUALITY = 82
/** The longer side of a picture that comes in: no more is shown of it, and no more is kept in memory. */
const MOST_SIDE = 3_600
/** Pixels of what comes in before it is made smaller: a photograph of today has 50 million. */
const MOST_PIXELS = 60_000_000
const OPAQUE = 255

/** RGB pixels as a JPEG without anything beside them. */
export async function jpegOf(rgb: Buffer, width: number, height: number): Promise<Buffer> {
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let from = 0, to = 0; from < rgb.length; to += 4) {
    rgba[to] = rgb[from++]!
    rgba[to + 1] = rgb[from++]!
    rgba[to + 2] = rgb[from++]!
    rgba[to + 3] = OPAQUE
  }
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0)
  return canvas.encode('jpeg', QUALITY)
}

/** A picture of whatever kind made again on white, turned as it says: its pixels and nothing else. @throws where it is none */
export async function madeAgain(picture: Buffer): Promise<{ jpeg: Buffer; width: number; height: number }> {
  // Judged by what it says of itself: a small file may unfold to more than there is memory.
  const said = sizeOf(picture)
  if (!said || said.width < 1 || said.height < 1 || said.width * said.height > MOST_PIXELS)
    throw new Error('no picture, or too large a one')
  const image = await loadImage(picture)
  const scale = Math.min(1, MOST_SIDE / Math.max(image.width, image.height))
  const [width, height] = [Math.ceil(image.width * scale), Math.ceil(image.height * scale)]
  const canvas = createCanvas(width, height)
  const on = canvas.getContext('2d')
  on.fillStyle = '#fff'
  on.fillRect(0, 0, width, height)
  on.drawImage(image, 0, 0, width, height)
  return { jpeg: await canvas.encode('jpeg', QUALITY), width, height }
}

/** As the head of a JPEG, PNG, GIF or WebP has it. */
function sizeOf(picture: Buffer): { width: number; height: number } | undefined {
  if (picture.length < 30) return undefined
  const head = picture.toString('latin1', 0, 16)
  if (head.startsWith('\x89PNG')) return { width: picture.readUInt32BE(16), height: picture.readUInt32BE(20) }
  if (head.startsWith('GIF8')) return { width: picture.readUInt16LE(6), height: picture.readUInt16LE(8) }
  if (head.startsWith('RIFF')) return sizeOfWebp(picture)
  return frameOf(picture)
}

/** RFC 9649, 2.5 to 2.7: lossy, lossless, extended. */
function sizeOfWebp(picture: Buffer): { width: number; height: number } | undefined {
  const kind = picture.toString('latin1', 12, 16)
  if (kind === 'VP8 ') return { width: picture.readUInt16LE(26) & 0x3fff, height: picture.readUInt16LE(28) & 0x3fff }
  if (kind === 'VP8X') return { width: 1 + picture.readUIntLE(24, 3), height: 1 + picture.readUIntLE(27, 3) }
  if (kind !== 'VP8L') return undefined
  const bits = picture.readUInt32LE(21)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}

const FACE = 'redacting'

/** The face in which what stands instead of a name is written; once for the process. */
export const useFace = (path: string): void => {
  if (!GlobalFonts.has(FACE)) GlobalFonts.registerFromPath(path, FACE)
}

/** A word in black on white that fills a box of so many pixels, as RGB. */
export function wordPicture(word: string, width: number, height: number): Buffer {
  const canvas = createCanvas(width, height)
  const on = canvas.getContext('2d')
  on.fillStyle = '#fff'
  on.fillRect(0, 0, width, height)
  on.fillStyle = '#000'
  const size = Math.min(height * 0.8, (width / [...word].length) * 0.95)
  on.font = `${size}px ${FACE}, sans-serif`
  on.textAlign = 'center'
  on.textBaseline = 'middle'
  on.fillText(word, width / 2, height / 2, width)
  const { data } = on.getImageData(0, 0, width, height)
  const rgb = Buffer.alloc(width * height * 3)
  for (let from = 0, to = 0; from < data.length; from += 4) {
    rgb[to++] = data[from]!
    rgb[to++] = data[from + 1]!
    rgb[to++] = data[from + 2]!
  }
  return rgb
}
