/** 依法行政问题 as a workbook: which case, which department, by when, and what became of it. Their words stay with the case. */
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { dayIn } from '../ground/time.ts'
import type { PlacedCell } from '../workbooks/placed.ts'
import { tableBook } from '../workbooks/table-book.ts'
import type { ListedProblem } from './problems.ts'

const HEADS = ['编号', '机关', '移送部门', '提出人', '移送日期', '答复期限', '情况', '答复人', '答复日期']

/** 待答复, 已逾期, 已答复. */
export const stateOf = ({ answer, dueOn }: Pick<ListedProblem, 'answer' | 'dueOn'>, today: Day): string =>
  answer !== null ? '已答复' : dueOn < today ? '已逾期' : '待答复'

/** @param names of people, as facts name them */
export function problemsXlsx(
  problems: readonly ListedProblem[],
  names: ReadonlyMap<string, string>,
  today: Day,
): Uint8Array {
  const title = `依法行政问题（截至${inChinese(today)}）`
  const on = (at: string | null) => (at ? inChinese(dayIn(new Date(at))) : '—')
  const cell = (row: number, column: number, text: string, kind: PlacedCell['kind']): PlacedCell => ({
    ...{ row, column, rows: 1, columns: 1, text, kind },
  })
  const lines = problems.map((one) => [
    ...[one.number, one.agencyName, one.department, names.get(one.by) ?? one.by, on(one.at), inChinese(one.dueOn)],
    ...[stateOf(one, today), one.answeredBy ? (names.get(one.answeredBy) ?? one.answeredBy) : '—', on(one.answeredAt)],
  ])
  const cells = [
    ...HEADS.map((text, i) => cell(0, i, text, 'head')),
    ...lines.flatMap((line, r) => line.map((text, i) => cell(r + 1, i, text, 'label'))),
  ]
  return tableBook([{ name: '依法行政问题', title, table: { widths: [18, 20, 22, 12, 14, 14, 9, 12, 14], cells } }])
}
