/** Which pictures can stand in an archival file: in grey or RGB, without transparency, of a size that somebody prints. */
import { MOST_PIXELS, plainPng } from './plain-png.ts'

/**
 * The picture as it is put in; undefined where it cannot be. A JPEG stays as it is: one or three components of eight bits;
 * four would be inks for which the file names no profile. A PNG loses what is not pixels.
 */
export function printablePicture(bytes: Buffer): Buffer | undefined {
  if (isPng(bytes)) return plainPng(bytes)
  const frame = frameOf(bytes)
  const isPlain = frame && frame.kind <= 0xc2 && frame.bits === 8 && [1, 3].includes(frame.components)
  const isWhole = bytes.lastIndexOf(Buffer.of(0xff, 0xd9)) > pixelsFrom(bytes)
  const isPrinted = frame && frame.width > 0 && frame.height > 0 && frame.width * frame.height <= MOST_PIXELS
  return isPlain && isWhole && isPrinted ? bytes : undefined
}

/** Upright, as its head says: a photograph may lie on its side. @throws RangeError where it is neither JPEG nor PNG */
export function sizeOf(bytes: Buffer): { width: number; height: number } {
  if (isPng(bytes)) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  const frame = frameOf(bytes)
  if (!frame) throw new RangeError('neither JPEG nor PNG')
  const { width, height } = frame
  return orientationOf(bytes) > 4 ? { width: height, height: width } : { width, height }
}

const isPng = (bytes: Buffer) => bytes.length > 33 && bytes.readUInt32BE(0) === 0x89504e47

type Segment = { kind: number; from: number; to: number }

/** Those before the pixels. */
function* segmentsOf(jpeg: Buffer): Generator<Segment> {
  if (jpeg.length < 12 || jpeg.readUInt16BE(0) !== 0xffd8) return
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const [mark, kind] = [jpeg[at]!, jpeg[at + 1]!]
    if (mark !== 0xff || kind === 0xda) return
    if (kind === 0xff) {
      at++ // filling
      continue
    }
    const to = at + 2 + jpeg.readUInt16BE(at + 2)
    if (to > jpeg.length || to < at + 4) return
    yield { kind, from: at + 4, to }
    at = to
  }
}

/** Past the picture in small that its head may hold, which has an end of its own. */
function pixelsFrom(jpeg: Buffer): number {
  let at = 2
  for (const { to } of segmentsOf(jpeg)) at = to
  return at
}

/** Start of frame, of a JPEG; C4, C8 and CC are tables. Nothing where there is none before the pixels. */
export function frameOf(jpeg: Buffer) {
  for (const { kind, from, to } of segmentsOf(jpeg))
    if (kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind) && to - from >= 6)
      return {
        ...{ kind, bits: jpeg[from]!, height: jpeg.readUInt16BE(from + 1), width: jpeg.readUInt16BE(from + 3) },
        components: jpeg[from + 5]!,
      }
  return undefined
}

const ORIENTATION = 0x0112

/** 1 to 8 (Exif 2.3, 4.6.4): above 4 it lies on its side. pdfkit turns it by the same tag when it draws it. */
function orientationOf(jpeg: Buffer): number {
  for (const { kind, from, to } of segmentsOf(jpeg)) {
    if (kind !== 0xe1 || jpeg.toString('latin1', from, from + 6) !== 'Exif\0\0') continue
    const tiff = jpeg.subarray(from + 6, to)
    if (tiff.length < 10) return 1
    const isLittle = tiff[0] === 0x49
    const two = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
    const at = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    if (at + 2 > tiff.length) return 1
    for (let i = 0; i < two(at) && at + 14 + i * 12 <= tiff.length; i++) {
      const entry = at + 2 + i * 12
      if (two(entry) !== ORIENTATION) continue
      const value = two(entry + 8)
      return value >= 1 && value <= 8 ? value : 1
    }
    return 1
  }
  return 1
}
