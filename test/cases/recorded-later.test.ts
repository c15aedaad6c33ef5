/** What is dated earlier than it was recorded, by words alone, helps the office from its recording on; what helps it needs a paper. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Answer, Json } from '../support/api.ts'
import { DRAFTED, type Office, openOffice, PASSED, SIGNED } from '../support/house.ts'
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
  ['handler', { ...REQUEST, on: '2026-03-11' }, 'CORRECTION_AFTER_EXPIRY'],
  ['head', { ...EXTENDED, on: '2026-03-27' }, 'EXTENDED_AFTER_EXPIRY'],
  ['handler', { type: 'feeNotified', basis: 'items', quantity: 11, on: '2026-03-27' }, 'FEE_AFTER_EXPIRY'],
] as const)('%s dates %o back after the due date: with words it is refused as late', async (who, fact, code) => {
  const { id } = await office.caseUntil('assigned')
  office.itIs('2026-03-31')
  const standing = await office.standing(id)
  const said = await office[who].tries(id, { ...fact, evidence: WORDS })
  expect(codeOf(said)).toEqual([409, code])
  expect(said.json.detail ?? said.json.title).toContain('请附卷')
  expect(await office.standing(id)).toBe(standing)
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

test('within the period words are put on record, and count from the day of recording; so is the letter dated', async () => {
  const { id } = await office.caseUntil('assigned')
  office.itIs('2026-03-10')
  const { clock, letters } = await office.handler.records(id, { ...CONSULTED, on: '2026-03-03', evidence: WORDS })
  expect(clock.excluded[0]).toMatchObject({ from: '2026-03-11' })
  expect(clock.warnings.map(({ code }: Json) => code)).toContain('RECORDED_LATER')
  const made = letters.filter(({ title }: Json) => title.includes('征求')).map(({ madeOn }: Json) => madeOn)
  expect(made).toEqual(['2026-03-10', '2026-03-10'])
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

test('a reply that words alone date before its due day is late, by both readings', async () => {
  const { id } = await office.caseUntil('replySigned')
  office.itIs('2026-03-31')
  const served = { type: 'replyServed', how: 'counter', on: '2026-03-30' }
  const said = await office.registrar.records(id, { ...served, evidence: '当面交付，已签收。' })
  expect(said.clock).toMatchObject({ settledOn: '2026-03-31', inTime: false, careful: { inTime: false } })
})

test('what the portal did no one enters for an earlier day', async () => {
  const { id } = await office.caseUntil('replySigned')
  office.itIs('2026-03-31')
  const file = await onFile(office.registrar, id)
  for (const evidence of ['当日网上送达。', [file]]) {
    const said = await office.registrar.tries(id, { type: 'replyServed', how: 'portal', on: '2026-03-30', evidence })
    expect(codeOf(said)).toEqual([409, 'PORTAL_RECORDS_ITSELF'])
  }
  expect((await office.registrar.tries(id, { type: 'replyServed', how: 'portal' })).status).toBe(201)
})

test('a reply is served on no day before it was made', async () => {
  const { id } = await office.caseUntil('replyReviewed')
  office.itIs('2026-03-31')
  await office.signer.records(id, { ...SIGNED, on: '2026-03-03', evidence: '纸质签批单。' })
  const served = { type: 'replyServed', how: 'post', trackingNumber: 'XA00000000000', on: '2026-03-04' }
  const said = await office.registrar.tries(id, { ...served, evidence: '邮寄。' })
  expect(codeOf(said)).toEqual([409, 'SERVED_BEFORE_SIGNED'])
})

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

test('a later day of receipt, or none any more, needs a paper', async () => {
  office.itIs('2026-03-10')
  const entered = { ...application(), channel: 'post', on: '2026-03-02', evidence: '邮戳' }
  const { id } = await office.registrar.enters(entered)
  const mended = { type: 'rectified', why: '误记。', approvedBy: '示例·公开办主任', position: 1 }
  for (const replacement of [{ on: '2026-03-04' }, { channel: 'letter' }])
    expect(codeOf(await office.head.tries(id, { ...mended, replacement }))).toEqual([409, 'RECEIPT_DAY_NOT_PROVEN'])
  const evidence = [await onFile(office.head, id)]
  const shown = await office.head.records(id, { ...mended, replacement: { on: '2026-03-04' }, evidence })
  expect(shown.clock.receivedOn).toBe('2026-03-04')
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

test('what staff enter for others rests on what came; what they say themselves needs nothing more', async () => {
  const { id, ...filed } = await office.caseUntil('assigned')
  await office.handler.records(id, CONSULTED)
  const answered = { type: 'thirdPartyAnswered', consents: true, reasons: '同意。' }
  expect(codeOf(await office.registrar.tries(id, answered))).toEqual([409, 'ANSWER_NOT_PROVEN'])
  await office.registrar.records(id, { ...answered, evidence: '复函示函〔2026〕3号。' })
  await office.handler.records(id, REQUEST)
  const corrected = { type: 'corrected', text: '2024年。' }
  expect(codeOf(await office.registrar.tries(id, corrected))).toEqual([409, 'CORRECTION_NOT_PROVEN'])
  expect((await office.citizen.tries(filed, corrected)).status).toBe(201)
})
