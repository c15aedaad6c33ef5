/** The printed page under a ruler: what GB/T 9704 gives in millimetres, measured on the raster of every template. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Letter } from '../../src/documents/index.ts'
import { layOut } from '../../src/documents/layout.ts'
import { some } from '../support/proof.ts'
import { type Band, type Page, pagesOf } from './raster.ts'
import { fileOf, fonts, letterOf, templates } from './samples.ts'

const POINT = 25.4 / 72 // mm
const SIZE = 16 * POINT
/** 5.2.3: 22 lines fill the 225 mm of the 版心. */
const ROW = (225 - SIZE) / 21
/** 10.1: the second rule ends 20 mm from the lower edge; it is 3.25 pt high, and 7/8 of a character above it ends the text. */
const LAST_LINE = 297 - 20 - 3.25 * POINT - (7 / 8) * SIZE - SIZE
const FIRST_LINE = 37

/** Lines that hold Chinese characters; lower ones hold only marks or figures, higher ones title and mark. */
const isLine = ({ top, bottom }: Band) => bottom - top > 4.6 && bottom - top < 6.2
const middle = ({ top, bottom }: Band) => (top + bottom) / 2

/** How far the middle of a line is from the nearest line of the grid; of the page's own, where its lines moved together. */
function offGrid(band: Band, page: number, row: number): number {
  const off = (distance: number) => {
    const rows = (middle(band) - SIZE / 2 - (page === 1 ? LAST_LINE : FIRST_LINE)) / distance
    return Math.abs(rows - Math.round(rows)) * distance
  }
  return Math.min(off(ROW), off(row))
}

/** Distance of name and date, which stand on two lines of the last page. */
function lastRow(letter: Letter): number {
  const lines = layOut(letter, fonts).pieces.flatMap((piece) => piece.lines)
  const name = lines.findLastIndex(({ line }) => line.cells.map((c) => c.character).join('') === letter.signature)
  return (lines[name + 1]!.y - lines[name]!.y) * POINT
}

const ids = (format: string) => [...templates.values()].filter((each) => each.format === format).map(({ id }) => id)

// The raster of a letter takes a second; what differs between templates is their words.
describe.each(some(ids('letter'), 4))('%s', (id) => {
  let pages: Page[]
  beforeEach(async () => {
    pages ??= await pagesOf((await fileOf(letterOf(id))).path)
  })

  test('has its mark 30 mm from the edge, and red double rules of 170 mm 4 mm below it and 20 mm from the lower edge', () => {
    const [mark, thick, thin, lowerThin, lowerThick] = pages[0]!.red
    expect(Math.abs(mark!.top - 30)).toBeLessThan(0.5)
    expect(Math.abs((mark!.left + mark!.right) / 2 - 106)).toBeLessThan(1)
    for (const rule of [thick!, thin!, lowerThin!, lowerThick!]) {
      expect(Math.abs(rule.left - 21)).toBeLessThan(0.5)
      expect(Math.abs(rule.right - 191)).toBeLessThan(0.5)
    }
    expect(Math.abs(thick!.top - mark!.bottom - 4)).toBeLessThan(0.5)
    expect(Math.abs(lowerThick!.bottom - 277)).toBeLessThan(0.5)
    expect(thick!.bottom - thick!.top).toBeGreaterThan(thin!.bottom - thin!.top)
    expect(lowerThick!.bottom - lowerThick!.top).toBeGreaterThan(lowerThin!.bottom - lowerThin!.top)
    for (const { red } of pages.slice(1)) expect(red).toEqual([])
  })

  test('keeps its text between margins of 28 and 26 mm, and above the rule or the lower margin', () => {
    const lines = pages.flatMap(({ black }, i) => (i === 0 ? black : black.slice(0, -1)))
    const [left, right] = [Math.min(...lines.map((line) => line.left)), Math.max(...lines.map((line) => line.right))]
    expect(left).toBeGreaterThan(27.5)
    expect(left).toBeLessThan(29)
    expect(right).toBeGreaterThan(182.5)
    expect(right).toBeLessThan(184.5)
    for (const [i, { black }] of pages.entries())
      expect((i === 0 ? black : black.slice(0, -1)).at(-1)!.bottom).toBeLessThan(i === 0 ? 271.4 : 262.5)
  })

  test('has every line on the grid', () => {
    const row = lastRow(letterOf(id))
    for (const [i, { black }] of pages.entries()) {
      // 文号 hangs from the rule; the title and the lines after it follow the grid.
      const from = i === 0 ? (letterOf(id).number ? 1 : 0) : 0
      const lines = black.slice(from).filter(isLine)
      expect(lines.length).toBeGreaterThan(1)
      for (const line of lines) expect(offGrid(line, i + 1, row), `page ${i + 1}, ${middle(line)} mm`).toBeLessThan(0.5)
    }
  })

  test('numbers its pages from the second on, 7 mm below the text, one character from the outer edge', () => {
    for (const [i, { black }] of pages.entries()) {
      const last = black.at(-1)!
      if (i === 0) expect(last.bottom).toBeLessThan(271.4)
      else {
        expect(Math.abs(middle(last) - 269)).toBeLessThan(0.5)
        const outer = i % 2 === 1 ? last.left - 28 : 184 - last.right
        expect(Math.abs(outer - 14 * POINT)).toBeLessThan(0.5)
        expect(Math.abs(black[0]!.top - FIRST_LINE)).toBeLessThan(1)
      }
    }
  })
})

test.each(ids('form'))('%s keeps its table between margins of 28 and 26 mm', async (id) => {
  for (const [i, { red, black: all }] of (await pagesOf((await fileOf(letterOf(id))).path)).entries()) {
    // From the second page on the last thing is its number, below the text.
    const black = i === 0 ? all : all.slice(0, -1)
    expect(red).toEqual([])
    expect(Math.abs(Math.min(...black.map(({ left }) => left)) - 28)).toBeLessThan(0.5)
    expect(Math.abs(Math.max(...black.map(({ right }) => right)) - 184)).toBeLessThan(0.5)
    expect(black[0]!.top).toBeGreaterThan(25)
    expect(black.at(-1)!.bottom).toBeLessThan(264.5)
  }
})

test('the last line of a full first page is 7/8 of a character above the rule', async () => {
  const blocks = [{ kind: 'paragraph' as const, text: '字'.repeat(900) }]
  const [first] = await pagesOf((await fileOf({ ...letterOf('notHeld'), blocks })).path, 300)
  // 14 pt below the em box; the ink ends a little inside it.
  const room = first!.red[3]!.top - first!.black.at(-1)!.bottom
  expect(room).toBeGreaterThan(4.9)
  expect(room).toBeLessThan(5.9)
})
