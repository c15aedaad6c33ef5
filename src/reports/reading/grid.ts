/**
 * A table as it is seen, from whatever file: a rectangle of places, where a merged cell stands in each place that it covers.
 * Bounded: a table that claims a million columns is none, nor are a hundred thousand small tables a report.
 */

/** One cell; the places that it covers share it. */
export type Cell = { readonly text: string }
/** Rows of places; each row has the same number. */
export type Grid = readonly (readonly Cell[])[]

/** A cell where it begins, and how far it reaches. */
export type Placed = { row: number; column: number; rows: number; columns: number; text: string }

/** Table 3 has 10 columns and under 30 rows; a sheet that holds a whole report has some hundreds. */
const MOST_COLUMNS = 400
const MOST_ROWS = 20_000
/** Places of all tables of a file, and those that its cells claim: a report has some thousands. */
export const MOST_PLACES = 1_000_000
/** A page has some for its layout. */
const MOST_TABLES = 2_000
/** Characters of a cell: longer ones are neither labels nor figures. */
const LONGEST = 400

/** The file cannot be read as a report, and why, in Chinese. */
export class UnreadableReport extends Error {}

/** What is laid out of one file: of all its tables together, for a small file may claim any number of large ones. */
export class Places {
  taken = 0
  #tables = 0

  /** Before they are laid out. @throws UnreadableReport where they are more than any report has */
  take(count: number): void {
    if (this.taken + count > MOST_PLACES) throw new UnreadableReport('文件中的表格合计过大，没有读取')
    this.taken += count
  }

  /** One more. @throws UnreadableReport */
  table(): void {
    if (++this.#tables > MOST_TABLES) throw new UnreadableReport(`文件中的表格过多（超过${MOST_TABLES}个），没有读取`)
  }
}

const EMPTY: Cell = { text: '' }

/**
 * @param cells in any order; where two claim one place the first has it
 * @param of the file: its places are counted together
 * @throws UnreadableReport where the table, or the file, is larger than any report
 */
export function gridOf(cells: readonly Placed[], of: Places): Grid {
  let [rows, columns, claimed] = [0, 0, 0]
  for (const cell of cells) {
    claimed += cell.rows * cell.columns
    rows = Math.max(rows, cell.row + cell.rows)
    columns = Math.max(columns, cell.column + cell.columns)
  }
  if (rows > MOST_ROWS || columns > MOST_COLUMNS)
    throw new UnreadableReport(`文件中有一个表格过大（${rows}行、${columns}列），没有读取`)
  of.take(rows * columns + claimed)
  const places: Cell[][] = Array.from({ length: rows }, () => new Array<Cell>(columns).fill(EMPTY))
  for (const { row, column, rows: down, columns: across, text } of cells) {
    const cell: Cell = { text: cellText(text.slice(0, 10 * LONGEST)).slice(0, LONGEST) }
    for (let r = row; r < row + down; r++)
      for (let c = column; c < column + across; c++) if (places[r]![c] === EMPTY) places[r]![c] = cell
  }
  return places
}

/** Rows for columns: a table that was printed the other way round. */
export const turned = (grid: Grid): Grid => (grid[0] ?? []).map((_, c) => grid.map((row) => row[c]!))

/** The cells of a row or column, each once, in their order. */
export function distinct(cells: readonly Cell[]): Cell[] {
  return cells.filter((cell, i) => cell !== cells[i - 1] || cell === EMPTY)
}

/** Full-width figures and letters as ordinary ones; white space and signs that cannot be seen are none of a text. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Cf}]+/gu, '')

/** As `plain`; in a cell of digits alone a blank between them stays unless it parts groups of three: “4 6” is not 46. */
function cellText(text: string): string {
  const said = text
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .trim()
  return SPACED.test(said) && !GROUPED.test(said) ? said.replace(/\s+/g, ' ') : plain(said)
}
/** Linear: no two pieces beside each other take the same sign. */
const SPACED = /^\d+(?:\s+\d+)+\s*(?:\(?[件宗个条次]\)?)?$/u
const GROUPED = /^\d{1,3}(?:\s\d{3})+\s*(?:\(?[件宗个条次]\)?)?$/u

/** What stands where a figure should: a count, nothing, or something that is no count. */
export type Figure = { count: number } | { blank: true } | { unread: string }

const NOTHING = /^(?:[-‐-―−一_/\\.·•*~]{0,4}|无|空|零|〇)$/u

/** “12件”、“1,234”、“—”、“”: as offices write them. */
export function figureIn(text: string): Figure {
  const said = cellText(text)
  if (NOTHING.test(said)) return { blank: true }
  const digits = /^(\d{1,3}(?:[,，]\d{3})+|\d{1,12})(?:\.0{1,4})?(?:\(?[件宗个条次]\)?)?$/u.exec(said)?.[1]
  return digits === undefined ? { unread: said.slice(0, 40) } : { count: Number(digits.replace(/[,，]/g, '')) }
}
