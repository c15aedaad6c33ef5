/**
 * A report as files that offices hand in and publish: the whole of it as DOCX and HTML, tables 3 and 4 as XLSX and CSV. Pure:
 * the same report, the same bytes.
 */
import { csvOf } from '../../workbooks/csv.ts'
import { escaped, type PlacedTable, rowsOf } from '../../workbooks/placed.ts'
import { tableBook } from '../../workbooks/table-book.ts'
import { wordFile } from '../../workbooks/word-file.ts'
import { formatOf, table3Printed } from '../format-2019.ts'
import { COLUMN_NAMES, COLUMNS, PROCEEDING_NAMES, PROCEEDINGS, RESULT_NAMES, RESULTS, rowInWords } from '../shape.ts'
import { blocksOf, CHAPTERS, type ReportToWrite, table3Layout, table4Layout, titleOf } from './official.ts'

/** A sheet for each table, as it is printed. */
export const reportXlsx = (report: ReportToWrite): Uint8Array =>
  tableBook([
    {
      name: '表三',
      title: `${titleOf(report)}　${CHAPTERS.table3}`,
      table: table3Layout(table3Printed(report.table3, formatIn(report))),
    },
    { name: '表四', title: `${titleOf(report)}　${CHAPTERS.table4}`, table: table4Layout(report.table4) },
  ])

const formatIn = ({ year, texts }: ReportToWrite) => formatOf(year, texts.table2)

/** All six chapters. */
export const reportDocx = (report: ReportToWrite): Uint8Array => wordFile(blocksOf(report))

/** One list for both tables, with the codes of their rows: for programs, and for whoever calculates. */
export function reportCsv(report: ReportToWrite): string {
  const heads = Object.values(COLUMNS)
  return csvOf([
    [titleOf(report)],
    ['行', CHAPTERS.table3, ...heads],
    ...table3Printed(report.table3, formatIn(report)).map((row) => [
      row.row,
      rowInWords(row.row),
      ...COLUMN_NAMES.map((column) => String(row[column])),
    ]),
    ['', CHAPTERS.table4, ...Object.values(RESULTS)],
    ...PROCEEDING_NAMES.map((proceeding) => [
      ...['', PROCEEDINGS[proceeding]],
      ...RESULT_NAMES.map((result) => String(report.table4[proceeding][result])),
    ]),
  ])
}

const STYLE =
  'body{font-family:serif;max-width:60rem;margin:2rem auto;padding:0 1rem}h1,h2{text-align:center}table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #000;padding:.3rem;text-align:center;font-weight:normal}th[scope=row]{text-align:left}p{text-indent:2em;line-height:1.8}'

/** A page of its own, for a website. */
export function reportHtml(report: ReportToWrite): string {
  const body = blocksOf(report).map((block) => {
    if (block.kind === 'table') return tableHtml(block.table)
    const tag = TAGS[block.kind]
    return block.text
      .split('\n')
      .map((line) => `<${tag}>${escaped(line)}</${tag}>`)
      .join('\n')
  })
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(titleOf(report))}</title><style>${STYLE}</style></head>
<body>
${body.join('\n')}
</body>
</html>
`
}

const TAGS = { title: 'h1', heading: 'h2', paragraph: 'p' } as const

function tableHtml(table: PlacedTable): string {
  const rows = Array.from({ length: rowsOf(table) }, (_, row) =>
    table.cells
      .filter((cell) => cell.row === row)
      .sort((a, b) => a.column - b.column)
      .map(({ rows, columns, text, kind }) => {
        const spans = `${rows > 1 ? ` rowspan="${rows}"` : ''}${columns > 1 ? ` colspan="${columns}"` : ''}`
        if (kind === 'figure') return `<td${spans}>${escaped(String(text))}</td>`
        return `<th scope="${kind === 'head' ? 'col' : 'row'}"${spans}>${escaped(String(text))}</th>`
      }),
  )
  return `<table>\n${rows.map((cells) => `<tr>${cells.join('')}</tr>`).join('\n')}\n</table>`
}
