/** An office words its mails and text messages itself: within what the reader needs, approved by another, in force from a day. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isReceipt } from '../../src/ground/ids.ts'
import { isNumber } from '../../src/letters/access.ts'
import { shippedMessages } from '../../src/letters/templates/messages.ts'
import { checkMessage, MESSAGE_BLANKS, sampleOf, TEXT_MESSAGE } from '../../src/workbench/check-message.ts'
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
const shipped = shippedMessages.get('mails.registered')!
const words = { subject: shipped.subject!, body: shipped.body.replace('登记回执附后。', `登记回执附后。${NEW}`) }
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
    await office.counsel.posts(at('/versions'), '', { ...words, why: '说明后续。', from: 'shipped' }),
    303,
    'not written',
  )
  expect(written.headers.location).toBe(at('/versions/2'))
  const same = await office.counsel.posts(at('/versions'), '', { ...words, body: shipped.body, ...WHY })
  expect([same.status, same.text.includes('没有改动')]).toEqual([422, true])
  expect((await office.handler.posts(at('/versions'), '', { ...words, ...WHY })).status).toBe(403)
  needs(await office.counsel.posts(at('/versions/2/submission'), '', WHY), 303, 'not submitted')
  expect((await office.counsel.posts(at('/versions/2/approval'), '', { ...WHY, day: '2026-03-03' })).status).toBe(403)
  expect((await office.head.gets('/messages')).text).toContain('有1个版本等待您审核')
  // Each kind of words has its own line on the desk, which leads to where they are approved.
  const desk = (await office.head.gets('/desk')).text
  expect(desk).toMatch(/<a href="\/messages">有 1 个邮件、短信的版本等待您审核<\/a>/)
  expect(desk).not.toContain('文书模板版本等待您审核')
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
    const { text } = await office.counsel.gets(at(path))
    expect(text, path).toContain(path === '/versions/shipped' ? '登记回执' : NEW)
    expect(text, `${path}: the heading is out of sight`).not.toMatch(/statutory|id: registered|subject:/)
  }
  needs(await office.counsel.posts(at('/versions/2/withdrawal'), '', WHY), 303, 'not withdrawn')
  expect((await registeredMail())?.text).not.toContain(NEW)
})

test('what is wrong stands at its field; a subject is kept as it was typed, and no heading is asked for', async () => {
  const posts = (id: string, more: object) =>
    office.counsel.posts(`/messages/${id}/versions`, '', { why: '改写。', from: 'shipped', ...more })
  const withoutSubject = await posts('mails.served', { subject: ' ', body: '{{link}}' })
  expect([withoutSubject.status, withoutSubject.text]).toEqual([422, expect.stringMatching(/主题[^<]*请填写/)])
  const odd = await posts('sms.served', { body: '【政府信息公开】受理编号{{case.receipt}}已有答复。\n请查收。' })
  expect([odd.status, odd.text.includes('短信应当是一段'), odd.text.includes('name="subject"')]).toEqual([
    422,
    true,
    false,
  ])
  const subject = '{{case.number}}: 已经“登记” # 请查收'
  const made = needs(await posts('mails.registered', { ...words, subject }), 303, 'not written')
  expect((await office.counsel.gets(String(made.headers.location))).text).toContain('2026-0001: 已经“登记” # 请查收')
  const unknown = await posts('mails.registered', { subject, body: `${words.body}\n{{case.nummer}}` })
  expect(unknown.text).toMatch(/正文[^<]*第\d+行：“\{\{case\.nummer\}\}”/)
})

test('samples have numbers as this office issues them', async () => {
  const { 'case.receipt': receipt, 'consultation.answerNumber': answer } = MESSAGE_BLANKS
  expect([isReceipt(receipt![1]), isNumber(answer![1])]).toEqual([true, true])
  const sample = async () => (await office.counsel.gets(at())).text
  expect(await sample()).toContain('登记编号 2026-0001')
  await office.sql`
    insert into number_formats (id, agency_id, kind, format, from_day, "by", at, why)
    values (gen_random_uuid(), 'yunxi', 'registration', '云依申〔{年}〕{序号}号', '2026-01-01', 'staff:admin', now(), '示例')`
  expect(await sample()).toContain('登记编号 云依申〔2026〕1号')
})

test('another agency’s words are its own', async () => {
  expect(office.house.messagesFor('yunxi-zjj', '2026-03-03').get('mails.registered')?.version).toBe(1)
  expect((await office.counsel.gets('/messages/mails.accountCode')).status).toBe(404)
})
