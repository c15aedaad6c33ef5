/** The letter as a PDF: the same letter, fonts and day give the same bytes, today and in thirty years. */
import { createHash } from 'node:crypto'
import { closeDocument, openDocument } from './archival.ts'
import { oneLine } from './break-lines.ts'
import { cellsOf } from './cells.ts'
import { drawLine } from './draw.ts'
import { DocumentFault } from './fault.ts'
import type { FontSet } from './fonts.ts'
import { BODY, LETTER, mm, PAGE, PAGE_NUMBER } from './grid.ts'
import { type Layout, layOut, type Piece, type Placed, type SealPlace } from './layout.ts'
import { type Letter, textOf } from './letter.ts'

export type RenderOptions = {
  issuedAt: Date
  /** Marked 草稿 on each page, without 文号. */
  draft?: boolean
  /** Called on the finished last page, before the file is closed: the place for a seal's picture or a signature's placeholder. */
  finish?: (doc: PDFKit.PDFDocument, seal: SealPlace) => void
}

export type Rendered = {
  bytes: Buffer
  sha256: string
  pages: number
  /** Characters of the citizen's words that no font has; each is printed as 〓. */
  missing: string[]
}

export async function renderPdf(letter: Letter, fonts: FontSet, options: RenderOptions): Promise<Rendered> {
  const shown = options.draft ? { ...letter, number: '' } : letter
  const missing = printableOrFault(shown, fonts)
  const layout = layOut(shown, fonts)
  const doc = openDocument({ title: shown.title, author: shown.organ, at: options.issuedAt })
  drawLetter(doc, layout, fonts, options.draft ?? false)
  options.finish?.(doc, layout.seal)
  const bytes = await closeDocument(doc)
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), pages: layout.pages, missing }
}

/** The first letter of a process opens the fonts: 0.3 s that no citizen should wait for. */
export async function warmFonts(fonts: FontSet): Promise<void> {
  const letter: Letter = {
    lang: 'zh-CN',
    format: 'letter',
    organ: '云溪区人民政府',
    number: '云公开〔2026〕1号',
    title: '政府信息公开申请答复书',
    addressee: '申请人',
    blocks: [
      { kind: 'heading', level: 1, text: '一、标题' },
      { kind: 'heading', level: 2, text: '（一）标题' },
      { kind: 'paragraph', text: '正文。' },
    ],
    attachments: [],
    signature: '云溪区人民政府',
    date: '2026年1月1日',
    note: '',
    own: '',
  }
  await renderPdf(letter, fonts, { issuedAt: new Date(0) })
}

function printableOrFault(letter: Letter, fonts: FontSet): string[] {
  const missing = fonts.missing(textOf(letter).join(''))
  const own = new Set(letter.own)
  const ours = missing.filter((character) => own.has(character))
  if (ours.length > 0) {
    const names = ours.map((each) => `“${each}”（U+${each.codePointAt(0)!.toString(16).toUpperCase()}）`).join('、')
    throw new DocumentFault('GLYPH_MISSING', `“${letter.title}”里的${names}在现有字库中没有字形，文书不能制作。`, ours)
  }
  return missing
}

function drawLetter(doc: PDFKit.PDFDocument, layout: Layout, fonts: FontSet, draft: boolean) {
  const root = doc.struct('Document')
  doc.addStructure(root)
  let page = 0
  const turnTo = (wanted: number) => {
    while (page < wanted) {
      doc.addPage({ size: 'A4', margin: 0 })
      page++
      drawFurniture(doc, layout, page, fonts, draft)
    }
  }
  let list: PDFKit.PDFStructureElement | null = null
  for (const piece of layout.pieces) {
    if (piece.tag === 'LI') list ??= child(doc, root, 'L')
    else list = ended(list)
    const element = child(doc, list ? child(doc, list, 'LI') : root, list ? 'LBody' : piece.tag)
    for (const placed of piece.lines) {
      turnTo(placed.page)
      element.add(doc.markStructureContent(list ? 'LBody' : piece.tag))
      drawPlaced(doc, placed, piece.colour)
      doc.endMarkedContent()
    }
    element.end()
  }
  ended(list)
  root.end()
}

function child(doc: PDFKit.PDFDocument, parent: PDFKit.PDFStructureElement, tag: Piece['tag'] | 'L' | 'LBody') {
  const element = doc.struct(tag)
  parent.add(element)
  return element
}

function ended(element: PDFKit.PDFStructureElement | null): null {
  element?.end()
  return null
}

function drawPlaced(doc: PDFKit.PDFDocument, { line, x, y, size }: Placed, colour: Piece['colour']) {
  doc.fillColor(colour === 'red' ? LETTER.red : '#000000')
  drawLine(doc, line, x, y, size)
}

/** Rules, page number and draft mark: decoration to a screen reader, so artifacts all. */
function drawFurniture(doc: PDFKit.PDFDocument, { rules }: Layout, page: number, fonts: FontSet, draft: boolean) {
  doc.markContent('Artifact', { type: 'Layout' })
  if (draft) drawDraftMark(doc, fonts)
  if (page === 1) {
    doubleRule(doc, rules.upper, LETTER.thick, LETTER.thin)
    doubleRule(doc, rules.lower, LETTER.thin, LETTER.thick)
  } else drawPageNumber(doc, page, fonts)
  doc.endMarkedContent()
}

function doubleRule(doc: PDFKit.PDFDocument, top: number, upper: number, lower: number) {
  doc.fillColor(LETTER.red)
  doc.rect(LETTER.ruleLeft, top, LETTER.ruleWidth, upper).fill()
  doc.rect(LETTER.ruleLeft, top + LETTER.ruleHeight - lower, LETTER.ruleWidth, lower).fill()
}

function drawPageNumber(doc: PDFKit.PDFDocument, page: number, fonts: FontSet) {
  const { size, middle } = PAGE_NUMBER
  const line = oneLine(cellsOf(`— ${page} —`, fonts, 'song', size))
  const x = page % 2 === 1 ? BODY.left + BODY.width - size - line.width : BODY.left + size
  doc.fillColor('#000000')
  drawLine(doc, line, x, middle - size / 2, size)
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
