/** The year's training as files: who was trained how often and how long, who was not. Pure. */
import { inChinese } from '../../workflows/statute/days.ts'
import { ROLES, type Role } from '../people/may.ts'
import { csvOf } from '../workbooks/csv.ts'
import type { PlacedCell } from '../workbooks/placed.ts'
import { tableBook } from '../workbooks/table-book.ts'
import type { Trained, Training } from './trainings.ts'

export type TrainingYear = { title: string; trainings: readonly Training[]; people: readonly Trained[] }

/** 1.5. */
export const hours = (halves: number): string => String(halves / 2)
export const rolesInWords = (roles: readonly string[]): string =>
  roles.map((role) => ROLES[role as Role] ?? role).join('、')

const PEOPLE = ['姓名', '机关', '岗位', '参加次数', '学时', '最近一次', '情况']
const HELD = ['日期', '机关', '培训', '内容', '讲授', '学时', '到场人数', '备注']

const peopleRows = ({ people }: TrainingYear) =>
  people.map(({ name, agencyName, roles, times, halves, last }) => [
    ...[name, agencyName, rolesInWords(roles), String(times), hours(halves)],
    ...[last ? inChinese(last) : '', times > 0 ? '已参加' : '尚未参加'],
  ])
const heldRows = ({ trainings }: TrainingYear) =>
  trainings.map(({ heldOn, agencyName, title, content, trainer, halves, attended, cancelledWhy }) => [
    ...[inChinese(heldOn), agencyName, title, content, trainer, hours(halves), String(attended)],
    cancelledWhy === null ? '' : `已撤销：${cancelledWhy}`,
  ])

const placed = (rows: readonly (readonly string[])[]): PlacedCell[] =>
  rows.flatMap((cells, row) =>
    cells.map(
      (text, column): PlacedCell => ({ row, column, rows: 1, columns: 1, text, kind: row === 0 ? 'head' : 'label' }),
    ),
  )

/** Two sheets: the people, and what was held. */
export const trainingXlsx = (year: TrainingYear): Uint8Array =>
  tableBook([
    {
      ...{ name: '人员', title: year.title },
      table: { widths: [12, 20, 20, 10, 8, 16, 12], cells: placed([PEOPLE, ...peopleRows(year)]) },
    },
    {
      ...{ name: '培训', title: year.title },
      table: { widths: [16, 20, 24, 30, 14, 8, 10, 16], cells: placed([HELD, ...heldRows(year)]) },
    },
  ])

/** The people alone, as programs read them. */
export const trainingCsv = (year: TrainingYear): string => csvOf([PEOPLE, ...peopleRows(year)])
