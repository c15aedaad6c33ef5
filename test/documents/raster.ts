/** A page as a scanner would give it: where its ink begins and ends, in millimetres. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { program } from '../support/programs.ts'

/** A row of ink: a line of text, a rule. */
export type Band = { left: number; right: number; top: number; bottom: number }
export type Page = { red: Band[]; black: Band[] }

const run = promisify(execFile)

/** Every page of the file. At 150 dots an inch one dot is 0.17 mm. */
export async function pagesOf(path: string, dpi = 150): Promise<Page[]> {
  const { stdout } = await run(program('pdftoppm'), ['-r', `${dpi}`, path], { encoding: 'buffer', maxBuffer: 1 << 28 })
  const pages: Page[] = []
  for (let at = 0; at < stdout.length; ) {
    const head = /^P6\s(\d+) (\d+)\s255\s/.exec(stdout.subarray(at, at + 40).toString('latin1'))!
    const [width, height] = [Number(head[1]), Number(head[2])]
    const start = at + head[0].length
    at = start + width * height * 3
    pages.push(pageOf(stdout.subarray(start, at), width, 25.4 / dpi))
  }
  return pages
}

function pageOf(pixels: Buffer, width: number, dot: number): Page {
  const page: Page = { red: [], black: [] }
  const open: Record<keyof Page, Band | null> = { red: null, black: null }
  for (let y = 0; y * width * 3 < pixels.length; y++) {
    const row = edgesOf(pixels, y * width * 3, width)
    for (const colour of ['red', 'black'] as const) {
      const { left, right } = row[colour]
      if (left < 0) open[colour] = null
      else {
        const band = open[colour] ?? bandAt(page[colour], y * dot)
        open[colour] = band
        band.left = Math.min(band.left, left * dot)
        band.right = Math.max(band.right, (right + 1) * dot)
        band.bottom = (y + 1) * dot
      }
    }
  }
  return page
}

function bandAt(bands: Band[], top: number): Band {
  const band = { left: Number.POSITIVE_INFINITY, right: 0, top, bottom: top }
  bands.push(band)
  return band
}

function edgesOf(pixels: Buffer, start: number, width: number) {
  const edges = { red: { left: -1, right: -1 }, black: { left: -1, right: -1 } }
  for (let x = 0, at = start; x < width; x++, at += 3) {
    // Most of a page is paper.
    if (pixels[at + 1]! > 120) continue
    const [r, g, b] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
    const edge = r > 200 && b < 120 ? edges.red : r < 110 && g < 110 && b < 110 ? edges.black : null
    if (!edge) continue
    if (edge.left < 0) edge.left = x
    edge.right = x
  }
  return edges
}
