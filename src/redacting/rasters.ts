/** Pages as pixels, by poppler's pdftoppm: a few at a time, the next ones drawn while the last are worked on. */
import { NoPicture, outside } from '../documents/index.ts'
import type { Box } from './box.ts'

/** Eight bits each of red, green and blue, row after row. */
export type Raster = { page: number; width: number; height: number; rgb: Buffer }

/** Print is read well at 150 to the inch; a plan is drawn no larger than so many pixels a side. */
const [DPI, MOST_PIXELS] = [150, 3_600]
const PER_INCH = 72
/** Drawn by one process, and held in memory: 6.5 MB each on A4. */
const AT_ONCE = 2
const SECONDS = 30
const LARGEST = 3 * MOST_PIXELS * MOST_PIXELS * AT_ONCE + 1_000

/** Pixels to the inch for a page of so many points. */
const dpiOf = ({ width, height }: { width: number; height: number }, dpi: number): number =>
  Math.max(18, Math.min(dpi, Math.floor((MOST_PIXELS * PER_INCH) / Math.max(width, height))))

/**
 * The pages of a PDF in their order, as they are shown: within the crop box, turned as they say. Each is there until the one after
 * the next is asked for: its memory is used again.
 * @param sizes of all pages, in points
 * @param wanted which of them, from 1; all of them if nobody says
 * @param dpi pixels to the inch, unless the page is a plan
 * @throws NoPicture where a page cannot be drawn, takes too long, or poppler is not installed
 */
export async function* rasters(
  pdf: Buffer,
  sizes: readonly { width: number; height: number }[],
  wanted: (page: number) => boolean = () => true,
  dpi = DPI,
): AsyncGenerator<Raster> {
  const batches = batchesOf(
    sizes.map((size) => dpiOf(size, dpi)),
    wanted,
  )
  const most = Math.max(0, ...batches.map((batch) => bytesOf(batch, sizes)))
  // One is worked on while the other is filled.
  const memory = [Buffer.allocUnsafeSlow(most), Buffer.allocUnsafeSlow(batches.length > 1 ? most : 0)] as const
  const begin = (i: number) => batches[i] && drawn(pdf, batches[i], memory[i % 2]!)
  let next = begin(0)
  for (let i = 0; i < batches.length; i++) {
    const these = await next!
    next = begin(i + 1)
    next?.catch(() => undefined) // told where it is waited for
    while (these.length > 0) yield these.shift()!
  }
}

type Batch = { from: number; to: number; dpi: number }

/** Pages beside each other that are drawn alike. */
function batchesOf(dpis: readonly number[], wanted: (page: number) => boolean): Batch[] {
  const batches: Batch[] = []
  dpis.forEach((dpi, i) => {
    if (!wanted(i + 1)) return
    const last = batches.at(-1)
    if (last && last.to === i && last.dpi === dpi && last.to - last.from + 1 < AT_ONCE) last.to = i + 1
    else batches.push({ from: i + 1, to: i + 1, dpi })
  })
  return batches
}

/** What its pages come to, a few pixels more for rounding. */
const bytesOf = ({ from, to, dpi }: Batch, sizes: readonly { width: number; height: number }[]): number =>
  sizes
    .slice(from - 1, to)
    .map(({ width, height }) => [width, height].map((points) => Math.ceil((points * dpi) / PER_INCH) + 4))
    .reduce((sum, [across, down]) => sum + across! * down! * 3 + HEAD, 0)
const HEAD = 64

async function drawn(pdf: Buffer, { from, to, dpi }: Batch, into: Buffer): Promise<Raster[]> {
  const args = ['-cropbox', '-r', String(dpi), '-f', String(from), '-l', String(to), '-']
  const { out, said } = await outside('pdftoppm', args, pdf, SECONDS * (to - from + 1), LARGEST, into)
  // It would go on with blanks in place of what the file shows.
  if (/Couldn't find a font|Missing language pack|No display font/.test(said)) throw new NoPicture('fonts')
  return ppmsIn(out, from, to)
}

/** How each page is turned, in degrees, by the program that draws it. @throws NoPicture */
export async function turnsOf(pdf: Buffer, pages: number): Promise<number[]> {
  const { out } = await outside('pdfinfo', ['-f', '1', '-l', String(pages), '-'], pdf, SECONDS, LARGEST_ACCOUNT)
  return [...out.toString('latin1').matchAll(/^Page +\d+ rot: +(-?\d+)$/gm)].map(([, turn]) => upTo360(Number(turn)))
}
const LARGEST_ACCOUNT = 1_000_000 // bytes
export const upTo360 = (degrees: number): number => ((degrees % 360) + 360) % 360

/** The longer side of a page on the screen, in pixels. */
const SHOWN = 1_400

/** One page as it is shown, for people to mark on. @throws NoPicture */
export async function pagePicture(pdf: Buffer, page: number): Promise<Buffer> {
  const only = ['-f', String(page), '-l', String(page)]
  const args = ['-cropbox', ...only, '-scale-to', String(SHOWN), '-jpeg', '-']
  const { out } = await outside('pdftoppm', args, pdf, SECONDS, LARGEST)
  if (out.length < 4 || out.readUInt16BE(0) !== 0xffd8) throw new NoPicture('unreadable')
  return out
}

/** Portable pixmaps one after the other (P6). @throws where one is cut off */
function ppmsIn(out: Buffer, from: number, to: number): Raster[] {
  const found: Raster[] = []
  let at = 0
  for (let page = from; page <= to; page++) {
    const [head, width, height] = /^P6\s+(\d{1,5})\s+(\d{1,5})\s+255\s/.exec(out.toString('latin1', at, at + 40)) ?? []
    if (!head) throw new Error(`page ${page} was not drawn`)
    const [start, size] = [at + head.length, Number(width) * Number(height) * 3]
    if (start + size > out.length) throw new Error(`page ${page} was not drawn to its end`)
    found.push({ page, width: Number(width), height: Number(height), rgb: out.subarray(start, start + size) })
    at = start + size
  }
  return found
}

export type Pixels = { left: number; top: number; right: number; bottom: number }

/** The pixels that a box touches, each of them whole; none where it lies outside. */
export function pixelsOf(box: Box, page: { width: number; height: number }, { width, height }: Raster): Pixels {
  const [across, down] = [width / page.width, height / page.height]
  return {
    left: Math.max(0, Math.floor(box.x0 * across)),
    top: Math.max(0, Math.floor(box.y0 * down)),
    right: Math.min(width, Math.ceil(box.x1 * across)),
    bottom: Math.min(height, Math.ceil(box.y1 * down)),
  }
}

/** Every pixel of these in one shade, in place: what was there is nowhere any more. */
export function burn({ rgb, width }: Raster, { left, top, right, bottom }: Pixels, shade: number): void {
  for (let y = top; y < bottom; y++) rgb.fill(shade, (y * width + left) * 3, (y * width + right) * 3)
}

/** So far apart are ink and paper at least, of 255. */
const CONTRAST = 24

/** Is anything to be seen there? One shade all over is nothing: white on white, or what lies behind a box. */
export function showsInk({ rgb, width }: Raster, { left, top, right, bottom }: Pixels): boolean {
  let [least, most] = [255, 0]
  for (let y = top; y < bottom; y++)
    for (let i = (y * width + left) * 3, end = (y * width + right) * 3; i < end; i++) {
      const value = rgb[i]!
      if (value < least) least = value
      if (value > most) most = value
      if (most - least > CONTRAST) return true
    }
  return false
}

/** Is every pixel of one shade, or nearly so? */
export function isShade({ rgb, width }: Raster, pixels: Pixels, shade: number, nearly: number): boolean {
  for (let y = pixels.top; y < pixels.bottom; y++)
    for (let i = (y * width + pixels.left) * 3, end = (y * width + pixels.right) * 3; i < end; i++)
      if (Math.abs(rgb[i]! - shade) > nearly) return false
  return true
}
