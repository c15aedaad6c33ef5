/** Forms for the file: a title, a table of 项目 and 内容, no red. An empty cell is room for a pen. */
import { breakLines, type Line, oneLine } from './break-lines.ts'
import { type Cell as CellOfText, cellsOf } from './cells.ts'
import type { FontSet } from './fonts.ts'
import { BODY, mm, ROW } from './grid.ts'
import type { Letter } from './letter.ts'
import type { Box, Layout, Path, Piece, Placed } from './shapes.ts'
import { divideTitle } from './title.ts'

/** 小4号 in the cells. A form is no 公文: it takes more of the page, so that an ordinary one needs only one. */
const CELL = { size: 12, line: 19, padding: 5 }
/** Characters on a line of a label. */
const SHORT = 6
const LABEL = { 'zh-CN': SHORT * CELL.size + 2 * CELL.padding, en: 104 }
/** Letters are narrower than characters, and English takes more of them. */
const SMALLER = { 'zh-CN': 1, en: 0.84 }
const LOWEST = 30

type Lang = Letter['lang']
const FOR_A_PEN = 58
export const BORDER = 0.7
export const TOP = mm(25)
const BOTTOM = mm(264)
const TEXT = { size: 14, line: 24 }
const TITLE = 22

/** The form so far: where the next thing goes, and what stands already. */
export type Sheet = { page: number; y: number; pieces: Piece[]; boxes: Box[] }

export const turn = (sheet: Sheet) => Object.assign(sheet, { page: sheet.page + 1, y: TOP })

export function layOutForm(letter: Letter, fonts: FontSet): Layout {
  const title = titleLines(letter.title, fonts, letter.lang)
  const sheet: Sheet = {
    page: 1,
    y: TOP + (1 + title.length) * ROW,
    pieces: [{ path: ['H1'], colour: 'black', lines: title }],
    boxes: [],
  }
  for (const [i, block] of letter.blocks.entries()) {
    if (block.kind === 'row') placeRow(sheet, rowCells(block.cells, fonts, i, letter.lang))
    else {
      if (letter.blocks[i - 1]?.kind === 'row') sheet.y += TEXT.line / 2
      placeText(sheet, block.text, block.kind === 'heading' ? 'H2' : 'P', fonts, letter.lang)
    }
  }
  return { pages: sheet.page, pieces: sheet.pieces, boxes: sheet.boxes, seal: null }
}

export const titleLines = (title: string, fonts: FontSet, lang: Lang = 'zh-CN'): Placed[] =>
  (lang === 'en' ? title.split('\n') : divideTitle(title, Math.floor(BODY.width / TITLE))).map((text, i) => {
    const size = TITLE * SMALLER[lang]
    const line = oneLine(cellsOf(text, fonts, 'title', size))
    return { line, page: 1, x: BODY.left + (BODY.width - line.width) / 2, y: TOP + i * ROW, size }
  })

function placeText(sheet: Sheet, text: string, tag: string, fonts: FontSet, lang: Lang) {
  const [size, step] = [TEXT.size * SMALLER[lang], TEXT.line * SMALLER[lang]]
  const isEnglish = lang === 'en'
  const measure = { width: BODY.width, size, track: 0, indent: isEnglish ? 0 : 2 * size, ragged: isEnglish }
  const piece: Piece = { path: [tag], colour: 'black', lines: [] }
  if (isEnglish && tag === 'H2') sheet.y += step / 2
  for (const line of breakLines(cellsOf(text, fonts, isEnglish && tag === 'H2' ? 'hei' : 'fang', size), measure)) {
    if (sheet.y + size > BOTTOM) turn(sheet)
    piece.lines.push({ line, page: sheet.page, x: BODY.left + line.indent, y: sheet.y, size })
    sheet.y += step
  }
  sheet.pieces.push(piece)
}

/** A row stays whole where it can; one that is longer than a page goes on over the next. */
function placeRow(sheet: Sheet, cells: readonly Cell[]) {
  const pieces = cells.map(({ path }): Piece => ({ path, colour: 'black', lines: [] }))
  const most = Math.max(...cells.map(({ lines }) => lines.length))
  const least = Math.max(...cells.map((cell) => cell.least))
  const heightOf = (lines: number) => Math.max(lines * CELL.line + 2 * CELL.padding, least)
  if (sheet.y + heightOf(most) > BOTTOM && (cells.length > 2 || heightOf(most) < BODY.height / 2)) turn(sheet)

  for (let from = 0; from === 0 || from < most; ) {
    if (sheet.y + heightOf(1) > BOTTOM) turn(sheet)
    const to = Math.min(most, from + Math.floor((BOTTOM - sheet.y - 2 * CELL.padding) / CELL.line))
    const height = heightOf(to - from)
    for (const [i, cell] of cells.entries()) {
      pieces[i]!.lines.push(...cellLines(cell, from, to, sheet, height))
      sheet.boxes.push(...frame(cell, sheet.page, sheet.y, height))
    }
    sheet.y += height
    from = Math.max(to, 1)
  }
  sheet.pieces.push(...pieces)
}

type Cell = { path: Path; label: boolean; x: number; width: number; size: number; lines: Line[]; least: number }

/** Two cells share a line as 项目 and 内容, four as two such pairs; in a row of two the content spans three columns. */
function rowCells(texts: readonly string[], fonts: FontSet, row: number, lang: Lang): Cell[] {
  const [size, labelled] = [CELL.size * SMALLER[lang], LABEL[lang]]
  const pairs = Math.max(1, Math.floor(texts.length / 2))
  const pair = BODY.width / pairs
  return texts.slice(0, 2 * pairs).map((text, i): Cell => {
    const label = i % 2 === 0
    const width = label ? labelled : pair - labelled
    const cells = (line: string) => cellsOf(line, fonts, label ? 'hei' : 'fang', size)
    const measure = { width: width - 2 * CELL.padding, size, track: 0, ragged: lang === 'en' }
    return {
      path: ['Table', `TR#${row}`, label ? `TH#${i}` : `TD#${i}${pairs === 1 ? '+3' : ''}`],
      label,
      x: BODY.left + Math.floor(i / 2) * pair + (label ? 0 : labelled),
      width,
      size,
      lines:
        label && lang !== 'en'
          ? labelLines(cells(text))
          : text.split('\n').flatMap((line) => breakLines(cells(line), measure)),
      least: text === '' ? FOR_A_PEN : LOWEST,
    }
  })
}

/** A label too long for its cell is divided into lines of like length. */
function labelLines(cells: readonly CellOfText[]): Line[] {
  const count = Math.ceil(cells.length / SHORT)
  const each = Math.ceil(cells.length / count)
  return Array.from({ length: count }, (_, i) => oneLine(cells.slice(i * each, (i + 1) * each)))
}

function cellLines(cell: Cell, from: number, to: number, { page, y }: Sheet, height: number): Placed[] {
  const lines = cell.lines.slice(from, to)
  const top = y + (height - (lines.length - 1) * CELL.line - cell.size) / 2
  return lines.map((line, i) => ({
    line,
    page,
    x: cell.x + (cell.label ? (cell.width - line.width) / 2 : CELL.padding),
    y: top + i * CELL.line,
    size: cell.size,
  }))
}

/** The four lines around a cell. */
export function frame({ x, width }: Pick<Cell, 'x' | 'width'>, page: number, y: number, height: number): Box[] {
  const line = (left: number, top: number, across: number, down: number): Box => ({
    page,
    x: left,
    y: top,
    width: across,
    height: down,
    colour: 'black',
  })
  return [
    line(x, y, width + BORDER, BORDER),
    line(x, y + height, width + BORDER, BORDER),
    line(x, y, BORDER, height),
    line(x + width, y, BORDER, height + BORDER),
  ]
}
