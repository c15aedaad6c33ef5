/** The head of the letter format (10.1): red mark, double rule, 文号, title; and the grid line where the text begins. */
import { type Line, oneLine } from './break-lines.ts'
import { cellsOf } from './cells.ts'
import type { Role } from './find-fonts.ts'
import type { FontSet } from './fonts.ts'
import { BODY, INK, LETTER, mm, ROW, rowTop, SIZE, TRACK } from './grid.ts'
import type { Letter } from './letter.ts'
import type { Box, Piece } from './shapes.ts'
import { divideName, divideTitle } from './title.ts'

export type Masthead = { pieces: Piece[]; rules: Box[]; nextRow: number }

const TITLE_SIZE = 22
/** A mark under 1号 is no mark: longer names take two lines. */
const SMALLEST_MARK = 24
const LARGEST_MARK = mm(15)

export function masthead(letter: Letter, fonts: FontSet): Masthead {
  const mark = organMark(letter.organ, fonts)
  const upper = mark.bottom + LETTER.ruleBelowMark
  const numberTop = upper + LETTER.ruleHeight + LETTER.clearance

  // Two empty lines below 文号, or below the rule where there is none, then down to the next line of the grid.
  const titleRow = Math.ceil((numberTop + (letter.numbered ? 3 : 2) * ROW - rowTop(0, 1)) / ROW)
  const title = divideTitle(letter.title, Math.floor(BODY.width / TITLE_SIZE)).map((text, i) =>
    centred(single(text, fonts, 'title', TITLE_SIZE), rowTop(titleRow + i, 1) - (TITLE_SIZE - SIZE) / 2, TITLE_SIZE),
  )
  return {
    pieces: [
      { path: ['P'], colour: 'red', lines: mark.lines },
      ...(letter.number ? [numberPiece(letter.number, numberTop, fonts)] : []),
      { path: ['H1'], colour: 'black', lines: title },
    ],
    rules: [
      ...doubleRule(upper, LETTER.thick, LETTER.thin),
      ...doubleRule(LETTER.lowerRuleBottom - LETTER.ruleHeight, LETTER.thin, LETTER.thick),
    ],
    nextRow: titleRow + title.length + 1,
  }
}

/** 武文线: thick over thin at the head, thin over thick at the foot. */
function doubleRule(top: number, upper: number, lower: number): Box[] {
  const rule = (y: number, height: number): Box => ({
    page: 1,
    x: LETTER.ruleLeft,
    y,
    width: LETTER.ruleWidth,
    height,
    colour: 'red',
  })
  return [rule(top, upper), rule(top + LETTER.ruleHeight - lower, lower)]
}

/** One line, whatever it takes: a number in two pieces is two numbers to whoever looks for it. */
function numberPiece(number: string, y: number, fonts: FontSet): Piece {
  const { width } = single(number, fonts, 'fang', SIZE, TRACK)
  const scale = Math.min(1, BODY.width / width)
  const line = single(number, fonts, 'fang', SIZE * scale, TRACK * scale)
  const x = BODY.left + BODY.width - line.width
  return { path: ['P'], colour: 'black', lines: [{ line, page: 1, x, y, size: SIZE * scale }] }
}

const single = (text: string, fonts: FontSet, role: Role, size: number, track = 0) =>
  oneLine(cellsOf(text, fonts, role, size), track)

const centred = (line: Line, y: number, size: number) => ({
  line,
  page: 1,
  x: BODY.left + (BODY.width - line.width) / 2,
  y,
  size,
})

/** As wide as the 版心 allows without crowding; short names are spread, never by more than half a character. */
function organMark(organ: string, fonts: FontSet) {
  const texts = divideName(organ, Math.floor((BODY.width * 0.96) / SMALLEST_MARK))
  const longest = Math.max(...texts.map((text) => single(text, fonts, 'title', 1).width))
  const size = Math.min(LARGEST_MARK, (BODY.width * 0.96) / longest)
  const step = size * 1.25
  const lines = texts.map((text, i) => {
    const cells = cellsOf(text, fonts, 'title', size)
    const free = BODY.width * (cells.length > 8 ? 0.96 : 0.8) - oneLine(cells).width
    const spread = texts.length > 1 ? 0 : Math.min(size / 2, Math.max(0, free / (cells.length - 1 || 1)))
    // The ink, not the em box, is what stands 30 mm below the edge of the page.
    return centred(oneLine(cells, spread), LETTER.markTop - INK.top * size + i * step, size)
  })
  return { lines, bottom: LETTER.markTop + (INK.bottom - INK.top) * size + (texts.length - 1) * step }
}
