/** The tables of a DOCX (ECMA-376): cells with the columns that they span, and those that go on from the row above. */
import { type Parts, partsOf } from '../../leaving/archive.ts'
import { Budget, TooMuch } from '../../leaving/budget.ts'
import { tokensOf } from '../../leaving/xml.ts'
import { BEGINNING, type ReportDocument } from './document.ts'
import { gridOf, type Placed, Places, UnreadableReport } from './grid.ts'

const UNFOLDED = 128 * 1024 * 1024
const PARTS = 5_000
/** The text of a report with its tables is under a megabyte. */
const LARGEST_TEXT = 32 * 1024 * 1024
const MOST_CELLS = 200_000

/** The parts of an Office file. @throws UnreadableReport where it is damaged, or unfolds to more than a document holds */
export function officeParts(content: Uint8Array): Parts {
  try {
    return partsOf(content, new Budget(UNFOLDED, PARTS))
  } catch (error) {
    if (error instanceof TooMuch)
      throw new UnreadableReport(`文件展开后超过 ${UNFOLDED / 1024 / 1024} MB 或者 ${PARTS} 个部分，没有读取`)
    throw new UnreadableReport('文件不是完整的 ZIP，可能没有传完或者已经损坏')
  }
}

/** `lowest`: the last cell of those that begin in one column and are as wide, by both. */
type Table = { cells: Placed[]; lowest: Map<string, Placed>; row: number; column: number; cell?: Open }
type Open = { placed: Placed; goesOn: boolean }

/** @throws UnreadableReport where its text is not well-formed, or too long */
export function docxDocument(parts: Parts, places = new Places()): ReportDocument {
  const part = parts['word/document.xml']
  if (!part) throw new UnreadableReport('文件里没有 Word 正文')
  if (part.length > LARGEST_TEXT) throw new UnreadableReport('Word 正文展开后超过 32 MB，没有读取')
  try {
    return read(part, places)
  } catch (error) {
    if (error instanceof UnreadableReport) throw error
    throw new UnreadableReport('Word 正文不完整，或者含有不能接收的内容')
  }
}

/** What stands between words, as a blank does. */
const PARTING = new Set(['tab', 'br', 'cr'])

function read(part: Uint8Array, places: Places): ReportDocument {
  const found: Table[] = []
  const open: Table[] = []
  let text = ''
  let [cells, passed, isText, isBlank] = [0, 0, false, false]
  const says = (said: string) => {
    const cell = open.at(-1)?.cell
    if (cell) cell.placed.text += said
    else if (text.length < BEGINNING) text += said
  }
  for (const token of tokensOf(part)) {
    if ('text' in token) {
      isBlank = false
      if (passed === 0 && isText) says(token.text)
    } else if ('open' in token) {
      const { name, attributes } = token.open
      // What only older programs show is there twice.
      if (name === 'Fallback' || name === 'del') passed++
      isText = name === 't'
      // A run of blanks alone is no text to who reads tokens.
      isBlank = isText && attributes.get('space') === 'preserve'
      if (PARTING.has(name) && passed === 0) says(' ')
      if (name === 'tbl') {
        places.table()
        const table: Table = { cells: [], lowest: new Map(), row: -1, column: 0 }
        found.push(table)
        open.push(table)
      }
      const table = open.at(-1)
      if (!table) continue
      const value = attributes.get('val') ?? ''
      if (name === 'tr') Object.assign(table, { row: table.row + 1, column: 0 })
      if (name === 'gridBefore') table.column += number(value)
      if (name === 'tc') {
        if (++cells > MOST_CELLS) throw new UnreadableReport('Word 文件的表格过多，没有读取')
        table.cell = { placed: { row: table.row, column: table.column, rows: 1, columns: 1, text: '' }, goesOn: false }
      }
      if (name === 'gridSpan' && table.cell) table.cell.placed.columns = number(value)
      if (name === 'vMerge' && table.cell) table.cell.goesOn = value !== 'restart'
    } else {
      if (token.close === 'Fallback' || token.close === 'del') passed--
      if (isBlank && passed === 0) says(' ')
      isBlank = false
      if (token.close === 't') isText = false
      if (token.close === 'p') says('\n')
      if (token.close === 'tbl') open.pop()
      const table = open.at(-1)
      if (token.close === 'tc' && table?.cell) {
        keep(table, table.cell)
        table.column += table.cell.placed.columns
        delete table.cell
      }
    }
  }
  return { grids: found.map(({ cells }) => gridOf(cells, places)), text }
}

/** A cell that goes on belongs to the one above that begins in the same column. */
function keep({ cells, lowest }: Table, { placed, goesOn }: Open): void {
  const where = `${placed.column} ${placed.columns}`
  const above = goesOn ? lowest.get(where) : undefined
  if (above && above.row + above.rows === placed.row) {
    above.rows++
    return
  }
  cells.push(placed)
  lowest.set(where, placed)
}

const MOST_SPANNED = 1_000
function number(value: string): number {
  const said = Number(value)
  return said >= 1 && said <= MOST_SPANNED ? Math.trunc(said) : 1
}
