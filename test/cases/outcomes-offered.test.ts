/** A page offers the outcomes that the door takes: also one that a field of the draft can still make lawful. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXAMINED, type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

async function offered(id: string): Promise<string[]> {
  const cookies = { ysqgk: await office.handler.signsIn() }
  const { body } = await office.app.inject({ url: `/cases/${id}`, cookies })
  const choice = /<select[^>]*name="outcome".*?<\/select>/s.exec(body)?.[0] ?? ''
  return [...choice.matchAll(/value="(\w+)"/g)].map(([, outcome]) => outcome!)
}
const draft = (fields: object) => ({ type: 'replyDrafted', outcome: 'thirdPartyRights', fields })
const REASONS = { reasons: '公开会损害第三方的商业秘密。' }
const WHY = { noConsultationReason: '另一权利人无法联系。' }

test('nobody was consulted: refusing for a third party is offered, and asks why', async () => {
  const { id } = await office.caseUntil('assigned')
  // What withholds is offered once it was examined.
  expect(await offered(id)).not.toContain('thirdPartyRights')
  await office.handler.records(id, EXAMINED)
  expect(await offered(id)).toContain('thirdPartyRights')
  expect(await offered(id)).not.toContain('notHeld') // nothing in the draft takes the place of a search
  expect((await office.handler.tries(id, draft(REASONS))).json.code).toBe('THIRD_PARTY_NOT_CONSULTED')
  await office.handler.records(id, draft({ ...REASONS, ...WHY }))
})

test('everybody consented: another party that was not asked can still be named', async () => {
  const { id } = await office.caseUntil('assigned')
  const { handler } = office
  await handler.records(id, { type: 'thirdPartyConsulted', party: '示例公司' })
  await handler.records(id, { type: 'thirdPartyReached', consultation: '1' })
  await handler.records(id, { type: 'thirdPartyAnswered', consultation: '1', consents: true, reasons: '同意。' })
  await handler.records(id, EXAMINED)
  expect(await offered(id)).toContain('thirdPartyRights')
  expect((await handler.tries(id, draft(REASONS))).json.code).toBe('THIRD_PARTY_CONSENTED')
  await handler.records(id, draft({ ...REASONS, ...WHY }))
})
