/** How cases went, as a workbook: by agency, by unit, by result; the numbers of the page. */
import type { PlacedCell } from '../workbooks/placed.ts'
import { tableBook } from '../workbooks/table-book.ts'
import { STAGES_TIMED } from './course.ts'
import { type CourseLine, STAGES } from './figures.ts'

/** `all`: none where nothing was answered. */
export type CourseTables = {
  all: CourseLine | undefined
  agencies: CourseLine[]
  units: CourseLine[]
  grounds: CourseLine[]
}

const HEADS = [
  ...['已答复', ...STAGES.map((stage) => `${STAGES_TIMED[stage]}（天）`), '退回件数', '退回次数'],
  ...['经法制审核', '一次通过', '经双方确认', '确认用时（天）'],
]

const figuresOf = ({ answered, days, returned, returns, reviewed, firstTime, confirmed }: CourseLine) => [
  ...[answered, ...STAGES.map((stage) => days[stage] ?? '—'), returned, returns],
  ...[reviewed, firstTime, confirmed, days.confirm ?? '—'],
]

/** @param title of the whole, as 2026年办理用时和法制审核 */
export function courseXlsx(title: string, { all, agencies, units, grounds }: CourseTables): Uint8Array {
  const sheet = (name: string, head: string, lines: readonly CourseLine[]) => {
    const cell = (row: number, column: number, text: string | number, kind: PlacedCell['kind']): PlacedCell => ({
      ...{ row, column, rows: 1, columns: 1, text, kind },
    })
    return {
      name,
      title: `${title}（${name}）`,
      table: {
        widths: [26, ...HEADS.map(() => 8)],
        cells: [
          ...[head, ...HEADS].map((text, i) => cell(0, i, text, 'head')),
          ...lines.flatMap((line, r) => [
            cell(r + 1, 0, line.name, 'label'),
            ...figuresOf(line).map((n, i) => cell(r + 1, i + 1, n, typeof n === 'number' ? 'figure' : 'label')),
          ]),
        ],
      },
    }
  }
  return tableBook([
    sheet('各机关', '机关', all && agencies.length > 1 ? [...agencies, all] : agencies),
    sheet('各承办机构', '承办机构', units),
    sheet('各办理结果', '办理结果', grounds),
  ])
}
