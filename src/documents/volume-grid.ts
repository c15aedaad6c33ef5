/** Tables with merged cells, as forms of the State Council have them. One stays whole on a page; its rows are as high as they need. */
import { breakLines, type Line } from './break-lines.ts'
import { FIELD, type Flow, set, turn } from './flow.ts'
import type { GridCell, GridTable } from './volume-parts.ts'
import { frame } from './volume-table.ts'

const CELL = { size: 9, line: 11.5, padding: 2 }

type Laid = GridCell & { x: number; width: number; lines: Line[] }

/** @param above the height of its heading, which `heading` places: the two stand together */
export function placeGrid(flow: Flow, { widths, cells }: GridTable, above: number, heading: () => void) {
  const table = `Table#${flow.count++}`
  const edges = edgesOf(widths)
  const laid = [...cells]
    .sort((a, b) => a.row - b.row || a.column - b.column)
    .map((cell): Laid => {
      const [x, right] = [edges[cell.column]!, edges[cell.column + cell.columns]!]
      const measure = { width: right - x - 2 * CELL.padding, size: CELL.size, track: 0, ragged: true }
      const lines = breakLines(set(flow, String(cell.text), cell.kind === 'head' ? 'hei' : 'fang', CELL.size), measure)
      return { ...cell, x, width: right - x, lines }
    })
  const heights = heightsOf(laid)
  const whole = heights.reduce((sum, height) => sum + height, 0)
  if (flow.y + above + whole > FIELD.bottom && flow.y > FIELD.top) turn(flow)
  heading()
  flow.y += CELL.line / 2
  const tops = heights.map((_, i) => flow.y + heights.slice(0, i).reduce((sum, height) => sum + height, 0))
  for (const cell of laid) {
    const height = heights.slice(cell.row, cell.row + cell.rows).reduce((sum, each) => sum + each, 0)
    const top = tops[cell.row]! + (height - cell.lines.length * CELL.line) / 2
    flow.pieces.push({
      path: [table, `TR#${cell.row}`, tagOf(cell)],
      colour: 'black',
      lines: cell.lines.map((line, i) => ({
        ...{ line, page: flow.page, size: CELL.size },
        x: cell.kind === 'label' ? cell.x + CELL.padding : cell.x + (cell.width - line.width) / 2,
        y: top + i * CELL.line + (CELL.line - CELL.size) / 2,
      })),
    })
    flow.boxes.push(...frame(flow.page, cell.x, tops[cell.row]!, cell.width, height))
  }
  flow.y += whole + CELL.line / 2
}

const tagOf = ({ column, columns, rows, kind }: GridCell) => {
  const spans = `${columns > 1 ? `+${columns}` : ''}${rows > 1 ? `*${rows}` : ''}`
  return `${kind === 'figure' ? 'TD' : 'TH'}#${column}${spans}${kind === 'head' ? '@Column' : ''}`
}

function edgesOf(widths: readonly number[]): number[] {
  const all = widths.reduce((sum, width) => sum + width, 0)
  let x = FIELD.left
  return [x, ...widths.map((width) => (x += (width / all) * FIELD.width))]
}

/** What a cell of many rows needs beyond them, its last row gives. */
function heightsOf(cells: readonly Laid[]): number[] {
  const heights = Array.from({ length: Math.max(...cells.map(({ row, rows }) => row + rows)) }, () => 0)
  for (const { row, rows, lines } of [...cells].sort((a, b) => a.rows - b.rows)) {
    const needs = Math.max(1, lines.length) * CELL.line + 2 * CELL.padding
    const has = heights.slice(row, row + rows).reduce((sum, height) => sum + height, 0)
    heights[row + rows - 1]! += Math.max(0, needs - has)
  }
  return heights
}
