/** The fee through the API: the place in the month is counted by the house, the rates bind, and a wrong notice gives way to a new one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASSIGNED, CONFIRMED, type Office, openOffice } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const applicant = { idNumber: residentNumber(777) }

async function received(): Promise<string> {
  const id = await office.registrar.finds(await office.citizen.files(application({ applicant })))
  await office.registrar.records(id, CONFIRMED)
  return id
}

test('the eleventh of the month costs 100; the sum is held to the rates; a wrong notice is void and another is sent', async () => {
  const [first] = [await received()]
  for (let n = 2; n <= 11; n++) await received()
  office.itIs('2026-03-03')
  const id = await received()
  await office.registrar.records(id, { type: 'registered' })
  await office.head.records(id, ASSIGNED)
  const notice = (told: object) => ({ type: 'feeNotified', basis: 'items', quantity: 1, ...told })
  expect((await office.handler.tries(id, notice({ amount: 200 }))).json.code).toBe('FEE_ABOVE_RATE')
  expect((await office.handler.tries(id, notice({ amount: 50 }))).json.code).toBe('FEE_REDUCED_WITHOUT_REASON')
  expect((await office.handler.tries(id, notice({ amount: 100, earlierThisMonth: 40 }))).status).toBe(422)

  // Withdrawn ones do not count, unless the agency chose so.
  await office.registrar.records(first!, { type: 'withdrawn', why: '不再需要。', evidence: '申请人签字的撤回书。' })
  const charged = await office.handler.records(id, notice({ amount: 100 }))
  const fact = charged.facts.find(({ type }: { type: string }) => type === 'feeNotified')
  expect(fact).toMatchObject({ earlierThisMonth: 10, delivery: 'portal' })
  expect((await office.handler.tries(id, notice({ amount: 100 }))).status).toBe(409)

  const struck = { type: 'rectified', position: fact.position, why: '计收方式有误。', approvedBy: '示例·公开办主任' }
  const instead = { basis: 'items', quantity: 1, amount: 50, reason: '照顾。' }
  expect((await office.head.tries(id, { ...struck, replacement: instead })).json.code).toBe('FEE_NOTICE_ANEW')
  await office.head.records(id, struck)
  await office.handler.records(id, { type: 'feeNotified', basis: 'pages', quantity: 31, amount: 10 })
  const letters = await office.sql<{ voided: boolean }[]>`
    select v.letter is not null as voided from letters l left join voided_letters v on v.letter = l.id
    where l.case_id = ${id} and l.template = 'fee' order by l.position`
  expect(letters.map(({ voided }) => voided)).toEqual([true, false])
})
