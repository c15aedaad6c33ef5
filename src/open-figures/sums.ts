/**
 * Whether the sums of the columns would tell a hidden figure. Decided from what their reader has: what the rows hide and leave, and
 * what the hidden figures of each column come to; whatever is decided by more than that would tell the reader more. Pure.
 *
 * Each hidden figure is given bounds within which every row of that rest would hide the same. A table within them that has these
 * sums is a flow from the rows to the columns, and a figure can be another one exactly where it lies on a circle of figures along
 * which one can be moved, up along and down against it. Cox, L.: Network Models for Complementary Cell Suppression, JASA 90 (1995).
 * Tables outside these bounds are not looked for, so some sums are hidden that would tell nothing.
 */
import { LEAST, type RowLeft, SMALL } from './rows.ts'

/** A hidden figure between its bounds. Columns are the nodes from 0, rows those below; an arc leads from its row to its column. */
type Arc = { from: number; to: number; least: number; most: number; now: number }
const nodeOf = (row: number) => -1 - row

/** Is there a hidden figure of which no second value is found? @param columns what the hidden figures of each come to */
export function sumsTell(rows: readonly RowLeft[], columns: readonly number[]): boolean {
  const arcs: Arc[] = []
  for (const [i, row] of rows.entries()) {
    const bounds = boundsOf(row, columns)
    if (!bounds) return true
    for (const [to, is] of row.hidden.entries())
      if (is) arcs.push({ from: nodeOf(i), to, ...bounds(to), now: bounds(to).least })
  }
  return !fill(arcs, rows, columns) || arcs.some((arc) => !canMove(arcs, arc))
}

/**
 * Bounds by column. Either all hidden figures are small and come to the rest; or there are two, of which one is small, and the other
 * is larger, but less than all that are shown: then the small one is looked for in the column that has less. Of other rows none.
 */
function boundsOf({ hidden, rest, leastShown, sum }: RowLeft, columns: readonly number[]) {
  // Such a row hides everything where one of its figures is small: no bounds of single figures say so.
  if (sum === hidden.length * SMALL) return undefined
  const at = hidden.flatMap((is, k) => (is ? [k] : []))
  if (rest < at.length * SMALL) return () => ({ least: 0, most: SMALL })
  const [first, second] = at
  if (first === undefined || second === undefined || at.length > 2) return undefined
  const few = columns[first]! < columns[second]! ? first : second
  const largest = leastShown === undefined ? rest : leastShown - 1
  const [least, most] = [Math.max(1, rest - largest), Math.min(SMALL, rest - LEAST)]
  return (column: number) => (column === few ? { least, most } : { least: rest - most, most: rest - least })
}

/** Raises the arcs until each row and each column has its sum. @returns whether that is possible */
function fill(arcs: readonly Arc[], rows: readonly RowLeft[], columns: readonly number[]): boolean {
  const lacks = new Map([...rows.map(({ rest }, i) => [nodeOf(i), rest] as const), ...columns.entries()])
  const raise = (node: number, by: number) => lacks.set(node, lacks.get(node)! - by)
  for (const { from, to, now } of arcs) for (const node of [from, to]) raise(node, now)
  if ([...lacks.values()].some((n) => n < 0)) return false
  for (const [i] of rows.entries()) {
    const start = nodeOf(i)
    while (lacks.get(start)! > 0) {
      const way = wayFrom(arcs, start, (node) => node >= 0 && lacks.get(node)! > 0)
      if (!way) return false
      const by = Math.min(lacks.get(start)!, lacks.get(way.end)!, ...way.steps.map(({ arc, up }) => roomOf(arc, up)))
      for (const { arc, up } of way.steps) arc.now += up ? by : -by
      for (const node of [start, way.end]) raise(node, by)
    }
  }
  return [...lacks.values()].every((n) => n === 0)
}

type Step = { arc: Arc; up: boolean }
const roomOf = ({ now, least, most }: Arc, up: boolean) => (up ? most - now : now - least)

/** The shortest way along which one can be moved, with its arcs from the end. */
function wayFrom(arcs: readonly Arc[], start: number, isEnd: (node: number) => boolean, without?: Arc) {
  const by = new Map<number, Step & { before: number }>()
  const reached = [start]
  for (const node of reached) {
    if (isEnd(node)) {
      const steps: Step[] = []
      for (let at = node; at !== start; at = by.get(at)!.before) steps.push(by.get(at)!)
      return { end: node, steps }
    }
    for (const arc of arcs) {
      const up = arc.from === node
      const next = up ? arc.to : arc.from
      if (arc === without || (!up && arc.to !== node) || next === start || by.has(next)) continue
      if (roomOf(arc, up) === 0) continue
      by.set(next, { arc, up, before: node })
      reached.push(next)
    }
  }
  return undefined
}

/** Could the figure be one more or one less, with all sums as they are? */
const canMove = (arcs: readonly Arc[], arc: Arc): boolean =>
  [true, false].some((up) => {
    const [start, end] = up ? [arc.to, arc.from] : [arc.from, arc.to]
    return roomOf(arc, up) > 0 && wayFrom(arcs, start, (node) => node === end, arc) !== undefined
  })
