/** The monthly return: counted from the facts, filled by hand, reported and frozen, opened again, summed over a district. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { shippedDefinition } from '../../src/reports/monthly/definition.ts'
import { sheetsOf } from '../../src/workbooks/read.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
const DAY = '2026-03-02'
let answered: string
beforeAll(async () => {
  office = await openOffice({ on: DAY })
  answered = (await office.caseUntil('replyServed')).id
  await office.caseUntil('registered')
  await itIs('2026-04-01')
})
afterAll(() => office.close())

const itIs = async (day: string) => {
  office.itIs(day)
  for (const member of [office.head, office.registrar, office.supervisor, office.handler]) await member.signsIn()
}
const MARCH = 'month=2026-03&agency=yunxi'
const monthly = async (query = MARCH, member = office.head) =>
  (await member.gets(`/api/v1/reports/monthly?${query}`)).json
type Field = { code: string; label: string; unit: string; month: number | null; year: number | null; source: string }
const field = ({ fields }: { fields: Field[] }, code: string) => fields.find((one) => one.code === code)!
/** Without a platform above, whoever reports says that they hand the file in. */
const HANDED_IN = { handedIn: 'yes' }
const posts = (what: string, values: object, query = MARCH, member = office.head) =>
  member.posts(`/reports/monthly/${what}?${query}`, '', values)
/** Every field that is entered, filled with noughts but for these. */
const filled = (more: Record<string, string> = {}) =>
  Object.fromEntries(
    shippedDefinition()
      .fields.filter(({ fill }) => !fill)
      .map(({ code }) => [`of.${code}`, more[code] ?? '0']),
  )

test('without a word it is the own return of the month that is over, with its day', async () => {
  const found = await monthly('')
  expect(found).toMatchObject({ month: '2026-03', agency: 'yunxi', due: '2026-04-05', status: 'draft', late: false })
  expect(found.fields.length).toBeGreaterThan(40)
  for (const one of found.fields) {
    expect(Object.keys(one)).toEqual(expect.arrayContaining(['code', 'label', 'unit', 'month', 'year', 'source']))
    expect(['facts', 'entered', 'missing']).toContain(one.source)
  }
  for (const wrong of ['month=2026-13', 'month=2018-12', 'month=2026-05', 'month=2026-03&agency=nobody'])
    expect((await office.head.gets(`/api/v1/reports/monthly?${wrong}`)).status).toBe(422)
  expect((await office.handler.gets('/api/v1/reports/monthly')).status).toBe(403)
})

test('what the facts give, and each figure with as many cases', async () => {
  const found = await monthly()
  expect(field(found, '01')).toMatchObject({ month: 2, year: 2, source: 'facts' })
  expect(field(found, '0105')).toMatchObject({ month: 2 })
  expect([field(found, '03').month, field(found, '0301').month, field(found, '04').month]).toEqual([1, 1, 1])
  expect(found.checks.every((check: { holds: boolean }) => check.holds)).toBe(true)
  const { cases } = (await office.head.gets(`/api/v1/reports/monthly/cases?${MARCH}&field=0301`)).json
  expect(cases).toMatchObject([{ id: answered, days: [DAY] }])
  const received = (await office.head.gets(`/api/v1/reports/monthly/cases?${MARCH}&field=01`)).json.cases
  expect(received.map(({ days }: { days: string[] }) => days)).toEqual([[DAY], [DAY]])
  expect((await office.head.gets(`/reports/monthly/cases?${MARCH}&field=01`)).text).toContain(`data-case="${answered}"`)
  expect((await office.head.gets(`/api/v1/reports/monthly/cases?${MARCH}&field=14`)).status).toBe(422)
})

test('what no case holds is entered, with who and when; what is no number comes back', async () => {
  const wrong = await posts('entries', { 'of.13': '三', 'of.14': '1.5' })
  expect([wrong.status, wrong.text.includes('应当是整数')]).toEqual([422, true])
  expect((await posts('entries', { 'of.13': '12' })).status).toBe(303)
  expect((await posts('entries', { 'of.13': '15' })).status).toBe(303)
  const found = await monthly()
  expect(field(found, '13')).toMatchObject({ month: 15, year: 15, source: 'entered' })
  expect(field(found, '14')).toMatchObject({ month: null, year: null, source: 'missing' })
  expect(found.entered).toEqual([{ code: '13', value: '15', by: 'staff:head', at: expect.any(String) }])
  const page = (await office.head.gets(`/reports/monthly?${MARCH}`)).text
  expect(page).toContain('13 主动公开政府信息：12')
  expect((await posts('entries', { 'of.13': '1' }, MARCH, office.registrar)).status).toBe(403)
})

test('it is not reported while fields are missing or sums do not agree; then it is frozen', async () => {
  const unpushed = await office.head.gets(`/api/v1/reports/monthly.json?${MARCH}`)
  expect([unpushed.status, unpushed.json.title]).toEqual([409, '本月尚未报送'])
  const refused = await posts('reported', HANDED_IN)
  expect([refused.status, refused.text.includes('14 网站专栏访问量：尚未填写')]).toEqual([409, true])
  await posts('entries', filled({ '13': '3', '1301': '4' }))
  const faulty = await posts('reported', HANDED_IN)
  expect([faulty.status, faulty.text.includes('1301 新制发行政规范性文件，本期：4，大于上级指标的3')]).toEqual([
    409,
    true,
  ])
  await posts('entries', filled({ '13': '30', '1301': '4' }))
  expect((await office.head.gets(`/reports/monthly?${MARCH}`)).text).toContain('没有设置上级平台')
  const unaware = await posts('reported', {})
  expect([unaware.status, unaware.text.includes('已知道须另行提交文件')]).toEqual([422, true])
  expect((await posts('reported', HANDED_IN)).status).toBe(303)
  expect((await office.head.gets(`/reports/monthly?${MARCH}`)).text).toContain('data-not-pushed')
  const found = await monthly()
  expect(found).toMatchObject({ status: 'reported', late: false, asOf: '2026-03-31' })
  expect(found.reported.digest).toMatch(/^[0-9a-f]{64}$/)
  expect(found.analysis.text).toContain('2026年3月收到申请2件，办结1件')
  for (const what of ['reported', 'entries'])
    expect((await posts(what, { ...filled(), ...HANDED_IN })).status).toBe(409)
  // What is put right later moves nothing of it.
  await office.sql`update cases set counted_on = null, counted_as = null where id = ${answered}`
  expect(field(await monthly(), '03').month).toBe(1)
  const { moved } = await monthly()
  expect(moved).toContainEqual({ code: '03', label: '本期办结', column: 'month', reported: 1, now: 0 })
  expect((await office.head.gets(`/reports/monthly?${MARCH}`)).text).toContain('03 本期办结，本期：报送时1，现在0')
  await office.sql`update cases set counted_on = settled_on, counted_as = outcome where id = ${answered}`
})

test('opened again with a reason, and reported late; verification holds all of it against the audit', async () => {
  expect((await posts('reopened', { why: '' })).status).toBe(422)
  expect((await posts('reopened', { why: '漏填接待人次。' })).status).toBe(303)
  expect((await posts('reopened', { why: '漏填接待人次。' })).status).toBe(409)
  await itIs('2026-04-09')
  expect(await monthly()).toMatchObject({ status: 'late', late: true })
  await posts('entries', { 'of.15': '9', analysis: '本月集中办理征收补偿类申请。' })
  expect((await posts('reported', HANDED_IN)).status).toBe(303)
  expect(await monthly()).toMatchObject({ status: 'reported', late: true })
  expect((await monthly()).analysis.text).toBe('本月集中办理征收补偿类申请。')
  await office.theJobsRun()
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
  const lines = await office.sql`select subject from audit_lines where what = 'return'`
  expect(lines.map(({ subject }) => subject)).toEqual(['yunxi 2026-03', 'yunxi 2026-03', 'yunxi 2026-03'])
  await office.sql`alter table monthly_returns disable trigger user`
  await office.sql`update monthly_returns set content = replace(content, '30', '31') where n = 3`
  expect(await verifyAll(office.house)).toMatchObject({ ok: false })
  await office.sql`update monthly_returns set content = replace(content, '31', '30') where n = 3`
  await office.sql`alter table monthly_returns enable trigger user`
})

test('the sum of a district names who has not reported', async () => {
  const district = await monthly('month=2026-03&agency=all')
  expect(district.agencies.find(({ agency }: { agency: string }) => agency === 'yunxi').status).toBe('reported')
  expect(district.unreported.map(({ agency }: { agency: string }) => agency)).toContain('yunxi-zjj')
  expect(field(district, '01').month).toBe(2)
  expect(field(district, '13')).toMatchObject({ month: 30, source: 'missing' })
  const page = (await office.head.gets('/reports/monthly?month=2026-03&agency=all')).text
  expect(page).toContain('未报送的')
  expect((await posts('reported', HANDED_IN, 'month=2026-03&agency=all')).status).toBe(303)
  expect(await monthly('month=2026-03&agency=all')).toMatchObject({ status: 'reported' })
})

test('the files: a workbook with the agencies, values for programs, and what is handed in', async () => {
  for (const ending of ['xlsx', 'csv', 'json'])
    expect((await office.head.gets(`/api/v1/reports/monthly.${ending}?${MARCH}`)).status).toBe(200)
  expect((await office.head.gets('/api/v1/reports/monthly.json?month=2026-02')).status).toBe(409)
  const book = await office.head.gets('/api/v1/reports/monthly.xlsx?month=2026-03&agency=all')
  const [table, agencies] = sheetsOf(book.bytes)
  expect([table!.name, agencies!.name]).toEqual(['报表', '各机关'])
  const texts = (sheet: typeof table) => sheet!.rows.map(({ cells }) => Object.values(cells))
  expect(texts(table)).toContainEqual(['01', '本期收到申请', '件', '2', '2'])
  expect(texts(agencies).find(([name]) => name === '合计')?.[1]).toBe('1个机关已报送')
  const { text } = await office.head.gets(`/api/v1/reports/monthly.csv?${MARCH}`)
  expect(text).toContain('13,主动公开政府信息,条,30,30')
})
