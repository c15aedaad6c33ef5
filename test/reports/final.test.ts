/** A final report: only where every identity holds, frozen, proven unchanged, opened again with a reason. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chainAudit } from '../../src/audit/chain.ts'
import type { Tx } from '../../src/db/client.ts'
import { frozenFault } from '../../src/evidence/whole/report-check.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { overAll } from '../../src/house.ts'
import { appendReport } from '../../src/ledger/frozen-reports.ts'
import { type Office, openOffice } from '../support/house.ts'
import { waitingForLocks } from '../support/waiting.ts'
import { WRITTEN } from './made.ts'

let office: Office
let id: string
beforeAll(async () => {
  office = await openOffice({ on: '2025-12-01' })
  await office.head.signsIn()
  await office.caseUntil('replyServed')
  id = (await office.caseUntil('registered')).id
})
afterAll(() => office.close())

/** A page sends who is not signed in to the door, and a session lasts half a day. */
const itIs = async (day: string) => {
  office.itIs(day)
  for (const member of [office.head, office.registrar, office.supervisor, office.counsel]) await member.signsIn()
}
const YEAR = 'year=2025&agency=yunxi'
const annual = async (year = 2025) => (await office.head.gets(`/api/v1/reports/annual?year=${year}`)).json
const posts = (what: string, values: object, member = office.head, query = YEAR) =>
  member.posts(`/reports/${what}?${query}`, '', values)
const kept = (tx: typeof office.sql) => tx<{ n: number; act: string }[]>`select n, act from annual_reports order by n`

test('not before the year is over, and by nobody but the head', async () => {
  const early = await posts('final', {})
  expect(early.status).toBe(422)
  expect(early.text).toContain('年度还没有结束')
  await itIs('2026-01-12')
  for (const member of [office.registrar, office.supervisor, office.counsel])
    expect((await posts('final', {}, member)).status).toBe(403)
  expect(await kept(office.sql)).toEqual([])
})

test('the texts are saved with their history, table 2 by its numbers', async () => {
  const texts = {
    one: '2025年共收到2件。',
    five: '答复说理还不充分。',
    six: '没有收取信息处理费。',
    'normative.made': '3',
  }
  expect((await posts('texts', texts)).status).toBe(303)
  expect((await posts('texts', { ...texts, one: '2025年共收到申请2件。' })).status).toBe(303)
  const wrong = await posts('texts', { ...texts, 'normative.made': '三' })
  expect([wrong.status, wrong.text.includes('表二行政规范性文件·本年制发件数：应当是整数')]).toEqual([422, true])
  expect((await posts('texts', { ...texts, 'normative.made': '3.5' })).status).toBe(422)
  const amount = await posts('texts', { ...texts, 'charges.amount': '3.25万' })
  expect(amount.text).toContain('表二行政事业性收费·本年收费金额（单位：万元）：应当是数字')
  const page = (await office.head.gets(`/reports/texts?${YEAR}`)).text
  expect(page).toContain('修改记录（5）')
  expect(page).toContain('2025年没有收取信息处理费。')
  await itIs('2026-12-01')
  expect((await office.head.gets('/reports/texts?year=2026&agency=yunxi')).text).toContain('答复说理还不充分。')
  await itIs('2026-01-12')
})

test('not with anything unwritten, each of it named; asked once, with what will be frozen', async () => {
  const texts = { one: '2025年共收到申请2件。', five: '', six: '没有其他事项。' }
  expect((await posts('texts', texts)).status).toBe(303)
  const refused = await posts('final', {})
  expect(refused.status).toBe(409)
  for (const one of [
    '五、存在的主要问题及改进情况：尚未填写',
    '表二行政许可·本年处理决定数量：尚未填写',
    '没有写明收取信息处理费',
  ])
    expect(refused.text).toContain(one)
  const lacking = (await office.head.gets(`/reports/final?${YEAR}`)).text
  expect(lacking).toContain('还不能定稿')
  expect(lacking).not.toContain('定稿后冻结的内容')
  expect(await kept(office.sql)).toEqual([])
  expect((await posts('texts', WRITTEN)).status).toBe(303)
  const asked = (await office.head.gets(`/reports/final?${YEAR}`)).text
  expect(asked).toContain('定稿后冻结的内容')
  expect(asked).toContain('新收2件，上年结转0件，办结1件，结转下年度1件')
  expect((await office.registrar.gets(`/reports/final?${YEAR}`)).status).toBe(403)
  expect(await kept(office.sql)).toEqual([])
})

test('final, it is frozen: what happens since moves no figure of it, and texts wait until it is opened again', async () => {
  const before = await annual()
  expect(before.final).toBe(null)
  expect((await posts('final', {})).status).toBe(303)
  expect((await posts('final', {})).status).toBe(409)
  expect((await posts('texts', { one: '改写。' })).status).toBe(409)
  const after = await annual()
  expect(after.final.digest).toMatch(/^[0-9a-f]{64}$/)
  expect([after.table3, after.table4]).toEqual([before.table3, before.table4])
  // A fact of the year that is put right later: the facts give another table, the report stays, and says so.
  await office.sql`update cases set counted_on = null, counted_as = null where counted_on is not null`
  expect((await annual()).table3).toEqual(before.table3)
  expect((await office.head.gets(`/reports?${YEAR}`)).text).toContain('定稿以后办理记录有更正')
  expect((await annual(2026)).checks.find((check: { rule: string }) => check.rule === 'carriedOver').holds).toBe(false)
  await office.sql`update cases set counted_on = settled_on, counted_as = outcome where outcome is not null`
  expect((await annual(2026)).checks.every((check: { holds: boolean }) => check.holds)).toBe(true)
})

test('the next year is not final where it took in something else than this one handed over', async () => {
  await itIs('2027-01-11')
  await office.sql`update cases set received_on = '2026-01-05' where id = ${id}`
  const refused = await posts('final', {}, office.head, 'year=2026&agency=yunxi')
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('表三二、上年结转政府信息公开申请数量·自然人：应为1，现为0')
  const page = (await office.head.gets('/reports?year=2026&agency=yunxi')).text
  expect(page).toContain(`data-case="${id}"`)
  expect(page).toContain('定稿时计入2025年结转，现在没有计入')
  expect(page).toContain('打开2025年度报告，写明理由重新打开')
  await office.sql`update cases set received_on = '2025-12-01' where id = ${id}`
  await itIs('2026-01-12')
})

test('opened again with a reason; both stay, and the audit tells of both', async () => {
  for (const why of ['', '再核', '\u3164\u3164\u3164\u3164', '\u200b\u200b\u200b\u200b', 'aaaa', '啊啊啊啊。'])
    expect((await posts('reopened', { why })).status, why).toBe(422)
  expect((await posts('reopened', { why: '表四漏报一件。' })).status).toBe(303)
  expect((await posts('reopened', { why: '表四漏报一件。' })).status).toBe(409)
  expect((await annual()).final).toBe(null)
  const page = (await office.head.gets(`/reports?${YEAR}`)).text
  const [, link] = /定稿，校验值[\s\S]*?href="([^"]+)"[^>]*>[\s\S]*?下载这一份/.exec(page)!
  expect(page).toContain('的定稿已经重新打开，以下是修改中的草稿')
  const frozen = await office.head.gets(link!.replaceAll('&amp;', '&'))
  expect(frozen.headers['content-disposition']).toContain(encodeURIComponent('定稿）.pdf'))
  expect(frozen.headers['content-disposition']).not.toContain(encodeURIComponent('草稿'))
  for (const version of ['2', '9', '0', 'x'])
    expect((await office.head.gets(`/api/v1/reports/annual.csv?${YEAR}&version=${version}`)).status).toBe(422)
  const asked = async () => (await office.head.gets(`/reports/final?${YEAR}`)).text
  expect(await asked()).toContain('定稿的一份完全相同：重新打开以后没有修改')
  expect((await posts('texts', { ...WRITTEN, five: '仍有两件答复说理不充分。' })).status).toBe(303)
  expect(await asked()).not.toContain('完全相同')
  const old = (await office.head.gets(`/api/v1/reports/annual.html?${YEAR}&version=1`)).text
  expect([
    old.includes('仍有两件'),
    (await office.head.gets(`/api/v1/reports/annual.html?${YEAR}`)).text.includes('仍有两件'),
  ]).toEqual([false, true])
  expect((await posts('final', {})).status).toBe(303)
  expect(await kept(office.sql)).toEqual([
    { n: 1, act: 'final' },
    { n: 2, act: 'reopened' },
    { n: 3, act: 'final' },
  ])
  const lines = await office.sql`select subject from audit_lines where what = 'report'`
  expect(lines.map(({ subject }) => subject)).toEqual(['yunxi 2025', 'yunxi 2025', 'yunxi 2025'])
  const audit = (await office.staff('auditor').gets('/audit?what=report')).text
  for (const said of [
    '定稿年度报告 云溪区人民政府 2025',
    '重新打开年度报告 云溪区人民政府 2025',
    '内容的校验值（SHA-256）',
  ])
    expect(audit).toContain(said)
  expect(audit).not.toMatch(/act：|hash：|digest：|>act<|>hash<|>digest</)
})

/** What verification finds of a change that the owner of the database makes; it is taken back. */
async function foundAfter(change: (tx: Tx) => Promise<unknown>) {
  const undone = new Error('undone')
  let what: string | undefined
  await office.sql
    .begin(async (tx) => {
      await tx.unsafe('alter table annual_reports disable trigger user')
      await change(tx as never)
      what = (await frozenFault({ sql: tx as never }))?.what
      throw undone
    })
    .catch((error) => {
      if (error !== undone) throw error
    })
  return what
}

test('whoever changes one afterwards is found', async () => {
  await office.theJobsRun()
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
  await expect(office.house.sql`update annual_reports set why = 'x'`).rejects.toThrow()
  const found = (...statements: string[]) =>
    foundAfter(async (tx) => {
      for (const statement of statements) await tx.unsafe(statement)
    })
  expect(await found()).toBe(undefined)
  expect(
    await found(`update annual_reports set content = replace(content, '"total":2', '"total":3') where n = 3`),
  ).toContain('was changed')
  expect(await found(`update annual_reports set why = '' where n = 2`)).toContain('was changed')
  expect(await found('delete from annual_reports where n = 2')).toContain('is missing')
  expect(await found('delete from annual_reports where n = 3')).toContain('not the one that was made final')
  expect(await found('delete from annual_reports')).toContain('not the one that was made final')
})

test('whoever makes one final behind the audit is found, though every hash is right', async () => {
  const key = { agencyId: 'yunxi', district: false, year: 2025 }
  const said = { by: 'staff:head', at: new Date('2026-01-12T02:00:00Z'), why: '' }
  const reopens = (tx: Tx) => appendReport(tx, key, { act: 'reopened', content: '' }, { ...said, why: '更正。' })
  const [{ content }] = await office.sql<[{ content: string }]>`select content from annual_reports where n = 3`
  const finals = (tx: Tx, of = key) => appendReport(tx, of, { act: 'final', content }, said)
  const unknown = 'the audit does not tell of this annual report'
  expect(await foundAfter(reopens)).toBe(`${unknown}: yunxi 2025 4`)
  expect(await foundAfter(async (tx) => [await reopens(tx), await finals(tx)])).toBe(`${unknown}: yunxi 2025 4`)
  expect(await foundAfter((tx) => finals(tx, { ...key, year: 2024 }))).toBe(`${unknown}: yunxi 2024 1`)
  expect(await foundAfter((tx) => finals(tx, { ...key, district: true }))).toBe(`${unknown}: yunxi 2025 1`)
  expect(await foundAfter(finals)).toContain('out of turn: yunxi 2025 4')
})

test('one whose audit line is not signed yet is told as such', async () => {
  const signed = () => chainAudit(overAll(office.house))
  await signed()
  expect((await verifyAll(office.house)).unsignedReports).toBeUndefined()
  expect((await posts('reopened', { why: '再次核对表四。' })).status).toBe(303)
  await signed() // ten minutes have not passed since
  expect(await verifyAll(office.house)).toMatchObject({ ok: true, unsignedReports: ['yunxi 2025 4'] })
  office.itIs('2026-01-13')
  await signed()
  expect((await verifyAll(office.house)).unsignedReports).toBeUndefined()
})

test('what is frozen is of one moment: what is recorded while it is counted is in no part of it', async () => {
  await itIs('2026-01-13')
  const before = await annual()
  let answer: ReturnType<typeof posts> | undefined
  await office.sql.begin(async (tx) => {
    await tx`select from agencies where id = 'yunxi' for update`
    answer = posts('final', {})
    await expect.poll(async () => (await waitingForLocks(office.sql)).length).toBeGreaterThan(0)
    await tx`update cases set counted_on = null, counted_as = null where counted_on is not null`
  })
  expect((await answer!).status).toBe(303)
  const { table3, final } = await annual()
  expect([final === null, table3]).toEqual([false, before.table3])
})
