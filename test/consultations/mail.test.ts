/** The letter goes out by mail where an address is known: once, proven, with the way to answer, and nothing in its subject. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { tellParty } from '../../src/consultations/tell-party.ts'
import { asForm, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { asked, COMPANY } from './parties.ts'

const ADDRESS = 'gongsi@example.cn'

let server: MailServer
let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ smtpUrl: server.url })
})
afterAll(async () => {
  await office.close()
  await server.close()
})
afterEach(async () => {
  server.mails.length = 0
  server.refuse()
  await office.sql`delete from graphile_worker._private_jobs`
})

const proofs = async (id: string) =>
  (await office.handler.opens(id)).facts.filter((fact: { type: string }) => fact.type === 'mailSent')

test('one mail with the letter, the address and the number; the code in the letter alone', async () => {
  const { party, id } = await asked(office, { email: ADDRESS, contact: '示例联系人', phone: '0000-2000001' })
  await office.theJobsRun()
  const [mail, ...more] = server.mails
  expect(more).toEqual([])
  expect(mail!.envelope.to).toEqual([ADDRESS])
  // It says to nobody which case it is, and nobody can compute it.
  expect(mail!.messageId).toMatch(/^<party\+[\w-]{22}@example\.gov\.cn>$/)
  expect(mail!.messageId).not.toContain(id)
  expect(mail!.subject).toBe(`政府信息公开征求意见（答复编号 ${party.number}）`)
  expect(mail!.text).toContain(`https://gk.example.gov.cn/answer?number=${party.number}`)
  expect(mail!.text).toContain(COMPANY)
  expect(mail!.text).not.toContain(party.code)
  expect(mail!.text).not.toMatch(/\{\{|undefined|null/)
  expect(mail!.attachments.map(({ filename }) => filename)).toEqual([
    '政府信息公开征求意见书.pdf',
    '征求意见确认函.pdf',
  ])
  const [letter] = (await party.opens()).letters
  const own = await party.gets(letter.url.replace('/api/v1', ''))
  expect(Buffer.from(mail!.attachments[0]!.content as ArrayBuffer).equals(own.bytes)).toBe(true)
  expect(await proofs(id)).toEqual([expect.objectContaining({ to: ADDRESS, by: 'system', letter: letter.id })])
})

test('run again, no second mail; a server that is not there is tried again', async () => {
  server.refuse(451)
  const { id } = await asked(office, { email: ADDRESS })
  await office.theJobsRun()
  expect([server.mails.length, (await proofs(id)).length]).toEqual([0, 0])
  server.refuse()
  const { facts, agency } = await office.handler.opens(id)
  const { position } = facts.find((fact: { type: string }) => fact.type === 'thirdPartyConsulted')
  const job = { agencyId: agency.id, caseId: id, position, occasion: 'sent' }
  await tellParty(office.house, job)
  await tellParty(office.house, job)
  expect([server.mails.length, (await proofs(id)).length]).toEqual([1, 1])
})

test('without an address nobody is mailed; a consultation that was struck is not mailed any more', async () => {
  await asked(office)
  const { id } = await asked(office, { email: ADDRESS })
  const { facts } = await office.handler.opens(id)
  const { position } = facts.find((fact: { type: string }) => fact.type === 'thirdPartyConsulted')
  await office.head.records(id, { type: 'rectified', position, why: '发错了单位。', approvedBy: '示例·公开办主任' })
  await office.theJobsRun()
  expect(server.mails).toEqual([])
})

test('mailed again where staff ask for it: one press one mail, and only those who may', async () => {
  const { id } = await asked(office, { email: ADDRESS })
  await office.theJobsRun()
  const url = `/cases/${id}/consultations/1/mail`
  const press = async (who: 'handler' | 'registrar', key: string) => {
    const { payload, headers } = asForm({ idempotencyKey: key })
    const authorization = `Bearer ${await office[who].signsIn()}`
    return (await send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })).status
  }
  const key = '01890a5d-ac96-774b-bcce-b302099a8057'
  expect([await press('handler', key), await press('handler', key)]).toEqual([303, 303])
  await office.theJobsRun()
  expect(server.mails).toHaveLength(2)
  expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(2)
  expect(await press('registrar', '01890a5d-ac96-774b-bcce-b302099a8058')).toBe(403)
})

describe('a letter whose mail nobody takes', () => {
  const casePage = async (id: string) => {
    const page = await office.app.inject({
      url: `/cases/${id}`,
      cookies: { ysqgk: await office.handler.signsIn() },
    })
    return page.body
  }
  const deliveries = (id: string) => office.sql`select sent_at, failure from deliveries where case_id = ${id}`

  test('is not sent again after a 5xx, and stands on the case: to whom, why, and what to do', async () => {
    server.refuse(550)
    const { id } = await asked(office, { email: ADDRESS })
    await office.theJobsRun()
    expect(await office.sql`select 1 from graphile_worker.jobs`).toHaveLength(0)
    expect(await deliveries(id)).toMatchObject([{ sentAt: null, failure: expect.stringContaining('550') }])
    expect(await proofs(id)).toEqual([])
    const page = await casePage(id)
    expect(page).toContain('征求意见的邮件没有送到')
    expect(page).toContain('再次寄送，或者以邮寄等其他方式送达')
    expect(page).toMatch(new RegExp(`邮件：政府信息公开征求意见，${COMPANY}（.*550`))
    expect(page).not.toContain('告知申请人，并记入')
  })

  test('stands there too when the queue has tried for the last time', async () => {
    server.refuse(451)
    const { id } = await asked(office, { email: ADDRESS })
    await office.sql`update graphile_worker._private_jobs set max_attempts = 2`
    await office.theJobsRun()
    expect(await deliveries(id)).toMatchObject([{ sentAt: null, failure: null }])
    expect(await casePage(id)).not.toContain('没有送到')
    await office.sql`update graphile_worker._private_jobs set run_at = now()`
    await office.theJobsRun()
    expect(await office.sql`select 1 from graphile_worker.jobs`).toHaveLength(0)
    expect(await deliveries(id)).toMatchObject([{ sentAt: null, failure: expect.stringContaining('451') }])
    expect(await casePage(id)).toContain('征求意见的邮件没有送到')
  })

  test('is off the list once it went out to the right address, or was taken back', async () => {
    server.refuse(550)
    const right = await asked(office, { email: 'wrong@example.cn' })
    const struck = await asked(office, { email: ADDRESS })
    await office.theJobsRun()
    server.refuse()
    const positionIn = async (id: string) =>
      (await office.handler.opens(id)).facts.find((fact: { type: string }) => fact.type === 'thirdPartyConsulted')
        .position
    const rectified = { type: 'rectified', why: '邮箱有误。', approvedBy: '示例·公开办主任' }
    for (const { id } of [right, struck])
      await office.head.records(id, { ...rectified, position: await positionIn(id) })
    await office.handler.records(right.id, { type: 'thirdPartyConsulted', party: COMPANY, email: ADDRESS })
    await office.theJobsRun()
    expect(server.mails.map(({ envelope }) => envelope.to)).toEqual([[ADDRESS]])
    for (const { id } of [right, struck]) expect(await casePage(id)).not.toContain('没有送到')
  })
})
