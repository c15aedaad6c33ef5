/** Gives each row its page and grid line, and never leaves the signature on a page without text. */
import { ROW, ROWS, rowsOn, SEAL, SIZE } from './grid.ts'
import type { Row } from './shapes.ts'

export type Place = { page: number; row: number }

/** Lines of text that go with the signature: one alone would look like a remnant. */
const COMPANY = 2

/** Rows from the signature down to the lower edge of a seal whose centre is at the foot of the signature. */
const BELOW_SEAL = Math.ceil((SIZE + SEAL / 2) / ROW)

export function paginate(rows: readonly Row[], firstRow: number): Place[] {
  const places = place(rows, firstRow)
  const closing = rows.findIndex(({ kind }) => kind === 'closing')
  if (closing <= 0) return places
  const page = places[closing]!.page
  const isText = ({ kind }: Row) => kind === 'body' || kind === 'heading'
  const textWith = rows.filter((row, i) => isText(row) && places[i]!.page === page).length
  if (page === 1 || textWith >= COMPANY) return places

  const text = startOf(rows, rows.findLastIndex(isText) - COMPANY + 1)
  // Where the attachments alone fill the page, or the first page would keep no text, two of their lines go along.
  const carried = heightFrom(rows.slice(0, closing), text) + rows[closing]!.gap + needed(rows, closing, closing)
  const from = text > COMPANY && carried <= ROWS ? text : closing - COMPANY
  return from > 0 ? place(rows, firstRow, from) : places
}

/** The row to break before: not between a heading and its text. */
function startOf(rows: readonly Row[], index: number): number {
  let from = Math.max(index, 0)
  while (from > 0 && rows[from - 1]!.kind === 'heading') from--
  return from
}

const heightFrom = (rows: readonly Row[], from: number) =>
  rows.slice(Math.max(from, 0)).reduce((sum, row, i) => sum + 1 + (i === 0 ? 0 : row.gap), 0)

function place(rows: readonly Row[], firstRow: number, breakBefore = -1): Place[] {
  const closing = rows.findIndex(({ kind }) => kind === 'closing')
  let page = 1
  let next = firstRow
  return rows.map((row, i) => {
    const top = next === (page === 1 ? firstRow : 0)
    const gap = top ? 0 : row.gap
    if (i === breakBefore || (!top && next + gap + needed(rows, i, closing) > rowsOn(page))) {
      page++
      next = 1
      return { page, row: 0 }
    }
    next += gap + 1
    return { page, row: next - 1 }
  })
}

/** Rows that must stand together from here: a heading with its first line, the signature with all that closes the letter. */
function needed(rows: readonly Row[], i: number, closing: number): number {
  if (i === closing) return Math.min(Math.max(heightFrom(rows, i), BELOW_SEAL), ROWS - COMPANY)
  let height = 1
  while (rows[i]!.kind === 'heading' && rows[i + height] && rows[i + height - 1]!.kind === 'heading') height++
  return height
}
