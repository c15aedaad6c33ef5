/** The fields of a return as a workbook that is taken away, changed and brought back, and reading it: each fault with its row. */
import { type FieldError, invalid } from '../../ground/errors.ts'
import type { PlacedCell, PlacedTable } from '../../workbooks/placed.ts'
import { type Sheet, sheetsOf, WorkbookFault } from '../../workbooks/read.ts'
import { tableBook } from '../../workbooks/table-book.ts'
import type { Definition, Field } from './definition.ts'
import { MEASURES } from './measures.ts'
import { EVERY, type Every } from './months.ts'

const FIELDS = '指标'
const CHECKS = '勾稽关系'
const MEASURE_LIST = '统计口径'
const COLUMNS = [
  '代码',
  '指标名称',
  '计量单位',
  '统计口径',
  '上级指标',
  '周期',
  '期末数',
  '小数位数',
  '暂不报送',
] as const
const SIDES = ['左边各项之和', '右边各项之和', '说明'] as const
const YES = '是'
const AND = '+'

export function fieldsBook({ fields, checks }: Pick<Definition, 'fields' | 'checks'>): Uint8Array {
  return tableBook([
    { name: FIELDS, title: '月度报送的指标（没有统计口径的由人填写）', table: tableOf(COLUMNS, fields.map(rowOf)) },
    {
      ...{ name: CHECKS, title: '勾稽关系（各项代码之间写加号）' },
      table: tableOf(
        SIDES,
        checks.map(({ left, right, text }) => [left.join(AND), right.join(AND), text]),
      ),
    },
    {
      ...{ name: MEASURE_LIST, title: '可以使用的统计口径（几个相加的，之间写加号）' },
      table: tableOf(
        [MEASURE_LIST],
        Object.values(MEASURES).map(({ zh }) => [zh]),
      ),
    },
  ])
}

const rowOf = ({ code, label, unit, fill = [], parent, period = 'month', standing, decimals, hidden }: Field) => [
  ...[code, label, unit, fill.map((name) => MEASURES[name]!.zh).join(AND), parent ?? '', EVERY[period]],
  ...[standing ? YES : '', decimals ? String(decimals) : '', hidden ? YES : ''],
]

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): PlacedTable {
  const cell = (row: number, column: number, text: string, kind: PlacedCell['kind']): PlacedCell => ({
    ...{ row, column, rows: 1, columns: 1, text, kind },
  })
  return {
    widths: heads.map(() => 12),
    cells: [
      ...heads.map((text, i) => cell(0, i, text, 'head')),
      ...rows.flatMap((texts, i) => texts.map((text, k) => cell(i + 1, k, text, 'label'))),
    ],
  }
}

/**
 * What the workbook says; whether its fields agree with each other, the definition judges.
 * @throws Refusal INVALID where it is no workbook, lacks a sheet or a column, or a cell says what is not known
 */
export function fieldsIn(content: Uint8Array): { fields: unknown[]; checks: unknown[] } {
  const sheets = opened(content)
  const faults: FieldError[] = []
  const fields = rowsIn(sheets, FIELDS, COLUMNS, faults).map(({ at, of }) => {
    const measures = of('统计口径')
      .split(AND)
      .map((one) => one.trim())
      .filter(Boolean)
    const fill = measures.map((one) => nameOf(one) ?? one)
    for (const one of measures)
      if (!nameOf(one))
        faults.push(fault(`${at}“统计口径”`, 'UNFIT', `没有“${one}”这个统计口径，名称见“统计口径”工作表`))
    const every = of('周期') || EVERY.month
    const period = (Object.keys(EVERY) as Every[]).find((one) => EVERY[one] === every)
    if (!period) faults.push(fault(`${at}“周期”`, 'UNFIT', `应当是${Object.values(EVERY).join('、')}`))
    const decimals = of('小数位数')
    return {
      ...{ code: of('代码'), label: of('指标名称'), unit: of('计量单位') },
      ...(fill.length > 0 && { fill }),
      ...(of('上级指标') && { parent: of('上级指标') }),
      ...(period && period !== 'month' && { period }),
      ...(of('期末数') === YES && { standing: true }),
      ...(decimals && decimals !== '0' && { decimals: Number(decimals) }),
      ...(of('暂不报送') === YES && { hidden: true }),
    }
  })
  const codes = (text: string) =>
    text
      .split(AND)
      .map((one) => one.trim())
      .filter(Boolean)
  const checks = rowsIn(sheets, CHECKS, SIDES, faults).map(({ of }) => ({
    ...{ left: codes(of('左边各项之和')), right: codes(of('右边各项之和')), text: of('说明') },
  }))
  if (faults.length > 0) throw invalid(...faults)
  return { fields, checks }
}

const fault = (field: string, code: string, message: string): FieldError => ({ field, code, message })
/** By the words of the list, or by the name in the shipped file. */
const nameOf = (said: string): string | undefined =>
  Object.hasOwn(MEASURES, said) ? said : Object.keys(MEASURES).find((name) => MEASURES[name]!.zh === said)

function opened(content: Uint8Array): Sheet[] {
  try {
    return sheetsOf(content)
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error
    throw invalid(fault('file', 'UNFIT', `${error.message}。请下载现在的指标，在其中修改后上传`))
  }
}

type Row<C extends string> = { at: string; of: (column: C) => string }

/** Rows below the one that has the first column's name; empty ones are none. */
function rowsIn<C extends string>(
  sheets: readonly Sheet[],
  name: string,
  columns: readonly C[],
  faults: FieldError[],
): Row<C>[] {
  const sheet = sheets.find((one) => one.name.trim() === name)
  const head =
    sheet?.rows.findIndex(({ cells }) => Object.values(cells).some((text) => text.trim() === columns[0])) ?? -1
  if (!sheet || head < 0) {
    faults.push(fault('file', 'MISSING', `没有工作表“${name}”，或者其中没有“${columns[0]}”这一列`))
    return []
  }
  const letters = new Map(Object.entries(sheet.rows[head]!.cells).map(([letter, text]) => [text.trim(), letter]))
  for (const column of columns)
    if (!letters.has(column)) faults.push(fault('file', 'MISSING', `工作表“${name}”没有“${column}”这一列`))
  return sheet.rows
    .slice(head + 1)
    .filter(({ cells }) => Object.values(cells).some((text) => text.trim() !== ''))
    .map(({ number, cells }) => ({
      at: `${name}第${number}行`,
      of: (column) => (cells[letters.get(column) ?? ''] ?? '').trim(),
    }))
}
