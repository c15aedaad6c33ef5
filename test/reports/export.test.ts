/** What we write of a report reads back the same, in each kind of file, by the checker and by programs that are not ours. */
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportCsv, reportDocx, reportHtml, reportXlsx } from '../../src/reports/export/files.ts'
import type { ReportToWrite } from '../../src/reports/export/official.ts'
import { reportPdf } from '../../src/reports/export/pdf.ts'
import { readReport } from '../../src/reports/reading/read-report.ts'
import { fonts } from '../documents/samples.ts'
import { type Office, openOffice } from '../support/house.ts'
import { program } from '../support/programs.ts'
import { in2019, rightReport } from './made.ts'

const AT = new Date('2025-01-20T02:00:00Z')
const reports: [string, ReportToWrite][] = [
  ['2021', { year: 2024, agency: '云溪区人民政府', ...rightReport(5, 9_000) }],
  ['2019', { year: 2020, agency: '云溪区人民政府', ...in2019(rightReport(6, 9_000)) }],
]

describe.each(reports)('a report in the format of %s', (_, report) => {
  const { table3, table4, year, agency } = report
  const files: [string, () => Buffer][] = [
    ['report.xlsx', () => Buffer.from(reportXlsx(report))],
    ['report.docx', () => Buffer.from(reportDocx(report))],
    ['report.html', () => Buffer.from(reportHtml(report))],
    ['report.csv', () => Buffer.from(reportCsv(report))],
  ]
  test.each(files)('%s gives the same tables', async (name, make) => {
    const read = await readReport(make(), name)
    expect(read.tables).toEqual({ table3, table4 })
    expect({ year: read.year, agency: read.agency }).toEqual({ year, agency })
    expect(make().equals(make())).toBe(true)
  })

  test('the PDF gives the same tables, of the same bytes', async () => {
    for (const each of ['pdftotext', 'pdftocairo'] as const) program(each)
    const { bytes, missing } = await reportPdf(report, { fonts, at: AT })
    expect(missing).toEqual([])
    expect((await reportPdf(report, { fonts, at: AT })).bytes.equals(bytes)).toBe(true)
    const read = await readReport(bytes, 'report.pdf')
    expect(read.tables).toEqual({ table3, table4 })
    expect({ year: read.year, agency: read.agency }).toEqual({ year, agency })
  })
})

test('an independent reader opens the workbook and the document', () => {
  program('python3')
  const [, report] = reports[0]!
  const read = (content: Uint8Array, part: string) =>
    execFileSync(
      'python3',
      [
        '-c',
        `import sys,io,zipfile,xml.etree.ElementTree as e
z=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()));assert z.testzip() is None
for n in z.namelist(): e.fromstring(z.read(n))
print(''.join(e.fromstring(z.read(sys.argv[1])).itertext()))`,
        part,
      ],
      { input: content },
    ).toString()
  expect(read(reportXlsx(report), 'xl/worksheets/sheet1.xml')).toContain('三、收到和处理政府信息公开申请情况')
  expect(read(reportDocx(report), 'word/document.xml')).toContain('4.无正当理由大量反复申请')
})

describe('the report that an office asks for', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
    await office.caseUntil('archived')
  })
  afterAll(() => office.close())

  test.each(['xlsx', 'docx', 'html', 'csv', 'pdf'])('as .%s has the figures of the answer in JSON', async (ending) => {
    for (const each of ['pdftotext', 'pdftocairo'] as const) program(each)
    const { table3, table4 } = (await office.head.gets('/api/v1/reports/annual?year=2026')).json
    const answer = await office.head.gets(`/api/v1/reports/annual.${ending}?year=2026`)
    expect(answer.status).toBe(200)
    expect(answer.headers['content-disposition']).toContain(`.${ending}`)
    const { tables } = await readReport(answer.bytes, `report.${ending}`)
    expect(tables.table3).toEqual(table3.map(({ label: _, ...row }: { label: string }) => row))
    // A table of noughts alone was printed with noughts, and is judged.
    expect(tables.table4).toEqual(table4)
  })
})
