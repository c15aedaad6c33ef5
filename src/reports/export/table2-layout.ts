/** Table 2 as it is printed: four items of Art 20 one below the other; what nobody has entered is empty. */
import type { PlacedCell, PlacedTable } from '../../workbooks/placed.ts'
import type { Table2 } from '../annual-parts.ts'
import { table2Of, widestOf } from '../format-2019.ts'

export function table2Layout(table2: Table2, year: number): PlacedTable {
  /** Columns: the label, and as many as every item can be laid over. */
  const widest = widestOf(year)
  const cells: PlacedCell[] = []
  let row = 0
  const put = (column: number, columns: number, text: string, kind: PlacedCell['kind']) =>
    cells.push({ row, column, rows: 1, columns, text, kind })
  for (const { title, rows, columns } of table2Of(year)) {
    const names = Object.entries(columns)
    const span = widest / names.length
    put(0, widest + 1, title, 'head')
    row++
    put(0, 1, '信息内容', 'head')
    for (const [i, [, label]] of names.entries()) put(1 + i * span, span, label, 'head')
    row++
    for (const [name, label] of Object.entries(rows)) {
      put(0, 1, label, 'label')
      for (const [i, [column]] of names.entries()) put(1 + i * span, span, table2[`${name}.${column}`] ?? '', 'figure')
      row++
    }
  }
  return { widths: [3, ...Array.from({ length: widest }, () => 6 / widest)], cells }
}
