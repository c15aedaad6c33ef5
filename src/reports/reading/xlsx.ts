/** The sheets of a workbook as tables; what a formula came to last is what it says. */
import { numberOf, type Sheet, sheetsOf, WorkbookFault } from '../../workbooks/read.ts'
import { BEGINNING, type ReportDocument } from './document.ts'
import { type Grid, gridOf, type Placed, UnreadableReport } from './grid.ts'

/** @throws UnreadableReport where it is damaged, or larger than any report */
export function xlsxDocument(content: Uint8Array): ReportDocument {
  try {
    const sheets = sheetsOf(content, 'shown')
    const texts = sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => Object.values(cells)))
    return { grids: sheets.map(gridOfSheet), text: texts.join('\n').slice(0, BEGINNING) }
  } catch (error) {
    if (error instanceof WorkbookFault) throw new UnreadableReport(error.message)
    throw error
  }
}

type Merged = { row: number; column: number; rows: number; columns: number }

/** Empty rows between are none of it: nothing of a report is said by them. */
function gridOfSheet({ rows, merged = [] }: Sheet): Grid {
  const numbers = rows.map(({ number }) => number)
  const place = new Map(numbers.map((number, i) => [number, i]))
  const spans = new Map<string, Merged>()
  for (const reference of merged) {
    const found = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference)
    if (!found) continue
    const [left, top, right, bottom] = [numberOf(found[1]!), Number(found[2]), numberOf(found[3]!), Number(found[4])]
    const down = numbers.filter((number) => number >= top && number <= bottom).length
    spans.set(`${left}/${top}`, { row: top, column: left, rows: Math.max(down, 1), columns: right - left + 1 })
  }
  const cells: Placed[] = rows.flatMap(({ number, cells }) =>
    Object.entries(cells).map(([letters, text]) => {
      const column = numberOf(letters)
      const { rows = 1, columns = 1 } = spans.get(`${column}/${number}`) ?? {}
      return { row: place.get(number)!, column: column - 1, rows, columns, text }
    }),
  )
  return gridOf(cells)
}
