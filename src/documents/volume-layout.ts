/** Where everything in a volume stands. Draws nothing. */
import { breakLines, type Line, oneLine } from './break-lines.ts'
import type { Role } from './find-fonts.ts'
import { FIELD, type Flow, set, turn } from './flow.ts'
import type { FontSet } from './fonts.ts'
import { mm, PAGE } from './grid.ts'
import { sizeOf } from './printed-picture.ts'
import type { Piece, Placed } from './shapes.ts'
import { divideTitle } from './title.ts'
import { placeGrid } from './volume-grid.ts'
import type { Picture } from './volume-parts.ts'
import type { ReadyBlock, ReadyPart } from './volume-ready.ts'
import { placeMonths, placePairs, placeTable } from './volume-table.ts'

export function layOutVolume(parts: readonly ReadyPart[], fonts: FontSet): Flow {
  const flow: Flow = {
    ...{ page: 0, y: 0, fonts, count: 0 },
    ...{ pieces: [], boxes: [], repeats: [], pictures: [], sheets: [] },
    ...{ places: new Map(), heads: new Map() },
    missing: new Set(),
  }
  for (const { key, joins, head, blocks } of parts) {
    if (flow.page === 0 || !joins || flow.y + LEAST_PART > FIELD.bottom) turn(flow)
    else flow.y += TEXT.line
    const from = flow.page
    for (const block of blocks ?? []) place(flow, block)
    flow.places.set(key, { from, to: flow.page })
    if (head) for (let page = from; page <= flow.page; page++) flow.heads.set(page, head)
  }
  return flow
}

/** What a part needs of a page to begin there: its heading and some lines. */
const LEAST_PART = mm(45)

const isFresh = ({ y }: Flow) => y <= FIELD.top

function place(flow: Flow, block: ReadyBlock) {
  switch (block.kind) {
    case 'title':
      return placeTitle(flow, block.text)
    case 'heading':
      return placeHeading(flow, block.text)
    case 'paragraph':
      return placeText(flow, block.text, TEXT)
    case 'note':
      return placeText(flow, block.text, NOTE)
    case 'room':
      flow.y += block.lines * TEXT.line
      return
    case 'pairs':
      return placePairs(flow, block.rows)
    case 'table':
      return placeTable(flow, block.columns, block.rows)
    case 'grid':
      return placeGrid(flow, block.table, HEADING.before + HEADING.line, () => placeHeading(flow, block.heading))
    case 'days':
      return placeMonths(flow, block.months)
    case 'picture':
      return placePicture(flow, block.picture)
    case 'scan':
      return placeScan(flow, block.picture)
    case 'sheets':
      return placeSheets(flow, block)
  }
}

type Type = { role: Role; size: number; line: number; indent: number; after: number }
const TEXT: Type = { role: 'fang', size: 12, line: 20, indent: 24, after: 2 }
const NOTE: Type = { role: 'fang', size: 10.5, line: 16, indent: 0, after: 4 }
const HEADING = { size: 14, line: 24, before: 10 }
const TITLE = { size: 20, line: 30, after: 14 }

function placeTitle(flow: Flow, text: string) {
  const lines = divideTitle(text, Math.floor(FIELD.width / TITLE.size)).map((each): Placed => {
    const line = oneLine(set(flow, each, 'title', TITLE.size))
    const placed = {
      line,
      page: flow.page,
      x: FIELD.left + (FIELD.width - line.width) / 2,
      y: flow.y,
      size: TITLE.size,
    }
    flow.y += TITLE.line
    return placed
  })
  flow.pieces.push({ path: ['H1'], colour: 'black', lines })
  flow.y += TITLE.after
}

/** With two lines of what follows. */
function placeHeading(flow: Flow, text: string) {
  if (!isFresh(flow)) flow.y += HEADING.before
  if (flow.y + HEADING.line + 3 * TEXT.line > FIELD.bottom) turn(flow)
  const cells = set(flow, text, 'hei', HEADING.size)
  const lines = breakLines(cells, { width: FIELD.width, size: HEADING.size, track: 0, ragged: true })
  flow.pieces.push({
    path: ['H2'],
    colour: 'black',
    lines: lines.map((line, i) => at(flow, line, FIELD.left, HEADING.size, i * HEADING.line)),
  })
  flow.y += lines.length * HEADING.line
}

/** Each line of the text is a paragraph. */
function placeText(flow: Flow, text: string, { role, size, line: height, indent, after }: Type) {
  for (const paragraph of text.split('\n')) {
    const broken = breakLines(set(flow, paragraph, role, size), { width: FIELD.width, size, track: 0, indent })
    let piece: Piece | undefined
    for (const line of broken) {
      if (flow.y + size > FIELD.bottom) {
        turn(flow)
        piece = undefined
      }
      if (!piece) {
        piece = { path: ['P'], colour: 'black', lines: [] }
        flow.pieces.push(piece)
      }
      piece.lines.push(at(flow, line, FIELD.left + line.indent, size))
      flow.y += height
    }
    flow.y += after
  }
}

const at = ({ page, y }: Flow, line: Line, x: number, size: number, below = 0): Placed => ({
  ...{ line, page, x, size },
  y: y + below,
})

/** A picture that is smaller than so much of the page would be hard to read. */
const LEAST_PICTURE = mm(90)

function placePicture(flow: Flow, picture: Picture) {
  if (FIELD.bottom - flow.y < LEAST_PICTURE) turn(flow)
  const most = { width: FIELD.width, height: FIELD.bottom - flow.y }
  const { width, height } = sizeOf(picture.bytes)
  // At most as large as it is at 96 pixels to the inch: a small picture is not blown up.
  const scale = Math.min(most.width / width, most.height / height, 72 / 96)
  const [w, h] = [width * scale, height * scale]
  flow.pictures.push({ picture, page: flow.page, x: FIELD.left + (most.width - w) / 2, y: flow.y, width: w, height: h })
  flow.y += h + TEXT.line / 2
}

/** Between the running number and the foot of the page, whatever their size: most of it is somebody's own margin. */
const SCAN = { left: mm(15), top: mm(16), width: PAGE.width - mm(30), height: PAGE.height - mm(34) }

function placeScan(flow: Flow, picture: Picture) {
  if (!isFresh(flow)) turn(flow)
  const { width, height } = sizeOf(picture.bytes)
  const scale = Math.min(SCAN.width / width, SCAN.height / height)
  const [w, h] = [width * scale, height * scale]
  flow.pictures.push({
    picture,
    page: flow.page,
    x: SCAN.left + (SCAN.width - w) / 2,
    y: SCAN.top,
    width: w,
    height: h,
  })
  flow.y = FIELD.bottom
}

/** The first one takes the page at hand where nothing is on it yet. */
function placeSheets(flow: Flow, { pdf, pages, alt }: Extract<ReadyBlock, { kind: 'sheets' }>) {
  for (let i = 0; i < pages; i++) {
    if (!isFresh(flow)) turn(flow)
    flow.sheets.push({ page: flow.page, pdf, nth: i, alt })
    flow.y = FIELD.bottom
  }
}
