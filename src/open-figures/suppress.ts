/**
 * Which figures of a table are not published, so that nobody is found by a small one. Pure.
 *
 * A table has a row for each agency, a column for each kind, and the sum of each column. The sum of each row is known whatever is
 * done here: it stands in the annual report, which the law has published figure by figure (第五十条), and so is the sum of all. Cells
 * and column sums from 1 to 4 are suppressed; then others are suppressed with them until no suppressed figure follows from what is
 * left: neither by sums, nor because a count is a whole number and not below nought.
 *
 * The figures are a circulation: each agency passes its known total on to the kinds, each kind to its sum, the sums to the known
 * total of all. What is suppressed can be another number exactly where it lies on a circle of suppressed figures along which one
 * could be moved (up along, down against, and down only from what is not nought). So the cheapest such circle is suppressed with
 * each figure that has none. Cox, L.: Network Models for Complementary Cell Suppression, JASA 90 (1995).
 */

/** Below this number a figure is small. */
export const LEAST = 5

export type Hidden = { cells: boolean[][]; sums: boolean[] }
type Arc = { from: number; to: number; value: number; hidden: boolean }

/** @param table by agency, then by kind; at least two kinds */
export function suppressed(table: readonly (readonly number[])[]): Hidden {
  const kinds = table[0]?.length ?? 0
  const arcs = arcsOf(table, kinds)
  const isSmall = ({ value }: Arc) => value > 0 && value < LEAST
  for (const arc of arcs) arc.hidden = isSmall(arc)
  for (;;) {
    const told = arcs.find((arc) => arc.hidden && !canDiffer(arcs, arc))
    if (!told) break
    const circle = cheapestCircle(arcs, told)
    if (!circle) throw new Error('a table of one kind has nothing to hide a figure behind')
    for (const arc of circle) arc.hidden = true
  }
  return {
    cells: table.map((row, i) => row.map((_, k) => arcs[i * kinds + k]!.hidden)),
    sums: Array.from({ length: kinds }, (_, k) => arcs[table.length * kinds + k]!.hidden),
  }
}

/** Agencies are the nodes from 0, then kinds, then the sum of all: cells first, row by row, then the sums. */
function arcsOf(table: readonly (readonly number[])[], kinds: number): Arc[] {
  const agencies = table.length
  const cells = table.flatMap((row, i) =>
    row.map((value, k): Arc => ({ from: i, to: agencies + k, value, hidden: false })),
  )
  const sums = Array.from({ length: kinds }, (_, k): Arc => {
    const value = table.reduce((sum, row) => sum + row[k]!, 0)
    return { from: agencies + k, to: agencies + kinds, value, hidden: false }
  })
  // The total of each agency is known: what one gains another of its own loses, so no arc leads back to it from the sum of all.
  return [...cells, ...sums]
}

/** Could a suppressed figure be another number, with all that is published as it is? */
export const canDiffer = (arcs: readonly Arc[], arc: Arc): boolean =>
  waysOf(arc).some(({ start, end }) => cheapest(arcs, arc, start, end, true) !== undefined)

/** One more of the figure goes on from its end and has to come back to its beginning; one less the other way. */
const waysOf = ({ from, to, value }: Arc) => [
  { start: to, end: from },
  ...(value > 0 ? [{ start: from, end: to }] : []),
]

function cheapestCircle(arcs: readonly Arc[], arc: Arc): Arc[] | undefined {
  const found = waysOf(arc).flatMap(({ start, end }) => cheapest(arcs, arc, start, end, false) ?? [])
  return found.toSorted((a, b) => a.cost - b.cost)[0]?.arcs
}

/** The way that costs least of what is published: a figure costs one and its size, what is suppressed already nothing. */
function cheapest(
  arcs: readonly Arc[],
  without: Arc,
  start: number,
  end: number,
  hiddenOnly: boolean,
): { cost: number; arcs: Arc[] } | undefined {
  const usable = arcs.filter((arc) => arc !== without && (arc.hidden || !hiddenOnly))
  const best = new Map<number, { cost: number; by?: Arc; before?: number }>([[start, { cost: 0 }]])
  const open = new Set([start])
  while (open.size > 0) {
    const node = [...open].reduce((a, b) => (best.get(b)!.cost < best.get(a)!.cost ? b : a))
    open.delete(node)
    if (node === end) break
    const { cost } = best.get(node)!
    for (const arc of usable) {
      const next = arc.from === node ? arc.to : arc.to === node && arc.value > 0 ? arc.from : undefined
      if (next === undefined) continue
      const price = cost + (arc.hidden ? 0 : 1 + arc.value)
      if (price >= (best.get(next)?.cost ?? Number.POSITIVE_INFINITY)) continue
      best.set(next, { cost: price, by: arc, before: node })
      open.add(next)
    }
  }
  const reached = best.get(end)
  if (!reached) return undefined
  const way: Arc[] = []
  for (let at = end; at !== start; at = best.get(at)!.before!) way.push(best.get(at)!.by!)
  return { cost: reached.cost, arcs: way }
}
