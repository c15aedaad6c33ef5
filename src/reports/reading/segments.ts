/** The level and upright lines of a page, from its drawing as SVG (`pdftocairo -svg`): strokes, and bars so thin that they are lines. */
import { tokensOf } from '../../leaving/xml.ts'

/** From `from` to `to` along its direction, `at` across it; in points from the upper left corner. */
export type Segment = { level: boolean; at: number; from: number; to: number }

/** A line of 3 points is a thick one; a cell is 10 high at least. */
const THIN = 3
/** A table of thirty rows and ten columns with a line a side of each cell has 1,200. */
const MOST = 20_000
/** How much off the level a line may be. */
const SLANT = 0.5

type Matrix = readonly [number, number, number, number, number, number]
const SAME: Matrix = [1, 0, 0, 1, 0, 0]

/** @returns none where the drawing cannot be read */
export function segmentsIn(svg: string): Segment[] {
  const segments: Segment[] = []
  const matrices: Matrix[] = [SAME]
  let hidden = 0
  try {
    for (const token of tokensOf(Buffer.from(svg))) {
      if ('close' in token) {
        matrices.pop()
        if (HIDDEN.has(token.close)) hidden--
      } else if ('open' in token) {
        const { name, attributes } = token.open
        if (HIDDEN.has(name)) hidden++
        const matrix = times(matrices.at(-1)!, matrixIn(attributes.get('transform') ?? ''))
        matrices.push(matrix)
        if (hidden > 0 || segments.length > MOST) continue
        const path = name === 'path' ? (attributes.get('d') ?? '') : name === 'rect' ? rectPath(attributes) : ''
        if (path === '') continue
        const colour = colourOf(attributes, 'stroke')
        if (WHITE.test(colour ?? colourOf(attributes, 'fill') ?? '')) continue
        segments.push(...linesOf(pointsIn(path, matrix), colour !== undefined))
      }
    }
  } catch {
    return []
  }
  return segments
}

const HIDDEN = new Set(['defs', 'clipPath', 'mask', 'pattern', 'symbol'])

const WHITE = /^(?:rgb\(100%, ?100%, ?100%\)|#fff(?:fff)?|white)$/

/** As an attribute or within the style, as the edition of cairo has it. */
function colourOf(attributes: ReadonlyMap<string, string>, name: 'stroke' | 'fill'): string | undefined {
  const style = new RegExp(`(?:^|;)\\s*${name}:\\s*([^;]{1,60})`).exec(attributes.get('style') ?? '')?.[1]
  const colour = (attributes.get(name) ?? style)?.trim()
  return colour === 'none' ? undefined : colour
}

function matrixIn(transform: string): Matrix {
  const numbers = /matrix\(([^)]{1,200})\)/
    .exec(transform)?.[1]
    ?.split(/[\s,]+/)
    .map(Number)
  return numbers?.length === 6 && numbers.every(Number.isFinite) ? (numbers as unknown as Matrix) : SAME
}

const times = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
  a * A + c * B,
  b * A + d * B,
  a * C + c * D,
  b * C + d * D,
  a * E + c * F + e,
  b * E + d * F + f,
]

function rectPath(attributes: ReadonlyMap<string, string>): string {
  const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map(
    (name) => Number(attributes.get(name)) || 0,
  )
  return `M ${x} ${y} L ${x + width} ${y} L ${x + width} ${y + height} L ${x} ${y + height} Z`
}

type Point = readonly [x: number, y: number]

/** The corners of each of its parts; a part with a curve is none. */
function pointsIn(path: string, [a, b, c, d, e, f]: Matrix): Point[][] {
  const parts: Point[][] = []
  let part: Point[] = []
  const words = path.trim().split(/[\s,]+/)
  for (let i = 0; i < words.length; ) {
    const word = words[i++]!
    if (word === 'M') {
      part = []
      parts.push(part)
    }
    if (word === 'M' || word === 'L') {
      const [x, y] = [Number(words[i++]), Number(words[i++])]
      part.push([a * x + c * y + e, b * x + d * y + f])
    } else if (word === 'Z') {
      if (part[0]) part.push(part[0])
    } else {
      part = []
      parts.splice(-1, 1)
      while (i < words.length && words[i] !== 'M') i++
    }
  }
  return parts
}

function linesOf(parts: readonly Point[][], isStroke: boolean): Segment[] {
  return parts.flatMap((points) => {
    const xs = points.map(([x]) => x)
    const ys = points.map(([, y]) => y)
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    if (points.length > 2 && bottom - top <= THIN && right - left > THIN)
      return [{ level: true, at: (top + bottom) / 2, from: left, to: right }]
    if (points.length > 2 && right - left <= THIN && bottom - top > THIN)
      return [{ level: false, at: (left + right) / 2, from: top, to: bottom }]
    return isStroke ? points.slice(1).flatMap((point, i) => stroke(points[i]!, point)) : []
  })
}

function stroke([x0, y0]: Point, [x1, y1]: Point): Segment[] {
  if (Math.abs(y1 - y0) <= SLANT && Math.abs(x1 - x0) > SLANT)
    return [{ level: true, at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) }]
  if (Math.abs(x1 - x0) <= SLANT && Math.abs(y1 - y0) > SLANT)
    return [{ level: false, at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) }]
  return []
}
