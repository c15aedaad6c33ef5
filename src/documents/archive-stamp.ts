/** 归档章 (DA/T 22—2015, 5.4): 45 × 16 mm, six equal cells, at the top of the first page in its middle, red as a stamp is. */
import { type Line, oneLine } from './break-lines.ts'
import { cellsOf } from './cells.ts'
import { drawLine } from './draw-line.ts'
import type { FontSet } from './fonts.ts'
import { LETTER, mm, PAGE } from './grid.ts'
import type { ArchiveStamp } from './volume-parts.ts'

const CELL = { width: mm(15), height: mm(8) }
const TOP = mm(16)
const RULE = 0.7
const PADDING = mm(0.8)
const SIZES = [11, 9, 7.5, 6] as const

/** @param pages the sixth cell, 页数 */
export function drawArchiveStamp(
  doc: PDFKit.PDFDocument,
  { fonds, year, item, office, retention }: ArchiveStamp,
  pages: number,
  fonts: FontSet,
) {
  const rows = [
    [fonds, year, item],
    [office, retention, String(pages)],
  ]
  const left = (PAGE.width - 3 * CELL.width) / 2
  doc.fillColor(LETTER.red)
  for (let i = 0; i <= 3; i++) doc.rect(left + i * CELL.width, TOP, RULE, 2 * CELL.height + RULE).fill()
  for (let i = 0; i <= 2; i++) doc.rect(left, TOP + i * CELL.height, 3 * CELL.width + RULE, RULE).fill()
  for (const [y, row] of rows.entries())
    for (const [x, text] of row.entries()) {
      const { lines, size } = fitting(text, fonts)
      const top = TOP + y * CELL.height + (CELL.height - lines.length * size) / 2
      for (const [i, line] of lines.entries())
        drawLine(doc, line, left + x * CELL.width + (CELL.width - line.width) / 2, top + i * size, size)
    }
  doc.fillColor('#000000')
}

/** As large as it fits on one line, or halved on two; what is longer still is cut: the catalogue of archives has the whole. */
function fitting(text: string, fonts: FontSet): { lines: Line[]; size: number } {
  const [room, characters] = [CELL.width - 2 * PADDING, Array.from(text)]
  for (const size of SIZES) {
    const half = Math.ceil(characters.length / 2)
    const divided =
      size > 8 ? [[text]] : [[text], [characters.slice(0, half).join(''), characters.slice(half).join('')]]
    for (const parts of divided) {
      const lines = parts.map((part) => oneLine(cellsOf(part, fonts, 'song', size)))
      if (lines.every(({ width }) => width <= room)) return { lines, size }
    }
  }
  const size = SIZES.at(-1)!
  const [most, short] = [Math.floor(room / size), [...characters]]
  const parts = [short.splice(0, most), [...short.splice(0, most - 1), '…']]
  return { lines: parts.map((part) => oneLine(cellsOf(part.join(''), fonts, 'song', size))), size }
}
