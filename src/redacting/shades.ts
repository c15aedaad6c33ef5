/** The pixels of a page as small as they can be without loss that anybody sees: few colours packed, a photograph as a JPEG. */
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { jpegOf } from './pictures.ts'
import type { Raster } from './rasters.ts'

/** `palette`: RGB of each colour that an index names; none of a JPEG. */
export type PackedPixels = { bytes: Buffer; width: number; height: number; palette: Buffer | undefined }

/** Each of red, green and blue in sixteen steps: print and seals have fewer colours than that makes. */
const [STEP_BITS, STEPS] = [4, 4096]
const MOST_COLOURS = 256
/** In a photograph, or a scan, every few pixels are of another shade than the one before; in print hardly any. */
const MOST_CHANGES = 0.2
const LEVEL = 5
const packing = promisify(deflate)

/** Packed aside: the pixels themselves are done with when this returns, and the bytes come later. */
export function packed({ rgb, width, height }: Raster): Promise<PackedPixels> {
  const few = indexed(rgb, width * height)
  if (!few) return jpegOf(rgb, width, height).then((bytes) => ({ bytes, width, height, palette: undefined }))
  return packing(few.indices, { level: LEVEL }).then((bytes) => ({ bytes, width, height, palette: few.palette }))
}

/** Undefined where there are too many colours, or too many changes of them. */
function indexed(rgb: Buffer, pixels: number): { indices: Buffer; palette: Buffer } | undefined {
  const known = new Int16Array(STEPS).fill(-1)
  const indices = Buffer.allocUnsafe(pixels)
  const palette: number[] = []
  let [changes, before] = [0, -1]
  for (let i = 0, from = 0; i < pixels; i++, from += 3) {
    const key = ((rgb[from]! >> 4) << 8) | ((rgb[from + 1]! >> 4) << 4) | (rgb[from + 2]! >> 4)
    let index = known[key]!
    if (index < 0) {
      if (palette.length === MOST_COLOURS * 3) return undefined
      index = palette.length / 3
      known[key] = index
      const whole = (step: number) => ((step & 15) << STEP_BITS) | (step & 15)
      palette.push(whole(key >> 8), whole(key >> 4), whole(key))
    }
    indices[i] = index
    if (index !== before) changes++
    before = index
  }
  return changes > MOST_CHANGES * pixels ? undefined : { indices, palette: Buffer.from(palette) }
}
