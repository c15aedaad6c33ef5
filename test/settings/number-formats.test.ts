/** How an office writes its numbers: its own format from a day on, the count going on, neither gap nor repeat. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { DEFAULT_FORMATS, inFormat, unfitFormat } from '../../src/ledger/number-formats.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const ASKED = { kind: 'reply', format: '{机关代字}公开〔{年}〕{序号}号', from: '2026-03-09', why: '与公文字号统一。' }
const asks = (asked: object) => office.staff('admin').posts('/api/v1/number-formats', '', { ...ASKED, ...asked })
const numbersOf = async (kind: string) => (await office.registrar.gets(`/api/v1/numbers?year=2026&kind=${kind}`)).json
const signed = async () => (await office.caseUntil('replySigned')).id
const numberOnReply = async (id: string) =>
  (await office.registrar.opens(id)).letters.find(({ kind }: { kind: string }) => kind === 'reply').number as string

test.each([
  ['registration', '{年}-{序号4}', undefined],
  ['registration', '{机关代字}依申请{年}第{序号5}号', undefined],
  ['registration', '{年}', '{年}和{序号}各写一次'],
  ['registration', '{年}-{序号}-{序号4}', '各写一次'],
  ['registration', '2026-{年}-{序号}', '不写数字'],
  ['registration', '{年} {序号}', '不写数字和空格'],
  ['registration', '{年}-{月}-{序号}', '空白只有'],
  ['registration', '{机关代字}{机关代字}{年}{序号}', '只写一次'],
  ['reply', '{机关代字}公开〔{年}〕{序号}号', undefined],
  ['reply', '{机关代字}公开[{年}]{序号}号', '空白只有'],
  ['reply', '{机关代字}公开〔{年}〕{序号4}号', 'GB/T 9704'],
  ['reply', '公开〔{年}〕{序号}号', 'GB/T 9704'],
  ['reply', '{机关代字}复\u3164〔{年}〕{序号}号', '空白只有'],
  ['notice', '{机关代字}告〔{年}〕第{序号}号', 'GB/T 9704'],
] as const)('%s “%s”', (kind, format, says) => {
  if (says) expect(unfitFormat(kind, format)).toContain(says)
  else expect(unfitFormat(kind, format)).toBeUndefined()
})

test('a number says its year in full, and is padded where that is asked', () => {
  const at = { mark: '云政依', year: 2026, value: 7 }
  expect(inFormat(DEFAULT_FORMATS.registration, at)).toBe('2026-0007')
  expect(inFormat(DEFAULT_FORMATS.reply, at)).toBe('云政依复〔2026〕7号')
  expect(inFormat('{机关代字}〔{年}〕{序号6}号', at)).toBe('云政依〔2026〕000007号')
  expect(inFormat(DEFAULT_FORMATS.registration, { ...at, value: 12_345 }), 'none is cut').toBe('2026-12345')
})

test('from its day on replies are numbered in the new format, the count goes on; what was given stays', async () => {
  office.itIs('2026-03-02')
  const before = await signed()
  const answer = await asks({})
  expect(answer.status).toBe(201)
  expect(answer.json.formats.find(({ kind }: { kind: string }) => kind === 'reply')).toMatchObject({
    ...{ format: DEFAULT_FORMATS.reply, since: null, next: '云政依复〔2026〕2号' },
    changes: [{ format: ASKED.format, from: '2026-03-09', by: 'staff:admin', why: ASKED.why }],
  })
  const [change] = await office.sql<
    { after: object }[]
  >`select detail -> 'after' as after from audit_lines where what = 'agency' order by id desc limit 1`
  expect(change!.after, 'auditors see it').toEqual({ replyFormat: `${ASKED.format}（自2026年3月9日起）` })
  const still = await signed()
  office.itIs('2026-03-09')
  const after = await signed()
  expect(await Promise.all([before, still, after].map(numberOnReply))).toEqual([
    '云政依复〔2026〕1号',
    '云政依复〔2026〕2号',
    '云政依公开〔2026〕3号',
  ])
  expect(await numbersOf('reply')).toMatchObject({ last: 3, missing: [], complete: true })
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

test('登记编号 in another format stand in a register of their own, without a gap', async () => {
  expect((await asks({ kind: 'registration', format: '{机关代字}{年}第{序号5}号', from: '2026-03-09' })).status).toBe(
    201,
  )
  const { id } = await office.caseUntil('registered')
  const { number } = await office.registrar.opens(id)
  expect(number).toMatch(/^云政依2026第0000\d号$/)
  const register = await numbersOf('registration')
  expect(register).toMatchObject({ missing: [], complete: true, voided: 0 })
  expect(register.numbers).toHaveLength(register.last)
  expect(register.numbers[0]).toMatchObject({ number, cases: [{ id, number, letter: null }] })
  const page = (await office.registrar.gets('/numbers?year=2026&kind=registration')).text
  expect(page).toContain(number)
  expect(page).toContain('没有缺号或者重号')
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

test('twenty registered at once, while the format changes: each number once, none missing', async () => {
  const waiting: string[] = []
  for (let i = 0; i < 20; i++) waiting.push((await office.caseUntil('confirmed')).id)
  const change = asks({ kind: 'registration', format: '{机关代字}收{年}第{序号}号' })
  const registered = waiting.map((id) => office.registrar.records(id, { type: 'registered' }))
  await Promise.all([change, ...registered])
  const { numbers, last, missing } = await numbersOf('registration')
  expect(missing).toEqual([])
  expect(new Set(numbers.map(({ number }: { number: string }) => number)).size).toBe(last)
})

test('what would repeat a number, lies in the past or changes nothing is refused at its field', async () => {
  const code = async (asked: object) => {
    const { status, json } = await asks(asked)
    return `${status} ${json.errors?.[0]?.field} ${json.errors?.[0]?.code}`
  }
  expect(await code({ kind: 'notice' }), 'replies have it').toBe('422 format TAKEN')
  expect(await code({ kind: 'notice', format: DEFAULT_FORMATS.reply }), 'replies had it').toBe('422 format TAKEN')
  const spelt = { kind: 'registration', format: '云政依告〔{年}〕{序号3}号' }
  expect(await code(spelt), 'notices have it, with the mark as a blank').toBe('422 format TAKEN')
  expect(await code({})).toBe('422 format UNCHANGED')
  expect(await code({ format: DEFAULT_FORMATS.reply, from: '2026-03-06' })).toBe('422 from IN_THE_PAST')
  expect(await code({ format: '{机关代字}〔{年}〕{序号4}号' })).toBe('422 format UNFIT')
  expect(await code({ why: '' })).toMatch(/^422 why/)
})

test('a number that was given before is not given again: the signature is refused, and nothing is written', async () => {
  const { id } = await office.caseUntil('replyReviewed')
  const { last } = await numbersOf('reply')
  // As after a change of the 机关代字 to one that other numbers were written with.
  await office.sql`insert into document_numbers values ('yunxi', 2026, 'notice', 900, ${`云政依公开〔2026〕${last + 1}号`})`
  const answer = await office.signer.tries(id, { type: 'replySigned' })
  expect(answer.status).toBe(409)
  expect(answer.json.code).toBe('NUMBER_TAKEN')
  expect(await numbersOf('reply')).toMatchObject({ last, missing: [] })
})

test('two agencies never come to one number: a 机关代字 that stands in numbers stays with who gave them', async () => {
  const admin = office.staff('admin')
  const sets = async (code: string, mark: string) => {
    const { status, json } = await admin.patches(`/api/v1/agencies/${code}`, { mark })
    return [status, json.errors?.[0]?.field ?? null, json.errors?.[0]?.message ?? null]
  }
  // Exchanged by way of a third: refused by name, and on the way back it is theirs again.
  expect(await sets('yunxi', '云政信依')).toEqual([200, null, null])
  expect(await sets('yunxi-jyj', '云政依')).toEqual([
    ...[422, 'mark'],
    '“云溪区人民政府”已经用这一机关代字编过文号，给其他机关就会重号，请改用另一个',
  ])
  expect(await sets('yunxi', '云政依')).toEqual([200, null, null])
  // Two marks and formats that come to the same letters: the number is refused, whoever gave it first.
  const { id } = await office.caseUntil('replyReviewed')
  const { last } = await numbersOf('reply')
  const number = `云政依公开〔2026〕${last + 1}号`
  await office.sql`insert into document_numbers values ('yunxi-jyj', 2026, 'reply', 1, ${number}, '云政')`
  const answer = await office.signer.tries(id, { type: 'replySigned' })
  expect([answer.status, answer.json.code]).toEqual([409, 'NUMBER_TAKEN'])
  expect(await numbersOf('reply')).toMatchObject({ last, missing: [] })
})

test('on the page: by the administrator, with the number that comes next; a fault stands at its field', async () => {
  const admin = office.staff('admin')
  expect((await admin.gets('/settings')).text).toMatch(/下一个是 云政依公开〔2026〕\d+号/)
  const bad = await admin.posts('/settings/numbers', '', { ...ASKED, agency: 'yunxi', format: '{年}号' })
  expect(bad.status).toBe(422)
  expect(bad.text).toContain('{年}和{序号}各写一次')
  const good = await admin.posts('/settings/numbers', '', {
    ...{ ...ASKED, agency: 'yunxi', kind: 'notice', format: '{机关代字}函〔{年}〕{序号}号' },
  })
  expect(good.status).toBe(200)
  expect(good.text).toContain('已保存')
  expect(good.text).toMatch(/下一个是 云政依函〔2026〕\d+号/)
})
