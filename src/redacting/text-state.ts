/**
 * Where the characters of one page stand, from the operations that draw them (PDF 32000-1, 9.3 and 9.4), and which of them nobody
 * sees: in a layer that is off, cut away, or painted over.
 */
import { around, type Box, heightOf, widthOf } from './box.ts'
import type { Glyph } from './glyph.ts'
import { common, isSquare, linesOf, type Matrix, type Path, placed, rectanglesOf } from './painted.ts'

/** As the reading library hands it over; a number is a shift. */
export type DrawnGlyph = {
  unicode: string
  width: number
  isSpace?: boolean
  vmetric?: [number, number, number] | null
}
export type DrawnFont = {
  vertical?: boolean
  isType3Font?: boolean
  fontMatrix?: Matrix
  ascent?: number
  descent?: number
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]
const THOUSANDTH: Matrix = [0.001, 0, 0, 0.001, 0, 0]
/** What fonts say of their own height is often wrong; characters reach so far at least, and hardly further. */
const [RISES, FALLS] = [0.88, 0.22]
const [HIGHEST, DEEPEST] = [0.95, 0.28]
/** A line that is turned by less is upright. */
const LEVEL = 0.02

/** First `b`, then `a`. */
export const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
]

const START = {
  ctm: IDENTITY,
  text: IDENTITY,
  ...{ x: 0, y: 0, lineX: 0, lineY: 0, size: 0, direction: 1 },
  ...{ between: 0, betweenWords: 0, scale: 1, leading: 0, rise: 0 },
  font: undefined as DrawnFont | undefined,
  /** 3 and 7 paint nothing. */
  mode: 0,
  lineWidth: 1,
  /** Of what is painted, as upright as it is known; undefined: the whole page. */
  clip: undefined as Box | undefined,
  /** Of an opacity, a mixing of colours, a mask or a pattern through which something may be seen. */
  ...{ alpha: 1, isMixed: false, isMasked: false, isPattern: false, isVeiled: false },
}
type Painting = 'alpha' | 'isMixed' | 'isMasked' | 'isPattern'
const UNPAINTED = [3, 7]
/** Words are filled; from this mode on they cut away what follows (9.3.6). */
const [FILLED, CUTS] = [0, 4]
/** So opaque is what nothing is read through, and what is seen at all. */
const [VEIL, SEEN] = [0.5, 0.05]
const EVERYWHERE: Box = { x0: -1e6, y0: -1e6, x1: 1e6, y1: 1e6 }
const NOWHERE: Box = { x0: -1e6, y0: -1e6, x1: -1e6, y1: -1e6 }
type Drawn = { isFilled: boolean; isStroked: boolean }
const widened = ({ x0, y0, x1, y1 }: Box, by: number): Box => ({ x0: x0 - by, y0: y0 - by, x1: x1 + by, y1: y1 + by })

/** The state of drawing text; `view` brings the page's own space to what is shown. */
export class TextState {
  readonly glyphs: Glyph[] = []
  readonly #view: Matrix
  readonly #kept: (typeof START)[] = []
  /** Of each marked piece that is open, whether it is shown. */
  readonly #layers: boolean[] = []
  #willClip = false
  #willCutToText = false
  #now: typeof START

  constructor(view: Matrix) {
    this.#view = view
    this.#now = { ...START, ctm: view }
  }

  save(): void {
    this.#kept.push({ ...this.#now })
  }
  restore(): void {
    this.#now = this.#kept.pop() ?? this.#now
  }
  transform(by: Matrix): void {
    this.#now.ctm = times(this.#now.ctm, by)
  }
  /** An annotation is drawn in the space of the page, whatever went before. */
  beginAnnotation(transform: Matrix, matrix: Matrix): void {
    this.save()
    this.#now = { ...START, ctm: times(times(this.#view, transform), matrix) }
  }
  /** A group is painted as a whole: what is opaque in it is not where the group is not. */
  beginGroup(): void {
    const isVeiled = !this.#isOpaque()
    this.save()
    Object.assign(this.#now, { isVeiled, alpha: 1, isMixed: false, isMasked: false })
  }
  beginLayer(isShown: boolean): void {
    this.#layers.push(isShown)
  }
  endLayer(): void {
    this.#layers.pop()
  }
  paint<K extends Painting>(what: K, as: (typeof START)[K]): void {
    this.#now[what] = as
  }
  /** The next path cuts away whatever lies outside of it. */
  clip(): void {
    this.#willClip = true
  }
  /** Nothing of this is seen outside of this box. */
  within(box: Box): void {
    const { ctm, clip } = this.#now
    const here = placed(box, ctm)
    this.#now.clip = clip ? common(clip, here) : here
  }
  /** @param around the whole path */
  path(path: Path | undefined, around: Box | undefined, { isFilled, isStroked }: Drawn): void {
    const { ctm, lineWidth } = this.#now
    const areas = path && isSquare(ctm) ? rectanglesOf(path) : undefined
    if (isFilled && areas) {
      if (this.#isOpaque()) for (const one of areas) this.#cover(placed(one, ctm))
    } else if (isFilled && around) this.picture(around)
    if (isStroked && path) {
      const half = (lineWidth * Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]))) / 2
      for (const line of linesOf(path)) this.#hide(widened(placed(line, ctm), half), 2 * half)
    }
    if (this.#willClip && around) {
      this.within(around)
      // What another shape leaves of an area that is painted next is not known.
      if (!path || !rectanglesOf(path) || !isSquare(this.#now.ctm)) this.#now.isVeiled = true
    }
    this.#willClip = false
  }
  /**
   * A picture, a shading, a shape that is no rectangle: what of it is opaque nobody here knows, so whatever was drawn under it before is
   * taken to be hidden. Its words are not kept for a search, which is the safe side. Undefined: all that is not cut away.
   */
  picture(box: Box | undefined): void {
    this.#hide(box ? placed(box, this.#now.ctm) : EVERYWHERE)
  }
  /** @param thickness of a line: one that is thinner than half a character hides none */
  #hide(area: Box, thickness = Number.POSITIVE_INFINITY): void {
    const { alpha, isMixed, clip } = this.#now
    if (alpha < VEIL || isMixed || this.#layers.some((isShown) => !isShown)) return
    const here = clip ? common(area, clip) : area
    for (const glyph of this.glyphs)
      if (!glyph.hidden && thickness >= heightOf(glyph.box) / 2 && meetsMiddle(here, glyph.box))
        glyph.hidden = 'covered'
  }
  #isOpaque(): boolean {
    const { alpha, isMixed, isMasked, isPattern, isVeiled } = this.#now
    return alpha >= 1 && !isMixed && !isMasked && !isPattern && !isVeiled && this.#layers.every((isShown) => isShown)
  }
  /** Whatever was drawn there before is seen by nobody any more. */
  #cover(area: Box): void {
    const here = this.#now.clip ? common(area, this.#now.clip) : area
    for (const glyph of this.glyphs) if (!glyph.hidden && holdsMiddle(here, glyph.box)) glyph.hidden = 'covered'
  }

  beginText(): void {
    Object.assign(this.#now, { text: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0 })
    this.#willCutToText = false
  }
  /** Whatever follows words that cut away is seen in their strokes alone, if at all. */
  endText(): void {
    if (this.#willCutToText) this.#now.clip = NOWHERE
    this.#willCutToText = false
  }
  setMatrix(text: Matrix): void {
    Object.assign(this.#now, { text, x: 0, y: 0, lineX: 0, lineY: 0 })
  }
  move(x: number, y: number): void {
    this.#now.x = this.#now.lineX += x
    this.#now.y = this.#now.lineY += y
  }
  nextLine(): void {
    this.move(0, this.#now.leading)
  }
  setFont(font: DrawnFont | undefined, size: number): void {
    Object.assign(this.#now, { font, size: Math.abs(size), direction: size < 0 ? -1 : 1 })
  }
  set(what: 'between' | 'betweenWords' | 'scale' | 'leading' | 'rise' | 'mode' | 'lineWidth', to: number): void {
    this.#now[what] = to
  }

  show(drawn: readonly (DrawnGlyph | number)[]): void {
    const now = this.#now
    const { font, size, direction } = now
    if (!font || size === 0) return
    const fontMatrix = font.fontMatrix ?? THOUSANDTH
    const em = size * fontMatrix[0]
    const scale = now.scale * direction
    const isVertical = !!font.vertical
    const place = times(times(now.ctm, now.text), [scale, 0, 0, direction, now.x, now.y + now.rise])
    let x = 0
    for (const glyph of drawn) {
      if (typeof glyph === 'number') {
        x += ((isVertical ? 1 : -1) * glyph * size) / 1000
        continue
      }
      const between = ((glyph.isSpace ? now.betweenWords : 0) + now.between) * direction
      const own = isVertical ? downwards(glyph, x, em, size) : across(glyph, x, em, size, font)
      if (glyph.unicode.trim() !== '') this.#add(glyph.unicode, own, place)
      x += isVertical ? -(glyph.vmetric?.[0] ?? -1000) * em - between : glyph.width * em + between
    }
    if (isVertical) now.y -= x
    else now.x += x * scale
  }

  #add(text: string, { x0, y0, x1, y1 }: Box, place: Matrix): void {
    const corners = [
      [x0, y0],
      [x1, y0],
      [x0, y1],
      [x1, y1],
    ].map(([x, y]) => {
      const [px, py] = [place[0] * x! + place[2] * y! + place[4], place[1] * x! + place[3] * y! + place[5]]
      return { x0: px, y0: py, x1: px, y1: py }
    })
    const isUpright = Math.abs(place[1]) <= LEVEL * Math.abs(place[0]) && place[0] > 0
    const box = around(corners)
    const { clip, mode, alpha } = this.#now
    if (mode >= CUTS) this.#willCutToText = true
    const isOff = this.#layers.some((isShown) => !isShown) || (mode === FILLED && alpha < SEEN)
    const hidden = isOff ? 'layer' : clip && !meetsMiddle(clip, box) ? 'clipped' : undefined
    this.glyphs.push({
      ...{ text, box, isUpright },
      ...(hidden && { hidden }),
      ...(UNPAINTED.includes(mode) && { isUnpainted: true }),
    })
  }
}

/** Of a character: it is seen by its middle, and boxes are larger than ink. */
const middleOf = (box: Box): Box => ({
  x0: box.x0 + 0.2 * widthOf(box),
  x1: box.x1 - 0.2 * widthOf(box),
  y0: box.y0 + 0.3 * heightOf(box),
  y1: box.y1 - 0.3 * heightOf(box),
})
const holdsMiddle = (area: Box, glyph: Box): boolean => {
  const { x0, y0, x1, y1 } = middleOf(glyph)
  return area.x0 <= x0 && area.y0 <= y0 && area.x1 >= x1 && area.y1 >= y1
}
const meetsMiddle = (area: Box, glyph: Box): boolean => {
  const { x0, y0, x1, y1 } = middleOf(glyph)
  return area.x0 < x1 && area.y0 < y1 && area.x1 > x0 && area.y1 > y0
}

/** In the space of the text, upwards. */
function across({ width }: DrawnGlyph, x: number, em: number, size: number, font: DrawnFont): Box {
  const rises = Math.min(HIGHEST, Math.max(RISES, font.ascent || 0)) * size
  const falls = Math.min(DEEPEST, Math.max(FALLS, -(font.descent || 0))) * size
  return { x0: x, y0: -falls, x1: x + width * em, y1: rises }
}

function downwards({ width, vmetric }: DrawnGlyph, y: number, em: number, size: number): Box {
  const [, across, down] = vmetric ?? [-1000, width / 2, 880]
  const [left, line] = [-across * em, -(y + down * em)]
  return { x0: left, y0: line - FALLS * size, x1: left + width * em, y1: line + RISES * size }
}
