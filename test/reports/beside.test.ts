/** What the page of a report says beside its tables: of whom it knows nothing, what is counted nowhere, whose report is not final. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { type Office, openOffice } from '../support/house.ts'
import { WRITTEN } from './made.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ on: '2025-12-01' })
  await office.caseUntil('replyServed')
})
afterAll(() => office.close())

const page = async (year: number, agency = 'yunxi') =>
  (await office.head.gets(`/reports?year=${year}&agency=${agency}`)).text
const itIs = async (day: string) => {
  office.itIs(day)
  await office.head.signsIn()
}

test('what was handed in and is not received in law is counted nowhere, and the page says so and leads to it', async () => {
  await office.head.signsIn()
  expect(await page(2025)).not.toContain('没有确认收到')
  const { receipt } = await office.caseUntil('submitted')
  const shown = await page(2025)
  expect(shown).toContain('2025年提交的申请中有1件还没有确认收到，没有计入表三。')
  const [, link] = /href="([^"]+)">查看等待确认的申请/.exec(shown)!
  expect((await office.head.gets(link!.replaceAll('&amp;', '&'))).text).toContain(receipt)
})

test('of the year before the office began nothing is said, and no day is overdue', async () => {
  const first = await page(2025)
  expect(first).toMatch(/data-row="1"[\s\S]*?—<\/td>/)
  const none = await page(2019)
  expect(none).toContain('不编制2019年的年度报告')
  expect(none).not.toMatch(/逾期|定稿|data-row/)
  expect(await page(2024)).toContain('不编制2024年的年度报告')
  const posts = (what: string, values: object) =>
    office.head.posts(`/reports/${what}?year=2024&agency=yunxi`, '', values)
  expect((await posts('texts', WRITTEN)).status).toBe(303)
  const written = await page(2024)
  expect(written).toContain('系统中没有2024年及以前的办理记录：定稿须经核实')
  expect(written).not.toMatch(/data-due|已经逾期/)
  const refused = await posts('final', {})
  expect([refused.status, refused.text.includes('勾选以后再定稿')]).toEqual([422, true])
  // Art 49 asks every agency for a report: whoever answers for the noughts says so, and it stays on record.
  expect((await posts('final', { nothingReceived: 'yes' })).status).toBe(303)
  expect(await page(2024)).toMatch(/定稿记录（1）.*经核实，本年度没有收到申请/s)
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
  await itIs('2026-03-02')
  expect(/<tr data-row="1">[\s\S]*?<\/tr>/.exec(await page(2026))![0]).toContain('<td class="figure no-print">1</td>')
})

test('the sum of a district is held against what its agencies have made final, by name', async () => {
  expect(await page(2025, 'all')).toMatch(/还没有定稿的机关：<span><a[^>]*>云溪区人民政府<\/a>/)
  const posts = (what: string, agency: string, values: object) =>
    office.head.posts(`/reports/${what}?year=2025&agency=${agency}`, '', values)
  expect((await posts('texts', 'yunxi', WRITTEN)).status).toBe(303)
  expect((await posts('final', 'yunxi', {})).status).toBe(303)
  const district = async () => (await office.head.gets('/api/v1/reports/annual?year=2025&agency=all')).json
  const agencies = ({ rule }: { rule: string }) => rule === 'agencies'
  const right = await district()
  expect(right.checks.find(agencies).holds).toBe(true)
  expect(right.agencies.filter((one: { final: boolean }) => one.final)).toEqual([
    { agency: 'yunxi', name: '云溪区人民政府', final: true },
  ])
  await office.sql`update cases set counted_on = null, counted_as = null where counted_on is not null`
  const wrong = await district()
  expect(wrong.checks.find(agencies).holds).toBe(false)
  expect(wrong.broken).toContainEqual({
    ...{ rule: 'agencies', agency: '云溪区人民政府', cell: 'table3/3.1/person' },
    ...{ expected: 1, found: 0 },
  })
  expect((await posts('texts', 'all', WRITTEN)).status).toBe(303)
  const refused = await posts('final', 'all', {})
  expect([refused.status, refused.text.includes('云溪区人民政府：表三（一）予以公开·自然人：应为1，现为0')]).toEqual([
    409,
    true,
  ])
})

test('where nothing was compared, nothing is said to hold', async () => {
  await office.sql`update cases set counted_on = settled_on, counted_as = outcome where outcome is not null`
  const posts = (what: string) => office.head.posts(`/reports/${what}?year=2025&agency=all`, '', WRITTEN)
  expect((await posts('final')).status).toBe(303)
  const { checks, final, agencies } = (await office.head.gets('/api/v1/reports/annual?year=2025&agency=all')).json
  expect([final === null, agencies.every((one: { final: boolean }) => one.final)]).toEqual([false, false])
  expect(checks.filter(({ rule }: { rule: string }) => rule === 'agencies')).toEqual([])
})
