/** The words of a page that stay: laid under its picture unseen, each stretch where it stands, with the marks between them. */
import { around, type Box, heightOf, shareWithin, widthOf } from './box.ts'
import type { Glyph } from './glyph.ts'
import type { Mark } from './mark.ts'

/** Characters one behind the other; `box` holds all of them. */
export type Stretch = { text: string; box: Box }
/** What is read of a page, in its order: lines of words, and what is not shown. */
export type Reading = { line: Stretch[] } | { mark: Mark }

/** The middle of a character: where a mark touches it, the character is gone; a line beside it may come close. */
const core = ({ box }: Glyph): Box => ({
  x0: box.x0 + 0.15 * widthOf(box),
  x1: box.x1 - 0.15 * widthOf(box),
  y0: box.y0 + 0.3 * heightOf(box),
  y1: box.y1 - 0.25 * heightOf(box),
})

/** Does the mark take this character away? */
export const takes = ({ box }: Pick<Mark, 'box'>, glyph: Glyph): boolean => shareWithin(core(glyph), box) > 0

/** In heights of a line: so far apart are two columns, two words of Latin letters, two lines. */
const [BACK, GAP, BLANK, ASIDE] = [-0.3, 0.5, 0.14, 0.5]
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

const isParted = (last: Glyph, next: Glyph): boolean =>
  next.box.x0 - last.box.x1 > BLANK * heightOf(last.box) && !CHINESE.test(last.text) && !CHINESE.test(next.text)

function goesOn(last: Glyph, next: Glyph): boolean {
  const height = heightOf(last.box)
  const gap = next.box.x0 - last.box.x1
  return isBeside(last, next) && gap > BACK * height && gap < GAP * height
}

function isBeside(last: Glyph, next: Glyph): boolean {
  const [a, b] = [last.box.y0 + last.box.y1, next.box.y0 + next.box.y1]
  return last.isUpright && next.isUpright && Math.abs(a - b) / 2 < ASIDE * heightOf(last.box)
}

const written = (stretch: readonly Glyph[]): string =>
  stretch.map((glyph, i) => (i > 0 && isParted(stretch[i - 1]!, glyph) ? ` ${glyph.text}` : glyph.text)).join('')

/** @param glyphs in the order in which they are drawn, of what is seen alone */
export function readingOf(glyphs: readonly Glyph[], marks: readonly Mark[]): Reading[] {
  const reading: Reading[] = []
  const told = new Set<Mark>()
  let [line, stretch]: [Stretch[], Glyph[]] = [[], []]
  const endStretch = () => {
    if (stretch.length > 0) line.push({ text: written(stretch), box: around(stretch.map(({ box }) => box)) })
    stretch = []
  }
  const endLine = () => {
    endStretch()
    if (line.length > 0) reading.push({ line })
    line = []
  }
  let before: Glyph | undefined
  for (const glyph of glyphs) {
    const mark = marks.find((one) => takes(one, glyph))
    if (mark) {
      endLine()
      if (!told.has(mark)) reading.push({ mark })
      told.add(mark)
    } else {
      if (before && !isBeside(before, glyph)) endLine()
      else if (before && !goesOn(before, glyph)) endStretch()
      stretch.push(glyph)
    }
    before = glyph
  }
  endLine()
  for (const mark of marks) if (!told.has(mark)) reading.push({ mark })
  return reading
}
