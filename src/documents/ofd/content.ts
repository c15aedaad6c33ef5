/**
 * What stands on the pages of an OFD document: text objects run by run, rules as filled paths, in reading order. A text object has
 * letters alone, and readers do not shape them: words of scripts that are shaped are drawn as paths, which every reader shows alike
 * and none can search; the PDF has their letters.
 */
import { type Line, oneLine } from '../break-lines.ts'
import { type Cell, cellsOf } from '../cells.ts'
import type { PlacedGlyph } from '../cluster.ts'
import type { Face } from '../face.ts'
import { type FontSet, GETA } from '../fonts.ts'
import { BASELINE, BODY, LETTER, PAGE, PAGE_NUMBER } from '../grid.ts'
import type { Box, Colour, Layout } from '../shapes.ts'
import { escaped, length, type Objects, type SubsetFace } from './parts.ts'

/** As GB/T 33190, 8.3 writes a colour of the default space, which is RGB. */
const ink = (colour: Colour | 'grey') =>
  colour === 'grey' ? '110 110 110' : colour === 'red' ? rgb(LETTER.red) : '0 0 0'
const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(' ')

/** 小五号, below the page number and outside of what the standard measures. */
const NOTE = { size: 7.5, top: PAGE.height - 24 }

/**
 * @param original SHA-256 of the PDF, which the foot of each page names
 * @returns `lastId`: every object and font has a number of its own, from 1
 */
export function contentOfPages(
  layout: Layout,
  fonts: FontSet,
  original: string,
): { pages: Objects[]; faces: SubsetFace[]; lastId: number } {
  let lastId = 0
  const newId = () => ++lastId
  const used = new Map<Face, { id: number; characters: Set<number> }>()
  const fontOf = (face: Face) => {
    const known = used.get(face) ?? { id: newId(), characters: new Set<number>() }
    used.set(face, known)
    return known
  }
  const pages = Array.from({ length: layout.pages }, (): Objects => [])
  const draw = (page: number, line: Line, x: number, top: number, size: number, colour: Colour | 'grey') => {
    for (const run of runsIn(line, x))
      pages[page - 1]!.push(
        run.glyphs
          ? wordPath(newId(), run, top, size, ink(colour))
          : textObject(newId(), run, fontOf, top, size, ink(colour)),
      )
  }
  for (const box of layout.boxes) pages[box.page - 1]!.push(pathObject(newId(), box))
  for (const { colour, lines } of layout.pieces)
    for (const { line, page, x, y, size } of lines) draw(page, line, x, y, size, colour)
  const note = `本页为 OFD 版式转换件，正本为 PDF 文件（SHA-256：${original}）。`
  for (const page of pages.keys()) {
    if (page > 0) draw(page + 1, ...pageNumber(page + 1, fonts), 'black')
    const line = oneLine(cellsOf(note, fonts, 'song', NOTE.size))
    draw(page + 1, line, (PAGE.width - line.width) / 2, NOTE.top, NOTE.size, 'grey')
  }
  const faces = [...used].map(([face, { id, characters }]) => ({
    id,
    name: face.name,
    file: `font_${id}.ttf`,
    bytes: face.subsetWithMap([...characters]),
  }))
  return { pages, faces, lastId }
}

/** 7.5 of GB/T 9704, as the PDF has it. */
function pageNumber(page: number, fonts: FontSet): [Line, number, number, number] {
  const { size, middle } = PAGE_NUMBER
  const line = oneLine(cellsOf(`— ${page} —`, fonts, 'song', size))
  const x = page % 2 === 1 ? BODY.left + BODY.width - size - line.width : BODY.left + size
  return [line, x, middle - size / 2, size]
}

/** Cells of one face in a row; `steps` from each to the next, in points. Or one cell that is shaped, by its glyphs. */
type Run = {
  face: Face
  text: string
  x: number
  steps: number[]
  width: number
  stretch: number
  glyphs?: readonly PlacedGlyph[]
}

function runsIn(line: Line, x: number): Run[] {
  const runs: Run[] = []
  let at = x
  for (const [i, cell] of line.cells.entries()) {
    const text = cell.missing ? GETA : cell.character
    const before = runs.at(-1)
    if (before && runsOn(line.cells[i - 1]!, cell)) {
      before.steps.push(at - before.x - before.steps.reduce((sum, one) => sum + one, 0))
      before.text += text
      before.width = at + cell.width - before.x
    } else {
      const { face, stretch, inset, glyphs } = cell
      runs.push({ face, text, x: at + inset, steps: [], width: cell.width - inset, stretch, ...(glyphs && { glyphs }) })
    }
    at += cell.width + line.extra[i]!
  }
  return runs
}

/** What lies beyond the basic plane stands alone: readers differ on whether `DeltaX` counts it once or twice. */
const isBasic = ({ character }: Cell) => character.length === 1
const isPlain = (cell: Cell) => cell.stretch === 1 && cell.inset === 0 && isBasic(cell) && !cell.glyphs
const runsOn = (before: Cell, cell: Cell) => before.face === cell.face && isPlain(before) && isPlain(cell)

/** 11.3: `Boundary` is where it stands on the page, the baseline stands in it. */
function textObject(
  id: number,
  { face, text, x, steps, width, stretch }: Run,
  fontOf: (face: Face) => { id: number; characters: Set<number> },
  top: number,
  size: number,
  colour: string,
): string {
  const font = fontOf(face)
  for (const character of text) font.characters.add(character.codePointAt(0)!)
  const boundary = [x, top, Math.max(width, size), size * 1.25].map(length).join(' ')
  const scale = stretch === 1 ? '' : ` HScale="${Math.round(stretch * 1e4) / 1e4}"`
  const delta = steps.length > 0 ? ` DeltaX="${steps.map(length).join(' ')}"` : ''
  return `<ofd:TextObject ID="${id}" Boundary="${boundary}" Font="${font.id}" Size="${length(size)}"${scale}><ofd:FillColor Value="${colour}"/><ofd:TextCode X="0" Y="${length(BASELINE * size)}"${delta}>${escaped(text)}</ofd:TextCode></ofd:TextObject>`
}

/** 9.1: a filled rectangle. */
function pathObject(id: number, { x, y, width, height, colour }: Box): string {
  const [w, h] = [length(width), length(height)]
  const boundary = [x, y, width, height].map(length).join(' ')
  return `<ofd:PathObject ID="${id}" Boundary="${boundary}" Stroke="false" Fill="true"><ofd:FillColor Value="${ink(colour)}"/><ofd:AbbreviatedData>M 0 0 L ${w} 0 L ${w} ${h} L 0 ${h} C</ofd:AbbreviatedData></ofd:PathObject>`
}

const STEPS = { move: 'M', line: 'L', quadratic: 'Q', cubic: 'B', close: 'C' } as const

/** 9.1: the outlines of a shaped sign, filled, within a boundary that holds all of them. */
function wordPath(id: number, { face, glyphs, x, width }: Run, top: number, size: number, colour: string): string {
  const base = top + BASELINE * size
  const strokes = glyphs!.flatMap((glyph) =>
    face.outline(glyph.id).map(({ to, points }) => ({
      to,
      // In turn from the left and, as a page counts, from above.
      points: points.map((at, i) => (i % 2 === 0 ? x + (glyph.x + at) * size : base - (glyph.y + at) * size)),
    })),
  )
  const sides = (of: 0 | 1) => strokes.flatMap(({ points }) => points.filter((_, i) => i % 2 === of))
  const [xs, ys] = [
    [x, x + width, ...sides(0)],
    [top, top + size, ...sides(1)],
  ]
  const [left, above] = [Math.min(...xs), Math.min(...ys)]
  const boundary = [left, above, Math.max(...xs) - left, Math.max(...ys) - above].map(length).join(' ')
  const data = strokes.map(({ to, points }) =>
    [STEPS[to], ...points.map((at, i) => length(at - (i % 2 === 0 ? left : above)))].join(' '),
  )
  return `<ofd:PathObject ID="${id}" Boundary="${boundary}" Stroke="false" Fill="true"><ofd:FillColor Value="${colour}"/><ofd:AbbreviatedData>${data.join(' ')}</ofd:AbbreviatedData></ofd:PathObject>`
}
