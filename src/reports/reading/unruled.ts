/**
 * Tables that are printed without lines: rows are the lines of figures, columns stand where most of them do, and a label
 * belongs to the row that is nearest. A row that leaves figures out keeps its place; a table 4 of one row that does is not found.
 */
import { RESULT_NAMES, RESULTS, COLUMNS as TABLE3 } from '../shape.ts'
import { figureIn, type Grid, gridOf, type Placed, type Places, plain } from './grid.ts'
import { inOrder } from './ruled.ts'
import type { Word } from './word.ts'

const HEADS_3 = Object.values(TABLE3)
const HEADS_4 = Array.from({ length: 15 }, (_, i) => RESULTS[RESULT_NAMES[i % RESULT_NAMES.length]!])

/** @param words of one page */
export function unruledTables(words: readonly Word[], places: Places): Grid[] {
  const text = plain(words.map((word) => word.text).join(''))
  const rows = figureRows(words)
  const grids: Grid[] = []
  if (/新收|结转|不掌握|过程性/.test(text)) grids.push(...tableUnder(HEADS_3, rows, words, places))
  const head = words.find((word) => /维持/.test(word.text))
  if (head && text.includes('纠正')) {
    const below = rows.filter(([word]) => height(word!) > height(head))
    const fifteen = below.filter(({ length }) => length >= HEADS_4.length)
    grids.push(
      ...(fifteen.length > 0
        ? tableUnder(HEADS_4, fifteen, words, places)
        : tableUnder(Object.values(RESULTS), below, words, places)),
    )
  }
  return grids
}

const centre = ({ x0, x1 }: Word) => (x0 + x1) / 2
const height = ({ y0, y1 }: Word) => (y0 + y1) / 2

/** Lines of figures and dashes, from top to bottom, each from left to right. */
function figureRows(words: readonly Word[]): Word[][] {
  const rows: Word[][] = []
  const figures = words.filter(({ text }) => text.trim() !== '' && !('unread' in figureIn(text)))
  for (const word of figures.sort((a, b) => height(a) - height(b))) {
    const row = rows.at(-1)
    if (row && height(word) - height(row[0]!) < (row[0]!.y1 - row[0]!.y0) / 2) row.push(word)
    else rows.push([word])
  }
  return rows.map((row) => row.sort((a, b) => centre(a) - centre(b)))
}

/** @returns none where no row has a figure in each column */
function tableUnder(heads: readonly string[], rows: readonly Word[][], words: readonly Word[], places: Places): Grid[] {
  const full = rows.filter(({ length }) => length >= heads.length).map((row) => row.slice(-heads.length))
  if (full.length === 0) return []
  const columns = heads.map((_, i) => full.reduce((sum, row) => sum + centre(row[i]!), 0) / full.length)
  const reach = Math.min(...columns.slice(1).map((x, i) => x - columns[i]!)) / 2
  const left = columns[0]! - reach
  const own = rows.filter((row) => row.some((word) => centre(word) > left))
  const labels = own.map((): Word[] => [])
  for (const word of words.filter((each) => centre(each) < left)) {
    const distances = own.map((row) => Math.abs(height(row[0]!) - height(word)))
    labels[distances.indexOf(Math.min(...distances))]?.push(word)
  }
  const at = (row: number, column: number, text: string): Placed => ({ row, column, rows: 1, columns: 1, text })
  return [
    gridOf(
      [
        ...heads.map((head, i) => at(0, i + 1, head)),
        ...own.flatMap((row, r) => [
          at(r + 1, 0, inOrder(labels[r]!)),
          ...columns.map((x, i) =>
            at(r + 1, i + 1, row.find((word) => Math.abs(centre(word) - x) <= reach)?.text ?? ''),
          ),
        ]),
      ],
      places,
    ),
  ]
}
