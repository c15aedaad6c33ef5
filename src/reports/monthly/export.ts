/** A return as files: the table with the analysis under it, of a district with a sheet of its agencies; CSV for programs. Pure. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { csvOf } from '../../workbooks/csv.ts'
import type { PlacedCell, PlacedTable } from '../../workbooks/placed.ts'
import { tableBook } from '../../workbooks/table-book.ts'
import type { FieldFigure } from './figures.ts'
import type { Monthly } from './monthly.ts'
import { EVERY, monthInChinese } from './months.ts'

export const titleOf = ({
  name,
  month,
  reported,
  asOf,
}: Pick<Monthly, 'name' | 'month' | 'reported' | 'asOf'>): string =>
  `${name}${monthInChinese(month)}政府信息公开月度报表${reported ? '' : `（草稿，截至${inChinese(asOf)}）`}`

export const HEADS = ['代码', '指标名称', '计量单位', '本期', '本年累计'] as const
const STATUS = { draft: '未报送', reported: '已报送', late: '逾期未报送' } as const
export const statusOf = ({ status, late }: Pick<Monthly, 'status' | 'late'>): string =>
  status === 'reported' && late ? '已报送（逾期）' : STATUS[status]

/** How deep below its topmost field: 其中 is set in by so much. */
export function depthOf({ parent }: FieldFigure, fields: readonly FieldFigure[]): number {
  const above = fields.find(({ code }) => code === parent)
  return above ? 1 + depthOf(above, fields) : 0
}

export const shown = ({ fields }: Pick<Monthly, 'fields'>): FieldFigure[] => fields.filter(({ hidden }) => !hidden)
const labelOf = (field: FieldFigure, fields: readonly FieldFigure[]) =>
  `${'　'.repeat(depthOf(field, fields))}${field.label}${field.period === 'month' ? '' : `（${EVERY[field.period]}报）`}`
const figure = (number: number | null) => number ?? ''

const head = (row: number, column: number, text: string): PlacedCell => ({
  row,
  column,
  rows: 1,
  columns: 1,
  text,
  kind: 'head',
})
const label = (row: number, column: number, text: string): PlacedCell => ({ ...head(row, column, text), kind: 'label' })
const number = (row: number, column: number, text: number | string): PlacedCell => ({
  ...{ row, column, rows: 1, columns: 1, text },
  kind: 'figure',
})

export function returnXlsx(monthly: Monthly): Uint8Array {
  const { agencies = [] } = monthly
  const title = titleOf(monthly)
  return tableBook([
    { name: '报表', title, table: fieldsTable(monthly) },
    ...(agencies.length > 0 ? [{ name: '各机关', title, table: agenciesTable(monthly) }] : []),
  ])
}

function fieldsTable(monthly: Monthly): PlacedTable {
  const fields = shown(monthly)
  const rows = fields.flatMap((field, i) => [
    label(i + 1, 0, field.code),
    label(i + 1, 1, labelOf(field, fields)),
    label(i + 1, 2, field.unit),
    number(i + 1, 3, figure(field.month)),
    number(i + 1, 4, figure(field.year)),
  ])
  const analysis: PlacedCell = {
    ...label(fields.length + 1, 1, monthly.analysis.text),
    columns: HEADS.length - 1,
  }
  return {
    widths: [10, 46, 12, 16, 16],
    cells: [...HEADS.map((text, i) => head(0, i, text)), ...rows, label(fields.length + 1, 0, '分析说明'), analysis],
  }
}

/** A row for each agency, a column for each field of this span, and the sum below. */
function agenciesTable({ fields, agencies = [] }: Pick<Monthly, 'fields' | 'agencies'>): PlacedTable {
  const columns = shown({ fields })
  const of = (figures: readonly FieldFigure[], code: string) =>
    figure(figures.find((one) => one.code === code)?.month ?? null)
  return {
    widths: [30, 16, ...columns.map(() => 10)],
    cells: [
      ...['单位名称', '报送情况', ...columns.map((one) => one.label)].map((text, i) => head(0, i, text)),
      ...agencies.flatMap((agency, i) => [
        label(i + 1, 0, agency.name),
        label(i + 1, 1, statusOf(agency)),
        ...columns.map(({ code }, k) => number(i + 1, k + 2, of(agency.fields, code))),
      ]),
      label(agencies.length + 1, 0, '合计'),
      label(agencies.length + 1, 1, `${agencies.filter(({ status }) => status === 'reported').length}个机关已报送`),
      ...columns.map(({ code }, k) => number(agencies.length + 1, k + 2, of(fields, code))),
    ],
  }
}

export function returnCsv(monthly: Monthly): string {
  const fields = shown(monthly)
  return csvOf([
    [titleOf(monthly)],
    [...HEADS],
    ...fields.map((field) => [
      ...[field.code, labelOf(field, fields), field.unit, String(figure(field.month)), String(figure(field.year))],
    ]),
    ['分析说明', monthly.analysis.text],
  ])
}
