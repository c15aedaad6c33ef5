/**
 * A workbook of many rows, written row by row as they come: no row waits for another, and no cell is a formula. A sheet of
 * Excel ends at 1,048,576 rows; what comes after goes to the next one.
 */
import { escaped } from './placed.ts'
import { lettersOf } from './read.ts'
import { bookParts, HEAD, MAIN } from './write.ts'
import { type Member, zipOf } from './zip-stream.ts'

export const MOST_ROWS = 1_000_000

/** Rows that are written at once: some 60 KB. */
const PIECE = 25

/** A text, or a number that is counted with. */
export type RowCell = string | number | null
export type RowBook = {
  /** Of the sheets. */
  name: string
  heads: readonly string[]
  /** Characters of each column. */
  widths: readonly number[]
  /** Some at a time, which may be emptied when the next are asked for. */
  rows: AsyncIterable<readonly (readonly RowCell[])[]>
}

/** @param most rows of a sheet, beside its head */
export const rowBook = (book: RowBook, most = MOST_ROWS): AsyncGenerator<Buffer> => zipOf(membersOf(book, most))

async function* membersOf(book: RowBook, most: number): AsyncGenerator<Member> {
  const rows = book.rows[Symbol.asyncIterator]()
  const kept: Kept = { rows: [], isOver: false }
  const names: string[] = []
  try {
    while (names.length === 0 || !(kept.isOver && kept.rows.length === 0)) {
      names.push(names.length === 0 ? book.name : `${book.name}${names.length + 1}`)
      yield { name: `xl/worksheets/sheet${names.length}.xml`, pieces: sheet(book, rows, kept, most) }
    }
  } finally {
    await rows.return?.()
  }
  for (const [name, xml] of Object.entries(bookParts(names, STYLES))) yield { name, pieces: [xml] }
}

/** Rows that were read and stand on the next sheet. */
type Kept = { rows: readonly (readonly RowCell[])[]; isOver: boolean }

/** The head stays in sight; 1 of cellXfs: bold. */
const STYLES = `${HEAD}<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`

async function* sheet(
  { heads, widths }: RowBook,
  rows: AsyncIterator<readonly (readonly RowCell[])[]>,
  kept: Kept,
  most: number,
): AsyncGenerator<string> {
  const letters = heads.map((_, i) => lettersOf(i + 1))
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
  const head = heads.map((text, i) => `<c r="${letters[i]}1" s="1" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`)
  yield `${HEAD}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData><row r="1">${head.join('')}</row>`
  for (let count = 0; count < most; ) {
    if (kept.rows.length === 0) {
      const next = kept.isOver ? { done: true as const, value: undefined } : await rows.next()
      kept.isOver ||= next.done === true
      if (next.done) break
      kept.rows = next.value
    }
    const now = kept.rows.slice(0, most - count)
    kept.rows = kept.rows.slice(now.length)
    const first = count + 2
    // In small pieces: what waits to be deflated lies in memory.
    for (let from = 0; from < now.length; from += PIECE)
      yield now
        .slice(from, from + PIECE)
        .map((cells, i) => rowXml(cells, letters, first + from + i))
        .join('')
    count += now.length
  }
  if (kept.rows.length === 0 && !kept.isOver) {
    // Is there anything for another sheet?
    const next = await rows.next()
    kept.isOver = next.done === true
    if (!next.done) kept.rows = next.value
  }
  yield '</sheetData></worksheet>'
}

function rowXml(cells: readonly RowCell[], letters: readonly string[], row: number): string {
  let xml = `<row r="${row}">`
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    if (cell === null || cell === '') continue
    xml +=
      typeof cell === 'number'
        ? `<c r="${letters[i]}${row}"><v>${cell}</v></c>`
        : `<c r="${letters[i]}${row}" t="inlineStr"><is><t xml:space="preserve">${escaped(cutToCell(cell))}</t></is></c>`
  }
  return `${xml}</row>`
}

/** What Excel keeps of a cell; it calls a file with more damaged. */
const LONGEST = 32_767
const cutToCell = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)
