/** What is painted over what: areas that cover the characters drawn before them, and areas outside of which nothing is seen. Pure. */
import { type Box, heightOf, widthOf } from './box.ts'

export type Matrix = readonly [number, number, number, number, number, number]

/** A path as the reading library hands it over: a step's code, then its numbers. */
export type Path = ArrayLike<number>
const [MOVE, LINE, CLOSE] = [0, 1, 4]
/** Turned by less than a thousandth, a rectangle is one. */
const LEVEL = 0.001

/** Where the matrix brings a box: the smallest upright one around it. */
export function placed({ x0, y0, x1, y1 }: Box, [a, b, c, d, e, f]: Matrix): Box {
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ] as const
  const across = corners.map(([x, y]) => a * x + c * y + e)
  const down = corners.map(([x, y]) => b * x + d * y + f)
  return { x0: Math.min(...across), y0: Math.min(...down), x1: Math.max(...across), y1: Math.max(...down) }
}

/** Does the matrix keep upright what is upright? Quarter turns do. */
export const isSquare = ([a, b, c, d]: Matrix): boolean => {
  const most = LEVEL * Math.max(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d))
  return (Math.abs(b) <= most && Math.abs(c) <= most) || (Math.abs(a) <= most && Math.abs(d) <= most)
}

/** What both hold; without area where they do not meet. */
export function common(one: Box, other: Box): Box {
  const [x0, y0] = [Math.max(one.x0, other.x0), Math.max(one.y0, other.y0)]
  return { x0, y0, x1: Math.max(x0, Math.min(one.x1, other.x1)), y1: Math.max(y0, Math.min(one.y1, other.y1)) }
}

/**
 * The rectangles of a path of nothing but rectangles that do not meet; undefined of any other: of what it covers nobody here is sure.
 */
export function rectanglesOf(path: Path): Box[] | undefined {
  const boxes: Box[] = []
  let corners: [number, number][] = []
  const end = () => {
    const box = corners.length > 0 ? rectangle(corners) : undefined
    if (corners.length > 0 && !box) return false
    if (box) boxes.push(box)
    corners = []
    return true
  }
  for (let i = 0; i < path.length; ) {
    const step = path[i++]
    if (step === CLOSE) continue
    if (step !== MOVE && step !== LINE) return undefined
    if (step === MOVE && !end()) return undefined
    corners.push([path[i]!, path[i + 1]!])
    i += 2
  }
  if (!end() || boxes.length === 0 || boxes.length > MOST) return undefined
  const meet = boxes.some((one, i) => boxes.slice(i + 1).some((other) => hasArea(common(one, other))))
  return meet ? undefined : boxes
}
/** The straight lines of a path, and the box of each curve, one after the other; of a path with very many none. */
export function linesOf(path: Path): Box[] {
  const boxes: Box[] = []
  let [x, y] = [0, 0]
  for (let i = 0; i < path.length && boxes.length <= MOST; ) {
    const step = path[i++]!
    if (step === CLOSE) continue
    const points = STEPS[step]
    if (points === undefined) return []
    const across = [x]
    const down = [y]
    for (let n = 0; n < points; n++, i += 2) {
      across.push(path[i]!)
      down.push(path[i + 1]!)
    }
    ;[x, y] = [across.at(-1)!, down.at(-1)!]
    if (step !== MOVE)
      boxes.push({ x0: Math.min(...across), y0: Math.min(...down), x1: Math.max(...across), y1: Math.max(...down) })
  }
  return boxes.length > MOST ? [] : boxes
}
/** Points of a move, a line, a curve and a curve with one handle. */
const STEPS: Record<number, number> = { [MOVE]: 1, [LINE]: 1, 2: 3, 3: 2 }

/** Of one path: hatchings have thousands, and cover nothing. */
const MOST = 64

const hasArea = (box: Box): boolean => widthOf(box) > 0 && heightOf(box) > 0

function rectangle(corners: readonly [number, number][]): Box | undefined {
  const [first, , third, , fifth] = corners
  const isClosed = corners.length === 5 && fifth![0] === first![0] && fifth![1] === first![1]
  if (corners.length !== 4 && !isClosed) return undefined
  const isUpright = [0, 1, 2].every((i) => {
    const [a, b] = [corners[i]!, corners[i + 1]!]
    return (a[0] === b[0]) !== (a[1] === b[1])
  })
  if (!isUpright) return undefined
  return {
    x0: Math.min(first![0], third![0]),
    y0: Math.min(first![1], third![1]),
    x1: Math.max(first![0], third![0]),
    y1: Math.max(first![1], third![1]),
  }
}
