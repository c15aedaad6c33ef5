/** Tables of published reports are read as they stand, from each kind of file and in layouts that nobody planned. */
import { describe, expect, test } from 'vitest'
import { checkedReport } from '../../src/reports/check.ts'
import { readReport } from '../../src/reports/reading/read-report.ts'
import type { Tables } from '../../src/reports/shape.ts'
import { changed, in2019, rightReport, totalsLeftOut } from './made.ts'
import {
  asDocx,
  asHtml,
  asJson,
  asXlsx,
  counted,
  dashed,
  formed,
  grouped,
  type Hand,
  left,
  onItsSide,
  plainly,
  split,
  wide,
} from './published.ts'

type Report = Required<Tables>

/** The tables without their labels. */
const read = async (content: string | Buffer, name = 'report') => {
  const { tables, notes, unread } = await readReport(Buffer.from(content), name)
  return { tables, notes, unread }
}
const hands: [string, Hand][] = Object.entries({ plainly, dashed, left, wide, grouped, counted })
const reports: [string, Report][] = [
  ['2021', rightReport(21, 3_000)],
  ['2019', in2019(rightReport(19, 3_000))],
]

describe.each(reports)('a report in the format of %s', (_, report) => {
  test.each(hands)('as a web page and as DOCX, figures written %s', async (_, hand) => {
    const { three, four } = formed(report, hand)
    expect((await read(asHtml(three, four))).tables).toEqual(report)
    expect((await read(asDocx(three, four))).tables).toEqual(report)
  })

  test.each(hands)('without merged cells, figures written %s', async (_, hand) => {
    const { three, four } = split(report, hand)
    expect((await read(asHtml(three, four))).tables).toEqual(report)
    expect((await read(asDocx(three, four))).tables).toEqual(report)
    expect((await read(asXlsx(three, four))).tables).toEqual(report)
  })

  test('with tables turned', async () => {
    for (const shape of [formed, split]) {
      const { three, four } = shape(report, plainly)
      expect((await read(asHtml(onItsSide(three), onItsSide(four)))).tables).toEqual(report)
      expect((await read(asDocx(three, onItsSide(four)))).tables).toEqual(report)
    }
  })

  test('with table 3 cut over pages, with and without its head again', async () => {
    const { three, four } = split(report, dashed)
    expect((await read(asHtml(three.slice(0, 11), four, three.slice(11)))).tables).toEqual(report)
    expect((await read(asDocx(three.slice(0, 9), [three[0]!, ...three.slice(9)], four))).tables).toEqual(report)
  })

  test('from JSON', async () => {
    expect((await read(asJson(report))).tables).toEqual(report)
  })

  test('with any single figure one off, from a page', async () => {
    for (const { row } of report.table3) {
      const wrong = changed(report, `table3/${row}/legal`, 1)
      const { three, four } = formed(wrong, plainly)
      const whole = await readReport(Buffer.from(asHtml(three, four)), '')
      expect(checkedReport(whole).findings, row).not.toEqual([])
    }
  })
})

describe('what was not found is not judged', () => {
  const { three, four } = formed(rightReport(1), plainly)

  test('a table that is missing or empty', async () => {
    const without4 = await readReport(Buffer.from(asHtml(three)), '')
    expect(without4.tables.table4).toBeUndefined()
    expect(without4.notes).toContain('没有找到表四，没有核对')
    expect(checkedReport(without4).findings).toEqual([])
    const empty = formed(rightReport(1), () => '')
    const blank = await readReport(Buffer.from(asDocx(empty.three, four)), '')
    expect(blank.tables.table3).toBeUndefined()
    expect(blank.notes).toContain('表三没有填写数字，没有核对')
    expect((await readReport(Buffer.from('{}'), '')).tables).toEqual({})
  })

  test('a page without any of them', async () => {
    const { tables, notes } = await read('<p>政府信息公开指南</p><table><tr><td>总计<td>3</table>')
    expect(tables).toEqual({})
    expect(notes).toEqual(['没有找到表三，没有核对', '没有找到表四，没有核对'])
  })

  test('and what is no count is named', async () => {
    const odd = formed(rightReport(1), plainly)
    odd.three[4]!.splice(-7, 1, { text: '约3件' })
    const whole = await readReport(Buffer.from(asHtml(odd.three, four)), '')
    expect(checkedReport(whole).findings).toEqual([
      { rule: 'count', cell: 'table3/2/person', expected: null, found: '约3件' },
    ])
  })
})

test('blanks in a run of their own part two figures: 4 6 is not 46', async () => {
  const apart = formed(rightReport(1), plainly)
  apart.three[4]!.splice(-7, 1, { text: '4 6' })
  const { findings } = checkedReport(await readReport(Buffer.from(asDocx(apart.three, apart.four)), ''))
  expect(findings).toEqual([{ rule: 'count', cell: 'table3/2/person', expected: null, found: '4 6' }])
})

test('totals that were left out are found in a page', async () => {
  const { three, four } = formed(totalsLeftOut(), plainly)
  const { findings } = checkedReport(await readReport(Buffer.from(asHtml(three, four)), ''))
  expect(findings.map(({ cell }) => cell)).toEqual([
    'table4/reconsideration/total',
    'table4/litigationAfterReconsideration/total',
  ])
})

test('year and agency are read from the name of the report', async () => {
  const { three, four } = formed(rightReport(2), plainly)
  const { year, agency } = await readReport(Buffer.from(asDocx(three, four)), '')
  expect({ year, agency }).toEqual({ year: 2024, agency: '云溪区人民政府' })
})
