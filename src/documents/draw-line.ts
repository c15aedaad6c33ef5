/** Draws one line: one text operation for each run of the same face, with the room after each glyph as it was set. */
import type { Line } from './break-lines.ts'
import type { Cell } from './cells.ts'
import { type Embedded, embedded, hex } from './embedded.ts'
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
  before.face === cell.face &&
  !before.glyphs === !cell.glyphs &&
  before.stretch === 1 &&
  cell.stretch === 1 &&
  before.inset === 0 &&
  cell.inset === 0

type Inner = { page: { fonts: Record<string, unknown> }; addContent(operators: string): void }

/** As exactly as pdfkit writes its own. */
const number = (value: number) => Math.round(value * 1e6) / 1e6

function drawRun(doc: PDFKit.PDFDocument, line: Line, start: number, end: number, x: number, y: number, size: number) {
  const { face, inset, stretch, glyphs } = line.cells[start]!
  const font = embedded(doc, face)
  const inner = doc as unknown as Inner
  inner.page.fonts[font.id] ??= font.ref()
  if (glyphs)
    return drawShaped(
      doc,
      font,
      { ...line, cells: line.cells.slice(start, end), extra: line.extra.slice(start, end) },
      x,
      y,
      size,
    )
  // The first cell's room is the run's spacing; only what differs from it is written glyph by glyph.
  const spacing = line.extra[start]! / stretch
  let shown = '<'
  for (let i = start; i < end; i++) {
    const { character, missing } = line.cells[i]!
    shown += hex(font.codeOf((missing ? GETA : character).codePointAt(0)!))
    const more = line.extra[i]! / stretch - spacing
    if (Math.abs(more) > 1e-7 && i < end - 1) shown += `> ${number((-more * 1000) / size)} <`
  }
  // pdfkit counts downwards from the upper edge: the text is turned over once more, to stand upright.
  const place = `1 0 0 -1 ${number(x + inset)} ${number(y)} Tm`
  const set = `/${font.id} ${number(size)} Tf ${number(spacing)} Tc ${number(stretch * 100)} Tz`
  inner.addContent(`BT ${set} ${place} [${shown}>] TJ ET`)
}

/** Glyph by glyph, each in its place. What stands on a sign is drawn behind the word and says nothing: it is said with its sign. */
function drawShaped(doc: PDFKit.PDFDocument, font: Embedded, line: Line, x: number, y: number, size: number) {
  const [said, silent]: [string[], string[]] = [[], []]
  let at = x
  for (const [i, { glyphs, character, width }] of line.cells.entries()) {
    for (const [k, glyph] of glyphs!.entries()) {
      const place = `1 0 0 -1 ${number(at + glyph.x * size)} ${number(y - glyph.y * size)} Tm`
      const drawn = `${place} <${hex(font.codeOfGlyph(glyph.id, character))}> Tj`
      if (k === 0) said.push(drawn)
      else silent.push(drawn)
    }
    at += width + line.extra[i]!
  }
  const marks = silent.length > 0 ? ` /Span <</ActualText <FEFF>>> BDC ${silent.join(' ')} EMC` : ''
  const inner = doc as unknown as Inner
  inner.addContent(`BT /${font.id} ${number(size)} Tf 0 Tc 100 Tz ${said.join(' ')}${marks} ET`)
}
