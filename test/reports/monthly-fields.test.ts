/** What an agency reports, it sets itself: by forms, or by a workbook that is changed and brought back; faults name their row. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Definition, faultsOf, shippedDefinition } from '../../src/reports/monthly/definition.ts'
import { fieldsBook, fieldsIn } from '../../src/reports/monthly/fields-file.ts'
import { MEASURES, overlap } from '../../src/reports/monthly/measures.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ on: '2026-04-01' })
  for (const member of [office.head, office.registrar]) await member.signsIn()
})
afterAll(() => office.close())

const posts = (form: string, values: object, agency = 'yunxi', member = office.head) =>
  member.posts(`/reports/monthly/fields/${form}?agency=${agency}`, '', values)
const fieldsOf = async (agency: string) =>
  (await office.head.gets(`/api/v1/reports/monthly?month=2026-03&agency=${agency}`)).json
const named = async (agency: string, code: string) =>
  (await fieldsOf(agency)).fields.find((one: { code: string }) => one.code === code)
/** Each name and unit as it is, as the page sends them. */
const names = (of: Definition, more: object = {}) => ({
  ...Object.fromEntries(
    of.fields.flatMap(({ code, label, unit }) => [
      [`label.${code}`, label],
      [`unit.${code}`, unit],
    ]),
  ),
  ...more,
})

test('the shipped definition is whole, and comes back from its workbook as it was', () => {
  const shipped = shippedDefinition()
  expect(faultsOf(shipped)).toEqual([])
  const { fields, checks } = fieldsIn(fieldsBook(shipped))
  expect({ fields, checks }).toEqual({ fields: shipped.fields, checks: shipped.checks })
})

test('every measure has a name of its own; what overlaps is not added up', () => {
  const said = Object.values(MEASURES).map(({ zh }) => zh)
  expect(new Set(said).size).toBe(said.length)
  expect(overlap(['received.post', 'received.letter'])).toBe(false)
  expect(overlap(['results.3.3', 'results.3.5'])).toBe(false)
  expect(overlap(['results.3.3', 'results.3.3.1'])).toBe(true)
  expect(overlap(['received', 'results'])).toBe(true)
  expect(overlap(['received.post', 'received.person'])).toBe(true)
  expect(overlap(['remedies.litigation', 'remedies.litigationAfterReconsideration'])).toBe(false)
  expect(overlap(['fees.notified', 'fees.paid'])).toBe(true)
})

test('renamed, hidden, added; the office of the district sets it for those who set nothing', async () => {
  const shipped = shippedDefinition()
  expect(
    (await posts('names', names(shipped, { 'label.14': '网站专栏浏览量', 'hidden.17': 'yes' }), 'all')).status,
  ).toBe(303)
  expect((await named('yunxi-zjj', '14')).label).toBe('网站专栏浏览量')
  expect(await named('yunxi-zjj', '17')).toBeUndefined()
  const added = {
    code: '0109',
    label: '窗口和邮寄提交',
    unit: '件',
    fill: 'received.counter',
    parent: '01',
    period: 'month',
  }
  expect((await posts('added', added)).status).toBe(303)
  expect(await named('yunxi', '0109')).toMatchObject({ month: 0, source: 'facts', parent: '01' })
  expect(await named('yunxi-zjj', '0109')).toBeUndefined()
  const codes = (await fieldsOf('yunxi')).fields.map(({ code }: { code: string }) => code)
  expect(codes.indexOf('0109')).toBe(codes.indexOf('0108') + 1)
  for (const [wrong, said] of [
    [added, '代码重复'],
    [{ ...added, code: '01 09' }, '代码用字母'],
    [{ ...added, code: '0110', label: '' }, '请填写'],
    [{ ...added, code: '0110', fill: 'nothing' }, '没有这个统计口径'],
    [{ ...added, code: '0110', decimals: '9' }, '小数位数0至4'],
  ] as const) {
    const refused = await posts('added', wrong)
    expect([refused.status, refused.text.includes(said)], said).toEqual([422, true])
  }
  expect((await posts('names', names(shipped), 'yunxi', office.registrar)).status).toBe(403)
  expect((await office.registrar.gets('/reports/monthly/fields')).status).toBe(403)
  const lines = await office.sql`select subject from audit_lines where what = 'returnFields' order by id`
  expect(lines.map(({ subject }) => subject)).toEqual(['yunxi 合计', 'yunxi'])
})

test('the day and since when: by it a month is late, and none before it', async () => {
  for (const [wrong, said] of [
    [{ dueDay: '31', remindBefore: '3', since: '' }, '应报日1至28'],
    [{ dueDay: '五', remindBefore: '3', since: '' }, '应当是整数'],
    [{ dueDay: '5', remindBefore: '3', since: '2026年3月' }, '月份写成 2026-03'],
  ] as const) {
    const refused = await posts('due', wrong)
    expect([refused.status, refused.text.includes(said)], said).toEqual([422, true])
  }
  expect((await posts('due', { dueDay: '10', remindBefore: '2', since: '2026-03' })).status).toBe(303)
  expect(await fieldsOf('yunxi')).toMatchObject({ due: '2026-04-10', status: 'draft' })
  const before = (await office.head.gets('/api/v1/reports/monthly?month=2026-02&agency=yunxi')).json
  expect(before).toMatchObject({ due: '2026-03-10', status: 'draft', late: false })
})

test('a workbook is taken away, changed and brought back', async () => {
  const uploads = (content: Uint8Array) =>
    office.head.posts('/reports/monthly/fields/file?agency=yunxi', 'note', '', {
      files: [{ name: '指标.xlsx', content: Buffer.from(content) }],
    })
  expect((await office.head.gets('/reports/monthly/fields.xlsx?agency=yunxi')).status).toBe(200)
  const { fields, checks } = shippedDefinition()
  const kept = fields.filter(({ code }) => !['16', '17'].includes(code))
  expect((await uploads(fieldsBook({ fields: kept, checks }))).status).toBe(303)
  expect(await named('yunxi', '16')).toBeUndefined()
  const faulty = await uploads(fieldsBook({ fields: [...kept, kept[0]!], checks }))
  expect([faulty.status, faulty.text.includes('代码重复')]).toEqual([422, true])
  const without = await uploads(fieldsBook({ fields: kept.filter(({ code }) => code !== '02'), checks }))
  expect([without.status, without.text.includes('中的指标不存在')]).toEqual([422, true])
  const none = await uploads(Buffer.from('代码,指标名称'))
  expect([none.status, none.text.includes('不是 XLSX 工作簿')]).toEqual([422, true])
})
