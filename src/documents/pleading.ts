/**
 * What a court or a review body is given: no red head, the title in the middle, 仿宋三号, whom it is for under 此致, and who
 * signs at the right, where the seal goes. A table fills the width; its head is repeated on each page.
 */
import { breakLines, type Line, oneLine } from './break-lines.ts'
import { cellsOf } from './cells.ts'
import type { Role } from './find-fonts.ts'
import type { FontSet } from './fonts.ts'
import { BORDER, frame, type Sheet, TOP, titleLines, turn } from './form.ts'
import { BODY, mm, ROW, SEAL, SIZE } from './grid.ts'
import { type Letter, pleadingAttachments } from './letter.ts'
import type { Layout, Path, Piece, SealPlace } from './shapes.ts'

const BOTTOM = mm(264)
const LINE = 28
const CELL = { size: 12, line: 18, padding: 5 }
/** The words under which the name of the court stands at the edge. */
const TO = '此致'

export function layOutPleading(letter: Letter, fonts: FontSet): Layout {
  const title = titleLines(letter.title, fonts)
  const sheet: Sheet = {
    page: 1,
    y: TOP + (1 + title.length) * ROW,
    pieces: [{ path: ['H1'], colour: 'black', lines: title }],
    boxes: [],
  }
  let head: readonly string[] = []
  for (const [i, block] of letter.blocks.entries()) {
    const before = letter.blocks[i - 1]
    if (block.kind === 'row') {
      if (block.head) head = block.cells
      placeRow(sheet, block.cells, fonts, i, block.head ? undefined : head)
      continue
    }
    if (before?.kind === 'row') sheet.y += LINE / 2
    const isTo = before?.kind === 'paragraph' && before.text === TO
    // Who is addressed does not begin a page alone, nor does a heading end one.
    const keeps = block.kind === 'heading' || block.text === TO ? 2 : 1
    if (sheet.y + keeps * LINE > BOTTOM) turn(sheet)
    const [tag, role] = block.kind === 'heading' ? HEADINGS[block.level] : (['P', 'fang'] as const)
    placeText(sheet, block.text, [tag], role, fonts, isTo ? 0 : 2 * SIZE)
  }
  const seal = placeClosing(sheet, letter.closing ?? [], fonts)
  for (const [i, text] of pleadingAttachments(letter.attachments).entries()) {
    if (i === 0) sheet.y += LINE
    placeText(sheet, text, ['L', `LI#${i}`, 'LBody'], 'fang', fonts, i === 0 ? 2 * SIZE : 4 * SIZE)
  }
  if (letter.note) placeText(sheet, `（${letter.note}）`, ['P'], 'fang', fonts, 2 * SIZE)
  return { pages: sheet.page, pieces: sheet.pieces, boxes: sheet.boxes, seal }
}

const HEADINGS = { 1: ['H2', 'hei'], 2: ['H3', 'kai'] } as const

function placeText(sheet: Sheet, text: string, path: Path, role: Role, fonts: FontSet, indent: number): void {
  const piece: Piece = { path, colour: 'black', lines: [] }
  for (const line of breakLines(cellsOf(text, fonts, role, SIZE), {
    width: BODY.width,
    size: SIZE,
    track: 0,
    indent,
  })) {
    if (sheet.y + SIZE > BOTTOM) turn(sheet)
    piece.lines.push({ line, page: sheet.page, x: BODY.left + line.indent, y: sheet.y, size: SIZE })
    sheet.y += LINE
  }
  sheet.pieces.push(piece)
}

/** The lines that sign, together on one page, centred on one another and two characters from the edge. */
function placeClosing(sheet: Sheet, texts: readonly string[], fonts: FontSet): SealPlace | null {
  if (texts.length === 0) return null
  sheet.y += LINE
  if (sheet.y + (texts.length + 1) * LINE > BOTTOM) turn(sheet)
  const lines = texts.map((text) => oneLine(cellsOf(text, fonts, 'fang', SIZE)))
  const widest = Math.max(...lines.map(({ width }) => width))
  const centre = BODY.left + Math.max(BODY.width / 2, BODY.width - 2 * SIZE - widest / 2)
  const at: SealPlace = { page: sheet.page, x: centre, y: sheet.y + SIZE, diameter: SEAL }
  for (const line of lines) {
    const x = Math.max(BODY.left, centre - line.width / 2)
    sheet.pieces.push({
      path: ['P'],
      colour: 'black',
      lines: [{ line, page: sheet.page, x, y: sheet.y, size: SIZE }],
    })
    sheet.y += LINE
  }
  return at
}

/** Of five columns, as a list of evidence has them: number, name, source, what it proves, page. */
const SHARES: Readonly<Record<number, readonly number[]>> = { 5: [0.09, 0.27, 0.19, 0.33, 0.12] }

const widthsOf = (count: number): readonly number[] =>
  (SHARES[count] ?? Array.from({ length: count }, () => 1 / count)).map((share) => share * BODY.width)

/** @param head the row to be repeated where this one begins a page; none for the head itself */
function placeRow(sheet: Sheet, texts: readonly string[], fonts: FontSet, row: number, head?: readonly string[]): void {
  const widths = widthsOf(texts.length)
  const role = head ? 'fang' : 'hei'
  const cells = texts.map((text, i) =>
    breakLines(cellsOf(text, fonts, role, CELL.size), {
      width: widths[i]! - 2 * CELL.padding,
      size: CELL.size,
      track: 0,
    }),
  )
  const most = Math.max(1, ...cells.map((lines) => lines.length))
  const room = Math.floor((BOTTOM - TOP - 2 * CELL.line) / CELL.line)
  for (let from = 0; from < most; from += room) {
    const count = Math.min(room, most - from)
    const height = count * CELL.line + 2 * CELL.padding
    if (sheet.y + height > BOTTOM) {
      turn(sheet)
      if (head && head.length > 0) placeRow(sheet, head, fonts, row)
    }
    let x = BODY.left
    for (const [i, lines] of cells.entries()) {
      const width = widths[i]!
      const some = lines.slice(from, from + count)
      place(sheet, some, [`Table`, `TR#${row}.${from}${head ? '' : 'h'}`, head ? `TD#${i}` : `TH#${i}@Column`], {
        x,
        width,
        height,
        isShort: width < BODY.width / 6 || !head,
      })
      sheet.boxes.push(...frame({ x, width }, sheet.page, sheet.y, height))
      x += width
    }
    sheet.y += height
  }
  sheet.y += BORDER
}

type Spot = { x: number; width: number; height: number; isShort: boolean }

/** Short cells and heads stand in the middle, the others at the left. */
function place(sheet: Sheet, lines: readonly Line[], path: Path, { x, width, height, isShort }: Spot): void {
  const top = sheet.y + (height - (lines.length - 1) * CELL.line - CELL.size) / 2
  sheet.pieces.push({
    path,
    colour: 'black',
    lines: lines.map((line, i) => ({
      line,
      page: sheet.page,
      x: x + (isShort ? (width - line.width) / 2 : CELL.padding),
      y: top + i * CELL.line,
      size: CELL.size,
    })),
  })
}
