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

/**
 * Where two words stand in one place the ink says one of them, and nobody here knows which: words in the colour of the paper, or of no
 * opacity, hide among others so. Neither is kept. Where one was never meant to be painted, the other is what is seen.
 */
export function withoutOverprints(glyphs: readonly Glyph[]): Glyph[] {
  const cells = Map.groupBy(glyphs, ({ box }) => cellOf(box.x0 + widthOf(box) / 2, box.y0 + heightOf(box) / 2))
  const gone = new Set<Glyph>()
  for (const one of glyphs) {
    const { x0, y0, x1, y1 } = core(one)
    for (let x = Math.floor(x0 / CELL); x <= Math.floor(x1 / CELL); x++)
      for (let y = Math.floor(y0 / CELL); y <= Math.floor(y1 / CELL); y++)
        for (const other of cells.get(`${x} ${y}`) ?? []) {
          if (other === one || other.text === one.text || !holdsCentre(core(one), other.box)) continue
          if (one.isUnpainted !== other.isUnpainted) gone.add(one.isUnpainted ? one : other)
          else for (const each of [one, other]) gone.add(each)
        }
  }
  return glyphs.filter((glyph) => !gone.has(glyph))
}
const CELL = 16 // points
const cellOf = (x: number, y: number): string => `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`
const holdsCentre = (area: Box, { x0, y0, x1, y1 }: Box): boolean => {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2]
  return area.x0 < x && x < area.x1 && area.y0 < y && y < area.y1
}

/** In heights and widths of a character: so far off words stand that a program read in a scan. */
const [OFF_LINE, OFF_PLACE] = [0.5, 0.15]

/**
 * Words that a program read in a scan stand where it believed them to be, and tell what a mark beside them hides: those near a mark go,
 * and wherever on the page they say what was marked.
 * @param removed what stands under the marks
 */
export function withoutEchoes(
  glyphs: readonly Glyph[],
  marks: readonly Pick<Mark, 'box'>[],
  removed: readonly string[],
): Glyph[] {
  const unpainted = glyphs.filter(({ isUnpainted }) => isUnpainted)
  const gone = new Set(
    unpainted.filter((glyph) => {
      const [across, down] = [OFF_PLACE * widthOf(glyph.box), OFF_LINE * heightOf(glyph.box)]
      const { x0, y0, x1, y1 } = core(glyph)
      const near = { x0: x0 - across, y0: y0 - down, x1: x1 + across, y1: y1 + down }
      return marks.some(({ box }) => near.x0 < box.x1 && near.x1 > box.x0 && near.y0 < box.y1 && near.y1 > box.y0)
    }),
  )
  const of: Glyph[] = []
  let whole = ''
  for (const glyph of unpainted)
    for (const unit of glyph.text.replace(/\s/g, '')) {
      whole += unit
      for (let i = 0; i < unit.length; i++) of.push(glyph)
    }
  for (const words of new Set(removed.map((one) => one.replace(/\s/g, '')))) {
    if ([...words].length < 2) continue
    for (let at = whole.indexOf(words); at >= 0; at = whole.indexOf(words, at + words.length))
      for (const glyph of of.slice(at, at + words.length)) gone.add(glyph)
  }
  // What stands under a mark tells where the mark is read; its words are not kept anyway.
  return glyphs.filter((glyph) => !gone.has(glyph) || marks.some((mark) => takes(mark, glyph)))
}

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
  for (const mark of marks) if (!told.has(mark)) putWhereItStands(reading, mark)
  return reading
}

/** A mark that hides no words of the file, as in a scan, is read before the first line below it. */
function putWhereItStands(reading: Reading[], mark: Mark): void {
  const top = (part: Reading) => ('mark' in part ? part.mark.box.y0 : Math.min(...part.line.map(({ box }) => box.y0)))
  const at = reading.findIndex((part) => top(part) > mark.box.y0)
  reading.splice(at < 0 ? reading.length : at, 0, { mark })
}
