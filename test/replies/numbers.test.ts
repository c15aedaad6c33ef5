/** 文号簿: numbers without gap or repeat, however many sign at once; a void one stays, says why, and is never given again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/verify.ts'
import { verifyAll } from '../../src/evidence/verify-all.ts'
import { CORRECTION, type Office, openOffice, PASSED, SERVED, SIGNED } from '../support/house.ts'

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

test('a notice that was struck is void too; one whose day was put right counts on', async () => {
  const { id, ...filed } = await office.caseUntil('registered')
  const { facts } = await office.registrar.records(id, CORRECTION)
  const replaced = await office.head.records(id, {
    ...RECTIFIED,
    position: lastOf(facts, 'correctionRequested'),
    replacement: { ...CORRECTION, answerBy: '2026-03-23' },
  })
  expect((replaced.letters as Letter[]).some(({ voided }) => voided)).toBe(false)

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
  await office.handler.records(id, { type: 'replyDrafted', outcome: 'disclosed', fields: {} })
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
})
