/** Where one decision is enough: whose it is, and what an advice beside it is worth. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { type Json, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, needs } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const PROPOSED = { type: 'releaseProposed', why: '多人申请同一信息。' }
const proposed = async (title: string) => {
  const { id } = await office.caseUntil('replyServed', application({ request: { title } }))
  await office.handler.records(id, PROPOSED)
  return id
}
const inTheRoom = async (q: string) =>
  (await send(office.app, { url: `/api/v1/released?q=${encodeURIComponent(q)}` })).json.released
const waits = async (who: 'handler' | 'head', id: string) =>
  (await office[who].gets('/api/v1/cases?waiting=me')).json.cases.some((one: Json) => one.id === id)

test('a handler who does not agree advises, and the head decides all the same', async () => {
  const id = await proposed('一次决定路养护合同')
  const said = { type: 'releaseDecided', step: 'first', accepted: false }
  const { facts } = await office.handler.records(id, said)
  expect(facts.at(-1)).toMatchObject({ ...said, advice: true })
  expect(await waits('head', id)).toBe(true)
  expect((await office.handler.gets(`/cases/${id}`)).text).toContain('初审意见，是否公开另行决定')
  await office.head.records(id, { type: 'releaseDecided', accepted: true })
  expect(await inTheRoom('一次决定路')).toHaveLength(1)
})

test('nobody says of their own word that it is an advice; the head’s own ends the proposal', async () => {
  const id = await proposed('不予公开路养护合同')
  const named = await office.head.tries(id, { type: 'releaseDecided', accepted: false, advice: true })
  expect(named.json.errors).toMatchObject([{ field: 'advice', code: 'UNKNOWN_FIELD' }])
  await office.head.records(id, { type: 'releaseDecided', step: 'first', accepted: false })
  expect((await office.head.opens(id)).may).toContain('releaseProposed')
})

test('an advice that agrees begins the readings, and they go on in steps', async () => {
  const id = await proposed('自愿三审路养护合同')
  await office.handler.records(id, { type: 'releaseDecided', step: 'first', accepted: true })
  expect(await waits('head', id)).toBe(true)
  const early = await office.head.tries(id, { type: 'releaseDecided', accepted: true })
  expect(early.json.code).toBe('READING_OUT_OF_ORDER')
})

test('ledger, rows and items agree', async () => {
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

test('an earlier date does not escape three readings: the day of recording counts, also where it is put right', async () => {
  const { id } = await office.caseUntil('replyServed')
  const choice = '/api/v1/choices/releaseReadings/proposals'
  const proposal = { value: 'three', from: '2026-03-04', why: '经研究，公开实行三审。' }
  const { proposal: n } = needs(await office.staff('admin').posts(choice, '', proposal), 201, 'proposal').json
  needs(await office.head.posts(`${choice}/${n}/approval`, '', { why: '同意。' }), 201, 'approval')
  office.itIs('2026-03-05')
  const early = { type: 'releaseProposed', why: '多人申请。', on: '2026-03-02', evidence: '会议纪要。' }
  const { facts } = await office.head.records(id, early)
  expect(facts.at(-1)).toMatchObject({ on: '2026-03-02', inSteps: true, chosenOn: '2026-03-05' })
  const alone = async () => (await office.head.tries(id, { type: 'releaseDecided', accepted: true })).json.code
  expect(await alone()).toBe('READING_OUT_OF_ORDER')
  const right = { type: 'rectified', position: facts.at(-1).position, why: '理由有误。', approvedBy: '示例·公开办主任' }
  await office.head.records(id, { ...right, replacement: { why: '另一理由。', on: '2026-03-03' } })
  expect(await alone()).toBe('READING_OUT_OF_ORDER')
  expect((await office.handler.opens(id)).may).toContain('releaseDecided')
})
