/** Draws a volume: text and pictures inside the structure tree, rules and running numbers as artifacts. */
import { drawArchiveStamp } from './archive-stamp.ts'
import { oneLine } from './break-lines.ts'
import { cellsOf } from './cells.ts'
import { drawLine } from './draw-line.ts'
import type { Flow, Shown } from './flow.ts'
import type { FontSet } from './fonts.ts'
import { mm, PAGE } from './grid.ts'
import { structure } from './structure.ts'
import type { Frame } from './volume-parts.ts'

const STAMP = { size: 10, top: mm(10), bottom: PAGE.height - mm(14), side: mm(20) }

export function drawVolume(doc: PDFKit.PDFDocument, frame: Frame, flow: Flow, fonts: FontSet) {
  const tree = structure(doc)
  let page = 0
  const turnTo = (wanted: number) => {
    while (page < wanted) {
      doc.addPage({ size: 'A4', margin: 0 })
      page++
      drawFurniture(doc, frame, flow, page, fonts)
    }
  }
  const shown = [...flow.pictures]
  const drawUpTo = (wanted: number) => {
    while (shown[0] && shown[0].page <= wanted) {
      turnTo(shown[0].page)
      drawPicture(doc, tree.at(['Figure']), shown.shift()!)
    }
  }
  for (const { path, lines } of flow.pieces) {
    if (!lines[0]) {
      tree.at(path) // an empty cell
      continue
    }
    drawUpTo(lines[0].page - 1)
    turnTo(lines[0].page)
    const element = tree.at(path)
    for (const { line, x, y, size } of lines) {
      element.add(doc.markStructureContent(tree.tag(path)))
      doc.fillColor('#000000')
      drawLine(doc, line, x, y, size)
      doc.endMarkedContent()
    }
  }
  drawUpTo(flow.page)
  turnTo(flow.page)
  tree.end()
}

function drawPicture(
  doc: PDFKit.PDFDocument,
  element: PDFKit.PDFStructureElement,
  { picture, x, y, width, height }: Shown,
) {
  const { dictionary } = element as unknown as { dictionary: { data: Record<string, unknown> } }
  dictionary.data.Alt = new String(picture.alt)
  element.add(doc.markStructureContent('Figure'))
  doc.image(picture.bytes, x, y, { width, height })
  doc.endMarkedContent()
}

/** Outer top: the running number, which citations of the volume name; opposite it what this is; below, what it is not. */
function drawFurniture(
  doc: PDFKit.PDFDocument,
  { head, foot, stamp }: Frame,
  flow: Flow,
  page: number,
  fonts: FontSet,
) {
  doc.markContent('Artifact', { type: 'Pagination' })
  doc.fillColor('#000000')
  const number = set(`第 ${page} 页　共 ${flow.page} 页`, fonts)
  const [left, right] = [STAMP.side, PAGE.width - STAMP.side]
  const odd = page % 2 === 1
  drawLine(doc, number, odd ? right - number.width : left, STAMP.top, STAMP.size)
  const title = set(flow.heads.get(page) ?? head, fonts)
  drawLine(doc, title, odd ? left : right - title.width, STAMP.top, STAMP.size)
  const below = set(foot, fonts)
  drawLine(doc, below, (PAGE.width - below.width) / 2, STAMP.bottom, STAMP.size)
  for (const { x, y, width, height, page: on } of flow.boxes) if (on === page) doc.rect(x, y, width, height).fill()
  for (const { line, x, y, size, page: on } of flow.repeats) if (on === page) drawLine(doc, line, x, y, size)
  if (stamp && page === 1) drawArchiveStamp(doc, stamp, flow.page, fonts)
  doc.endMarkedContent()
}

const set = (text: string, fonts: FontSet) => oneLine(cellsOf(text, fonts, 'song', STAMP.size))
