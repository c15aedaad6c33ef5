/** Mails through a real mail server: each sent once, proven as a fact, with the right letter and nobody's words in its head. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tell } from '../../src/delivery/tell.ts'
import {
  CONFIRMED,
  CORRECTION,
  DRAFTED,
  type Office,
  openOffice,
  PASSED,
  SEARCHED,
  SECRECY,
  SERVED,
  SIGNED,
} from '../support/house.ts'
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
  server.mails.length = 0
  server.refuse()
})
afterEach(async () => {
  await office.sql`delete from graphile_worker._private_jobs`
})

const mailed = (changes: object = {}) =>
  application({ applicant: { email: 'zhangsan@example.cn', name: '张三', ...changes } })
const proofs = async (id: string) =>
  (await office.registrar.opens(id)).facts.filter((fact: { type: string }) => fact.type === 'mailSent')

test('submitted, confirmed, registered, correction, corrected, extension, served: seven mails, seven proofs, the letters with them', async () => {
  const { registrar, handler, head, counsel, signer, citizen } = office
  const filed = await citizen.files(mailed())
  const id = await registrar.finds(filed)
  await registrar.records(id, CONFIRMED)
  await registrar.records(id, { type: 'registered' })
  await registrar.records(id, CORRECTION)
  await registrar.records(id, { type: 'corrected', text: '补正。' })
  await head.records(id, { type: 'assigned', unit: 'yunxi-gkk', handler: 'handler' })
  await head.records(id, { type: 'extended', workingDays: 5, reason: '数量较多。', approvedBy: '示例·公开办主任' })
  await handler.records(id, SEARCHED)
  await handler.records(id, SECRECY)
  await handler.records(id, DRAFTED)
  await counsel.records(id, PASSED)
  await signer.records(id, SIGNED)
  await registrar.records(id, { ...SERVED, how: 'email' })
  await office.theJobsRun()

  expect(
    server.mails.map(({ subject, attachments }) => [subject, attachments.map(({ filename }) => filename)]),
  ).toEqual([
    [`政府信息公开申请已提交（受理编号 ${filed.receipt}）`, [`提交回执-${filed.receipt}.pdf`]],
    [`已确认收到政府信息公开申请（受理编号 ${filed.receipt}）`, []],
    ['政府信息公开申请已登记（登记编号 2026-0001）', ['政府信息公开申请登记回执.pdf']],
    ['请补正政府信息公开申请（登记编号 2026-0001）', ['政府信息公开申请补正告知书.pdf']],
    ['已收到您的补正（登记编号 2026-0001）', []],
    ['政府信息公开申请延期答复（登记编号 2026-0001）', ['政府信息公开申请延期答复告知书.pdf']],
    ['政府信息公开申请的答复（登记编号 2026-0001）', ['政府信息公开申请答复书.pdf']],
  ])
  // What receivers know a repeat by: case, position and notice, and what nobody else can compute.
  expect(server.mails[0]!.messageId).toMatch(new RegExp(`^<${id}\\.1\\.submitted\\+[\\w-]{22}@example\\.gov\\.cn>$`))
  const { letters } = await registrar.opens(id)
  for (const { attachments } of server.mails)
    for (const { filename, content, mimeType } of attachments) {
      if (filename?.startsWith('提交回执')) continue // the receipt of the submission is made anew, not kept
      const letter = letters.find((l: { title: string }) => `${l.title}.pdf` === filename)
      expect(Buffer.from(content as ArrayBuffer).equals((await registrar.gets(letter.url)).bytes)).toBe(true)
      expect(mimeType).toBe('application/pdf')
    }
  for (const mail of server.mails) {
    expect(mail.envelope).toEqual({ from: 'noreply@example.gov.cn', to: ['zhangsan@example.cn'] })
    expect(mail.text).toContain(`https://gk.example.gov.cn/track/${filed.receipt}`)
    expect(mail.text).not.toContain(filed.enquiryCode)
    expect(mail.text).not.toMatch(/\{\{|undefined|null/)
  }
  const proven = await proofs(id)
  expect(proven.map(({ to, by }: { to: string; by: string }) => [to, by])).toEqual(
    Array.from({ length: 7 }, () => ['zhangsan@example.cn', 'system']),
  )
  expect(proven.map((p: { messageId: string }) => p.messageId)).toEqual(server.mails.map(({ messageId }) => messageId))
  for (const { proof } of proven) expect(proof).toMatch(/^250 OK: queued as \d+$/)
  // What each said is on record, but for the link by which its reader stops others.
  for (const [i, { text }] of proven.entries()) {
    expect(text).not.toContain('/notices')
    for (const part of text.split('（链接从略）')) expect(server.mails[i]!.text).toContain(part.trim())
  }
  expect(proven.filter(({ text }: { text: string }) => text.includes('（链接从略）')).length).toBeGreaterThan(0)
})

test('without an address nobody is mailed, and nothing waits', async () => {
  await office.caseUntil('registered')
  await office.theJobsRun()
  expect(server.mails).toEqual([])
  const [jobs] = await office.sql`select count(*)::int as n from graphile_worker.jobs`
  expect(jobs!.n).toBe(0)
})

test('a server that says “come again” gets the mail again: one mail, one proof', async () => {
  server.refuse(451)
  const filed = await office.citizen.files(mailed())
  const id = await office.registrar.finds(filed)
  await office.theJobsRun()
  expect(server.mails).toEqual([])
  expect(await proofs(id)).toEqual([])
  const [waiting] = await office.sql`select attempts, last_error, run_at > now() as later from graphile_worker.jobs`
  expect(waiting).toMatchObject({ attempts: 1, later: true, lastError: expect.stringContaining('451') })

  server.refuse()
  await office.sql`update graphile_worker._private_jobs set run_at = now()`
  await office.theJobsRun()
  expect(server.mails).toHaveLength(1)
  expect(await proofs(id)).toHaveLength(1)
  await office.theJobsRun()
  expect(server.mails).toHaveLength(1)
})

describe('the same job', () => {
  const jobOf = async () => {
    const { id } = await office.caseUntil('submitted', mailed())
    return { id, payload: { agencyId: 'yunxi', caseId: id, position: 1, tell: 'submitted' } }
  }

  test('run three times: one mail, one proof', async () => {
    const { id, payload } = await jobOf()
    for (let i = 0; i < 3; i++) await tell(office.house, payload)
    expect(server.mails).toHaveLength(1)
    expect(await proofs(id)).toHaveLength(1)
  })

  test('run twice at once: one proof, and both mails carry one Message-ID', async () => {
    const { id, payload } = await jobOf()
    await Promise.all([tell(office.house, payload), tell(office.house, payload)])
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1)
    expect(await proofs(id)).toHaveLength(1)
  })

  test('killed between sending and proving: the next run carries the same Message-ID and proves once', async () => {
    const { id, payload } = await jobOf()
    const dies = {
      ...office.house,
      post: { ...office.house.post, send: async () => Promise.reject(new Error('killed')) },
    }
    await expect(tell(dies, payload)).rejects.toThrow('killed')
    const [intended] = await office.sql`select message_id, sent_at from deliveries where case_id = ${id}`
    expect(intended!.sentAt).toBeNull()
    await tell(office.house, payload)
    expect(server.mails.map(({ messageId }) => messageId)).toEqual([intended!.messageId])
    expect(await proofs(id)).toHaveLength(1)
  })

  test('for a case or a word that is not there: nothing, and no fault', async () => {
    const { payload } = await jobOf()
    await tell(office.house, { ...payload, caseId: '00000000-0000-7000-8000-000000000000' })
    await tell(office.house, { ...payload, tell: 'nothing' })
    expect(server.mails).toEqual([])
  })
})

test.each([
  ['a second header', '张三\r\nBcc: evil@example.com'],
  ['an encoded line break', '张三=?utf-8?q?=0d=0aBcc:_evil@example.com?='],
  ['characters of addresses', '"张三" <evil@example.com>, other@example.com;'],
  ['a blank', '{{applicant.email}}{{link}}'],
])('a name with %s changes no header and fills no blank', async (_, name) => {
  const { id } = await office.caseUntil('registered', mailed({ name }))
  await office.theJobsRun()
  expect(server.mails).toHaveLength(3)
  for (const mail of server.mails) {
    expect(mail.envelope.to).toEqual(['zhangsan@example.cn'])
    expect(mail.to).toEqual([{ address: 'zhangsan@example.cn', name: '' }])
    expect([mail.cc, mail.bcc]).toEqual([undefined, undefined])
    expect(mail.subject).toMatch(
      /^(政府信息公开申请已(提交|登记)|已确认收到政府信息公开申请)（(受理|登记)编号 [\d-]+）$/,
    )
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc')
  }
  expect(await proofs(id)).toHaveLength(3)
})

test('no subject says what was asked, or by whom', async () => {
  await office.caseUntil('replyServed', mailed({ name: '欧阳某某' }))
  await office.theJobsRun()
  expect(server.mails.length).toBeGreaterThan(2)
  for (const { subject } of server.mails) {
    expect(subject).not.toContain('欧阳')
    expect(subject).not.toContain('征收')
    expect(subject).not.toContain('example.cn')
  }
})

test('a reply is attached only once it is served', async () => {
  const { id } = await office.caseUntil('replySigned', mailed())
  await office.theJobsRun()
  expect(server.mails.flatMap(({ attachments }) => attachments.map(({ filename }) => filename))).toEqual([
    expect.stringMatching(/^提交回执-/),
    '政府信息公开申请登记回执.pdf',
  ])
  await office.registrar.records(id, SERVED)
  await office.theJobsRun()
  expect(server.mails.at(-1)!.attachments.map(({ filename }) => filename)).toEqual(['政府信息公开申请答复书.pdf'])
})

test('where no server is set, mails are files with proofs of their own', async () => {
  const quiet = await openOffice()
  try {
    const { id } = await quiet.caseUntil('submitted', mailed())
    await quiet.theJobsRun()
    const [proven] = (await quiet.registrar.opens(id)).facts.filter(
      (fact: { type: string }) => fact.type === 'mailSent',
    )
    expect(proven.proof).toMatch(/\.eml sha256:[0-9a-f]{64}$/)
  } finally {
    await quiet.close()
  }
})
