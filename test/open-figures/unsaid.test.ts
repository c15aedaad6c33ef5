/**
 * What several publications of one year tell together: over random tables, a reader lays them beside each other. Wherever a hidden
 * figure follows, the rule refuses the second; wherever it allows it, none does.
 */
import { expect, test } from 'vitest'
import { type Figures, published } from '../../src/open-figures/figures.ts'
import { alsoIn, hidesAny, mayFollow, saysTheSame } from '../../src/open-figures/unsaid.ts'
import { dice } from '../reports/made.ts'

type Table = number[][]
const KINDS = ['a', 'b', 'c']
const figuresOf = (table: Table, names = table.map((_, i) => `agency-${i}`)): Figures => ({
  agencies: names.map((name) => ({ code: name, name })),
  tables: [{ of: 'quarter', ...published(KINDS.slice(0, table[0]!.length), table) }],
})
/** The same small tables are met again and again. */
const known = new Map<string, string>()
function shown(table: Table): string {
  const key = JSON.stringify(table)
  const said = known.get(key) ?? JSON.stringify(figuresOf(table).tables)
  known.set(key, said)
  return said
}

const tableOf = (roll: (below: number) => number, rows: number, below: number): Table =>
  Array.from({ length: rows }, () => [roll(below), roll(below), roll(below)])

/** Every table with these sums of rows. */
function* withTotals(totals: readonly number[]): Generator<Table> {
  const [first, ...rest] = totals
  if (first === undefined) return void (yield [])
  for (let a = 0; a <= first; a++)
    for (let b = 0; a + b <= first; b++) for (const below of withTotals(rest)) yield [[a, b, first - a - b], ...below]
}
const totalsOf = (table: Table) => table.map((row) => row.reduce((sum, n) => sum + n, 0))
/** Whether a figure that this publication hides is the same in all tables that are possible. */
const tells = (hidden: Figures, possible: readonly Table[]) =>
  hidden.tables[0]!.cells.some((row, i) =>
    row.some((n, k) => n === null && new Set(possible.map((table) => table[i]![k])).size === 1),
  )

test('one case more, taken back and published again: what the two tell together is refused', () => {
  let [told, allowed] = [0, 0]
  for (let seed = 0; seed < 150; seed++) {
    const roll = dice(seed + 400)
    // Of large figures nothing is hidden before, and little after.
    const before = tableOf(roll, 1, seed % 3 === 0 ? 9 : 5)
    const after = before.map((row) => [...row])
    if (seed % 5 > 0) after[0]![roll(3)]!++
    const [one, two] = [figuresOf(before), figuresOf(after)]
    // The reader knows that a case was added, and not where.
    const isMore = seed % 5 > 0
    const pairs = [...withTotals(totalsOf(before))]
      .filter((table) => shown(table) === shown(before))
      .flatMap((table) =>
        (isMore ? [0, 1, 2] : [0]).map((k) => {
          const later = table.map((row) => [...row])
          if (isMore) later[0]![k]!++
          return { table, later }
        }),
      )
      .filter(({ later }) => shown(later) === shown(after))
    expect(pairs.length).toBeGreaterThan(0)
    // What the same table says again it said before: what one version tells alone is another question (suppress.test.ts).
    const isTold =
      isMore &&
      (tells(
        one,
        pairs.map(({ table }) => table),
      ) ||
        tells(
          two,
          pairs.map(({ later }) => later),
        ))
    if (isTold) {
      told++
      expect(mayFollow(two, [one]), `seed ${seed}: ${JSON.stringify([before, after])}`).toBe(false)
    }
    if (mayFollow(two, [one])) {
      allowed++
      expect(isTold).toBe(false)
    }
    expect(mayFollow(one, [one])).toBe(true)
    expect(mayFollow(two, [one])).toBe(mayFollow(one, [two]))
  }
  expect(told, 'the rule is needed').toBeGreaterThan(5)
  expect(allowed, 'and refuses not everything').toBeGreaterThan(5)
})

test('a row hides the same wherever it stands, but the sums of two tables tell it: whoever stands in both is found, in any order', () => {
  let told = 0
  for (let seed = 0; seed < 400; seed++) {
    const roll = dice(seed + 77)
    const table = tableOf(roll, 3 + roll(4), 8)
    const office = figuresOf(table)
    const at = roll(table.length)
    const own = figuresOf([table[at]!], [`agency-${at}`])
    expect(own.tables[0]!.cells[0]).toEqual(office.tables[0]!.cells[at])
    // Without one agency: what the sums lose is that agency's.
    const less = figuresOf(table.filter((_, i) => i !== at))
    const both = [office, less].map(({ tables }) => tables[0]!.sums)
    if (!both.flat().includes(null) && own.tables[0]!.cells[0]!.includes(null)) told++
    const one = { content: office }
    expect(alsoIn(own, [one])).toEqual([{ code: `agency-${at}`, name: `agency-${at}`, in: one }])
    expect(alsoIn(office, [{ content: own }])).toHaveLength(1)
    expect(alsoIn(figuresOf([table[at]!], ['elsewhere']), [one])).toEqual([])
  }
  expect(told, 'figures that both hide are told by their sums').toBeGreaterThan(20)
})

test('the same is the same under other names of agencies, and hides what it hides', () => {
  const one = figuresOf([[1, 8, 9]])
  const renamed = { ...one, agencies: [{ code: 'agency-0', name: 'now otherwise' }] }
  expect([saysTheSame(one, renamed), hidesAny(one), hidesAny(figuresOf([[5, 0, 9]]))]).toEqual([true, true, false])
})
