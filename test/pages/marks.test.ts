/** What nobody sees of what people wrote is shown wherever it is read, and kept as it was written. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvOf, type Listed, textOf } from '../../src/archive/transfer/list.ts'
import { marked, markedHtml } from '../../src/ground/marked.ts'
import { partsOf } from '../../src/leaving/archive.ts'
import { Budget } from '../../src/leaving/budget.ts'
import { reportDocx, reportHtml } from '../../src/reports/export/files.ts'
import { sheetsOf } from '../../src/workbooks/read.ts'
import { rightReport, WRITTEN } from '../reports/made.ts'
import { asForm, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const RLO = '\u202e'
const TITLE = `关于\u2066示例路\u2069的批复${RLO}fdp.exe\u200f`
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f]/

test('a title that turns its neighbours round is kept, and every page shows what it holds', async () => {
  const { id, receipt, enquiryCode } = await office.caseUntil('registered', application({ request: { title: TITLE } }))
  const kept = await office.registrar.opens(id)
  expect(kept.request.title, 'as it was written').toBe(TITLE)
  for (const member of [office.registrar, office.handler, office.head]) await member.signsIn()
  for (const url of ['/desk', `/cases/${id}`, `/desk?q=${encodeURIComponent(receipt)}`]) {
    const { text, status } = await office.registrar.gets(url)
    expect([url, status]).toEqual([url, 200])
    expect(text).toContain('的批复〔U+202E〕fdp.exe〔U+200F〕')
    expect(UNSEEN.test(text.replace(/ value="[^"]*"|<textarea[\s\S]*?<\/textarea>/g, '')), url).toBe(false)
  }
  const opened = await send(office.app, { method: 'POST', url: '/track', ...asForm({ receipt, enquiryCode }) })
  const cookie = String(opened.headers['set-cookie']).split(';')[0]!
  const { text } = await send(office.app, { url: `/track/${receipt}`, headers: { cookie } })
  expect(text).toContain('〔U+202E〕')
  expect(UNSEEN.test(text)).toBe(false)
})

test('texts and attributes are marked; what stands in a field goes back as it was typed', () => {
  expect(marked(`a${RLO}b`)).toBe('a〔U+202E〕b')
  const page = `<p title="x>${RLO}">${RLO}</p><input value="${RLO}>"><textarea>${RLO}</textarea><p>${RLO}</p>`
  expect(markedHtml(page)).toBe(
    `<p title="x>〔U+202E〕">〔U+202E〕</p><input value="${RLO}>"><textarea>${RLO}</textarea><p>〔U+202E〕</p>`,
  )
})

const SHOWN = '关于〔U+2066〕示例路〔U+2069〕的批复〔U+202E〕fdp.exe〔U+200F〕'

test('the register shows it, as a workbook and as CSV', async () => {
  await office.citizen.files(application({ request: { title: TITLE } }))
  const { text } = await office.registrar.gets('/api/v1/cases.csv')
  expect(text).toContain(SHOWN)
  expect(UNSEEN.test(text)).toBe(false)
  const [sheet] = sheetsOf((await office.registrar.gets('/api/v1/cases.xlsx')).bytes)
  const cells = sheet!.rows.flatMap(({ cells }) => Object.values(cells))
  expect(cells).toContain(SHOWN)
  expect(cells.filter((cell) => UNSEEN.test(cell))).toEqual([])
})

test('so do the list of a transfer and the annual report', () => {
  const lines = [{ title: TITLE, reference: `甲${RLO}乙` } as Listed]
  const { one: _, five, six, ...table2 } = WRITTEN
  const report = {
    ...{ year: 2024, agency: '云溪区人民政府', draftOf: null, ...rightReport(5, 9_000) },
    texts: { one: TITLE, five, six, table2 },
  }
  const written = partsOf(reportDocx(report), new Budget(1e7, 100))['word/document.xml']!
  for (const file of [csvOf(lines), textOf('移交', lines), written, reportHtml(report)]) {
    const text = Buffer.from(file).toString()
    expect(text).toContain(SHOWN)
    expect(UNSEEN.test(text)).toBe(false)
  }
})
