/** The sheets of a workbook as tables; what a formula came to last is what it says. */
import { numberOf, type Sheet, sheetsOf, WorkbookFault } from '../../workbooks/read.ts'
import { BEGINNING, type ReportDocument } from './document.ts'
import { type Grid, gridOf, type Placed, Places, UnreadableReport } from './grid.ts'

/** @throws UnreadableReport where it is damaged, or larger than any report */
export function xlsxDocument(content: Uint8Array, places = new Places()): ReportDocument {
  try {
    const sheets = sheetsOf(content, 'shown')
    if (sheets.reduce((sum, { merged = [] }) => sum + merged.length, 0) > MOST_MERGED)
      throw new UnreadableReport(`工作簿的合并单元格过多（超过${MOST_MERGED}处），没有读取`)
    const texts = sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => Object.values(cells)))
    return { grids: sheets.map((sheet) => gridOfSheet(sheet, places)), text: texts.join('\n').slice(0, BEGINNING) }
  } catch (error) {
    if (error instanceof WorkbookFault) throw new UnreadableReport(error.message)
    throw error
  }
}

/** Merged cells of all sheets: a report has under a hundred. */
const MOST_MERGED = 20_000

type Merged = { row: number; column: number; rows: number; columns: number }

/** Empty rows between are none of it: nothing of a report is said by them. */
function gridOfSheet({ rows, merged = [] }: Sheet, places: Places): Grid {
  const numbers = rows.map(({ number }) => number)
  const place = new Map(numbers.map((number, i) => [number, i]))
  const inOrder = numbers.toSorted((a, b) => a - b)
  const spans = new Map<string, Merged>()
  for (const reference of merged) {
    const found = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference)
    if (!found) continue
    const [left, top, right, bottom] = [numberOf(found[1]!), Number(found[2]), numberOf(found[3]!), Number(found[4])]
    const down = below(inOrder, bottom + 1) - below(inOrder, top)
    spans.set(`${left}/${top}`, {
      row: top,
      column: left,
      rows: Math.max(down, 1),
      columns: Math.max(right - left + 1, 1),
    })
  }
  const cells: Placed[] = rows.flatMap(({ number, cells }) =>
    Object.entries(cells).map(([letters, text]) => {
      const column = numberOf(letters)
      const { rows = 1, columns = 1 } = spans.get(`${column}/${number}`) ?? {}
      return { row: place.get(number)!, column: column - 1, rows, columns, text }
    }),
  )
  return gridOf(cells, places)
}

/** How many of the numbers, which are in order, are less than this one. */
function below(numbers: readonly number[], one: number): number {
  let [from, to] = [0, numbers.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (numbers[middle]! < one) from = middle + 1
    else to = middle
  }
  return from
}
