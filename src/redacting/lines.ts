/** The words of a page as lines of text, each character with the glyph that draws it: what is found is marked where it stands. */
import { heightOf } from './box.ts'
import type { Glyph } from './glyph.ts'

/** `of[i]` draws the ith UTF-16 unit of `text`; -1: a blank or a line’s end that nothing draws. */
export type Reading = { text: string; of: number[] }

/** In heights: Chinese characters, and others, that are further apart than this are two words; further off the line, another line. */
const [APART, BLANK, ASIDE] = [0.7, 0.14, 0.5]
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

const middle = ({ box }: Glyph) => (box.y0 + box.y1) / 2

/**
 * Two ways to read a page: as it is drawn, and as it lies, line by line from above. What a program drew in an order of its own is
 * found by the second; a column beside another one, and words that run downwards, by the first.
 */
export function readingsOf(glyphs: readonly Glyph[]): Reading[] {
  const drawn = glyphs.map((_, i) => i)
  return [inOrder(glyphs, drawn), inOrder(glyphs, asItLies(glyphs))]
}

function asItLies(glyphs: readonly Glyph[]): number[] {
  const upright = glyphs.flatMap(({ isUpright }, i) => (isUpright ? [i] : []))
  upright.sort((a, b) => middle(glyphs[a]!) - middle(glyphs[b]!) || a - b)
  const lines: number[][] = []
  for (const i of upright) {
    const last = lines.at(-1)
    const first = last && glyphs[last[0]!]!
    if (first && middle(glyphs[i]!) - middle(first) < ASIDE * heightOf(first.box)) last!.push(i)
    else lines.push([i])
  }
  return lines.flatMap((line) => line.sort((a, b) => glyphs[a]!.box.x0 - glyphs[b]!.box.x0 || a - b))
}

function inOrder(glyphs: readonly Glyph[], order: readonly number[]): Reading {
  let text = ''
  const of: number[] = []
  const between = (what: string) => {
    text += what
    of.push(-1)
  }
  order.forEach((i, n) => {
    const glyph = glyphs[i]!
    const last = n > 0 ? glyphs[order[n - 1]!]! : undefined
    if (last) partedBy(last, glyph, between)
    for (const unit of folded(glyph.text)) {
      text += unit
      for (let k = 0; k < unit.length; k++) of.push(i)
    }
  })
  return { text, of }
}

function partedBy(last: Glyph, next: Glyph, put: (what: string) => void): void {
  const height = heightOf(last.box)
  const apart = CHINESE.test(last.text) || CHINESE.test(next.text) ? APART : BLANK
  if (!last.isUpright || !next.isUpright) return
  if (Math.abs(middle(last) - middle(next)) >= ASIDE * height) put('\n')
  else if (next.box.x0 - last.box.x1 > apart * height || next.box.x1 < last.box.x0) put(' ')
}

/** Of one width and one case: ０１１ and 011 are one number. */
const folded = (text: string): string => text.normalize('NFKC').toUpperCase()
