/** What an eye would still read around a mark, by Debian’s tesseract where it is there. */
import { NoPicture, outside } from '../documents/index.ts'
import type { Pixels, Raster } from './rasters.ts'

const SECONDS = 30
const LARGEST = 1024 * 1024
/** One block of text, in Chinese and in Latin letters. */
const ARGUMENTS = ['-', '-', '-l', 'chi_sim+eng', '--psm', '6']

/** Undefined where the program or its languages are not installed, or it takes too long: nobody knows then. */
export async function readAround(raster: Raster, pixels: Pixels): Promise<string | undefined> {
  try {
    const { out } = await outside('tesseract', ARGUMENTS, ppmOf(raster, pixels), SECONDS, LARGEST)
    return out.toString('utf8')
  } catch (error) {
    if (error instanceof NoPicture) return undefined
    throw error
  }
}

function ppmOf({ rgb, width }: Raster, { left, top, right, bottom }: Pixels): Buffer {
  const rows: Uint8Array[] = [Buffer.from(`P6 ${right - left} ${bottom - top} 255\n`)]
  for (let y = top; y < bottom; y++) rows.push(rgb.subarray((y * width + left) * 3, (y * width + right) * 3))
  return Buffer.concat(rows)
}
