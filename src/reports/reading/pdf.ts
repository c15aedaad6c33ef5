/**
 * The tables of a PDF with text, found by their rules as a reader sees them: poppler says where each word and each line
 * stands, and a cell is what lines enclose. Where a table has no lines its columns are taken from its figures (unruled.ts).
 */
import { linesOfPage, NoPicture, wordsInPdf } from '../../documents/index.ts'
import { tokensOf } from '../../leaving/xml.ts'
import { BEGINNING, type ReportDocument } from './document.ts'
import { type Grid, Places, plain, UnreadableReport } from './grid.ts'
import { columnNamed, rowNamed } from './labels.ts'
import { ruledTables } from './ruled.ts'
import { segmentsIn } from './segments.ts'
import { unruledTables } from './unruled.ts'
import type { Word } from './word.ts'

/** A report with its chapters has under forty pages; tables 3 and 4 take one to five of them. */
const MOST_TABLE_PAGES = 24
const MOST_WORDS = 400_000
const TELLS = /新收|结转|自然人|商业|科研|不掌握|过程性|执法案卷|出版物|总计|纠正|维持|审结/

/** @throws UnreadableReport where it has no text, is damaged or locked, or poppler is not installed */
export async function pdfDocument(content: Buffer): Promise<ReportDocument> {
  try {
    const pages = wordsOf(await wordsInPdf(content))
    const text = pages.flat().map(({ text }) => text)
    if (text.length === 0)
      throw new UnreadableReport('PDF 里没有文字（可能是扫描件），没有读取。请用带文字的 PDF、DOCX 或者 XLSX')
    const told = [...pages.entries()].filter(([, words]) => words.some(({ text }) => TELLS.test(plain(text))))
    const grids: Grid[] = []
    const places = new Places()
    for (const [i, words] of told.slice(0, MOST_TABLE_PAGES)) {
      const ruled = ruledTables(segmentsIn(await linesOfPage(content, i + 1)), words, places)
      grids.push(...(ruled.some(hasLabels) ? ruled : unruledTables(words, places)))
    }
    return { grids, text: text.join('\n').slice(0, BEGINNING) }
  } catch (error) {
    if (!(error instanceof NoPicture)) throw error
    throw new UnreadableReport(WHY[error.why])
  }
}

const WHY: Record<NoPicture['why'], string> = {
  absent: '读取 PDF 需要 poppler 的 pdftotext 和 pdftocairo，这台机器上没有，请安装 poppler-utils',
  unreadable: 'PDF 已经损坏，或者不是 PDF',
  locked: 'PDF 有打开密码，没有读取',
  long: 'PDF 页数过多，没有读取',
  slow: 'PDF 读取超过时限，没有读完',
  fonts: 'PDF 的文字不能识别',
}

const hasLabels = (grid: Grid) =>
  grid.some((cells) => cells.some(({ text }) => rowNamed(text) || columnNamed(text) || /审结/.test(text)))

/** The words of each page, as `pdftotext -bbox` writes them. */
function wordsOf(bbox: string): Word[][] {
  const pages: Word[][] = []
  let word: Word | undefined
  let count = 0
  const from = bbox.indexOf('<html')
  try {
    for (const token of tokensOf(Buffer.from(bbox.slice(from)))) {
      if ('open' in token && token.open.name === 'page') pages.push([])
      if ('open' in token && token.open.name === 'word') {
        if (++count > MOST_WORDS) throw new UnreadableReport('PDF 的文字过多，没有读取')
        const at = (name: string) => Number(token.open.attributes.get(name))
        word = { x0: at('xMin'), y0: at('yMin'), x1: at('xMax'), y1: at('yMax'), text: '' }
      }
      if ('text' in token && word) word.text += token.text
      if ('close' in token && token.close === 'word' && word) {
        pages.at(-1)?.push(word)
        word = undefined
      }
    }
  } catch (error) {
    if (error instanceof UnreadableReport) throw error
    throw new UnreadableReport('PDF 的文字不能识别')
  }
  return pages
}
