/** Draws a laid-out letter: text inside the structure tree, everything else as artifacts. */
import { oneLine } from './break-lines.ts'
import { cellsOf } from './cells.ts'
import { drawLine } from './draw-line.ts'
import type { FontSet } from './fonts.ts'
import { BODY, LETTER, mm, PAGE, PAGE_NUMBER } from './grid.ts'
import type { Box, Colour, Layout } from './shapes.ts'
import { structure } from './structure.ts'

type How = { draft?: boolean; numbering?: (page: number, pages: number) => string }

const ink = (colour: Colour) => (colour === 'red' ? LETTER.red : '#000000')

export function drawLayout(doc: PDFKit.PDFDocument, layout: Layout, fonts: FontSet, how: How) {
  let page = 0
  const turnTo = (wanted: number) => {
    while (page < wanted) {
      doc.addPage({ size: 'A4', margin: 0 })
      page++
      drawFurniture(doc, layout, page, fonts, how)
    }
  }
  const tree = structure(doc)
  for (const { path, colour, lines } of layout.pieces) {
    if (lines[0]) turnTo(lines[0].page)
    const element = tree.at(path)
    for (const { line, page, x, y, size } of lines) {
      turnTo(page)
      element.add(doc.markStructureContent(tree.tag(path)))
      doc.fillColor(ink(colour))
      drawLine(doc, line, x, y, size)
      doc.endMarkedContent()
    }
  }
  tree.end()
}

/** Rules, page number and draft mark: decoration to a screen reader. */
function drawFurniture(doc: PDFKit.PDFDocument, layout: Layout, page: number, fonts: FontSet, how: How) {
  const { boxes, pages } = layout
  doc.markContent('Artifact', { type: 'Layout' })
  if (how.draft) drawDraftMark(doc, fonts)
  for (const box of boxes) if (box.page === page) drawBox(doc, box)
  // 10.1: the first page bears no number.
  if (how.numbering) drawInTheMiddle(doc, how.numbering(page, pages), fonts)
  else if (page > 1) drawPageNumber(doc, page, fonts)
  doc.endMarkedContent()
}

function drawBox(doc: PDFKit.PDFDocument, { x, y, width, height, colour }: Box) {
  doc.fillColor(ink(colour)).rect(x, y, width, height).fill()
}

function drawPageNumber(doc: PDFKit.PDFDocument, page: number, fonts: FontSet) {
  const { size, middle } = PAGE_NUMBER
  const line = oneLine(cellsOf(`— ${page} —`, fonts, 'song', size))
  const x = page % 2 === 1 ? BODY.left + BODY.width - size - line.width : BODY.left + size
  doc.fillColor('#000000')
  drawLine(doc, line, x, middle - size / 2, size)
}

function drawInTheMiddle(doc: PDFKit.PDFDocument, text: string, fonts: FontSet) {
  const size = 10.5 // 5号, as forms have it
  const line = oneLine(cellsOf(text, fonts, 'song', size))
  doc.fillColor('#000000')
  drawLine(doc, line, BODY.left + (BODY.width - line.width) / 2, PAGE_NUMBER.middle - size / 2, size)
}

function drawDraftMark(doc: PDFKit.PDFDocument, fonts: FontSet) {
  const size = mm(60)
  const line = oneLine(cellsOf('草稿', fonts, 'title', size), size / 2)
  const [x, y] = [PAGE.width / 2, PAGE.height / 2]
  doc
    .save()
    .fillColor('#F0F0F0')
    .rotate(-45, { origin: [x, y] })
  drawLine(doc, line, x - line.width / 2, y - size / 2, size)
  doc.restore()
}
