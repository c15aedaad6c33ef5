/**
 * Breaks a paragraph into lines that fill the grid to its edge, by the rules of GB/T 15834 for marks at line ends.
 * Greedy: a mark that does not fit is drawn in by squeezing the blank halves of the marks on its line, or else takes
 * its neighbour with it to the next line, and the gaps share what is left. Proven by test/documents/break-lines.test.ts.
 */
import { type Cell, isDash, NEVER_FIRST, NEVER_LAST } from './cells.ts'
import { inVisualOrder } from './shaped.ts'

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
  /** Lines end where their words end, and are not spread to the edge. */
  ragged?: boolean
}

/** Width on which float noise must not decide a line. */
const NOISE = 0.01

/** The most, in characters, by which each gap is widened so that a line ends at the edge; more reads as spaced out. */
const SPREAD = 1 / 6

/** Where an address may be parted, when leaving it whole would tear holes into the line above. */
const JOINTS = new Set('/.?&=-')
/** Where a piece of it is parted that is longer than a line. */
const SEAMS = new Set('_#:,;@+~')
/** Shorter runs are numbers of letters, identities and telephones, which are read whole. */
const ADDRESS = 24

type Span = { start: number; end: number; room: number }

export function breakLines(cells: readonly Cell[], measure: Measure): Line[] {
  const spans = noLoneCharacter(cells, spansOf(cells, measure), measure)
  return spans.map((span, i) => ({
    indent: (i === 0 ? measure.indent : measure.hang) ?? 0,
    ...inVisualOrder(setLine(cells, span, measure)),
  }))
}

function spansOf(cells: readonly Cell[], measure: Measure): Span[] {
  const { indent = 0, hang = 0 } = measure
  const spans: Span[] = []
  let start = 0
  while (start < cells.length) {
    if (spans.length > 0) while (cells[start]?.character === ' ') start++
    if (start >= cells.length) break
    const room = measure.width - (spans.length === 0 ? indent : hang)
    const end = lineEnd(cells, start, room, measure)
    spans.push({ start, end, room })
    start = end
  }
  return spans
}

/**
 * 单字不成行: a last line of one character, or of two figures, is drawn into the line above by the blank halves of its
 * marks, or that line gives up as much of its own end as is needed, and spreads.
 */
function noLoneCharacter(cells: readonly Cell[], spans: readonly Span[], { size, track }: Measure): readonly Span[] {
  const [above, last] = [spans.at(-2), spans.at(-1)]
  if (!above || !last || !isLone(cells, last, size)) return spans
  const before = spans.slice(0, -2)
  const over = natural(cells, above.start, last.end, track) - above.room
  if (over <= (squeezable(cells, above.start, last.end).length * (size * 3)) / 8)
    return [...before, { ...above, end: last.end }]
  let end = above.end
  do end = lastBreak(cells, above.start, end - 1, MAY_PART.soft)
  while (end > above.start && isLone(cells, { ...last, start: end }, size))
  const slack = above.room - natural(cells, above.start, end, track)
  const spread = end > above.start && slack / gapsOutside(cells, above.start, end).length <= size * SPREAD
  return spread ? [...before, { ...above, end }, { ...last, start: end }] : spans
}

/** Less than two characters wide without its marks: 20） is no line either. */
const isLone = (cells: readonly Cell[], { start, end }: Span, size: number) =>
  indexes(start, end).reduce((sum, i) => sum + (isMark(cells[i]!.character) ? 0 : cells[i]!.width), 0) <
  2 * size - NOISE

const isMark = (character: string) => character === ' ' || NEVER_FIRST.has(character) || NEVER_LAST.has(character)

/** The index after the last cell of the line that begins at `start`. */
function lineEnd(cells: readonly Cell[], start: number, room: number, measure: Measure): number {
  const { size, track, hang = 0 } = measure
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

  const isAddress = Math.max(runLength(cells, fit), runLength(cells, fit - 1)) > ADDRESS
  const whole = lastBreak(cells, start, fit, MAY_PART.whole)
  if (whole > start && slackAt(whole) <= 2 * size) return whole
  // What cannot be parted comes along where the marks of the line can make room for it.
  const next = wordEnd(cells, fit)
  if (width(next) - room <= squeezable(cells, start, next).length * (size / 2) + NOISE) return next
  const best = Math.max(whole, lastBreak(cells, start, fit, MAY_PART.soft))
  if (best > start) {
    const [slack, gaps] = [slackAt(best), gapsOutside(cells, start, best).length]
    if (slack <= 2 * size || (!isAddress && slack / gaps <= size * SPREAD)) return best
  }
  // An address is parted at a joint rather than leave two characters' room behind.
  const joint = isAddress ? lastBreak(cells, start, fit, MAY_PART.joint) : start
  if (joint > best) return joint
  // What stands whole on the next line is not torn; this one ends short.
  if (best > start && natural(cells, best, pieceEnd(cells, best, isAddress), track) <= measure.width - hang + NOISE)
    return best
  const seam = isAddress ? lastBreak(cells, start, fit, MAY_PART.seam) : start
  const torn = seam > best ? seam : Math.max(best, lastBreak(cells, start, fit, MAY_PART.torn))
  return torn > start ? torn : Math.max(fit, start + 1)
}

/** The end of what stands together across this place. */
function wordEnd(cells: readonly Cell[], inside: number): number {
  let end = inside + 1
  while (end < cells.length && cells[end]!.glued) end++
  return end
}

/** Where what begins here may be parted next. */
function pieceEnd(cells: readonly Cell[], start: number, isAddress: boolean): number {
  let end = start + 1
  const may = (at: number) => MAY_PART.soft(cells, at) || (isAddress && MAY_PART.joint(cells, at))
  while (end < cells.length && !may(end)) end++
  return end
}

type May = (cells: readonly Cell[], at: number) => boolean

/** What a line may end before, from what reads best to what only must not overflow. */
const MAY_PART = {
  whole: (cells, at) => !cells[at]!.glued,
  soft: (cells, at) => !cells[at]!.glued || cells[at]!.glued === 'soft',
  joint(cells, at) {
    const [before, cell] = [cells[at - 1]!, cells[at]!]
    if (!JOINTS.has(before.character) || cell.character === before.character) return false
    return isEscape(cell) || (inRun(cells, at) && !endsName(cells, at) && !inHost(cells, at))
  },
  /** … never between the three characters of %E4. */
  seam(cells, at) {
    const { character } = cells[at - 1]!
    return isEscape(cells[at]!) || (inRun(cells, at) && (SEAMS.has(character) || IN_HOSTS.has(character)))
  },
  torn: (cells, at) => inRun(cells, at),
} satisfies Record<string, May>

/** fuyi.example.gov.cn is one name, which somebody types: no path has begun before this place. */
function inHost(cells: readonly Cell[], at: number): boolean {
  if (!IN_HOSTS.has(cells[at - 1]!.character)) return false
  for (let i = at - 1; i > 0 && cells[i]!.glued === 'run'; i--)
    if (cells[i]!.character === '/' && cells[i - 1]!.character !== '/' && cells[i + 1]?.character !== '/') return false
  return true
}
const IN_HOSTS = new Set('.-')

/** The cn of gov.cn and the html of index.html stay with what they end. */
function endsName(cells: readonly Cell[], at: number): boolean {
  if (cells[at - 1]!.character !== '.') return false
  let end = at
  while (end < cells.length && (end === at || cells[end]!.glued === 'run') && isLetter(cells[end]!)) end++
  const after = cells[end]
  const goesOn = after?.glued === 'run' && /[\p{L}\p{N}._-]/u.test(after.character)
  return end > at && end - at <= LONGEST_ENDING && !goesOn
}
const LONGEST_ENDING = 6
const isLetter = ({ character }: Cell) => /^[A-Za-z]$/.test(character)

const isEscape = (cell: Cell) => cell.glued === 'run' && cell.character === '%'

const inRun = (cells: readonly Cell[], at: number) => {
  const [before, cell] = [cells[at - 1]!, cells[at]!]
  return cell.glued === 'run' && !NEVER_FIRST.has(cell.character) && !NEVER_LAST.has(before.character)
}

function lastBreak(cells: readonly Cell[], start: number, fit: number, may: May): number {
  for (let end = fit; end > start; end--) if (may(cells, end)) return end
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

/**
 * … unless the line is hardly anything else, and a hair between its letters is enough. A line that would be torn into
 * holes ends short instead: what follows it could not be parted.
 */
function gapsFor(cells: readonly Cell[], start: number, end: number, slack: number, size: number): number[] {
  const outside = gapsOutside(cells, start, end)
  if (slack / outside.length <= size * SPREAD) return outside
  const all = indexes(start, end - 1)
  return slack / all.length <= size / 16 ? all : []
}

function setLine(cells: readonly Cell[], { start, end: endWithSpaces, room }: Span, { size, track, ragged }: Measure) {
  let end = endWithSpaces
  while (end > start + 1 && cells[end - 1]!.character === ' ') end--
  const last = ragged || endWithSpaces >= cells.length
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
  return inVisualOrder({
    cells,
    extra: cells.map((_, i) => (i === cells.length - 1 ? 0 : track)),
    indent: 0,
    width: natural(cells, 0, cells.length, track),
  })
}
