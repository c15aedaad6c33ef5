/**
 * No figure that is not published follows from those that are, for a reader who knows the program: of small rows and tables every
 * other one is suppressed as well, and whatever is published alike has to have two values in each hidden place.
 */
import { expect, test } from 'vitest'
import { hiddenOf, LEAST } from '../../src/open-figures/rows.ts'
import { suppressed } from '../../src/open-figures/suppress.ts'
import { dice } from '../reports/made.ts'

type Row = number[]

/** All ways to split a sum, by a recursion of its own. */
function splits(sum: number, parts: number): Row[] {
  if (parts === 1) return [[sum]]
  return Array.from({ length: sum + 1 }, (_, first) =>
    splits(sum - first, parts - 1).map((rest) => [first, ...rest]),
  ).flat()
}
const sumsOf = (table: Row[]) => table[0]!.map((_, k) => table.reduce((all, row) => all + row[k]!, 0))

/** What is published of each of them; where two that are published alike have the same in a hidden place, that place. */
function told<T>(all: readonly T[], numbersOf: (one: T) => number[], hiddenIn: (one: T) => boolean[]): string[] {
  const alike = new Map<string, number[][]>()
  for (const one of all) {
    const [numbers, hidden] = [numbersOf(one), hiddenIn(one)]
    const published = numbers.map((n, i) => (hidden[i] ? '*' : n)).join(' ')
    alike.set(published, [...(alike.get(published) ?? []), numbers])
  }
  return [...alike].flatMap(([published, those]) =>
    published.split(' ').every((said, i) => said !== '*' || new Set(those.map((numbers) => numbers[i])).size > 1)
      ? []
      : [published],
  )
}

test('of a row: every row of the same sum that is published alike, for two to six kinds', () => {
  for (const [kinds, most] of [
    ...[
      [2, 60],
      [3, 40],
      [4, 26],
    ],
    // 5 kinds at 20 and 6 at 24: a row of fours has nothing like it but what is hidden wholly.
    ...[
      [5, 22],
      [6, 12],
    ],
  ] as [number, number][])
    for (let sum = 0; sum <= most; sum++)
      expect(
        told(splits(sum, kinds), (row) => row, hiddenOf),
        `${sum} in ${kinds}`,
      ).toEqual([])
  const fours = [4, 4, 4, 4, 4, 4]
  expect(hiddenOf(fours)).toEqual(hiddenOf([1, 23, 0, 0, 0, 0]))
})

test('of a table with the sums of its columns: every table of the same sums of agencies', () => {
  const sizes: [agencies: number, kinds: number, most: number][] = [
    [1, 3, 14],
    [2, 2, 16],
    [2, 3, 8],
    [3, 2, 9],
  ]
  for (const [agencies, kinds, most] of sizes) {
    const totals = splits(most, agencies).filter((some) => some.every((n, i) => i === 0 || some[i - 1]! <= n))
    for (const some of totals) {
      const tables = some.reduce<Row[][]>(
        (made, sum) => made.flatMap((table) => splits(sum, kinds).map((row) => [...table, row])),
        [[]],
      )
      const of = (table: Row[]) => [...table.flat(), ...sumsOf(table)]
      const hidden = (table: Row[]) => {
        const { cells, sums } = suppressed(table)
        return [...cells.flat(), ...sums]
      }
      expect(told(tables, of, hidden), `${some.join('+')} in ${kinds}`).toEqual([])
    }
  }
})

test('three ones that come to three are told by no shape; nor is one beside noughts', () => {
  for (const row of [
    [1, 1, 1],
    [3, 0, 0],
    [0, 1, 0],
  ])
    expect(hiddenOf(row)).toEqual([true, true, true])
})

test('every small figure is suppressed, in rows and in sums: 600 random tables', () => {
  let shown = 0
  for (let seed = 0; seed < 600; seed++) {
    const roll = dice(seed)
    const [agencies, kinds] = [1 + roll(12), 2 + roll(6)]
    const table = Array.from({ length: agencies }, () =>
      Array.from({ length: kinds }, () => (roll(3) === 0 ? 0 : roll(2) === 0 ? roll(12) : roll(200))),
    )
    const { cells, sums } = suppressed(table)
    const small = (n: number) => n > 0 && n < LEAST
    for (const [i, row] of table.entries())
      for (const [k, n] of row.entries()) if (small(n)) expect(cells[i]![k]).toBe(true)
    for (const [k, n] of sumsOf(table).entries()) if (small(n)) expect(sums[k]).toBe(true)
    if (cells.flat().includes(true) && !sums.includes(true)) shown++
  }
  expect(shown, 'sums are published beside rows that hide').toBeGreaterThan(0)
})

test('where sums are published, another table with them is published alike for each hidden figure', () => {
  // Large enough that sums are published, small enough that all tables are tried.
  const table = [
    [3, 4],
    [4, 3],
    [2, 3],
  ]
  const { sums } = suppressed(table)
  expect(sums).toEqual([false, false])
  const others = splits(7, 2).flatMap((a) => splits(7, 2).flatMap((b) => splits(5, 2).map((c) => [a, b, c])))
  const alike = others.filter(
    (other) => `${sumsOf(other)}` === '9,10' && other.every((row) => !hiddenOf(row).includes(false)),
  )
  for (const [i, k] of [
    [0, 0],
    [1, 0],
    [2, 1],
  ] as const)
    expect(new Set(alike.map((other) => other[i]![k])).size).toBeGreaterThan(1)
})

test('what is large alone stays: nothing is suppressed where nothing is small', () => {
  const { cells, sums } = suppressed([
    [10, 0, 7],
    [0, 99, 5],
  ])
  expect([...cells.flat(), ...sums]).not.toContain(true)
})
