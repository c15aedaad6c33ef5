/** An office words its mails and text messages itself: within what the reader needs, approved by another, in force from a day. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shippedMessages } from '../../src/letters/templates/messages.ts'
import { checkMessage, sampleOf, TEXT_MESSAGE } from '../../src/workbench/check-message.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, needs } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let server: MailServer
let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ smtpUrl: server.url, oneFont: true })
})
afterAll(async () => {
  await office.close()
  await server.close()
})

const sourceOf = (id: string) => shippedMessages.get(id)!.source
const faultsOf = (id: string, change: (source: string) => string) =>
  checkMessage(id, change(sourceOf(id)), 2).faults.map(({ message }) => message)

describe('what may be said', () => {
  test('each shipped one holds, and reads in its sample without a hole', () => {
    for (const [id, message] of shippedMessages) {
      expect(checkMessage(id, message.source, 2).faults, id).toEqual([])
      const { subject, body } = sampleOf(message)
      expect(`${subject}${body}`, id).not.toMatch(/\{\{|undefined|（登记编号 ）/)
      if (id.includes('sms')) expect([...body].length, id).toBeLessThanOrEqual(TEXT_MESSAGE.part)
    }
  })

  test('nothing that the reader needs is left out, and nothing of anybody is put in', () => {
    expect(faultsOf('mails.correction', (s) => s.replaceAll('{{correction.answerBy}}', '期限内'))).toEqual([
      expect.stringContaining('缺少“{{correction.answerBy}}”'),
    ])
    expect(faultsOf('mails.registered', (s) => s.replace('{{quiet}}', '致电'))).toEqual([
      expect.stringContaining('缺少“{{quiet}}”'),
    ])
    expect(faultsOf('sms.served', (s) => s.replace('已有答复', '{{applicant.name}}已有答复'))).toEqual([
      expect.stringContaining('随附的没有它'),
    ])
    // To whom is consulted it does not say which case it is.
    expect(faultsOf('party-mails.consultation', (s) => s.replace('意见，', '意见（{{case.number}}），'))).toHaveLength(
      1,
    )
    expect(faultsOf('mails.served', (s) => `${s}联系人手机13800000001`)).toEqual([
      expect.stringContaining('13800000001'),
    ])
    expect(faultsOf('mails.served', (s) => `${s}{{case.nummer}}`)).toEqual([expect.stringContaining('没有这个空白')])
    expect(faultsOf('mails.served', (s) => `${s}{{link}`)).toEqual([expect.stringContaining('花括号')])
  })

  test('what the law asks for stays so; a text message stays short and says from whom it is', () => {
    expect(faultsOf('mails.served', (s) => s.replace('statutory: true', 'statutory: false'))).toHaveLength(1)
    expect(faultsOf('sms.fee', (s) => s.replace('【政府信息公开】', ''))).toEqual([expect.stringContaining('签名')])
    expect(faultsOf('sms.fee', (s) => `${s.trimEnd()}${'请注意。'.repeat(30)}`)).toEqual([
      expect.stringContaining('超过两条短信'),
    ])
    expect(faultsOf('sms.fee', (s) => s.replace('收费\u200b', '').replace('缴费', '缴\u202e费'))).toEqual([
      expect.stringContaining('看不见的字符'),
    ])
  })
})

const NEW = '请留意查收后续文书。'
const source = sourceOf('mails.registered').replace('登记回执附后。', `登记回执附后。${NEW}`)
const at = (path = '') => `/messages/mails.registered${path}`
const WHY = { why: '便于申请人了解。', confirm: 'yes' }

const registeredMail = async () => {
  const filed = await office.citizen.files(application({ applicant: { email: 'zhangsan@example.cn', name: '张三' } }))
  await office.goes(await office.registrar.finds(filed), 'submitted', 'registered')
  server.mails.length = 0
  await office.theJobsRun()
  return server.mails.find(({ subject }) => subject?.startsWith('政府信息公开申请已登记'))
}

test('written by one, approved by another, sent from its day on, and named by what was sent', async () => {
  const written = needs(
    await office.counsel.posts(at('/versions'), '', { source, why: '说明后续。', from: 'shipped' }),
    303,
    'not written',
  )
  expect(written.headers.location).toBe(at('/versions/2'))
  const same = await office.counsel.posts(at('/versions'), '', { source: sourceOf('mails.registered'), ...WHY })
  expect([same.status, same.text.includes('没有改动')]).toEqual([422, true])
  expect((await office.handler.posts(at('/versions'), '', { source, ...WHY })).status).toBe(403)
  needs(await office.counsel.posts(at('/versions/2/submission'), '', WHY), 303, 'not submitted')
  expect((await office.counsel.posts(at('/versions/2/approval'), '', { ...WHY, day: '2026-03-03' })).status).toBe(403)
  expect((await office.head.gets('/messages')).text).toContain('有1个版本等待您审核')
  expect((await office.head.gets('/templates')).text).toMatch(/邮件和短信\s*<span class="count">1/)
  needs(await office.head.posts(at('/versions/2/approval'), '', { ...WHY, day: '2026-03-03' }), 303, 'not approved')
  expect((await registeredMail())?.text).not.toContain(NEW)
  office.itIs('2026-03-03')
  expect((await registeredMail())?.text).toContain(NEW)
  const sent = await office.sql`
    select wording from deliveries where notice = 'registered' and sent_at is not null order by sent_at`
  expect(sent.map(({ wording }) => wording)).toEqual([1, 2])
  for (const path of ['', '/versions/2', '/versions/shipped', '/edit']) {
    await office.counsel.signsIn()
    expect((await office.counsel.gets(at(path))).text, path).toContain(path === '/versions/shipped' ? '登记回执' : NEW)
  }
  needs(await office.counsel.posts(at('/versions/2/withdrawal'), '', WHY), 303, 'not withdrawn')
  expect((await registeredMail())?.text).not.toContain(NEW)
})

test('another agency’s words are its own', async () => {
  expect(office.house.messagesFor('yunxi-zjj', '2026-03-03').get('mails.registered')?.version).toBe(1)
  expect((await office.counsel.gets('/messages/mails.accountCode')).status).toBe(404)
})
