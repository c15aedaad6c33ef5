/** Where each line of a letter stands: pieces in reading order, each line with its page, place and size. Draws nothing. */
import { breakLines, type Line, oneLine } from './break-lines.ts'
import { cellsOf } from './cells.ts'
import type { Role } from './find-fonts.ts'
import type { FontSet } from './fonts.ts'
import { layOutForm } from './form.ts'
import { BODY, COLUMNS, PITCH, SEAL, SIZE, TRACK } from './grid.ts'
import { attachmentLines, type Block, type Letter } from './letter.ts'
import { masthead } from './masthead.ts'
import { type Place, paginate } from './paginate.ts'
import { layOutPleading } from './pleading.ts'
import type { Layout, Path, Row, SealPlace } from './shapes.ts'
import { divideName } from './title.ts'

export const layOut = (letter: Letter, fonts: FontSet): Layout => LAYOUTS[letter.format](letter, fonts)

function layOutLetter(letter: Letter, fonts: FontSet): Layout {
  const head = masthead(letter, fonts)
  const text = [...bodyRows(letter, fonts), ...attachmentRows(letter, fonts)]
  const rows = [...text, ...closingRows(letter, fonts, text.at(-1))]
  const places = paginate(rows, head.nextRow)
  const pieces = [...head.pieces]
  for (const [i, row] of rows.entries()) {
    if (row.begins) pieces.push({ path: row.path, colour: 'black', lines: [] })
    const { page, y } = places[i]!
    pieces.at(-1)!.lines.push({ line: row.line, page, x: BODY.left + row.x, y, size: SIZE })
  }
  return { pages: places.at(-1)!.page, pieces, boxes: head.rules, seal: sealPlace(rows, places) }
}

const GRID = { width: BODY.width, size: SIZE, track: TRACK }

const lines = (text: string, fonts: FontSet, role: Role, indent: number, hang = 0): Line[] =>
  breakLines(cellsOf(text, fonts, role, SIZE), { ...GRID, indent, hang })

const asRows = (path: Path, broken: readonly Line[], first: Partial<Row> = {}): Row[] =>
  broken.map((line, i) => ({
    path,
    line,
    x: line.indent,
    gap: 0,
    kind: 'body',
    begins: i === 0,
    ...(i === 0 ? first : {}),
  }))

function bodyRows(letter: Letter, fonts: FontSet): Row[] {
  const addressee = letter.addressee ? asRows(['P'], lines(`${letter.addressee}：`, fonts, 'fang', 0)) : []
  // No page ends with whom the letter is to.
  return [
    ...addressee.map((row): Row => ({ ...row, kind: 'heading' })),
    ...letter.blocks.flatMap((block) => blockRows(block, fonts)),
  ]
}

function blockRows(block: Block, fonts: FontSet): Row[] {
  // A template that is a letter has no rows: template-check.ts.
  if (block.kind === 'row') return []
  if (block.kind === 'paragraph') return asRows(['P'], lines(block.text, fonts, 'fang', 2 * PITCH))
  const [tag, role] = block.level === 1 ? (['H2', 'hei'] as const) : (['H3', 'kai'] as const)
  return asRows([tag], lines(block.text, fonts, role, 2 * PITCH)).map((row) => ({ ...row, kind: 'heading' }))
}

/** 7.3.4: one line below the text, two characters in; a name that runs on is aligned with its own first character. */
function attachmentRows({ attachments }: Letter, fonts: FontSet): Row[] {
  const widthOf = (text: string) => {
    const cells = cellsOf(text, fonts, 'fang', SIZE)
    return cells.reduce((sum, cell) => sum + cell.width + TRACK, 0)
  }
  const label = 2 * PITCH + widthOf('附件：')
  return attachmentLines(attachments).flatMap((text, i) => {
    const number = attachments.length > 1 ? widthOf(`${i + 1}.`) : 0
    const broken = lines(text, fonts, 'fang', i === 0 ? 2 * PITCH : label, label + number)
    return asRows(['L', `LI#${i}`, 'LBody'], broken, { gap: i === 0 ? 1 : 0 }).map(
      (row): Row => ({ ...row, kind: 'attachment' }),
    )
  })
}

/**
 * 7.3.5.1: the date four characters from the right, the organ above it, centred on it. Two blank lines before them
 * keep the top of a 45 mm seal within one line of the text; one will do where the last line of that ends beside the seal.
 */
function closingRows(letter: Letter, fonts: FontSet, above: Row | undefined): Row[] {
  const whole = (text: string) => oneLine(cellsOf(text, fonts, 'fang', SIZE), TRACK)
  const date = letter.date ? whole(letter.date) : undefined
  const names = divideName(letter.signature, COLUMNS - 2).map(whole)
  const dateWidth = date?.width ?? 6.5 * PITCH
  const widest = Math.max(...names.map(({ width }) => width))
  // A name too long to be centred on the date ends two characters from the edge, and the date goes under its middle.
  const centre = Math.min(
    BODY.width - 4 * PITCH - dateWidth / 2,
    Math.max(BODY.width / 2, BODY.width - 2 * PITCH - widest / 2),
  )
  const isBeside = above !== undefined && above.x + above.line.width < centre - SEAL / 2
  const closing = (line: Line, first: boolean): Row => ({
    path: ['P'],
    line,
    x: centre - line.width / 2,
    gap: first ? 2 : 0,
    leastGap: first ? (isBeside ? 1 : 2) : 0,
    kind: 'closing',
    begins: true,
  })
  return [
    ...names.map((line, i) => closing(line, i === 0)),
    ...(date ? [closing(date, false)] : []),
    ...noteRows(letter, fonts),
  ]
}

/** 附注: on the line below the date, or one lower when it would run under the seal. A note is no paragraph, and not spread. */
function noteRows({ note }: Letter, fonts: FontSet): Row[] {
  if (!note) return []
  const measure = { ...GRID, indent: 2 * PITCH, ragged: true }
  const broken = breakLines(cellsOf(`（${note}）`, fonts, 'fang', SIZE), measure)
  const clear = broken.length === 1 && broken[0]!.width < 15 * PITCH
  return asRows(['P'], broken, { gap: clear ? 0 : 1 }).map((row): Row => ({ ...row, kind: 'closing' }))
}

const LAYOUTS = { letter: layOutLetter, form: layOutForm, pleading: layOutPleading } as const

/** The centre at the foot of the name; a hair higher where lines that moved together would bring the note under it. */
function sealPlace(rows: readonly Row[], places: readonly Place[]): SealPlace {
  const i = rows.findIndex(({ kind }) => kind === 'closing')
  const [row, place] = [rows[i]!, places[i]!]
  const note = rows.findIndex(({ gap }, k) => k > i && gap > 0)
  const lowest = places[note]?.page === place.page ? places[note]!.y - SEAL / 2 : Number.POSITIVE_INFINITY
  return {
    page: place.page,
    x: BODY.left + row.x + row.line.width / 2,
    y: Math.min(place.y + SIZE, lowest),
    diameter: SEAL,
  }
}
