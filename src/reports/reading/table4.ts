/**
 * Table 4 among the tables of a file: a figure belongs to the proceeding and the result that stand above it or before it, so
 * that one row of fifteen, three rows of five and the same turned are read alike; where heads are not merged as they should
 * be, the fifteen results are taken in their printed order.
 */
import { PROCEEDING_NAMES, type Proceeding, RESULT_NAMES, type Result } from '../shape.ts'
import { type Cell, distinct, figureIn, type Grid, turned } from './grid.ts'
import { proceedingNamed, resultNamed } from './labels.ts'

export type Table4Texts = Map<Proceeding, Map<Result, string>>

/** How far from its labels a figure may stand, in places. */
const NEAR = 6
/** Its labels do not stand further from each other: three rows of five, or fifteen of one, with what is merged. */
const LARGEST = 100
const ALL = PROCEEDING_NAMES.length * RESULT_NAMES.length

/** @returns proceedings of which every result has a cell; undefined where there is none */
export function table4In(grids: readonly Grid[]): Table4Texts | undefined {
  const found: Table4Texts = new Map()
  const inTurn: { result: Result; text: string }[] = []
  let headed = false
  for (const grid of grids) {
    if (isWhole(found)) break
    const labels = labelsIn(grid)
    if (!labels) {
      // Its head stood on the page before.
      if (headed) inOrder(grid, 0, found)
      continue
    }
    byLabels(grid, labels, found, inTurn)
    for (const seen of isWhole(found) ? [] : [grid, turned(grid)]) {
      const at = seen.findIndex((cells) => isSequence(distinct(cells)))
      headed ||= at >= 0
      if (at >= 0) inOrder(seen, at + 1, found)
    }
  }
  if (!isWhole(found) && isInOrder(inTurn.map(({ result }) => result)))
    for (const [i, { result, text }] of inTurn.entries()) keep(found, proceedingAt(i), result, text)
  for (const [proceeding, results] of found) if (results.size < RESULT_NAMES.length) found.delete(proceeding)
  return found.size > 0 ? found : undefined
}

const isWhole = (found: Table4Texts) =>
  PROCEEDING_NAMES.every((proceeding) => found.get(proceeding)?.size === RESULT_NAMES.length)

type Box = { top: number; left: number; bottom: number; right: number }

/** Where 维持, 纠正 and 尚未审结 stand, which no other table has together. */
function labelsIn(grid: Grid): Box | undefined {
  const seen = new Set<Result>()
  const box: Box = { top: grid.length, left: Number.POSITIVE_INFINITY, bottom: -1, right: -1 }
  for (const [r, cells] of grid.entries())
    for (const [c, { text }] of cells.entries()) {
      const result = resultNamed(text)
      if (!result || result === 'total' || result === 'other') continue
      seen.add(result)
      Object.assign(box, { top: Math.min(box.top, r), left: Math.min(box.left, c) })
      Object.assign(box, { bottom: Math.max(box.bottom, r), right: Math.max(box.right, c) })
    }
  const isTable = box.bottom - box.top < LARGEST && box.right - box.left < LARGEST
  return seen.size === 3 && isTable ? box : undefined
}

/** @param inTurn every figure with its result, for where the proceedings cannot be told: a page may have cut their names away */
function byLabels(grid: Grid, box: Box, found: Table4Texts, inTurn: { result: Result; text: string }[]): void {
  for (let r = Math.max(0, box.top - NEAR); r < Math.min(grid.length, box.bottom + NEAR); r++)
    for (let c = Math.max(0, box.left - NEAR); c < Math.min(grid[r]!.length, box.right + NEAR); c++) {
      const { text } = grid[r]![c]!
      if (resultNamed(text) || proceedingNamed(text)) continue
      const above: Cell[] = []
      for (let up = r - 1; up >= Math.max(0, box.top - NEAR); up--) above.push(grid[up]![c]!)
      const before = grid[r]!.slice(Math.max(0, box.left - NEAR), c).reverse()
      const proceeding = nearest(above, proceedingNamed) ?? nearest(before, proceedingNamed)
      const result = nearest(above, resultNamed) ?? nearest(before, resultNamed)
      if (proceeding && result) keep(found, proceeding, result, text)
      if (result && 'count' in figureIn(text)) inTurn.push({ result, text })
    }
}

function nearest<T>(cells: readonly Cell[], name: (label: string) => T | undefined): T | undefined {
  for (const { text } of cells) {
    const named = name(text)
    if (named) return named
  }
  return undefined
}

/** The first figure counts; a blank gives way to what is found later. */
function keep(found: Table4Texts, proceeding: Proceeding, result: Result, text: string): void {
  const results = found.get(proceeding) ?? new Map<Result, string>()
  found.set(proceeding, results)
  const kept = results.get(result)
  if (kept === undefined || ('blank' in figureIn(kept) && 'count' in figureIn(text))) results.set(result, text)
}

const isSequence = (cells: readonly Cell[]) => isInOrder(cells.flatMap(({ text }) => resultNamed(text) ?? []))

/** 维持, 纠正, 其他, 未结, 总计, three times. */
const isInOrder = (results: readonly Result[]) =>
  results.length === ALL && results.every((result, i) => result === RESULT_NAMES[i % RESULT_NAMES.length])
const proceedingAt = (i: number): Proceeding => PROCEEDING_NAMES[Math.floor(i / RESULT_NAMES.length)]!

/** The first row of fifteen cells, of which one is a figure. */
function inOrder(grid: Grid, from: number, found: Table4Texts): void {
  for (const row of grid.slice(from, from + NEAR)) {
    const cells = distinct(row).slice(-ALL)
    if (cells.length < ALL || !cells.some(({ text }) => 'count' in figureIn(text))) continue
    for (const [i, { text }] of cells.entries())
      keep(found, proceedingAt(i), RESULT_NAMES[i % RESULT_NAMES.length]!, text)
    return
  }
}
