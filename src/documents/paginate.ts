/**
 * Gives each row its page and its place there. A page ends where nothing is left alone: no line of a paragraph, no heading,
 * no signature. Before the signature turns the page, the lines of its page move together as far as they can be read.
 */
import { ROW, rowsOn, rowTop, SEAL, SIZE } from './grid.ts'
import type { Row } from './shapes.ts'

export type Place = { page: number; y: number }

/** Lines of a paragraph on either side of a turn, and lines of text that go with the signature: one would look like a remnant. */
const COMPANY = 2

/** Points. Lines of 16 pt nearer than this run into each other to the eye. */
const LEAST_ROW = 26

/** @param firstRow the grid line of the first page on which the text begins */
export function paginate(rows: readonly Row[], firstRow: number): Place[] {
  const may = turns(rows)
  const places: Place[] = []
  for (let page = 1; places.length < rows.length; page++) {
    const from = places.length
    const [first, last] = [page === 1 ? firstRow : 0, rowsOn(page) - 1]
    const [top, room] = [rowTop(first, page), last - first + 1]
    const depth = rowTop(last, page) - top
    const rest = heightOf(rows, from, rows.length, fullGap)
    const near = heightOf(rows, from, rows.length, leastGap)
    // 7.3.5.5: what closes the letter has its room by the distance of the lines, and at last by that of the seal.
    const most = 1 + Math.floor(depth / LEAST_ROW)
    const height = [rest, near].find((each) => each <= most)
    const to = height === undefined ? turnAfter(rows, from, room, may) : rows.length
    const gapOf = height === undefined || height === rest ? fullGap : leastGap
    const pitch = depth / (Math.max(height ?? room, room) - 1)
    let row = -1
    for (let i = from; i < to; i++) {
      row += 1 + (i === from ? 0 : gapOf(rows[i]!))
      places.push({ page, y: top + row * pitch })
    }
  }
  return places
}

type Gap = (row: Row) => number
const fullGap: Gap = ({ gap }) => gap
const leastGap: Gap = ({ gap, leastGap }) => leastGap ?? gap

/** Rows from the signature down to the lower edge of a seal whose centre is at the foot of the signature. */
const BELOW_SEAL = Math.ceil((SIZE + SEAL / 2) / ROW)

type Turn = (i: number) => boolean

/** The furthest row that may begin the next page. */
function turnAfter(rows: readonly Row[], from: number, room: number, may: readonly Turn[]): number {
  let most = from + 1
  while (most < rows.length && heightOf(rows, from, most + 1, fullGap) <= room) most++
  for (const turn of may) for (let i = most; i > from; i--) if (turn(i)) return i
  return most
}

/** Grid lines that the rows take from the top of a page. The seal hangs below the signature, whatever follows that. */
function heightOf(rows: readonly Row[], from: number, to: number, gapOf: Gap): number {
  let height = 0
  let least = 0
  for (let i = from; i < to; i++) {
    if (i > from) height += gapOf(rows[i]!)
    if (rows[i]!.kind === 'closing' && least === 0) least = height + BELOW_SEAL
    height++
  }
  return Math.max(height, least)
}

/** Before which rows a page may turn, the best way first; the others are for letters that leave no choice. */
function turns(rows: readonly Row[]): Turn[] {
  const closing = rows.findIndex(({ kind }) => kind === 'closing')
  const end = closing < 0 ? rows.length : closing
  /** Lines of a kind that stand before the signature, on its page at the latest. */
  const before = (i: number, kind: Row['kind']) => rows.slice(i, end).filter((row) => row.kind === kind).length
  const parted = (i: number) => {
    let [above, below] = [1, 1]
    while (!rows[i - above]!.begins) above++
    while (i + below < rows.length && !rows[i + below]!.begins) below++
    return above >= COMPANY && below >= COMPANY
  }
  const whole: Turn = (i) => i <= end && rows[i - 1]!.kind !== 'heading' && (rows[i]!.begins || parted(i))
  return [
    (i) => whole(i) && (closing < 0 || before(i, 'body') >= COMPANY),
    (i) => whole(i) && before(i, 'body') > 0,
    // A letter of three lines and long attachments.
    (i) => i < end && rows[i - 1]!.kind !== 'heading' && before(i, 'body') > 0,
    // Attachments that fill a page alone: two of them go along.
    (i) => whole(i) && before(i, 'attachment') >= COMPANY,
    (i) => i < end,
    // A note that is longer than a page.
    (i) => i > end + COMPANY,
  ]
}
