/**
 * Table 3 among the tables of a file: found by the kinds of applicants at its head, its rows by their labels, whatever is
 * merged, split by category, cut over pages or printed the other way round. A row whose label nobody knows is placed where
 * exactly one row is missing; otherwise it is told and left out.
 */
import { type AnyRow, CATEGORIES, COLUMN_NAMES, type Column, ROW_CODES, ROWS, rowInWords } from '../shape.ts'
import { type Cell, distinct, figureIn, type Grid, turned, UnreadableReport } from './grid.ts'
import { columnNamed, rowNamed } from './labels.ts'

/** What stands in each cell of the rows that were found, and what there is to say of it, in Chinese. */
export type Table3Texts = { rows: Map<AnyRow, Record<Column, string>>; notes: string[] }

type Line = { row: AnyRow | undefined; label: string; texts: readonly string[] }
/** Where the figures of each column stand; undefined for a piece without a head, whose last seven cells they are. */
type Head = { below: number; places: ReadonlyMap<Column, readonly number[]> | undefined }

const KINDS: readonly Column[] = ['business', 'research', 'welfare', 'legal']
const HEAD_ROWS = 4
/** A label with its categories: 三、（三）、1. */
const MOST_LABELS = 6
/** Of the table with all that stands below it: the form has 27. */
const MOST_LINES = 5_000

/** @returns undefined where no table has its head @throws UnreadableReport where it has more lines than any report */
export function table3In(grids: readonly Grid[]): Table3Texts | undefined {
  const lines: Line[] = []
  let across: boolean | undefined
  for (const grid of grids) {
    const read = piece(grid, across)
    if (!read) continue
    across = read.across
    join(lines, read.lines)
    if (lines.length > MOST_LINES) throw new UnreadableReport(`表三的行过多（超过${MOST_LINES}行），没有读取`)
    if (lines.some(({ row }) => row === '4')) break
  }
  return across === undefined ? undefined : settled(lines)
}

/** @param across how the table stood that this may go on with; undefined where its head was not seen yet */
function piece(grid: Grid, across: boolean | undefined): { lines: Line[]; across: boolean } | undefined {
  for (const way of [false, true]) {
    const seen = way ? turned(grid) : grid
    const head = headOf(seen)
    if (head) return { lines: linesBelow(seen, head), across: way }
  }
  if (across === undefined) return undefined
  const lines = linesBelow(across ? turned(grid) : grid, { below: 0, places: undefined })
  // “总计” and “其他” stand in other tables, too.
  return lines.some(({ row }) => row && row !== '3.7' && row !== '3.6.3') ? { lines, across } : undefined
}

function headOf(grid: Grid): Head | undefined {
  const at = grid.findLastIndex((cells) => {
    const named = new Set(cells.map(({ text }) => columnNamed(text)))
    return KINDS.filter((kind) => named.has(kind)).length >= 3
  })
  if (at < 0) return undefined
  const places = new Map<Column, number[]>()
  for (const [c] of grid[at]!.entries())
    for (let r = at; r >= Math.max(0, at - HEAD_ROWS); r--) {
      const column = columnNamed(grid[r]![c]!.text)
      if (!column) continue
      const known = places.get(column)
      if (known) known.push(c)
      else places.set(column, [c])
      break
    }
  return { below: at + 1, places: COLUMN_NAMES.every((column) => places.has(column)) ? places : undefined }
}

function linesBelow(grid: Grid, { below, places }: Head): Line[] {
  const lines: Line[] = []
  for (const cells of grid.slice(below)) {
    const line = places ? lineAt(cells, places) : lineFromRight(cells)
    if (line.row || line.texts.some(isCount)) lines.push(line)
    if (line.row === '4') break
  }
  return lines
}

function lineAt(cells: readonly Cell[], places: ReadonlyMap<Column, readonly number[]>): Line {
  const first = Math.min(...[...places.values()].flat())
  const labels = distinct(cells.slice(0, first))
  const texts = COLUMN_NAMES.map((column) => {
    // A heading that runs across the whole table is no figure.
    const own = places.get(column)!.map((c) => cells[c]!)
    return own.find((cell) => cell.text !== '' && !labels.includes(cell))?.text ?? ''
  })
  return named(labels, texts)
}

function lineFromRight(cells: readonly Cell[]): Line {
  const all = distinct(cells)
  if (all.length <= COLUMN_NAMES.length) return { row: undefined, label: '', texts: [] }
  return named(
    all.slice(0, -COLUMN_NAMES.length),
    all.slice(-COLUMN_NAMES.length).map(({ text }) => text),
  )
}

/** The last label names the row; what stands before it is its category. */
function named(cells: readonly Cell[], texts: readonly string[]): Line {
  const labels = cells
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .slice(-MOST_LABELS)
  let row = rowNamed(labels.at(-1) ?? '')
  for (let from = labels.length - 2; from >= 0 && !row; from--) {
    row = rowNamed(labels.slice(from).join(''))
    if (row && isCategory(row)) row = undefined
  }
  return { row, label: labels.at(-1) ?? '', texts }
}

const isCount = (text: string) => 'count' in figureIn(text)
const isEmpty = (texts: readonly string[]) => texts.every((text) => 'blank' in figureIn(text))
const isCategory = (row: AnyRow) => Object.hasOwn(CATEGORIES, row)

/** A row that a page cut in two: its label stands on one, its figures on the other. */
function join(lines: Line[], more: readonly Line[]): void {
  const last = lines.at(-1)
  const [first, ...rest] = more
  const isCut =
    last?.row && first && !isCategory(last.row) && isEmpty(last.texts) && (!first.row || first.row === last.row)
  if (isCut) lines.splice(-1, 1, { ...last, texts: first.texts })
  for (const line of isCut ? rest : more) lines.push(line)
}

function settled(lines: Line[]): Table3Texts {
  const notes: string[] = []
  const rows: Table3Texts['rows'] = new Map()
  for (const line of placed(lines)) {
    const { row, label } = line
    const texts = COLUMN_NAMES.map((_, i) => line.texts[i] ?? '')
    const before = row && rows.get(row)
    if (!row) notes.push(`表三有一行“${label.slice(0, 30)}”不能识别，没有计入`)
    // Double lines make two rows of one: one is empty, or both are the same.
    else if (!before || isEmpty(Object.values(before)))
      rows.set(row, Object.fromEntries(COLUMN_NAMES.map((column, i) => [column, texts[i]])) as Record<Column, string>)
    else if (!isEmpty(texts) && texts.join() !== Object.values(before).join())
      notes.push(`表三“${rowInWords(row)}”出现两次，以第一次为准`)
  }
  // A heading is no row, unless its category has no rows of its own: 2019 did not divide 其他处理.
  for (const category of Object.keys(CATEGORIES) as AnyRow[]) {
    const texts = Object.values(rows.get(category) ?? {})
    const divided = [...rows.keys()].some((row) => row.startsWith(`${category}.`))
    if ((divided || category !== '3.6') && texts.every((text) => !isCount(text) || Number(text) === 0))
      rows.delete(category)
  }
  const wanted = rows.has('3.6') ? ROW_CODES.filter((row) => !row.startsWith('3.6')) : ROW_CODES
  const missing = wanted.filter((row) => !rows.has(row))
  if (missing.length > 0) notes.push(`表三没有找到这些行：${missing.map(rowInWords).join('、')}`)
  return { rows, notes }
}

/** Rows without a known label, in the order of the form, where the rows around them leave room for just as many. */
function placed(lines: readonly Line[]): Line[] {
  const seen = new Set(lines.flatMap(({ row }) => row ?? []))
  const divided = lines.some(({ row }) => row?.startsWith('3.6.'))
  const out: Line[] = []
  for (let i = 0; i < lines.length; i++) {
    if (lines[i]!.row) {
      out.push(lines[i]!)
      continue
    }
    let end = i
    while (end < lines.length && !lines[end]!.row) end++
    const from = placeOf(lines.slice(0, i).findLast(({ row }) => row && Object.hasOwn(ROWS, row))?.row)
    const to =
      end < lines.length
        ? placeOf(lines.slice(end).find(({ row }) => row && Object.hasOwn(ROWS, row))?.row, ROW_CODES.length)
        : ROW_CODES.length
    const free: AnyRow[] = ROW_CODES.slice(from + 1, to).filter((row) => !seen.has(row))
    const whole: AnyRow[] = free.filter((row) => !row.startsWith('3.6.'))
    if (!divided && !seen.has('3.6') && whole.length < free.length) whole.push('3.6')
    const fit = [free, whole].find(({ length }) => length === end - i)
    for (const [k, line] of lines.slice(i, end).entries()) out.push({ ...line, row: fit?.[k] })
    i = end - 1
  }
  return out
}

const placeOf = (row: AnyRow | undefined, otherwise = -1) =>
  row ? (ROW_CODES as readonly AnyRow[]).indexOf(row) : otherwise
