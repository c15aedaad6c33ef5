/** A workbook of tables as they are printed: merged headings, lines around each cell, figures as numbers. */
import { archiveOf } from '../leaving/archive.ts'
import { escaped, type PlacedCell, type PlacedTable, rowsOf } from './placed.ts'
import { lettersOf } from './read.ts'
import { bookParts, HEAD, MAIN } from './write.ts'

export type TableSheet = { name: string; title: string; table: PlacedTable }

/** Columns of cellXfs below: 0 plain, then these. */
const STYLE = { title: 1, head: 2, label: 3, figure: 4 } as const
const STYLES = `${HEAD}<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="14"/><name val="黑体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment horizontal="left" vertical="center" wrapText="1"/></xf><xf numFmtId="1" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf></cellXfs></styleSheet>`
/** Characters of all columns of a sheet together: an A4 page. */
const WIDTH = 110

/** @param sheets each with its title above its table */
export function tableBook(sheets: readonly TableSheet[]): Uint8Array {
  const parts = bookParts(
    sheets.map(({ name }) => name),
    STYLES,
  )
  for (const [i, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheet)
  return archiveOf(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml)])))
}

function sheetXml({ title, table }: TableSheet): string {
  const all = table.widths.reduce((sum, width) => sum + width, 0)
  const columns = table.widths
    .map(
      (width, i) =>
        `<col min="${i + 1}" max="${i + 1}" width="${((width / all) * WIDTH).toFixed(2)}" customWidth="1"/>`,
    )
    .join('')
  const last = lettersOf(table.widths.length)
  const merged = [
    `A1:${last}1`,
    ...table.cells
      .filter(({ rows, columns }) => rows * columns > 1)
      .map((cell) => `${at(cell.row, cell.column)}:${at(cell.row + cell.rows - 1, cell.column + cell.columns - 1)}`),
  ]
  const lines = Array.from({ length: rowsOf(table) }, (_, row) => rowXml(table, row))
  return `${HEAD}<worksheet ${MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>${columns}</cols><sheetData><row r="1" ht="30" customHeight="1"><c r="A1" s="${STYLE.title}" t="inlineStr"><is><t>${escaped(title)}</t></is></c></row>${lines.join('')}</sheetData><mergeCells count="${merged.length}">${merged.map((reference) => `<mergeCell ref="${reference}"/>`).join('')}</mergeCells><pageSetup paperSize="9" fitToHeight="0"/></worksheet>`
}

/** The title has the first row. */
const at = (row: number, column: number) => `${lettersOf(column + 1)}${row + 2}`

/** Each place that a merged cell covers has its lines. */
function rowXml({ widths, cells }: PlacedTable, row: number): string {
  const places = widths.map((_, column) => {
    const cell = cells.find((each) => covers(each, row, column))
    if (!cell) return ''
    const style = `r="${at(row, column)}" s="${STYLE[cell.kind]}"`
    if (cell.row !== row || cell.column !== column) return `<c ${style}/>`
    return typeof cell.text === 'number'
      ? `<c ${style}><v>${cell.text}</v></c>`
      : `<c ${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`
  })
  return `<row r="${row + 2}">${places.join('')}</row>`
}

const covers = (cell: PlacedCell, row: number, column: number) =>
  row >= cell.row && row < cell.row + cell.rows && column >= cell.column && column < cell.column + cell.columns
