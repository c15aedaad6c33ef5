/** 文号簿: numbers without gap or repeat, however many sign at once; a void one stays, says why, and is never given again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { CORRECTION, type Office, ON_PAPER, openOffice, PASSED, SERVED, SIGNED } from '../support/house.ts'

// Whole ways of many cases, on a machine that may be busy.

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const RECTIFIED = { type: 'rectified', why: '签发的稿件不是定稿。', approvedBy: '示例·公开办主任' }
type Letter = { id: string; number: string | null; voided?: true; title: string; url: string }
const lastOf = (facts: { type: string; position: number }[], type: string) =>
  facts.findLast((fact) => fact.type === type)!.position

test('twenty signatures at once are numbered from 1 to 20, each once', async () => {
  const ids: string[] = []
  for (let i = 0; i < 20; i++) ids.push((await office.caseUntil('replyReviewed')).id)
  const signed = await Promise.all(ids.map((id) => office.signer.records(id, SIGNED)))
  const numbers = signed.map(({ letters }) => letters.at(-1).number as string)
  expect(numbers.map((number) => Number(/(\d+)号$/.exec(number)![1])).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  )
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

test('the register lists what was given, says that none is missing, and why one is void', async () => {
  office.itIs('2026-03-09')
  const { id } = await office.caseUntil('replySigned')
  const { facts, number } = await office.head.opens(id)
  await office.head.records(id, { ...RECTIFIED, position: lastOf(facts, 'replySigned') })
  const { json } = await office.counsel.gets('/api/v1/numbers?year=2026&kind=reply')
  expect(json).toMatchObject({
    year: 2026,
    kind: 'reply',
    last: 21,
    voided: 1,
    missing: [],
    complete: true,
    next: null,
  })
  expect(json.numbers.map(({ value }: { value: number }) => value)).toEqual(
    Array.from({ length: 21 }, (_, i) => 21 - i),
  )
  expect(json.numbers[0]).toMatchObject({
    number: expect.stringMatching(/复〔2026〕21号$/),
    voided: true,
    signedOn: '2026-03-09',
    cases: [{ id, number, void: { for: 'rectified', on: '2026-03-09', why: RECTIFIED.why } }],
  })
  expect(json.numbers[0].by, 'by name').not.toMatch(/^staff:/)
  const page = await office.archivist.gets('/numbers?year=2026&kind=reply')
  expect(page.text).toContain('2026年 1–21 号连续，没有缺号或者重号，作废或者已重新办理 1 个。')
  expect(page.text).toContain(RECTIFIED.why)
  expect((await office.signer.gets('/numbers?year=2025&kind=notice')).text).toContain('还没有编过这类编号')
})

test('the register is for those who answer for numbers, of the agencies that they see', async () => {
  for (const url of ['/numbers', '/api/v1/numbers']) {
    expect((await office.handler.gets(url)).status).toBe(403)
    expect((await office.registrar.gets(`${url}?agency=elsewhere`)).status).toBe(404)
    expect((await office.supervisor.gets(`${url}?agency=yunxi`)).status).toBe(200)
  }
  for (const query of ['year=abc', 'year=26', 'kind=letter', 'before=-1'])
    expect((await office.registrar.gets(`/api/v1/numbers?${query}`)).status, query).toBe(422)
})

test('a signature that was struck leaves its number void; the next reply has the next number', async () => {
  const { id, ...filed } = await office.caseUntil('replySigned')
  const { facts, letters } = await office.head.opens(id)
  const wrong = (letters as Letter[]).at(-1)!
  const struck = await office.head.records(id, { ...RECTIFIED, position: lastOf(facts, 'replySigned') })
  expect((struck.letters as Letter[]).map(({ voided }) => voided)).toEqual([undefined, true])

  const again = await office.signer.records(id, SIGNED)
  const right = (again.letters as Letter[]).at(-1)!
  expect(right.voided).toBeUndefined()
  expect(Number(right.number!.match(/(\d+)号/)![1])).toBe(Number(wrong.number!.match(/(\d+)号/)![1]) + 1)
  expect((await office.registrar.gets(wrong.url)).status, 'kept for those who answer for it').toBe(200)

  await office.registrar.records(id, SERVED)
  const seen = await office.citizen.follows(filed)
  expect((seen.letters as Letter[]).filter(({ number }) => number).map(({ number }) => number)).toEqual([right.number])
  expect((await office.citizen.looksAt(filed, `/letters/${wrong.id}`)).status).toBe(404)
  expect((await office.citizen.looksAt(filed, `/letters/${right.id}`)).status).toBe(200)
})

test('a notice that was struck is void too; it is not put right in its place, for somebody holds the letter', async () => {
  const { id, ...filed } = await office.caseUntil('registered')
  const { facts } = await office.registrar.records(id, CORRECTION)
  const replaced = await office.head.tries(id, {
    ...RECTIFIED,
    position: lastOf(facts, 'correctionRequested'),
    replacement: { ...CORRECTION, answerBy: '2026-03-23' },
  })
  expect([replaced.status, replaced.json.code]).toEqual([409, 'NOTICE_ANEW'])

  const second = await office.caseUntil('registered')
  const asked = await office.registrar.records(second.id, CORRECTION)
  const position = lastOf(asked.facts, 'correctionRequested')
  const struck = await office.head.records(second.id, { ...RECTIFIED, position })
  expect((struck.letters as Letter[]).map(({ voided }) => voided)).toEqual([undefined, true])
  const seen = (await office.citizen.follows(second)).letters as Letter[]
  expect(
    seen.find(({ title }) => title.includes('补正')),
    'it had reached them',
  ).toMatchObject({ voided: true })
  expect((await office.citizen.follows(filed)).letters.some(({ voided }: Letter) => voided)).toBe(false)
})

test('a reply that is decided upon anew is void from the reopening; a reopening that was struck brings it back', async () => {
  const { id, ...filed } = await office.caseUntil('replyServed')
  const REOPENED = { type: 'reopened', why: '自行纠正，重新答复。' }
  const open = await office.counsel.records(id, REOPENED)
  expect((open.letters as Letter[]).at(-1)!.voided).toBe(true)
  const back = await office.head.records(id, { ...RECTIFIED, position: lastOf(open.facts, 'reopened') })
  expect((back.letters as Letter[]).at(-1)!.voided).toBeUndefined()

  await office.counsel.records(id, REOPENED)
  await office.handler.records(id, { type: 'replyDrafted', outcome: 'disclosed', fields: ON_PAPER })
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  const replies = ((await office.citizen.follows(filed)).letters as Letter[]).filter(({ number }) => number)
  expect(
    replies.map(({ voided }) => voided),
    'both had reached them',
  ).toEqual([true, undefined])
  const { bytes } = await office.registrar.gets(`/api/v1/cases/${id}/evidence`)
  expect(verifyBundle(bytes)).toMatchObject({ ok: true })
  // It was served and was the reply until then: nobody made it 作废.
  expect([bytes.includes('（重新办理前的答复）'), bytes.includes('（已作废）')]).toEqual([true, false])
  const page = await office.registrar.gets(`/cases/${id}`)
  expect([page.text.includes('重新办理前作出'), page.text.includes('已作废')]).toEqual([true, false])
  const register = await office.registrar.gets('/numbers?year=2026&kind=reply')
  expect(register.text).toContain('已重新办理')
})

test('a reply whose signature was put right before it was served is 作废, and so named in the bundle', async () => {
  const { id } = await office.caseUntil('replySigned')
  const { facts } = await office.registrar.opens(id)
  await office.head.records(id, { ...RECTIFIED, position: lastOf(facts, 'replySigned') })
  const { bytes } = await office.registrar.gets(`/api/v1/cases/${id}/evidence`)
  expect(verifyBundle(bytes)).toMatchObject({ ok: true })
  expect([bytes.includes('（重新办理前的答复）'), bytes.includes('（已作废）')]).toEqual([false, true])
})
