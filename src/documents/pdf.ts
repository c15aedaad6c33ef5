/** The letter as a PDF: the same letter, fonts and day give the same bytes, today and in thirty years. */
import { createHash } from 'node:crypto'
import { closeDocument, openDocument } from './archival.ts'
import { drawLayout } from './draw.ts'
import { DocumentFault } from './fault.ts'
import type { FontSet } from './fonts.ts'
import { readyToShape } from './harfbuzz.ts'
import { layOut } from './layout.ts'
import { type Letter, textOf } from './letter.ts'
import type { SealPlace } from './shapes.ts'

export type RenderOptions = {
  /** Written into the file. A draft was issued at no time: without one, the same content has the same bytes on every day. */
  issuedAt: Date | null
  /** Marked 草稿 on each page, without 文号. */
  draft?: boolean
  /** In the middle of the foot of each page, the first too, in place of the page number of letters. */
  numbering?: (page: number, pages: number) => string
  /** Called on the finished last page, before the file is closed: the place for a seal's picture or a signature's placeholder. */
  finish?: (doc: PDFKit.PDFDocument, seal: SealPlace | null) => void
}

export type Rendered = {
  bytes: Buffer
  sha256: string
  pages: number
  /** Characters of the citizen's words that no font has; each is printed as 〓. */
  missing: string[]
}

/** PDF/A asks for an instant all the same. */
const NEVER = new Date(0)

/**
 * A letter as PDF/A-2a and PDF/UA-1, laid out after GB/T 9704—2012; `sha256` is of its bytes, in hexadecimals.
 * @throws DocumentFault GLYPH_MISSING where no font has a character of the agency's own words.
 */
export async function renderPdf(letter: Letter, fonts: FontSet, options: RenderOptions): Promise<Rendered> {
  const shown = options.draft ? { ...letter, number: '' } : letter
  const missing = printableOrFault(shown, fonts)
  await readyToShape(shown)
  const layout = layOut(shown, fonts)
  const doc = openDocument({
    title: shown.title,
    author: shown.organ,
    at: options.issuedAt ?? NEVER,
    nonce: shown.nonce,
    lang: shown.lang,
  })
  drawLayout(doc, layout, fonts, options)
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
    numbered: true,
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
