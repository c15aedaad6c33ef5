import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { fee } from '../../workflows/statute/fees.ts'
import { times } from '../support/proof.ts'

const { fees } = loadLaw()
const on = '2026-03-02'
const items = (earlierThisMonth: number, n: number) => fee({ basis: 'items', earlierThisMonth, items: n }, fees, on)
const pages = (n: number) => fee({ basis: 'pages', pages: n }, fees, on)

test.each([
  [10, 0],
  [11, 100],
  [12, 200],
  [20, 1000],
  [30, 2000],
  [31, 2200],
  [40, 4000],
  [41, 4300],
  [50, 7000],
  [60, 11_000],
  [75, 19_000],
  [100, 37_000],
])('%i items in a month: %i yuan', (n, amount) => {
  expect(items(0, n).amount).toBe(amount)
})

test.each([
  [25, 100],
  [33, 200],
  [55, 400],
])('the %ith application of the month costs %i yuan', (nth, amount) => {
  expect(items(nth - 1, 1)).toEqual({ amount, lines: [{ from: nth, to: nth, rate: amount, amount }] })
})

test.each([
  [30, 0],
  [31, 10],
  [45, 150],
  [100, 700],
  [101, 720],
  [150, 1700],
  [200, 2700],
  [201, 2740],
  [250, 4700],
  [500, 14_700],
  [1500, 54_700],
])('%i pages: %i yuan', (n, amount) => {
  expect(pages(n).amount).toBe(amount)
})

test('the lines cover the quantity once, and add up', () => {
  expect(pages(45).lines).toEqual([
    { from: 1, to: 30, rate: 0, amount: 0 },
    { from: 31, to: 45, rate: 10, amount: 150 },
  ])
  fc.assert(
    fc.property(fc.nat(300), fc.integer({ min: 1, max: 300 }), (earlier, n) => {
      const { amount, lines } = items(earlier, n)
      expect(lines[0]!.from).toBe(earlier + 1)
      expect(lines.at(-1)!.to).toBe(earlier + n)
      expect(lines.slice(1).map((l) => l.from)).toEqual(lines.slice(0, -1).map((l) => l.to + 1))
      // One application after the other costs the same as all at once.
      expect(amount).toBe(items(0, earlier + n).amount - items(0, earlier).amount)
    }),
    { numRuns: times(100, 10_000) },
  )
})

test('no fee before 2021, and none for what is not a quantity', () => {
  expect(() => fee({ basis: 'pages', pages: 50 }, fees, '2020-12-31')).toThrow(/2020年12月31日/)
  for (const bad of [-1, 1.5, Number.NaN, 1e12, '5', null]) expect(() => pages(bad as number)).toThrow(/pages/)
})
