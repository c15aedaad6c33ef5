/** Which notices go out, to whom, and what happens where nobody takes them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { remindApplicants } from '../../src/delivery/near.ts'
import { tell } from '../../src/delivery/tell.ts'
import { asForm } from '../support/api.ts'
import { CORRECTION, MONDAY, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

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
beforeEach(() => {
  office.itIs(MONDAY)
  server.mails.length = 0
  server.refuse()
})
afterEach(async () => {
  await office.sql`delete from graphile_worker._private_jobs`
  await office.sql`delete from quiet_addresses`
})

const mailed = (email = 'zhangsan@example.cn') => application({ applicant: { email } })
const subjects = () => server.mails.map(({ subject }) => subject?.replace(/（.*/, ''))
const header = (n: number, name: string) =>
  server.mails[n]!.headers.filter(({ key }) => key === name).map(({ value }) => value)

describe('a step that concerns the applicant is told', () => {
  test('consultations: when the count stops, and when the last answer is there', async () => {
    const { id } = await office.caseUntil('assigned', mailed())
    await office.theJobsRun()
    server.mails.length = 0
    const { handler } = office
    await handler.records(id, { type: 'agencyConsulted', coMaker: true, party: '云溪区住房和城乡建设局' })
    await handler.records(id, { type: 'thirdPartyConsulted', party: '示例公司' })
    await handler.records(id, { type: 'agencyReached', consultation: '1' })
    await handler.records(id, { type: 'agencyAnswered', consultation: '1', consents: true, reasons: '同意。' })
    await office.theJobsRun()
    expect(subjects()).toEqual(['政府信息公开申请正在征求意见', '政府信息公开申请正在征求意见'])
    await handler.records(id, { type: 'thirdPartyReached', consultation: '2' })
    await handler.records(id, { type: 'thirdPartyAnswered', consultation: '2', consents: true, reasons: '同意。' })
    await office.theJobsRun()
    expect(subjects().at(-1)).toBe('政府信息公开申请征求意见已经结束')
    for (const { text } of server.mails) expect(text).not.toContain('示例公司')
  })

  test('withdrawn, by its receipt number', async () => {
    const filed = await office.citizen.files(mailed())
    await office.citizen.records(filed, { type: 'withdrawn', why: '不再需要。' })
    await office.theJobsRun()
    expect(server.mails.at(-1)!.subject).toBe(`政府信息公开申请已撤回（受理编号 ${filed.receipt}）`)
  })

  test('archived: the invitation to say how it was', async () => {
    await office.caseUntil('archived', mailed())
    await office.theJobsRun()
    expect(subjects().at(-1)).toBe('请评价政府信息公开申请的办理')
  })

  test('the applicant’s own last day, three working days before it, once', async () => {
    const { id } = await office.caseUntil('registered', mailed())
    await office.registrar.records(id, CORRECTION)
    await office.theJobsRun()
    server.mails.length = 0
    office.itIs('2026-03-16')
    await remindApplicants(office.house)
    expect(await office.sql`select 1 from graphile_worker.jobs`).toHaveLength(0)
    office.itIs('2026-03-17')
    await remindApplicants(office.house)
    await remindApplicants(office.house)
    await office.theJobsRun()
    expect(subjects()).toEqual(['补正期限将至：政府信息公开申请'])
    expect(server.mails[0]!.text).toContain('2026年3月20日')
  })
})

describe('all but statutory notices may be stopped', () => {
  test('with one click from the mail program, and taken up again on the page', async () => {
    const { id } = await office.caseUntil('submitted', mailed('Quiet@Example.cn'))
    await office.theJobsRun()
    const [link] = header(0, 'list-unsubscribe').map((value) => /^<(.+)>$/.exec(value)?.[1] ?? '')
    expect(header(0, 'list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
    expect(link).toMatch(/^https:\/\/gk\.example\.gov\.cn\/notices\/[\w.-]+$/)
    expect(server.mails[0]!.text).toContain(link)
    expect(link!.toLowerCase()).not.toContain('quiet')

    const path = new URL(link!).pathname
    const clicked = await office.app.inject({
      method: 'POST',
      url: path,
      ...asForm({ 'List-Unsubscribe': 'One-Click' }),
    })
    expect(clicked.statusCode).toBe(200)
    await office.goes(id, 'submitted', 'registered')
    await office.registrar.records(id, CORRECTION)
    await office.theJobsRun()
    expect(subjects()).toEqual(['政府信息公开申请已提交', '请补正政府信息公开申请'])
    expect(header(1, 'list-unsubscribe')).toEqual([])
    expect(server.mails[1]!.text).toContain('因此一定会发送')

    const page = await office.app.inject({ url: path })
    expect(page.body).toContain('只发送法律要求告知的事项')
    expect(page.body.toLowerCase()).not.toContain('quiet@')
    await office.app.inject({ method: 'POST', url: path, ...asForm({ choice: 'all' }) })
    await office.citizen.files(mailed('quiet@example.cn'))
    await office.theJobsRun()
    expect(subjects().at(-1)).toBe('政府信息公开申请已提交')
  })

  test.each(['nothing', `${'A'.repeat(43)}.${'B'.repeat(43)}`, '.'])(
    'a link that is not ours (%s) is not found',
    async (token) => {
      for (const method of ['GET', 'POST'] as const) {
        const answer = await office.app.inject({ method, url: `/notices/${token}`, ...asForm({ choice: 'quiet' }) })
        expect(answer.statusCode).toBe(404)
      }
      expect(await office.sql`select 1 from quiet_addresses`).toHaveLength(0)
    },
  )
})

describe('a mail that nobody takes', () => {
  test('is not sent again after a 5xx, and stands on the case for staff', async () => {
    server.refuse(550)
    const { id } = await office.caseUntil('submitted', mailed())
    await office.theJobsRun()
    expect(await office.sql`select 1 from graphile_worker.jobs`).toHaveLength(0)
    const [delivery] = await office.sql`select sent_at, failed_at, failure from deliveries where case_id = ${id}`
    expect(delivery).toMatchObject({ sentAt: null, failure: expect.stringContaining('550') })
    expect(delivery!.failedAt).not.toBeNull()

    server.refuse()
    await tell(office.house, { agencyId: 'yunxi', caseId: id, position: 1, tell: 'submitted' })
    expect(server.mails).toEqual([])
    const cookie = await office.registrar.signsIn()
    const page = await office.app.inject({ url: `/cases/${id}`, cookies: { ysqgk: cookie } })
    expect(page.body).toContain('通知没有送到')
    expect(page.body).toContain('550')
  })

  test('stands there too when the last try failed', async () => {
    server.refuse(451)
    const { id } = await office.caseUntil('submitted', mailed())
    const job = { agencyId: 'yunxi', caseId: id, position: 1, tell: 'submitted' }
    await expect(tell(office.house, job)).rejects.toThrow('451')
    await tell(office.house, job, true)
    const [delivery] = await office.sql`select failure from deliveries where case_id = ${id}`
    expect(delivery!.failure).toContain('451')
  })
})
