/**
 * Which figures of an agency's row are hidden. What is done to a row looks at the sizes of its figures alone, never at their places:
 * so what is hidden may stand in any order, and the rest of the sum can be split in at least two ways. Pure.
 */

/** Below this number a figure is small. */
export const LEAST = 5
/** The largest that is. */
export const SMALL = LEAST - 1

export const isSmall = (n: number): boolean => n > 0 && n < LEAST

/**
 * A row that has a figure from 1 to 4 loses all that are below 5, noughts too. Where the rest of its sum would still tell them (one
 * alone, or all of them 4), it loses the next larger ones as well, all that are of the same size. A sum of 4 a kind loses the whole
 * row: a row of fours would be told by what other rows of that sum keep.
 */
export function hiddenOf(row: readonly number[]): boolean[] {
  if (!row.some(isSmall)) return row.map(() => false)
  if (sumOf(row) === row.length * SMALL) return row.map(() => true)
  const few = row.filter((n) => n < LEAST)
  const isTold = few.length === 1 || few.every((n) => n === SMALL)
  const upTo = isTold ? Math.min(...row.filter((n) => n >= LEAST)) : SMALL
  return row.map((n) => n <= upTo)
}

/** What whoever reads a row knows of what it hides. */
export type RowLeft = {
  hidden: boolean[]
  /** What the hidden figures come to. */
  rest: number
  /** The least figure that is shown; none where all are hidden. */
  leastShown: number | undefined
  /** Of all kinds. */
  sum: number
}

/** @param hidden as `hiddenOf` gave it */
export function rowLeft(row: readonly number[], hidden: boolean[]): RowLeft {
  const shown = row.filter((_, k) => !hidden[k])
  return {
    hidden,
    rest: sumOf(row) - sumOf(shown),
    leastShown: shown.length > 0 ? Math.min(...shown) : undefined,
    sum: sumOf(row),
  }
}

export const sumOf = (of: readonly number[]): number => of.reduce((sum, n) => sum + n, 0)
