/** Words and lines of PDFs that others made, where they stand on the page: by poppler, bounded as their pictures are. */
import { NoPicture, outside } from './outside-pages.ts'

const SECONDS = 30
/** Words of a thousand pages. */
const LARGEST_TEXT = 64 * 1024 * 1024
/** A page of lines; one with large pictures has none that matter. */
const LARGEST_DRAWING = 24 * 1024 * 1024

/** Every word with its box, in points from the upper left corner, as XHTML. @throws NoPicture */
export async function wordsInPdf(pdf: Buffer, seconds = SECONDS): Promise<string> {
  const { out } = await outside('pdftotext', ['-bbox', '-enc', 'UTF-8', '-', '-'], pdf, seconds, LARGEST_TEXT)
  return out.toString('utf8')
}

/** The nth page (from 1) as a drawing in SVG; nothing where it is too large to be read. @throws NoPicture */
export async function linesOfPage(pdf: Buffer, n: number, seconds = SECONDS): Promise<string> {
  const only = ['-f', String(n), '-l', String(n)]
  try {
    const { out } = await outside('pdftocairo', ['-svg', ...only, '-', '-'], pdf, seconds, LARGEST_DRAWING)
    return out.toString('utf8')
  } catch (error) {
    if (error instanceof NoPicture && error.why === 'absent') throw error
    return ''
  }
}
