/** No figure that is not published follows from those that are: by linear algebra over random tables, and by trying every table. */
import { expect, test } from 'vitest'
import { LEAST, suppressed } from '../../src/open-figures/suppress.ts'
import { dice } from '../reports/made.ts'

type Table = number[][]
const kindsOf = (table: Table) => table[0]!.length

/** What is unknown of a published table: cells, then column sums; what is known of them as equations (factors, sum). */
function unknowns(table: Table) {
  const hidden = suppressed(table)
  const kinds = kindsOf(table)
  const names: string[] = []
  for (const [i, row] of hidden.cells.entries()) for (const [k, is] of row.entries()) if (is) names.push(`c${i}.${k}`)
  for (const [k, is] of hidden.sums.entries()) if (is) names.push(`s${k}`)
  const equations: number[][] = []
  const add = (terms: string[], factors: number[], rest: number) => {
    const line = names.map((name) => terms.reduce((sum, term, i) => sum + (term === name ? factors[i]! : 0), 0))
    equations.push([...line, rest])
  }
  const cells = (which: (i: number, k: number) => boolean) =>
    table.flatMap((row, i) =>
      row.flatMap((n, k) => (which(i, k) ? [{ name: `c${i}.${k}`, n, is: hidden.cells[i]![k]! }] : [])),
    )
  // Each agency's total is known from its annual report.
  for (const [i] of table.entries()) {
    const own = cells((a) => a === i).filter(({ is }) => is)
    add(
      own.map(({ name }) => name),
      own.map(() => 1),
      own.reduce((sum, { n }) => sum + n, 0),
    )
  }
  for (let k = 0; k < kinds; k++) {
    const own = cells((_, b) => b === k)
    const seen = own.filter(({ is }) => !is).reduce((sum, { n }) => sum + n, 0)
    const all = own.reduce((sum, { n }) => sum + n, 0)
    const stars = own.filter(({ is }) => is).map(({ name }) => name)
    if (hidden.sums[k]) add([...stars, `s${k}`], [...stars.map(() => 1), -1], -seen)
    else
      add(
        stars,
        stars.map(() => 1),
        all - seen,
      )
  }
  return { names, equations, hidden }
}

/** Names that have one value in every solution, by Gauss. */
function determined({ names, equations }: ReturnType<typeof unknowns>): string[] {
  const rows = equations.map((row) => [...row])
  const pivots: number[] = []
  for (let column = 0, at = 0; column < names.length && at < rows.length; column++) {
    const found = rows.findIndex((row, i) => i >= at && Math.abs(row[column]!) > 1e-9)
    if (found < 0) continue
    ;[rows[at], rows[found]] = [rows[found]!, rows[at]!]
    const by = rows[at]![column]!
    rows[at] = rows[at]!.map((n) => n / by)
    for (const [i, row] of rows.entries())
      if (i !== at && Math.abs(row[column]!) > 1e-9) rows[i] = row.map((n, j) => n - row[column]! * rows[at]![j]!)
    pivots.push(column)
    at++
  }
  return pivots.flatMap((column, i) =>
    rows[i]!.slice(0, names.length).every((n, j) => j === column || Math.abs(n) < 1e-9) ? [names[column]!] : [],
  )
}

const randomTable = (seed: number): Table => {
  const roll = dice(seed)
  const [agencies, kinds] = [1 + roll(8), 2 + roll(6)]
  return Array.from({ length: agencies }, () =>
    Array.from({ length: kinds }, () => (roll(3) === 0 ? 0 : roll(2) === 0 ? roll(6) : roll(200))),
  )
}

test('every small figure is suppressed, and no suppressed one is determined by linear equations: 600 random tables', () => {
  for (let seed = 0; seed < 600; seed++) {
    const table = randomTable(seed)
    const found = unknowns(table)
    const sums = table[0]!.map((_, k) => table.reduce((all, row) => all + row[k]!, 0))
    for (const [i, row] of table.entries())
      for (const [k, n] of row.entries()) if (n > 0 && n < LEAST) expect(found.hidden.cells[i]![k]).toBe(true)
    for (const [k, n] of sums.entries()) if (n > 0 && n < LEAST) expect(found.hidden.sums[k]).toBe(true)
    expect(determined(found), `seed ${seed}: ${JSON.stringify(table)}`).toEqual([])
  }
})

/** All tables of whole numbers not below nought that publish alike. */
function* alike(table: Table, hidden: ReturnType<typeof suppressed>, i = 0): Generator<Table> {
  if (i === table.length) {
    const sums = table[0]!.map((_, k) => table.reduce((all, row) => all + row[k]!, 0))
    yield table.map((row) => [...row]).concat([sums])
    return
  }
  const stars = hidden.cells[i]!.flatMap((is, k) => (is ? [k] : []))
  const rest = stars.reduce((sum, k) => sum + table[i]![k]!, 0)
  for (const split of splits(rest, stars.length)) {
    const row = [...table[i]!]
    for (const [j, k] of stars.entries()) row[k] = split[j]!
    yield* alike([...table.slice(0, i), row, ...table.slice(i + 1)], hidden, i + 1)
  }
}
function* splits(n: number, parts: number): Generator<number[]> {
  if (parts === 0) return void (n === 0 && (yield []))
  if (parts === 1) return void (yield [n])
  for (let first = 0; first <= n; first++) for (const rest of splits(n - first, parts - 1)) yield [first, ...rest]
}

test('nor because a count is whole and not below nought: of small tables every other one that publishes alike is tried', () => {
  for (let seed = 0; seed < 150; seed++) {
    const roll = dice(seed + 9_000)
    const kinds = 2 + roll(2)
    const table = Array.from({ length: 1 + roll(3) }, () => Array.from({ length: kinds }, () => roll(4)))
    const hidden = suppressed(table)
    const truth = table.concat([table[0]!.map((_, k) => table.reduce((all, row) => all + row[k]!, 0))])
    const differs = truth.map((row) => row.map(() => false))
    for (const other of alike(table, hidden)) {
      if (hidden.sums.some((is, k) => !is && other.at(-1)![k] !== truth.at(-1)![k])) continue
      for (const [i, row] of other.entries())
        for (const [k, n] of row.entries()) if (n !== truth[i]![k]) differs[i]![k] = true
    }
    for (const [i, row] of [...hidden.cells, hidden.sums].entries())
      for (const [k, is] of row.entries())
        if (is) expect(differs[i]![k], `seed ${seed}: ${JSON.stringify(table)} at ${i}, ${k}`).toBe(true)
  }
})

test('what is large alone stays: nothing is suppressed where nothing is small', () => {
  const { cells, sums } = suppressed([
    [10, 0, 7],
    [0, 99, 5],
  ])
  expect([...cells.flat(), ...sums]).not.toContain(true)
})
