/** The printed page under a ruler: what GB/T 9704 gives in millimetres, measured on the raster. */
import { execFileSync } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import { fileOf, letterOf } from './samples.ts'

const DPI = 300
const mm = (pixels: number) => (pixels * 25.4) / DPI

type Ink = { left: number; right: number; top: number; bottom: number }

/** Rows of a page that hold ink of one colour, gathered into bands, with their edges in millimetres. */
function bandsOf(path: string, page: number, isInk: (r: number, g: number, b: number) => boolean): Ink[] {
  const ppm = execFileSync('pdftoppm', ['-r', `${DPI}`, '-f', `${page}`, '-l', `${page}`, path], {
    maxBuffer: 1 << 27,
  })
  const [, width = 0, height = 0] = /^P6\s(\d+) (\d+)\s255\s/.exec(ppm.subarray(0, 40).toString('latin1'))!.map(Number)
  const start = ppm.length - width * height * 3
  const bands: Ink[] = []
  let band: Ink | null = null
  for (let y = 0; y < height; y++) {
    let [left, right] = [-1, -1]
    for (let x = 0; x < width; x++) {
      const at = start + (y * width + x) * 3
      if (!isInk(ppm[at]!, ppm[at + 1]!, ppm[at + 2]!)) continue
      if (left < 0) left = x
      right = x
    }
    if (left < 0) band = null
    else if (band) {
      band.bottom = mm(y + 1)
      band.left = Math.min(band.left, mm(left))
      band.right = Math.max(band.right, mm(right + 1))
    } else {
      band = { left: mm(left), right: mm(right + 1), top: mm(y), bottom: mm(y + 1) }
      bands.push(band)
    }
  }
  return bands
}

const red = (r: number, g: number, b: number) => r > 200 && g < 120 && b < 120
const black = (r: number, g: number, b: number) => r < 110 && g < 110 && b < 110

const ROW = 10.445 // mm: (225 mm - 16 pt) / 21

/** Lines of text by the middle of their ink; lines of little height hold only marks or figures. */
const lineMiddles = (bands: readonly Ink[]) =>
  bands
    .filter(({ top, bottom }) => bottom - top > 4.6 && bottom - top < 6.2)
    .map(({ top, bottom }) => (top + bottom) / 2)

function expectOnGrid(middles: readonly number[]) {
  expect(middles.length).toBeGreaterThan(5)
  for (const middle of middles.slice(1)) {
    const rows = (middle - middles[0]!) / ROW
    expect(Math.abs(rows - Math.round(rows)) * ROW).toBeLessThan(0.5)
  }
}

describe('a letter of two pages', () => {
  let path = ''
  let redBands: Ink[] = []
  beforeAll(async () => {
    path = (await fileOf(letterOf('notHeld'))).path
    redBands = bandsOf(path, 1, red)
  })

  test('the organ’s mark begins 30 mm from the edge, centred on the text', () => {
    const mark = redBands[0]!
    expect(mark.top).toBeGreaterThan(29.5)
    expect(mark.top).toBeLessThan(30.5)
    expect(Math.abs((mark.left + mark.right) / 2 - 106)).toBeLessThan(1)
  })

  test('the red double rules are 170 mm long, 4 mm below the mark and 20 mm from the lower edge', () => {
    const [mark, thick, thin, lowerThin, lowerThick] = redBands
    for (const rule of [thick!, thin!, lowerThin!, lowerThick!]) {
      expect(Math.abs(rule.left - 21)).toBeLessThan(0.3)
      expect(Math.abs(rule.right - 191)).toBeLessThan(0.3)
    }
    expect(Math.abs(thick!.top - mark!.bottom - 4)).toBeLessThan(0.5)
    expect(Math.abs(lowerThick!.bottom - 277)).toBeLessThan(0.3)
    expect(thick!.bottom - thick!.top).toBeGreaterThan(thin!.bottom - thin!.top)
    expect(lowerThick!.bottom - lowerThick!.top).toBeGreaterThan(lowerThin!.bottom - lowerThin!.top)
    expect(bandsOf(path, 2, red)).toEqual([])
  })

  test('the text keeps 28 mm and 26 mm margins and the lines of the grid', () => {
    for (const page of [1, 2]) {
      const bands = bandsOf(path, page, black)
      expect(Math.min(...bands.map(({ left }) => left))).toBeGreaterThan(27.9)
      expect(Math.min(...bands.map(({ left }) => left))).toBeLessThan(29)
      expect(Math.max(...bands.map(({ right }) => right))).toBeLessThan(184.1)
      expect(Math.max(...bands.map(({ right }) => right))).toBeGreaterThan(183)
      expectOnGrid(lineMiddles(bands).slice(page === 1 ? 2 : 0))
    }
  })

  test('the last line of a full first page is 7/8 of a character above the rule', () => {
    const last = bandsOf(path, 1, black).at(-1)!
    // 14 pt below the em box; the ink ends a little inside it.
    expect(redBands[3]!.top - last.bottom).toBeGreaterThan(4.9)
    expect(redBands[3]!.top - last.bottom).toBeLessThan(5.9)
  })

  test('the second page begins 37 mm from the edge and has its number 7 mm below the text, on the left', () => {
    const bands = bandsOf(path, 2, black)
    expect(Math.abs(bands[0]!.top - 37)).toBeLessThan(1)
    const number = bands.at(-1)!
    expect(Math.abs((number.top + number.bottom) / 2 - 269)).toBeLessThan(1)
    expect(Math.abs(number.left - 28 - 4.94)).toBeLessThan(1)
  })
})
