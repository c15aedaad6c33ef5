/** What is dated earlier than it was recorded, by words alone, helps nobody in the careful reading. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import type { Answer, Json } from '../support/api.ts'
import { CONFIRMED, DRAFTED, EXAMINED, type Office, openOffice, PASSED, SIGNED } from '../support/house.ts'
import { application, type Member } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
beforeEach(() => office.itIs('2026-03-02'))

/** Registered on Monday 2 March 2026: the reply is due on 30 March, a correction is to be asked for by 11 March. */
const REQUEST = { type: 'correctionRequested', matters: ['写明所需信息的年份'], answerBy: '2026-04-20' }
const EXTENDED = { type: 'extended', workingDays: 10, reason: '需要逐页区分处理。', approvedBy: '示例·公开办主任' }
const CONSULTED = { type: 'thirdPartyConsulted', party: '示例公司' }
const WORDS = '3月当日已经电话告知。'
const codeOf = ({ status, json }: Answer) => [status, json.code]

const onFile = async (who: Member, id: string): Promise<string> => {
  const added = await who.adds(id, [{ name: '送达回证.txt', content: '2026年3月11日当面送达' }])
  return added.json.files[0].id
}

test.each([
  ['handler', { ...REQUEST, on: '2026-03-11' }],
  ['head', { ...EXTENDED, on: '2026-03-27' }],
  ['handler', { type: 'feeNotified', basis: 'items', quantity: 11, on: '2026-03-27' }],
] as const)(
  '%s dates %o back after the due date: words move the lenient date, not the strict one',
  async (who, fact) => {
    const { id } = await office.caseUntil('assigned')
    office.itIs('2026-03-31')
    const { clock, letters } = await office[who].records(id, { ...fact, evidence: WORDS })
    expect(clock.warnings.map(({ code }: Json) => code)).toContain('RECORDED_LATER')
    expect(clock.warnings.map(({ code }: Json) => code)).not.toContain('OVERDUE')
    expect(clock.careful.dueOn).toBe('2026-03-30')
    expect(letters.at(-1)).toMatchObject({ madeOn: fact.on })
  },
)

test('a correction that is dated back after the due date moves no careful date', async () => {
  const { id } = await office.caseUntil('assigned')
  office.itIs('2026-03-31')
  const said = await office.handler.records(id, { ...REQUEST, on: '2026-03-11', evidence: WORDS })
  expect(said.clock).toMatchObject({ status: 'waiting', carefulRuns: true })
  await office.registrar.records(id, { type: 'corrected', text: '2024年。' })
  const { clock } = await office.handler.opens(id)
  expect([clock.dueOn, clock.careful.dueOn]).toEqual(['2026-04-29', '2026-03-30'])
  expect(clock.careful.because).toContain('至2026年3月31日才记录，没有材料表明此前已经告知')
})

test('a paper on file shows the day: then both dates follow it, and the letter is of that day', async () => {
  const { id } = await office.caseUntil('assigned')
  office.itIs('2026-03-31')
  const evidence = [await onFile(office.handler, id)]
  const said = await office.handler.tries(id, { ...REQUEST, on: '2026-03-11', evidence })
  expect([said.status, said.json.clock.status]).toEqual([201, 'waiting'])
  expect(said.json.clock).not.toHaveProperty('carefulRuns')
  expect(said.json.letters.at(-1)).toMatchObject({ madeOn: '2026-03-11' })
})

test('a consultation dated back by words is left out from that day, strictly from what shows it', async () => {
  const { id } = await office.caseUntil('assigned')
  office.itIs('2026-03-10')
  const { clock } = await office.handler.records(id, { ...CONSULTED, on: '2026-03-03', evidence: WORDS })
  expect(clock.excluded[0]).toMatchObject({ from: '2026-03-04' })
  expect(clock.warnings.map(({ code }: Json) => code)).toContain('RECORDED_LATER')
  expect(clock.careful.dueOn).toBe('2026-03-30')
})

test('a consultation whose letter never went out is counted by the strict reading, which says so', async () => {
  const { id } = await office.caseUntil('assigned')
  const asked = (await office.handler.records(id, CONSULTED)) as Json
  expect(asked.clock.careful).toMatchObject({ dueOn: '2026-03-30', because: expect.stringContaining('没有发出的记录') })
  expect(asked.clock.dueOn > '2026-03-30').toBe(true)
  office.itIs('2026-03-05')
  const [letter] = await office.sql`select id from letters where case_id = ${id} and template = 'thirdParty'`
  const sent = { type: 'sent', letter: letter!.id, how: 'post', trackingNumber: 'XA00000000000' }
  const { clock } = await office.registrar.records(id, sent)
  expect(clock.careful.dueOn > '2026-03-30' && clock.careful.dueOn < clock.dueOn).toBe(true)
})

test('that it arrived, on the word of the office alone, does not show that the letter left; the draft names it', async () => {
  const { id } = await office.caseUntil('assigned')
  await office.handler.records(id, { ...CONSULTED, interest: 'privacy' })
  office.itIs('2026-03-04')
  const said = await office.registrar.records(id, { type: 'thirdPartyReached' })
  expect(said.clock.careful).toMatchObject({ dueOn: '2026-03-30', because: expect.stringContaining('没有发出的记录') })
  expect(said.clock.dueOn > '2026-03-30').toBe(true)

  office.itIs('2026-03-27')
  await office.handler.records(id, { type: 'thirdPartySilent' })
  await office.handler.records(id, EXAMINED)
  const fields = { reasons: '记载第三方的病情和住址，公开会损害其个人隐私。' }
  await office.handler.records(id, { type: 'replyDrafted', outcome: 'thirdPartyRights', fields })
  const draft = (await office.counsel.gets(`/cases/${id}/draft`)).text
  expect(draft).toContain('给“示例公司”的征求意见书没有发出的记录，却记录了逾期未答复')
  // The letter names what the case says is at stake, and nothing else.
  expect(draft).toContain('申请公开的上述信息涉及第三方的个人隐私，公开会对第三方合法权益造成损害')
})

test.each([
  ['counter', '当面交付，已签收。'],
  ['portal', '当日网上送达。'],
])(
  'a reply served %s that words alone date on its due day is in time by one reading alone, and the page says so',
  async (how, evidence) => {
    const { id } = await office.caseUntil('replySigned')
    office.itIs('2026-03-31')
    const said = await office.registrar.records(id, { type: 'replyServed', how, on: '2026-03-30', evidence })
    expect(said.clock).toMatchObject({ settledOn: '2026-03-30', inTime: true, careful: { inTime: false } })
    const page = (await office.registrar.gets(`/cases/${id}`)).text
    expect(page).toContain('从宽计算在法定期限内，从严计算超出法定期限')
  },
)

test('draft, review and signature stand in the order of their days', async () => {
  const { id } = await office.caseUntil('secrecyReviewed')
  office.itIs('2026-03-05')
  await office.handler.records(id, DRAFTED)
  const early = { on: '2026-03-04', evidence: '纸质审核单。' }
  expect(codeOf(await office.counsel.tries(id, { ...PASSED, ...early }))).toEqual([409, 'REVIEWED_BEFORE_DRAFT'])
  office.itIs('2026-03-06')
  await office.counsel.records(id, PASSED)
  const signed = { ...SIGNED, on: '2026-03-05', evidence: '纸质签批单。' }
  expect(codeOf(await office.signer.tries(id, signed))).toEqual([409, 'SIGNED_BEFORE_REVIEW'])
})

test('a later day of receipt that words alone give leaves the strict reading where it was', async () => {
  office.itIs('2026-03-10')
  const mended = { type: 'rectified', why: '误记。', approvedBy: '示例·公开办主任', position: 1 }
  const moved = async (paper: boolean) => {
    const entered = { ...application(), channel: 'post', on: '2026-03-02', evidence: '邮戳' }
    const { id } = await office.registrar.enters(entered)
    const evidence = paper ? { evidence: [await onFile(office.head, id)] } : {}
    const { clock } = await office.head.records(id, { ...mended, replacement: { on: '2026-03-04' }, ...evidence })
    return [clock.receivedOn, clock.dueOn, clock.careful.dueOn]
  }
  expect(await moved(false)).toEqual(['2026-03-04', '2026-04-01', '2026-03-30'])
  expect(await moved(true)).toEqual(['2026-03-04', '2026-04-01', '2026-04-01'])
})

test('a day of receipt that a letter told binds in both readings; a file moves it, and the letters that told it are named', async () => {
  office.itIs('2026-03-02')
  const mended = { type: 'rectified', why: '误记。', approvedBy: '示例·公开办主任', position: 1 }
  const entered = { ...application(), channel: 'post' }
  const { id } = await office.registrar.enters(entered)
  office.itIs('2026-03-05')
  await office.registrar.records(id, { type: 'registered' })
  const moved = { ...mended, replacement: { on: '2026-03-05' } }
  const said = await office.head.records(id, moved)
  expect([said.clock.receivedOn, said.clock.dueOn, said.clock.careful.dueOn]).toEqual([
    '2026-03-02',
    '2026-03-30',
    '2026-03-30',
  ])
  expect(said.clock.warnings.map(({ code }: Json) => code)).toContain('RECEIPT_DAY_TOLD')
  expect(said.letters[0]).not.toHaveProperty('namesReceivedOn')

  // The same once more by words moves nothing; the envelope is heard.
  const again = await office.head.records(id, moved)
  expect([again.clock.receivedOn, again.clock.dueOn]).toEqual(['2026-03-02', '2026-03-30'])
  const shown = await office.head.records(id, { ...moved, evidence: [await onFile(office.head, id)] })
  expect([shown.clock.receivedOn, shown.clock.dueOn, shown.clock.careful.dueOn]).toEqual([
    '2026-03-05',
    '2026-04-02',
    '2026-04-02',
  ])
  expect(shown.letters[0]).toMatchObject({ namesReceivedOn: '2026-03-02' })
  // A name that is mended afterwards takes away neither the day nor the envelope that showed it.
  const named = await office.head.records(id, { ...mended, replacement: { applicant: { name: '张伞' } } })
  expect([named.clock.receivedOn, named.clock.dueOn, named.clock.careful.dueOn]).toEqual([
    '2026-03-05',
    '2026-04-02',
    '2026-04-02',
  ])
  expect(named.applicant.name).toBe('张伞')
  const titled = await office.head.records(id, { ...mended, replacement: { request: { title: '示例路文件' } } })
  expect([titled.applicant.name, titled.title, titled.clock.receivedOn]).toEqual(['张伞', '示例路文件', '2026-03-05'])
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
  expect((await office.head.gets(`/cases/${id}`)).text).toContain('写明的收到之日2026年3月2日已不成立')

  await office.goes(id, 'registered', 'replyDrafted')
  const draft = (await office.counsel.gets(`/cases/${id}/draft`)).text
  expect(draft).toContain('写明收到申请之日为2026年3月2日，更正后为2026年3月5日')
})

test('nor is a confirmation taken back to be given again on a later day', async () => {
  office.itIs('2026-03-02')
  const { id } = await office.caseUntil('confirmed')
  office.itIs('2026-03-09')
  const { facts } = await office.head.opens(id)
  const position = facts.find(({ type }: Json) => type === 'confirmed').position
  await office.head.records(id, { type: 'rectified', position, why: '误记。', approvedBy: '示例·公开办主任' })
  const { clock } = await office.registrar.records(id, CONFIRMED)
  expect([clock.receivedOn, clock.dueOn]).toEqual(['2026-03-02', '2026-03-30'])
})

test('a decision whose receipt no paper shows was received, strictly, on its own day', async () => {
  const { id } = await office.caseUntil('replyServed')
  office.itIs('2026-07-10')
  const decision = { body: '示例市人民政府', number: '示复〔2026〕1号', on: '2026-06-18', receivedOn: '2026-06-25' }
  const reopened = { type: 'reopened', why: '复议决定责令重新处理。', workingDays: 20, decision }
  const { clock } = await office.head.records(id, reopened)
  expect([clock.dueOn, clock.careful.dueOn]).toEqual(['2026-07-23', '2026-07-17'])
  expect(clock.careful.because).toContain('按决定之日2026年6月18日收到计算')
})
