/** What we write of a report reads back the same, in each kind of file, by the checker and by programs that are not ours. */
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partsOf } from '../../src/leaving/archive.ts'
import { Budget } from '../../src/leaving/budget.ts'
import { reportCsv, reportDocx, reportHtml, reportXlsx } from '../../src/reports/export/files.ts'
import type { ReportToWrite } from '../../src/reports/export/official.ts'
import { reportPdf } from '../../src/reports/export/pdf.ts'
import { readReport } from '../../src/reports/reading/read-report.ts'
import { fonts } from '../documents/samples.ts'
import { type Office, openOffice } from '../support/house.ts'
import { program } from '../support/programs.ts'
import { in2019, rightReport, WRITTEN } from './made.ts'

const AT = new Date('2025-01-20T02:00:00Z')
const { one, five, six, ...table2 } = WRITTEN
const whose = { agency: '云溪区人民政府', texts: { one, five, six, table2 }, draftOf: null }
const reports: [string, ReportToWrite][] = [
  ['2021', { year: 2024, ...whose, ...rightReport(5, 9_000) }],
  ['2019', { year: 2020, ...whose, ...in2019(rightReport(6, 9_000)) }],
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

const CHAPTERS = ['一、总体情况', '二、主动', '三、收到', '四、政府', '五、存在', '六、其他']
const inText: [string, (report: ReportToWrite) => Promise<string> | string][] = [
  ['docx', (report) => textIn(reportDocx(report), 'word/document.xml')],
  ['html', (report) => reportHtml(report).replace(/<[^>]+>/g, ' ')],
  ['pdf', async (report) => pdfText((await reportPdf(report, { fonts, at: AT })).bytes)],
]
const textIn = (content: Uint8Array, part: string) =>
  Buffer.from(partsOf(content, new Budget(1e7, 100))[part]!)
    .toString()
    .replace(/<[^>]+>/g, ' ')
const pdfText = (bytes: Buffer) => {
  return execFileSync(program('pdftotext'), ['-', '-'], { input: bytes }).toString()
}

test.each(inText)(
  'the whole report as %s: six chapters in their order, every text and every cell of table 2',
  async (_, say) => {
    const text = (await say(reports[0]![1])).replace(/\s/g, '')
    const places = CHAPTERS.map((chapter) => text.indexOf(chapter))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    for (const said of [one.split('\n')[1]!, five, six]) expect(text).toContain(said)
    const two = text.slice(places[1], places[2])
    for (const figure of Object.values(table2)) expect(two).toContain(figure)
    expect(text).not.toContain('草稿')
  },
)

test.each(inText)('a draft as %s says so, as of when, and what is not written', async (_, say) => {
  const none = { one: '', five: '', six: '', table2: {} }
  const text = (await say({ ...reports[0]![1], texts: none, draftOf: '2024-11-30' })).replace(/\s/g, '')
  expect(text).toContain('年度报告（草稿，截至2024年11月30日）')
  expect(text.match(/尚未填写。/g)).toHaveLength(4)
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
    expect(answer.headers['content-disposition']).toContain(`${encodeURIComponent('（草稿，截至2026年')}`)
    expect(answer.headers['content-disposition']).toContain(`.${ending}`)
    const { tables } = await readReport(answer.bytes, `report.${ending}`)
    expect(tables.table3).toEqual(table3.map(({ label: _, ...row }: { label: string }) => row))
    // A table of noughts alone was printed with noughts, and is judged.
    expect(tables.table4).toEqual(table4)
  })
})
