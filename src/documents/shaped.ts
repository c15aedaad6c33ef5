/**
 * Scripts whose letters take their form from their neighbours: Arabic (维吾尔文, 哈萨克文, 柯尔克孜文), Tibetan (藏文) and Mongolian (蒙古文).
 * Letter by letter they could not be read; here what stands together becomes one cell with the glyphs that its font gives it, and on a
 * line what runs from right to left is put in the order of the eye. Mongolian, which is written downwards, lies on its side in a line,
 * as it does in every text whose lines run from left to right.
 */

import type { Cell } from './cell.ts'
import { isMongolian } from './harfbuzz.ts'
import { SUFFIX } from './printable.ts'

const COMPLEX = /[\p{Script=Arabic}\p{Script=Tibetan}\p{Script=Mongolian}]/u
const ARABIC = /\p{Script=Arabic}/u
const OF_WORD = /[\p{Script=Arabic}\p{Script=Tibetan}\p{Script=Mongolian}\p{M}]/u
/** Behind a mark between syllables or clauses a Tibetan line may end. */
const TIBETAN_END = /[\u0f0b\u0f0d-\u0f12]$/

/** Is there anything to shape? Nearly never, and then this is all that it costs. */
export const isComplex = (text: string): boolean => COMPLEX.test(text)

/** The cells with each word of such a script shaped by its font; a font that cannot shape leaves them letter by letter. */
export function shapedCells(cells: readonly Cell[], size: number): Cell[] {
  const shaped: Cell[] = []
  for (let start = 0; start < cells.length; ) {
    const end = wordEnd(cells, start)
    shaped.push(...(end > start ? shapedWord(cells.slice(start, end), size) : [cells[start]!]))
    start = Math.max(end, start + 1)
  }
  return shaped
}

/** The end of the word of one face that begins here; `start` where none does. */
function wordEnd(cells: readonly Cell[], start: number): number {
  const first = cells[start]!
  if (first.missing || !COMPLEX.test(first.character)) return start
  let end = start + 1
  while (end < cells.length && ((cells[end]!.face === first.face && isOfWord(cells[end]!)) || isSuffixAt(cells, end)))
    end++
  return end
}

/** A suffix of Mongolian stands behind a narrow space and takes its form from the word before it; whichever font draws such a space, the word's own has one. */
const isSuffixAt = (cells: readonly Cell[], at: number): boolean =>
  cells[at]!.character === SUFFIX &&
  cells[at - 1]?.face === cells[at + 1]?.face &&
  isMongolian(cells[at - 1]!.character)

const isOfWord = ({ character, missing }: Cell) => !missing && OF_WORD.test(character)

function shapedWord(cells: readonly Cell[], size: number): readonly Cell[] {
  const { face, glued } = cells[0]!
  const clusters = face.shape(cells.map(({ character }) => character).join(''))
  if (!clusters) return cells
  return clusters.map(({ text, em, glyphs }, i): Cell => {
    const parts = i > 0 && TIBETAN_END.test(clusters[i - 1]!.text)
    return {
      character: text,
      face,
      width: em * size,
      inset: 0,
      stretch: 1,
      latin: true,
      glued: i === 0 ? glued : parts ? false : 'run',
      blank: null,
      missing: false,
      glyphs,
    }
  })
}

const isRightToLeft = ({ character }: Cell) => ARABIC.test(character)
/** What stands between two words that run from right to left, or is a number behind one, goes their way. */
const BETWEEN = /^[\s\d.,:;!?،؛؟—–…-]$/
const isDigit = ({ character }: Cell | { character: string }) => /^\d$/.test(character)

/** The cells of a line in the order of the eye (UAX #9, for a line that itself runs from left to right). */
export function inVisualOrder<T extends { cells: readonly Cell[]; extra: readonly number[] }>(line: T): T {
  if (!line.cells.some(isRightToLeft)) return line
  const [cells, extra] = [[...line.cells], [...line.extra]]
  for (let start = 0; start < cells.length; start++) {
    if (!isRightToLeft(cells[start]!)) continue
    let end = start + 1
    for (let i = end; i < cells.length && (isRightToLeft(cells[i]!) || BETWEEN.test(cells[i]!.character)); i++)
      if (isRightToLeft(cells[i]!) || isDigit(cells[i]!)) end = i + 1
    const last = extra[end - 1]!
    reverse(cells, start, end)
    reverse(extra, start, end - 1)
    extra[end - 1] = last
    for (let i = start; i < end; i++) {
      let digits = i
      while (digits < end && isDigit(cells[digits]!)) digits++
      if (digits > i) reverse(cells, i, digits)
      i = Math.max(i, digits)
    }
    start = end
  }
  return { ...line, cells, extra }
}

const reverse = <T>(all: T[], start: number, end: number) => {
  all.splice(start, end - start, ...all.slice(start, end).reverse())
}
