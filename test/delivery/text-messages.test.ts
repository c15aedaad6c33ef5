/** Text messages: asked for on the page, sent once through a real gateway, proven, and empty of what was asked. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mainlandMobile } from '../../src/citizens/consents.ts'
import { text } from '../../src/delivery/text.ts'
import { asForm } from '../support/api.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application, type Filed } from '../support/people.ts'
import { browserAt } from '../support/posting.ts'

let gateway: Gateway
let office: Office
beforeAll(async () => {
  gateway = await startGateway()
  office = await openOffice({ smsUrl: gateway.url })
})
afterAll(async () => {
  await office.close()
  await gateway.close()
})
beforeEach(async () => {
  gateway.received.length = 0
  gateway.answer(200)
  await office.sql`delete from graphile_worker._private_jobs`
})

/** In a browser: the two numbers, then the form on the page. */
async function asks({ receipt, enquiryCode }: Filed, fields: Record<string, string>) {
  const opened = await office.app.inject({ method: 'POST', url: '/track', ...asForm({ receipt, enquiryCode }) })
  const cookies = Object.fromEntries(opened.cookies.map(({ name, value }) => [name, value]))
  const url = `/track/${receipt}`
  const answer = await office.app.inject({ method: 'POST', url: `${url}/sms`, cookies, ...asForm(fields) })
  return { answer, page: await office.app.inject({ url, cookies }) }
}

const phoned = () => application({ applicant: { phone: '138 0000 0001' } })
const deliveries = (id: string) =>
  office.sql`select sent_at, failed_at, proof, failure from deliveries where case_id = ${id} and channel = 'sms'`

test('who asked gets one message where something is to do, with the receipt number and nothing of the request', async () => {
  const filed = await office.caseUntil('registered', phoned())
  const { page } = await asks(filed, { sms: 'on', mobile: '+86 138-0000-0001' })
  expect(page.body).toContain('138****0001')
  await office.registrar.records(filed.id, CORRECTION)
  await office.theJobsRun()
  await office.theJobsRun()
  expect(gateway.received).toHaveLength(1)
  const [{ headers, body }] = gateway.received as [Gateway['received'][number]]
  expect(headers.authorization).toBe('Bearer gateway-token')
  expect(body).toEqual({
    to: '13800000001',
    text: `【政府信息公开】受理编号${filed.receipt}须补正，最迟2026年3月20日，请网上办理。`,
    id: expect.stringContaining(filed.id),
  })
  expect(body.text.length).toBeLessThanOrEqual(70)
  expect(await deliveries(filed.id)).toEqual([
    expect.objectContaining({ proof: '200 {"accepted":true}', failedAt: null }),
  ])
})

test('the same job twice sends once; after a fault on the way the same id comes again', async () => {
  const filed = await office.caseUntil('registered', phoned())
  await asks(filed, { sms: 'on', mobile: '13800000001' })
  await office.registrar.records(filed.id, CORRECTION)
  gateway.answer(503)
  await office.theJobsRun()
  const [job] = await office.sql`select attempts from graphile_worker.jobs where task_identifier = 'text'`
  expect(job!.attempts).toBe(1)
  gateway.answer(200)
  await office.sql`update graphile_worker._private_jobs set run_at = now()`
  await office.theJobsRun()
  expect(gateway.received.map(({ body }) => body.id)).toEqual([
    gateway.received[0]!.body.id,
    gateway.received[0]!.body.id,
  ])
  const [{ position }] = (await office.sql`
    select position from ledger where case_id = ${filed.id} and type = 'correctionRequested'`) as unknown as [
    { position: number },
  ]
  await text(office.house, { agencyId: 'yunxi', caseId: filed.id, position, tell: 'correction' })
  expect(gateway.received).toHaveLength(2)
})

test('what the gateway refuses is not sent again', async () => {
  const filed = await office.caseUntil('registered', phoned())
  await asks(filed, { sms: 'on', mobile: '13800000001' })
  await office.registrar.records(filed.id, CORRECTION)
  gateway.answer(422)
  await office.theJobsRun()
  expect(await office.sql`select task_identifier from graphile_worker.jobs`).toEqual([])
  expect(await deliveries(filed.id)).toEqual([
    expect.objectContaining({ sentAt: null, failure: expect.stringContaining('422') }),
  ])
})

test('nobody who did not ask, and nobody who asked to stop', async () => {
  const silent = await office.caseUntil('registered', phoned())
  const stopped = await office.caseUntil('registered', phoned())
  await asks(stopped, { sms: 'on', mobile: '13800000001' })
  const { page } = await asks(stopped, { sms: 'off' })
  expect(page.body).toContain('开通短信提醒')
  for (const { id } of [silent, stopped]) await office.registrar.records(id, CORRECTION)
  await office.theJobsRun()
  expect(gateway.received).toEqual([])
})

test.each([
  ['13800000001', '13800000001'],
  ['+86 138-0000-0001', '13800000001'],
  ['０１３８', undefined],
  ['0000-1000001', undefined],
  ['12345678901', undefined],
  ['+1 415 555 0100', undefined],
])('%s is a mainland mobile number: %s', (typed, mobile) => expect(mainlandMobile(typed)).toBe(mobile))

test('another number than a mainland mobile is refused on the page, and kept there', async () => {
  const filed = await office.caseUntil('submitted', phoned())
  const { receipt, enquiryCode } = filed
  const browser = browserAt(office.app)
  await browser.posts('/track', { receipt, enquiryCode })
  const answer = await browser.follows(`/track/${receipt}/sms`, { sms: 'on', mobile: '+1 415 555 0100' })
  expect(answer.text).toContain('请填写 11 位的中国大陆手机号码')
  expect(answer.text).toContain('+1 415 555 0100')
})
