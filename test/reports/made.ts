/** Reports made for tests: right ones, by arithmetic of their own, and two with faults as offices publish them. */
import { table2Cells } from '../../src/reports/format-2019.ts'
import {
  APPLICANTS,
  COLUMN_NAMES,
  type Figures,
  RESULT_ROWS,
  ROW_CODES,
  type Row,
  type Table3Row,
  type Tables,
} from '../../src/reports/shape.ts'

/** Every part of a report that people write, as a form sends it: table 2 with a figure in each cell. */
export const WRITTEN = {
  one: '2025年共收到申请2件。\n全部按期答复。',
  five: '答复说理还不充分。',
  six: '2025年没有收取信息处理费。',
  ...Object.fromEntries(table2Cells(2025).map((cell, i) => [cell, String(i + 11)])),
}

/** A pseudo-random sequence: the same seed, the same report. */
export function dice(seed: number): (below: number) => number {
  let state = seed + 1
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Rows by the figures of 自然人 and the five kinds of organisations; 总计 is added. */
const figures = (six: readonly number[]): Figures =>
  Object.fromEntries([
    ...APPLICANTS.map((column, i) => [column, six[i]!]),
    ['total', six.reduce((sum, each) => sum + each, 0)],
  ]) as Figures

/** A right report. What is carried out is drawn, and what was new follows from it. */
export function rightReport(seed: number, largest = 40): Required<Tables> {
  const roll = dice(seed)
  const six = () => APPLICANTS.map(() => (roll(3) === 0 ? 0 : roll(largest)))
  const results = new Map(RESULT_ROWS.map((row) => [row, six()] as const))
  const sum = APPLICANTS.map((_, i) => [...results.values()].reduce((all, row) => all + row[i]!, 0))
  const out = six()
  const carriedIn = APPLICANTS.map((_, i) => roll(sum[i]! + out[i]! + 1))
  const taken = APPLICANTS.map((_, i) => sum[i]! + out[i]! - carriedIn[i]!)
  const of = (row: Row) =>
    results.get(row) ?? { '1': taken, '2': carriedIn, '3.7': sum, '4': out }[row as '1' | '2' | '3.7' | '4']
  const four = () => {
    const [upheld, corrected, other, pending] = [roll(9), roll(4), roll(6), roll(5)]
    return { upheld, corrected, other, pending, total: upheld + corrected + other + pending }
  }
  return {
    table3: ROW_CODES.map((row) => ({ row, ...figures(of(row)) })),
    table4: { reconsideration: four(), litigation: four(), litigationAfterReconsideration: four() },
  }
}

/** The same report with one figure changed. */
export function changed(report: Required<Tables>, cell: string, by: number): Required<Tables> {
  const copy = structuredClone(report) as { table3: Table3Row[]; table4: Required<Tables>['table4'] }
  const [table, row, column] = cell.split('/') as [string, string, string]
  const at = table === 'table3' ? copy.table3.find((each) => each.row === row)! : copy.table4[row as 'litigation']
  ;(at as Record<string, unknown>)[column] = (at as Record<string, number>)[column]! + by
  return copy
}

/** In the format of 2019 其他处理 is one row. */
export function in2019({ table3, table4 }: Required<Tables>): Required<Tables> {
  const parts = table3.filter(({ row }) => row.startsWith('3.6'))
  const whole = Object.fromEntries(
    COLUMN_NAMES.map((column) => [column, parts.reduce((sum, row) => sum + row[column], 0)]),
  ) as Figures
  const rows = table3.filter(({ row }) => !row.startsWith('3.6'))
  return {
    table3: rows.toSpliced(
      rows.findIndex(({ row }) => row === '3.7'),
      0,
      { row: '3.6', ...whole },
    ),
    table4,
  }
}

const NOUGHTS = APPLICANTS.map(() => 0)

/** A district whose table 4 gives 10 and 1 with a 总计 of 0, and 5 with a 总计 of 0; its table 3 is right, in the format of 2019. */
export function totalsLeftOut(): Required<Tables> {
  const persons: Partial<Record<Row, number>> = {
    '1': 21,
    '3.2': 4,
    '3.3.1': 1,
    '3.3.6': 1,
    '3.3.7': 1,
    '3.4.1': 10,
    '3.4.2': 3,
    '3.5.1': 1,
    '3.7': 21,
  }
  const none = { upheld: 0, corrected: 0, other: 0, pending: 0, total: 0 }
  return in2019({
    table3: ROW_CODES.map((row) => ({ row, ...figures([persons[row] ?? 0, ...NOUGHTS.slice(1)]) })),
    table4: {
      reconsideration: { ...none, upheld: 10, corrected: 1 },
      litigation: none,
      litigationAfterReconsideration: { ...none, upheld: 5 },
    },
  })
}
