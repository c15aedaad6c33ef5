/** Draws one line: one text operation for each run of the same face, with the room after each glyph as it was set. */
import type { Line } from './break-lines.ts'
import type { Cell } from './cells.ts'
import { GETA } from './fonts.ts'
import { BASELINE } from './grid.ts'

export function drawLine(doc: PDFKit.PDFDocument, line: Line, x: number, top: number, size: number) {
  let start = 0
  let at = x
  while (start < line.cells.length) {
    let end = start + 1
    while (end < line.cells.length && runsOn(line.cells[end - 1]!, line.cells[end]!)) end++
    drawRun(doc, line, start, end, at, top + BASELINE * size, size)
    for (; start < end; start++) at += line.cells[start]!.width + line.extra[start]!
  }
}

const runsOn = (before: Cell, cell: Cell) =>
  before.face === cell.face && before.stretch === 1 && cell.stretch === 1 && before.inset === 0 && cell.inset === 0

function drawRun(doc: PDFKit.PDFDocument, line: Line, start: number, end: number, x: number, y: number, size: number) {
  const { face, inset, stretch } = line.cells[start]!
  doc.registerFont(face.name, face.font as unknown as string)
  const text = line.cells.slice(start, end).map(({ character, missing }) => (missing ? GETA : character))
  // The first cell's room is the run's spacing; only what differs from it is written glyph by glyph.
  const spacing = line.extra[start]! / stretch
  const unit = face.font.unitsPerEm / size
  const extra = line.extra.slice(start, end).map((room) => (room / stretch - spacing) * unit)
  doc.font(face.name, size).text(text.join(''), x + inset, y, {
    lineBreak: false,
    baseline: 'alphabetic',
    characterSpacing: spacing,
    horizontalScaling: 100 * stretch,
    features: extra,
  } as unknown as PDFKit.Mixins.TextOptions)
}
