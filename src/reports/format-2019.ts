/**
 * The reports of 2019 and 2020 (国办公开办函〔2019〕60号): table 2 with other columns, the government's purchases besides, and in table 3
 * 其他处理 as one row. Their cases are counted as always; only what is printed is put together otherwise. Titles and columns of
 * table 2 are those of reports as published for 2020. Pure.
 */
import { type Block, TABLE_2, type Table2 } from './annual-parts.ts'
import type { AnnualRow } from './annual-rows.ts'
import { CATEGORIES, COLUMN_NAMES, type Table3, type Table3Row } from './shape.ts'

/** The first year of the format in force. */
const FORMAT_OF_2021 = 2021
export const isOldFormat = (year: number): boolean => year < FORMAT_OF_2021

/** By which year's format a report is printed: one that was written in the format of 2021, whatever its year, stays as it was written. */
export const formatOf = (year: number, table2: Table2): number =>
  isOldFormat(year) && Object.keys(table2).some((cell) => !table2Cells(year).includes(cell)) ? FORMAT_OF_2021 : year

const CHANGED = { before: '上一年项目数量', change: '本年增/减', decisions: '处理决定数量' }
const OLD_TABLE_2: readonly Block[] = [
  {
    title: '第二十条第（一）项',
    columns: { newlyMade: '本年新制作数量', newlyPublished: '本年新公开数量', published: '对外公开总数量' },
    rows: { rules: '规章', normative: '规范性文件' },
  },
  { title: '第二十条第（五）项', columns: CHANGED, rows: { licences: '行政许可', services: '其他对外管理服务事项' } },
  { title: '第二十条第（六）项', columns: CHANGED, rows: { penalties: '行政处罚', measures: '行政强制' } },
  {
    title: '第二十条第（八）项',
    columns: { before: '上一年项目数量', change: '本年增/减' },
    rows: { charges: '行政事业性收费' },
  },
  {
    title: '第二十条第（九）项',
    columns: { projects: '采购项目数量', amount: '采购总金额（单位：万元）' },
    rows: { purchases: '政府集中采购' },
  },
]

/** Table 2 in the format of the year. */
export const table2Of = (year: number): readonly Block[] => (isOldFormat(year) ? OLD_TABLE_2 : TABLE_2)
/** The names of its cells, in their order: `rules.made`. */
export const table2Cells = (year: number): string[] =>
  table2Of(year).flatMap(({ rows, columns }) =>
    Object.keys(rows).flatMap((row) => Object.keys(columns).map((column) => `${row}.${column}`)),
  )
/** How a person reads the name of a cell: 行政规范性文件·本年制发件数. */
export function cellOfTable2(cell: string, year: number): string {
  const [row = '', column = ''] = cell.split('.')
  const block = table2Of(year).find(({ rows, columns }) => row in rows && column in columns)
  return block ? `${block.rows[row]}·${block.columns[column]}` : cell
}
/** 万元, with decimals. */
export const isAmount = (cell: string): boolean => cell.endsWith('.amount')
/** More or fewer than the year before: with a sign. */
export const isChange = (cell: string): boolean => cell.endsWith('.change')

/** Columns of figures that a table of all its blocks takes: each block divides them evenly. */
export const widestOf = (year: number): number =>
  table2Of(year)
    .map(({ columns }) => Object.keys(columns).length)
    .reduce((all, n) => (all % n === 0 ? all : all * n), 1)

/** Table 3 as the year's format prints it: of the old one the three rows of 其他处理 added up. */
export function table3Printed(table3: readonly AnnualRow[] | Table3, year: number): Table3 {
  if (!isOldFormat(year)) return table3
  const isOther = ({ row }: Pick<Table3Row, 'row'>) => row.startsWith('3.6')
  const others = table3.filter(isOther)
  const sum = Object.fromEntries(
    COLUMN_NAMES.map((column) => [column, others.reduce((n, row) => n + row[column], 0)]),
  ) as Pick<Table3Row, (typeof COLUMN_NAMES)[number]>
  const at = table3.findIndex(isOther)
  if (at < 0) return table3
  const rest: Table3Row[] = table3.filter((row) => !isOther(row))
  return [...rest.slice(0, at), { row: '3.6', label: CATEGORIES['3.6'], ...sum }, ...rest.slice(at)]
}
