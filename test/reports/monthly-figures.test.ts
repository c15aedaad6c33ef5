/** How a field comes to its figures, how they must agree, and the words that the system drafts of them. */
import { describe, expect, test } from 'vitest'
import { monthlyDraft } from '../../src/reports/monthly/analysis.ts'
import { brokenInWords, checksOf } from '../../src/reports/monthly/checks.ts'
import type { Definition } from '../../src/reports/monthly/definition.ts'
import { entriesFrom } from '../../src/reports/monthly/entered.ts'
import { type FieldFigure, figuresOf, summed } from '../../src/reports/monthly/figures.ts'
import { dueOn, isAsked, monthsOfYear, plusMonths, spanOf, yearTo } from '../../src/reports/monthly/months.ts'

const KEPT = { agencyId: 'yunxi', district: false }
const definition: Definition = {
  ...{ dueDay: 5, remindBefore: 3 },
  fields: [
    { code: '1', label: '收到申请', unit: '件', fill: ['received'] },
    { code: '2', label: '季度收到', unit: '件', fill: ['received'], period: 'quarter' },
    { code: '3', label: '网上咨询', unit: '件次' },
    { code: '31', label: '其中夜间', unit: '件次', parent: '3' },
    { code: '4', label: '人员', unit: '人', period: 'halfYear', standing: true },
    { code: '5', label: '支出', unit: '万元', decimals: 2 },
  ],
  checks: [{ left: ['31'], right: ['3'], text: '夜间即全部' }],
}
const counted = (n: number) => () => n
const spans = { month: counted(3), quarter: counted(8), halfYear: counted(15), year: counted(20) }
const entry = (month: string, code: string, content: string) => ({
  ...{ ...KEPT, month, code, content, n: 1, by: 'staff:head', at: '2026-01-01T00:00:00Z' },
})
const of = (fields: readonly FieldFigure[], code: string) => fields.find((one) => one.code === code)

test('a month, a quarter and a half-year end where they end; the year begins in January', () => {
  expect(spanOf('month', '2026-02', '2026-11-02')).toMatchObject({ from: '2026-02-01', to: '2026-02-28' })
  expect(spanOf('month', '2024-02', '2026-11-02').to).toBe('2024-02-29')
  expect(spanOf('quarter', '2026-06', '2026-11-02')).toMatchObject({ from: '2026-04-01', to: '2026-06-30' })
  expect(spanOf('halfYear', '2026-12', '2027-01-02')).toMatchObject({ from: '2026-07-01', to: '2026-12-31' })
  expect(spanOf('month', '2026-11', '2026-11-02').to).toBe('2026-11-02')
  expect(yearTo('2026-03', '2026-11-02')).toMatchObject({ from: '2026-01-01', to: '2026-03-31' })
  expect([plusMonths('2026-01', -1), plusMonths('2025-12', 1), dueOn('2025-12', 5)]).toEqual([
    '2025-12',
    '2026-01',
    '2026-01-05',
  ])
  const asked = (every: 'quarter' | 'halfYear') => monthsOfYear('2026-12').filter((month) => isAsked(every, month))
  expect(asked('quarter')).toEqual(['2026-03', '2026-06', '2026-09', '2026-12'])
  expect(asked('halfYear')).toEqual(['2026-06', '2026-12'])
})

test('counted over its span, entered month by month, what stands at an end is not added up', () => {
  const entries = [
    ...[entry('2026-01', '3', '10'), entry('2026-03', '3', '7'), entry('2026-05', '3', ''), entry('2026-06', '3', '5')],
    ...[entry('2026-06', '4', '6'), entry('2026-01', '5', '0.1'), entry('2026-06', '5', '0.2')],
  ]
  const june = figuresOf(definition, KEPT, '2026-06', spans, entries)
  expect(of(june, '1')).toMatchObject({ month: 3, year: 20, source: 'facts' })
  expect(of(june, '2')).toMatchObject({ month: 8, year: 20 })
  // February, April and May are missing: one of them was taken back.
  expect(of(june, '3')).toMatchObject({
    month: 5,
    year: 22,
    source: 'entered',
    lacking: ['2026-02', '2026-04', '2026-05'],
  })
  expect(of(june, '31')).toMatchObject({ month: null, year: null, source: 'missing' })
  expect(of(june, '31')).not.toHaveProperty('lacking')
  expect(of(june, '4')).toMatchObject({ month: 6, year: 6 })
  expect(of(june, '5')).toMatchObject({ month: 0.2, year: 0.3 })
  const may = figuresOf(definition, KEPT, '2026-05', spans, entries)
  expect([of(may, '2'), of(may, '4')]).toEqual([undefined, undefined])
  expect(of(may, '3')).toMatchObject({ month: null, year: 17, source: 'missing' })
})

test('a district: sums by code, and missing where one of them lacks it', () => {
  const one = figuresOf(definition, KEPT, '2026-05', spans, [entry('2026-05', '3', '4'), entry('2026-05', '5', '0.1')])
  const other = figuresOf(definition, KEPT, '2026-05', spans, [entry('2026-05', '5', '0.2')])
  const sum = summed(definition, '2026-05', [one, other])
  expect(of(sum, '1')).toMatchObject({ month: 6, year: 40, source: 'facts' })
  expect(of(sum, '3')).toMatchObject({ month: 4, source: 'missing' })
  expect(of(sum, '5')).toMatchObject({ month: 0.3, source: 'entered' })
})

describe('checks', () => {
  const field = (
    code: string,
    month: number | null,
    year: number | null,
    more: Partial<FieldFigure> = {},
  ): FieldFigure => ({
    ...{ code, label: code, unit: '件', period: 'month', month, year, source: 'facts', ...more },
  })
  test('a sum that does not agree, a part that is more than its whole; what is not there is not judged', () => {
    const fields = [field('3', 4, 4), field('31', 5, 4, { parent: '3' })]
    const { checks, broken } = checksOf(fields, definition)
    expect(checks.map(({ rule, holds }) => [rule, holds])).toEqual([
      ['sum', false],
      ['within', false],
    ])
    expect(broken.map((one) => brokenInWords(one, fields))).toEqual([
      '3 3，本期：应为5，现为4',
      '31 31，本期：5，大于上级指标的4',
    ])
    expect(checksOf([field('3', 4, 4), field('31', null, null)], definition).checks).toEqual([])
  })
  test('the year against the month before as it was reported, of what adds up alone', () => {
    const before = [field('1', 2, 9, { fill: ['received'] }), field('6', 1, 1, { fill: ['waiting'] })]
    const now = [field('1', 3, 13, { fill: ['received'] }), field('6', 4, 4, { fill: ['waiting'] })]
    const { broken } = checksOf(now, { checks: [] }, before)
    expect(broken).toEqual([expect.objectContaining({ rule: 'cumulative', code: '1', expected: 12, found: 13 })])
  })
})

test('what is typed is a number of so many digits, or nothing', () => {
  const fields = definition.fields.filter(({ fill }) => !fill)
  expect(entriesFrom(fields, { 'of.3': ' 12 ', 'of.5': '3.25', 'of.4': '' })).toEqual([
    { code: '3', content: '12' },
    { code: '4', content: '' },
    { code: '5', content: '3.25' },
  ])
  for (const wrong of ['-1', '1e3', '012', '1.5', '１２', '1,000', '9'.repeat(13)])
    expect(() => entriesFrom(fields, { 'of.3': wrong }), wrong).toThrow()
  expect(() => entriesFrom(fields, { 'of.5': '3.255' })).toThrow()
  // What is filled by the facts nobody enters.
  expect(entriesFrom(fields, { 'of.1': '99' })).toEqual([])
})

test('the draft of the analysis compares with last year, and says nothing of a year that nobody knows', () => {
  const at = (received: number, results: number, more = {}) => ({
    received,
    results,
    late: 0,
    corrected: 0,
    waiting: 2,
    ...more,
  })
  const month = { now: at(12, 11, { late: 1 }), lastYear: at(10, 11) }
  const year = { now: at(30, 28, { corrected: 2 }), lastYear: at(40, 20) }
  expect(monthlyDraft('2026-03', { month, year, known: true })).toBe(
    [
      '2026年3月收到申请12件（比上年同期增加2件，增长20.0%），办结11件（与上年同期相同），其中超过法定期限1件。',
      '2026年1月至3月收到申请30件（比上年同期减少10件，下降25.0%），办结28件（比上年同期增加8件，增长40.0%），没有超过法定期限办结的，在行政复议、行政诉讼中被纠正2件。',
      '期末未办结2件。',
    ].join('\n'),
  )
  const january = monthlyDraft('2026-01', {
    month: { now: at(0, 0, { waiting: 0 }), lastYear: at(0, 0) },
    year,
    known: false,
  })
  expect(january).toBe('2026年1月收到申请0件，办结0件，没有超过法定期限办结的。\n期末没有未办结的申请。')
})
