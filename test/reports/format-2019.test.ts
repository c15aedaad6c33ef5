/** The reports of 2019 and 2020 are printed in the format of then: table 2 with its columns, 其他处理 as one row, equal in sum. */
import { expect, test } from 'vitest'
import { NO_TEXTS } from '../../src/reports/annual-texts.ts'
import { textsFrom } from '../../src/reports/annual-texts-given.ts'
import { unwrittenIn } from '../../src/reports/annual-unwritten.ts'
import { reportCsv, reportDocx, reportHtml, reportXlsx } from '../../src/reports/export/files.ts'
import { blocksOf, type ReportToWrite } from '../../src/reports/export/official.ts'
import { formatOf, table2Cells, table3Printed } from '../../src/reports/format-2019.ts'
import { brokenIdentities } from '../../src/reports/identities.ts'
import { readReport } from '../../src/reports/reading/read-report.ts'
import { rightReport } from './made.ts'

const made = (year: number, table2: Record<string, string> = {}): ReportToWrite => ({
  ...{ year, agency: '云溪区', ...rightReport(7), draftOf: null },
  texts: { ...NO_TEXTS, table2 },
})

test.each([2019, 2020])('of %i: one row of 其他处理 that is the sum of three, and all identities hold', (year) => {
  const report = made(year)
  const printed = table3Printed(report.table3, year)
  const rows = printed.map(({ row }) => row)
  expect(rows.filter((row) => row.startsWith('3.6'))).toEqual(['3.6'])
  expect(rows.indexOf('3.6')).toBe(rows.indexOf('3.7') - 1)
  const three = report.table3.filter(({ row }) => row.startsWith('3.6'))
  expect(printed.find(({ row }) => row === '3.6')!.total).toBe(three.reduce((sum, row) => sum + row.total, 0))
  expect(brokenIdentities({ table3: printed, table4: report.table4 })).toEqual([])
  const html = reportHtml(report)
  for (const word of ['（六）其他处理', '本年新制作数量', '其他对外管理服务事项', '政府集中采购', '本年增/减'])
    expect(html).toContain(word)
  expect(html).not.toContain('申请人无正当理由逾期不补正')
  expect(reportCsv(report)).toContain('3.6,（六）其他处理')
})

test('what is written is read again without a fault, by the reader of published reports', async () => {
  const report = made(2020)
  for (const [name, bytes] of [
    ['a.docx', reportDocx(report)],
    ['a.xlsx', reportXlsx(report)],
  ] as const) {
    const read = await readReport(Buffer.from(bytes), name)
    expect(brokenIdentities(read.tables), name).toEqual([])
    expect(read.tables.table3?.find(({ row }) => row === '3.6')?.total, name).toBe(
      table3Printed(report.table3, 2020).find(({ row }) => row === '3.6')!.total,
    )
  }
})

test('from 2021 on nothing is added up; a report of 2020 that was written in the format of 2021 stays in it', () => {
  const report = made(2021)
  expect(table3Printed(report.table3, 2021)).toEqual(report.table3)
  expect(formatOf(2020, { 'rules.repealed': '1' })).toBe(2021)
  expect(formatOf(2020, { 'rules.newlyMade': '1' })).toBe(2020)
  expect(JSON.stringify(blocksOf(made(2020, { 'rules.repealed': '1' })))).toContain('本年废止件数')
})

test('its cells are filled in, a change with a sign, and asked for before it is final', () => {
  const cells = table2Cells(2020)
  expect(cells).toHaveLength(22)
  const texts = textsFrom({ 'licences.change': '-3', 'purchases.amount': '12.5', 'rules.repealed': '1' }, 2020)
  expect(texts.table2).toEqual({ 'licences.change': '-3', 'purchases.amount': '12.5' })
  expect(() => textsFrom({ 'rules.published': '-3' }, 2020)).toThrow()
  expect(unwrittenIn(NO_TEXTS, 2020).filter(({ message }) => message.startsWith('表二'))).toHaveLength(22)
  expect(unwrittenIn(NO_TEXTS, 2025).filter(({ message }) => message.startsWith('表二'))).toHaveLength(10)
})
