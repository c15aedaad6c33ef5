/**
 * Breaks a paragraph into lines that fill the grid to its edge, by the rules of GB/T 15834 for marks at line ends.
 * Greedy: a mark that does not fit is drawn in by squeezing the blank halves of the marks on its line, or else takes
 * its neighbour with it to the next line, and the gaps share what is left. Proven by test/documents/break-lines.test.ts.
 */
import { type Cell, isDash, NEVER_FIRST, NEVER_LAST } from './cells.ts'

export type Line = {
  cells: readonly Cell[]
  /** Room after each cell beyond its own width; the last is 0, or negative when its blank half is given up. */
  extra: readonly number[]
  indent: number
  width: number
}

export type Measure = {
  width: number
  size: number
  /** Added after every character: the grid's pitch less the em. */
  track: number
  indent?: number
  hang?: number
}

/** Width on which float noise must not decide a line. */
const NOISE = 0.01

/** Where an address may be parted, when leaving it whole would tear holes into the line above. */
const AFTER = new Set('/?&=.-_#%:,;@+~')
/** Shorter runs are numbers of letters, identities and telephones, which are read whole. */
const ADDRESS = 24

export function breakLines(cells: readonly Cell[], measure: Measure): Line[] {
  const { indent = 0, hang = 0 } = measure
  const lines: Line[] = []
  let start = 0
  while (start < cells.length) {
    if (lines.length > 0) while (cells[start]?.character === ' ') start++
    if (start >= cells.length) break
    const room = measure.width - (lines.length === 0 ? indent : hang)
    const end = lineEnd(cells, start, room, measure)
    lines.push({ indent: lines.length === 0 ? indent : hang, ...setLine(cells, start, end, room, measure) })
    start = end
  }
  return lines
}

/** The index after the last cell of the line that begins at `start`. */
function lineEnd(cells: readonly Cell[], start: number, room: number, { size, track }: Measure): number {
  const width = (end: number) => {
    let last = end
    while (last > start + 1 && cells[last - 1]!.character === ' ') last--
    return natural(cells, start, last, track)
  }

  let fit = start
  let x = 0
  while (fit < cells.length) {
    const cell = cells[fit]!
    if (x + cell.width > room + NOISE && cell.character !== ' ') break
    x += cell.width + track
    fit++
  }
  if (fit >= cells.length) return cells.length

  const slackAt = (end: number) => (end > start ? room - width(end) : room)
  const drawn = drawIn(cells, start, fit)
  if (drawn > fit) {
    const over = width(drawn) - room
    const most = squeezable(cells, start, drawn).length * (size / 2)
    const slack = slackAt(lastBreak(cells, start, fit, MAY_PART.whole))
    if (over <= most / 2 + NOISE || (over <= most + NOISE && slack > 2 * size)) return drawn
  }

  const isAddress = runLength(cells, fit) > ADDRESS
  let best = start
  for (const level of ['whole', 'soft', 'joint', 'torn'] as const) {
    if (level === 'joint' && !isAddress) continue
    const end = lastBreak(cells, start, fit, MAY_PART[level])
    // An address is parted at a joint rather than leave two characters' room behind.
    if (level === 'joint' && end > best) return end
    best = Math.max(best, end)
    const slack = slackAt(best)
    const even = slack / gapsOutside(cells, start, best).length <= size / 2
    if (best > start && (slack <= 2 * size || (level === 'soft' && even && !isAddress))) return best
  }
  return best > start ? best : Math.max(fit, start + 1)
}

/** What a line may end before, from what reads best to what only must not overflow. */
const MAY_PART = {
  whole: (cell: Cell) => !cell.glued,
  soft: (cell: Cell) => !cell.glued || cell.glued === 'soft',
  joint: (cell: Cell, before: Cell) => inRun(cell, before) && AFTER.has(before.character),
  torn: (cell: Cell, before: Cell) => inRun(cell, before),
}

const inRun = (cell: Cell, before: Cell) =>
  cell.glued === 'run' && !NEVER_FIRST.has(cell.character) && !NEVER_LAST.has(before.character)

function lastBreak(
  cells: readonly Cell[],
  start: number,
  fit: number,
  may: (cell: Cell, before: Cell) => boolean,
): number {
  for (let end = fit; end > start; end--) if (may(cells[end]!, cells[end - 1]!)) return end
  return start
}

function runLength(cells: readonly Cell[], inside: number): number {
  let [start, end] = [inside, inside + 1]
  while (start > inside - ADDRESS && cells[start]?.glued === 'run') start--
  while (end <= inside + ADDRESS && cells[end]?.glued === 'run') end++
  return end - start
}

/** The end of the line if the marks after `fit` came along; `fit` itself if something else follows. */
function drawIn(cells: readonly Cell[], start: number, fit: number): number {
  let end = fit
  while (end < cells.length && cells[end]!.blank === 'right' && end - fit < 3) end++
  if (end === fit || fit === start) return fit
  return end === cells.length || !cells[end]!.glued ? end : fit
}

/** Blank halves inside the line. The left half of its first mark is not among them: the line would begin outside. */
const squeezable = (cells: readonly Cell[], start: number, end: number) =>
  indexes(start, end).filter((i) => cells[i]!.blank === 'right' || (cells[i]!.blank === 'left' && i > start))

/** Gaps that may be widened: not those inside a run of letters or between the halves of —— and …… */
const gapsOutside = (cells: readonly Cell[], start: number, end: number) =>
  indexes(start, end - 1).filter((i) => {
    const [cell, next] = [cells[i]!, cells[i + 1]!]
    return !(cell.latin && next.latin) && !(isDash(cell.character) && cell.character === next.character)
  })

/** … unless the line is hardly anything else, and the few others would become holes. */
function gapsFor(cells: readonly Cell[], start: number, end: number, slack: number, size: number): number[] {
  const outside = gapsOutside(cells, start, end)
  return slack / outside.length <= size / 2 ? outside : indexes(start, end - 1)
}

function setLine(cells: readonly Cell[], start: number, endWithSpaces: number, room: number, { size, track }: Measure) {
  let end = endWithSpaces
  while (end > start + 1 && cells[end - 1]!.character === ' ') end--
  const last = endWithSpaces >= cells.length
  const extra = indexes(start, end).map((i) => (i === end - 1 ? 0 : track))
  const slack = room - natural(cells, start, end, track)
  let width = room - slack
  if (slack < -NOISE) {
    const marks = squeezable(cells, start, end)
    for (const i of marks) extra[(cells[i]!.blank === 'right' ? i : i - 1) - start]! += slack / marks.length
    width = room
  } else if (!last) {
    const gaps = gapsFor(cells, start, end, slack, size)
    for (const i of gaps) extra[i - start]! += slack / gaps.length
    if (gaps.length > 0) width = room
  }
  return { cells: cells.slice(start, end), extra, width }
}

function natural(cells: readonly Cell[], start: number, end: number, track: number): number {
  let width = 0
  for (let i = start; i < end; i++) width += cells[i]!.width
  return width + track * Math.max(0, end - start - 1)
}

const indexes = (start: number, end: number) => Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i)

/** One line, never broken: marks, numbers, dates, titles already divided. */
export function oneLine(cells: readonly Cell[], track = 0): Line {
  return {
    cells,
    extra: cells.map((_, i) => (i === cells.length - 1 ? 0 : track)),
    indent: 0,
    width: natural(cells, 0, cells.length, track),
  }
}
