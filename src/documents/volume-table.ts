/** Tables of a volume: rows stay whole where they can, and the head stands again on each page. */
import { breakLines, type Line, oneLine } from './break-lines.ts'
import type { Role } from './find-fonts.ts'
import { FIELD, type Flow, set, turn } from './flow.ts'
import { mm } from './grid.ts'
import type { Box, Path, Piece } from './shapes.ts'
import type { Column, Month, TableRow } from './volume-parts.ts'

const CELL = { size: 10.5, line: 16, padding: 4 }
const RULE = 0.5
const LABEL = mm(34)

type Cell = { path: Path; x: number; width: number; lines: Line[]; middle: boolean }
type Laid = { cells: Cell[]; lines: number }

export function placeTable(flow: Flow, columns: readonly Column[], rows: readonly TableRow[]) {
  const table = `Table#${flow.count++}`
  const edges = edgesOf(columns.map(({ mm }) => mm))
  const head = layRow(
    flow,
    [table, 'TR#head'],
    edges,
    columns.map((column) => column.head),
    {
      ...{ role: 'hei', tag: (i) => `TH#${i}@Column`, middle: () => true },
    },
  )
  const again = () => {
    turn(flow)
    place(flow, head, 0, head.lines, true)
  }
  if (flow.y + heightOf(head.lines) + 3 * CELL.line > FIELD.bottom) turn(flow)
  place(flow, head, 0, head.lines, false)
  const all = rows.map((row, i) =>
    'group' in row
      ? layRow(flow, [table, `TR#${i}`], [edges[0]!, edges.at(-1)!], [row.group], {
          ...{ role: 'hei', tag: () => `TH#0+${columns.length}@Column`, middle: () => false },
        })
      : layRow(flow, [table, `TR#${i}`], edges, row.cells, {
          ...{ role: 'fang', tag: (k) => `TD#${k}`, middle: (k) => columns[k]!.middle ?? false },
        }),
  )
  for (const [i, laid] of all.entries()) {
    // What heads rows goes with the whole of the first of them, or with its beginning where it is too long to stay whole.
    const next = 'group' in rows[i]! ? all[i + 1] : undefined
    const company = next ? heightOf(staysWhole(next) ? next.lines : 2) : 0
    placeRow(flow, laid, company, again)
  }
  flow.y += CELL.line / 2
}

export function placePairs(flow: Flow, rows: readonly (readonly [label: string, value: string])[]) {
  const table = `Table#${flow.count++}`
  const edges = [FIELD.left, FIELD.left + LABEL, FIELD.left + FIELD.width]
  for (const [i, pair] of rows.entries()) {
    const path = [table, `TR#${i}`]
    const label = layRow(flow, path, edges.slice(0, 2), [pair[0]], {
      role: 'hei',
      tag: () => 'TH#0',
      middle: () => true,
    })
    const value = layRow(flow, path, edges.slice(1), [pair[1]], {
      role: 'fang',
      tag: () => 'TD#1',
      middle: () => false,
    })
    const laid = { cells: [...label.cells, ...value.cells], lines: Math.max(label.lines, value.lines) }
    placeRow(flow, laid, 0, () => turn(flow))
  }
  flow.y += CELL.line / 2
}

/** A row that is longer than what is left goes to the next page, unless it is longer than half of one. */
function placeRow(flow: Flow, laid: Laid, company: number, again: () => void) {
  if (flow.y + heightOf(laid.lines) + company > FIELD.bottom && staysWhole(laid)) again()
  for (let from = 0; from < laid.lines; ) {
    if (flow.y + heightOf(1) > FIELD.bottom) again()
    const room = Math.floor((FIELD.bottom - flow.y - 2 * CELL.padding) / CELL.line)
    const to = Math.min(laid.lines, from + Math.max(room, 1))
    place(flow, laid, from, to, false)
    from = to
  }
}

const staysWhole = ({ lines }: Laid) => heightOf(lines) < (FIELD.bottom - FIELD.top) / 2
const heightOf = (lines: number) => lines * CELL.line + 2 * CELL.padding

function edgesOf(widths: readonly number[]): number[] {
  const all = widths.reduce((sum, width) => sum + width, 0)
  let x = FIELD.left
  return [x, ...widths.map((width) => (x += (width / all) * FIELD.width))]
}

type Style = { role: Role; tag: (i: number) => string; middle: (i: number) => boolean }

function layRow(flow: Flow, path: Path, edges: readonly number[], texts: readonly string[], style: Style): Laid {
  const cells = texts.map((text, i): Cell => {
    const [x, width] = [edges[i]!, edges[i + 1]! - edges[i]!]
    const measure = { width: width - 2 * CELL.padding, size: CELL.size, track: 0, ragged: true }
    const lines = text.split('\n').flatMap((line) => breakLines(set(flow, line, style.role, CELL.size), measure))
    return { path: [...path, style.tag(i)], x, width, lines, middle: style.middle(i) }
  })
  return { cells, lines: Math.max(1, ...cells.map(({ lines }) => lines.length)) }
}

function place(flow: Flow, { cells }: Laid, from: number, to: number, repeated: boolean) {
  const height = heightOf(to - from)
  for (const { path, x, width, lines, middle } of cells) {
    // A row that goes on is a row of its own to a reader of the structure.
    const own = from === 0 ? path : path.map((step, i) => (i === 1 ? `${step}.${from}` : step))
    const piece: Piece = { path: own, colour: 'black', lines: [] }
    for (const [i, line] of lines.slice(from, to).entries())
      piece.lines.push({
        ...{ line, page: flow.page, size: CELL.size },
        x: middle ? x + (width - line.width) / 2 : x + CELL.padding,
        y: flow.y + CELL.padding + i * CELL.line + (CELL.line - CELL.size) / 2,
      })
    if (repeated) flow.repeats.push(...piece.lines)
    else flow.pieces.push(piece)
    flow.boxes.push(...frame(flow.page, x, flow.y, width, height))
  }
  flow.y += height
}

const rule = (page: number, x: number, y: number, width: number, height: number): Box => ({
  ...{ page, x, y, width, height },
  colour: 'black',
})

export const frame = (page: number, x: number, y: number, width: number, height: number): Box[] => [
  rule(page, x, y, width + RULE, RULE),
  rule(page, x, y + height, width + RULE, RULE),
  rule(page, x, y, RULE, height),
  rule(page, x + width, y, RULE, height + RULE),
]

const WEEK = ['一', '二', '三', '四', '五', '六', '日']

/** Months one after the other, a week a line: under the number of the day what it was to the count. */
export function placeMonths(flow: Flow, months: readonly Month[]) {
  for (const { title, days } of months) {
    const weeks: string[][] = []
    for (const { day, weekday, mark } of days) {
      if (weeks.length === 0 || weekday === 0) weeks.push(Array.from({ length: 7 }, () => ''))
      weeks.at(-1)![weekday] = `${day}\n${mark}`
    }
    if (flow.y + heightOf(1) * 2 + heightOf(2) * weeks.length > FIELD.bottom) turn(flow)
    const line = oneLine(set(flow, title, 'hei', CELL.size))
    flow.pieces.push({
      path: ['P'],
      colour: 'black',
      lines: [{ line, page: flow.page, x: FIELD.left, y: flow.y + CELL.padding, size: CELL.size }],
    })
    flow.y += heightOf(1)
    placeTable(
      flow,
      WEEK.map((head) => ({ head, mm: 24, middle: true })),
      weeks.map((cells) => ({ cells })),
    )
  }
}
