/** The work ledger as files: a workbook in the columns of the page, CSV for programs. Pure. */
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { csvOf } from '../workbooks/csv.ts'
import type { PlacedCell } from '../workbooks/placed.ts'
import { tableBook } from '../workbooks/table-book.ts'
import { MEASURES, STATES, targetInWords } from './measures.ts'
import type { Task } from './tasks.ts'

export type WorkLedger = { title: string; tasks: readonly Task[]; today: Day }

const HEADS = [
  '序号',
  '机关',
  '任务',
  '要求',
  '依据',
  '责任单位',
  '责任人',
  '完成时限',
  '目标',
  '现状',
  '情况',
  '进展',
  '佐证',
]
const WIDTHS = [6, 18, 24, 30, 16, 14, 10, 12, 20, 10, 12, 30, 24]

const rowsOf = ({ tasks }: WorkLedger): string[][] =>
  tasks.map((task, i) => [
    ...[String(i + 1), task.agencyName, task.title, task.demand, task.source, task.unit, ownerInWords(task)],
    ...[inChinese(task.dueOn), aimOf(task), figureInWords(task), stateInWords(task)],
    ...[task.progress?.says ?? '', [task.progress?.evidence, task.progress?.link].filter(Boolean).join('　')],
  ])

const aimOf = ({ measure, target }: Task) =>
  measure && target !== null ? `${MEASURES[measure].zh}${targetInWords(measure, target)}` : ''

/** 98.2%; 无 where there is nothing to count; empty where no figure judges the task. */
export const figureInWords = ({ measure, figure }: Pick<Task, 'measure' | 'figure'>): string =>
  !measure ? '' : figure === null ? '无' : `${figure}${MEASURES[measure].unit}`

/** 已完成（逾期）. */
export const stateInWords = ({ state, late }: Pick<Task, 'state' | 'late'>): string =>
  late ? `${STATES[state]}（逾期）` : STATES[state]

/** 张三（已离任）. */
export const ownerInWords = ({ owner }: Pick<Task, 'owner'>): string =>
  owner ? (owner.hasLeft ? `${owner.name}（已离任）` : owner.name) : ''

export function tasksXlsx(ledger: WorkLedger): Uint8Array {
  const cell = (row: number, column: number, text: string | number, kind: PlacedCell['kind']): PlacedCell => ({
    ...{ row, column, rows: 1, columns: 1, text, kind },
  })
  const cells = [
    ...HEADS.map((text, i) => cell(0, i, text, 'head')),
    ...rowsOf(ledger).flatMap((row, r) =>
      row.map((text, i) => (i === 0 ? cell(r + 1, i, r + 1, 'figure') : cell(r + 1, i, text, 'label'))),
    ),
  ]
  const title = `${ledger.title}（截至${inChinese(ledger.today)}）`
  return tableBook([{ name: '工作台账', title, table: { widths: WIDTHS, cells } }])
}

export const tasksCsv = (ledger: WorkLedger): string => csvOf([HEADS, ...rowsOf(ledger)])
