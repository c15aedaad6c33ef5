/** The pixels of a page as small as they can be without loss that anybody sees: few colours packed, a photograph as a JPEG. */
import { deflateSync } from 'node:zlib'
import { jpegOf } from './pictures.ts'
import type { Raster } from './rasters.ts'

/** `palette`: RGB of each colour that an index names; none of a JPEG. */
export type PackedPixels = { bytes: Buffer; width: number; height: number; palette: Buffer | undefined }

/** Each of red, green and blue in sixteen steps: print and seals have fewer colours than that makes. */
const [STEP_BITS, STEPS] = [4, 4096]
const MOST_COLOURS = 256
/** What is packed to more than this is a photograph after all. */
const LARGE = 400_000
const LEVEL = 6

export async function packed({ rgb, width, height }: Raster): Promise<PackedPixels> {
  const few = indexed(rgb, width * height)
  if (few) {
    const bytes = deflateSync(few.indices, { level: LEVEL })
    if (bytes.length <= LARGE) return { bytes, width, height, palette: few.palette }
  }
  return { bytes: await jpegOf(rgb, width, height), width, height, palette: undefined }
}

/** Undefined where there are too many colours. */
function indexed(rgb: Buffer, pixels: number): { indices: Buffer; palette: Buffer } | undefined {
  const known = new Int16Array(STEPS).fill(-1)
  const indices = Buffer.allocUnsafe(pixels)
  const palette: number[] = []
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
  }
  return { indices, palette: Buffer.from(palette) }
}
