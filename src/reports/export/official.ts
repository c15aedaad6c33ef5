/** The report in the layout of 国办公开办函〔2021〕30号, of years before 2021 in that of 国办公开办函〔2019〕60号, whatever file it is written to and whatever its year. */
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import type { PlacedCell, PlacedTable } from '../../workbooks/placed.ts'
import type { WordBlock } from '../../workbooks/word-file.ts'
import { PARTS, type Part, type Texts } from '../annual-parts.ts'
import { formatOf, table2Cells, table3Printed } from '../format-2019.ts'
import {
  type AnyRow,
  APPLICANTS,
  CATEGORIES,
  COLUMN_NAMES,
  COLUMNS,
  PROCEEDING_NAMES,
  PROCEEDINGS,
  RESULT_NAMES,
  RESULTS,
  ROW_CODES,
  ROWS,
  type Table3,
  type Table4,
} from '../shape.ts'
import { table2Layout } from './table2-layout.ts'

/** A report to be written: the contract's tables, what people wrote, and whose it is. */
export type ReportToWrite = {
  year: number
  agency: string
  table3: Table3
  table4: Table4
  texts: Texts
  /** The day that a draft counts to; null of a final report. */
  draftOf: Day | null
}

/** The name of the report, as it is printed; of a draft it says so, and as of when. */
export const titleOf = ({ agency, year, draftOf }: Omit<ReportToWrite, 'table3' | 'table4' | 'texts'>): string =>
  `${agency}${year}年政府信息公开工作年度报告${draftOf ? `（草稿，截至${inChinese(draftOf)}）` : ''}`
export const CHAPTERS = {
  table2: '二、主动公开政府信息情况',
  table3: '三、收到和处理政府信息公开申请情况',
  table4: '四、政府信息公开行政复议、行政诉讼情况',
} as const

export const UNWRITTEN = '尚未填写。'

/** The whole report from its title on: six chapters, each in its place. */
export function blocksOf(report: ReportToWrite): WordBlock[] {
  const { texts, table3, table4 } = report
  const year = formatOf(report.year, texts.table2)
  const written = (part: Part): WordBlock[] => [
    { kind: 'heading', text: PARTS[part].title },
    { kind: 'paragraph', text: texts[part].trim() || UNWRITTEN },
  ]
  const table = (name: keyof typeof CHAPTERS, table: PlacedTable): WordBlock[] => [
    { kind: 'heading', text: CHAPTERS[name] },
    { kind: 'table', table },
  ]
  return [
    { kind: 'title', text: titleOf(report) },
    ...written('one'),
    ...table('table2', table2Layout(texts.table2, year)),
    ...(table2Cells(year).some((cell) => texts.table2[cell]) ? [] : [{ kind: 'paragraph' as const, text: UNWRITTEN }]),
    ...table('table3', table3Layout(table3Printed(table3, year))),
    ...table('table4', table4Layout(table4)),
    ...written('five'),
    ...written('six'),
  ]
}

const NOTE = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'
const RESULTS_OF_YEAR = '三、本年度办理结果'
/** Columns of labels before the figures. */
const LABELS = 3
const HEADS = 3

const head = (row: number, column: number, rows: number, columns: number, text: string): PlacedCell => ({
  ...{ row, column, rows, columns, text },
  kind: 'head',
})

/** Its rows in the printed order, those that it has. */
export function table3Layout(table3: Table3): PlacedTable {
  const order: readonly AnyRow[] = ROW_CODES.flatMap((row): AnyRow[] => (row === '3.7' ? ['3.6', '3.7'] : [row]))
  const rows = order.filter((code) => table3.some(({ row }) => row === code))
  const results = rows.filter((row) => row.startsWith('3.'))
  const cells: PlacedCell[] = [
    head(0, 0, HEADS, LABELS, NOTE),
    head(0, LABELS, 1, COLUMN_NAMES.length, '申请人情况'),
    head(1, LABELS, 2, 1, COLUMNS.person),
    head(1, LABELS + 1, 1, APPLICANTS.length - 1, '法人或其他组织'),
    head(1, LABELS + APPLICANTS.length, 2, 1, COLUMNS.total),
    ...APPLICANTS.slice(1).map((column, i) => head(2, LABELS + 1 + i, 1, 1, COLUMNS[column])),
  ]
  const label = (row: number, column: number, down: number, across: number, text: string) =>
    cells.push({ row, column, rows: down, columns: across, text, kind: 'label' })
  for (const [i, row] of rows.entries()) {
    const at = HEADS + i
    const category = (Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[]).find((each) => row.startsWith(`${each}.`))
    if (row === results[0]) label(at, 0, results.length, 1, RESULTS_OF_YEAR)
    if (category && !rows[i - 1]?.startsWith(`${category}.`))
      label(at, 1, rows.filter((each) => each.startsWith(`${category}.`)).length, 1, CATEGORIES[category])
    if (!row.startsWith('3.')) label(at, 0, 1, LABELS, nameOf(row))
    else label(at, category ? 2 : 1, 1, category ? 1 : 2, nameOf(row))
    const figures = table3.find((each) => each.row === row)!
    for (const [k, column] of COLUMN_NAMES.entries())
      cells.push({ row: at, column: LABELS + k, rows: 1, columns: 1, text: figures[column], kind: 'figure' })
  }
  return { widths: [12, 17, 48, ...COLUMN_NAMES.map(() => 13)], cells }
}

const nameOf = (row: AnyRow): string => ({ ...ROWS, ...CATEGORIES })[row]

/** One row of fifteen figures under their headings. */
export function table4Layout(table4: Table4): PlacedTable {
  const each = RESULT_NAMES.length
  const cells: PlacedCell[] = [
    head(0, 0, 2, each, PROCEEDINGS.reconsideration),
    head(0, each, 1, 2 * each, '行政诉讼'),
    head(1, each, 1, each, PROCEEDINGS.litigation),
    head(1, 2 * each, 1, each, PROCEEDINGS.litigationAfterReconsideration),
  ]
  for (const [p, proceeding] of PROCEEDING_NAMES.entries())
    for (const [r, result] of RESULT_NAMES.entries()) {
      const column = p * each + r
      cells.push(head(2, column, 1, 1, RESULTS[result]))
      cells.push({ row: 3, column, rows: 1, columns: 1, text: table4[proceeding][result], kind: 'figure' })
    }
  return { widths: PROCEEDING_NAMES.flatMap(() => RESULT_NAMES.map(() => 1)), cells }
}
