/** The arithmetic of an annual report: right ones pass, any cell that is one off is caught, and the correction is found. */
import { describe, expect, test } from 'vitest'
import { brokenIdentities, checksOf, faultsOf } from '../../src/reports/identities.ts'
import { COLUMN_NAMES, PROCEEDING_NAMES, RESULT_NAMES, type Tables } from '../../src/reports/shape.ts'
import { changed, in2019, rightReport, totalsLeftOut } from './made.ts'

const cellsOf = ({ table3, table4 }: Required<Tables>) => [
  ...table3.flatMap(({ row }) => COLUMN_NAMES.map((column) => `table3/${row}/${column}`)),
  ...PROCEEDING_NAMES.filter((each) => table4[each]).flatMap((each) =>
    RESULT_NAMES.map((result) => `table4/${each}/${result}`),
  ),
]

describe('the identities of tables 3 and 4', () => {
  test('hold for right reports in both formats', () => {
    for (let seed = 0; seed < 50; seed++) {
      expect(brokenIdentities(rightReport(seed))).toEqual([])
      expect(brokenIdentities(in2019(rightReport(seed)))).toEqual([])
    }
    expect(checksOf(rightReport(1)).map(({ rule, holds }) => [rule, holds])).toEqual([
      ['rowTotal', true],
      ['results', true],
      ['balance', true],
      ['remedies', true],
    ])
  })

  test('catch any one cell that is one off, and find the cell that puts it right', () => {
    for (const report of [rightReport(3), rightReport(4, 3), in2019(rightReport(5))])
      for (const cell of cellsOf(report))
        for (const by of [1, -1]) {
          const wrong = changed(report, cell, by)
          expect(brokenIdentities(wrong), cell).not.toEqual([])
          const [fault, ...more] = faultsOf(wrong)
          expect(more).toEqual([])
          const own = fault!.corrections.filter((each) => each.cell === cell)
          expect(own, cell).toHaveLength(1)
          expect(own[0]!.to).toBe(own[0]!.from - by)
          for (const { cell: other, from, to } of fault!.corrections)
            expect(brokenIdentities(changed(wrong, other, to - from)), `${cell} by ${other}`).toEqual([])
          // Of table 3 no other cell would do; in table 4 any of the five of a proceeding would.
          if (cell.startsWith('table3')) expect(fault!.corrections).toHaveLength(1)
        }
  })

  test('name the totals that were left out', () => {
    expect(brokenIdentities(totalsLeftOut())).toEqual([
      { rule: 'remedies', cell: 'table4/reconsideration/total', expected: 11, found: 0 },
      { rule: 'remedies', cell: 'table4/litigationAfterReconsideration/total', expected: 5, found: 0 },
    ])
    const [first, second] = faultsOf(totalsLeftOut())
    // No result may fall below nought: the total alone can be wrong.
    expect(first!.corrections).toEqual([{ cell: 'table4/reconsideration/total', from: 0, to: 11 }])
    expect(second!.corrections).toEqual([
      { cell: 'table4/litigationAfterReconsideration/total', from: 0, to: 5 },
      { cell: 'table4/litigationAfterReconsideration/upheld', from: 5, to: 0 },
    ])
  })

  test('hold this year to what last year carried out', () => {
    const last = rightReport(6)
    const out = last.table3.find(({ row }) => row === '4')!
    const now = rightReport(7)
    const carried = {
      ...now,
      table3: now.table3.map((row) => (row.row === '2' ? { ...row, ...out, row: '2' as const } : row)),
    }
    expect(brokenIdentities(carried, last.table3).some(({ rule }) => rule === 'carriedOver')).toBe(false)
    const wrong = changed(carried, 'table3/2/legal', 2)
    expect(brokenIdentities(wrong, last.table3)).toContainEqual({
      ...{ rule: 'carriedOver', cell: 'table3/2/legal' },
      ...{ expected: out.legal, found: out.legal + 2 },
    })
  })

  test('are not judged where a table is missing', () => {
    const { table3, table4 } = rightReport(8)
    expect(checksOf({ table4 }).map(({ rule }) => rule)).toEqual(['remedies'])
    expect(checksOf({ table3 }).map(({ rule }) => rule)).not.toContain('remedies')
    expect(brokenIdentities({})).toEqual([])
    // Without the row of what was carried in, nothing can be said of the balance.
    expect(checksOf({ table3: table3.filter(({ row }) => row !== '2') }).map(({ rule }) => rule)).toEqual([
      'rowTotal',
      'results',
    ])
  })

  test('show no correction where no single cell would do', () => {
    const twice = changed(changed(rightReport(9), 'table3/3.1/person', 1), 'table3/3.2/person', 2)
    expect(faultsOf(twice).flatMap(({ corrections }) => corrections)).toEqual([])
  })

  test('find a row that was counted twice though it adds up across, as one district published it', () => {
    const twice = changed(changed(in2019(rightReport(10)), 'table3/3.2/person', 6), 'table3/3.2/total', 6)
    expect(brokenIdentities(twice).map(({ rule, cell }) => [rule, cell])).toEqual([
      ['results', 'table3/3.7/person'],
      ['results', 'table3/3.7/total'],
    ])
  })
})
