/** An office without a mail server: what lies as a file has reached nobody, nothing says that it did, and it goes out later. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPost, type Post } from '../../src/ground/post.ts'
import { sendKept } from '../../src/sending/send-kept.ts'
import { send } from '../support/api.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { postsForm } from '../support/posting.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

const TO = 'zhangsan@example.cn'

let office: Office
let server: MailServer
let files: Post
let sent: Post
let outbox: string
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice()
  const { config, post } = office.house
  outbox = join(office.folder, 'outbox')
  files = post
  sent = openPost({ smtpUrl: server.url, mailFrom: config.mailFrom, outbox })
  await office.sql`update people set demonstration = false` // an office, not a demonstration
})
afterAll(async () => {
  sent.close()
  await office.close()
  await server.close()
})
beforeEach(() => {
  office.house.post = files
  server.mails.length = 0
  server.refuse()
})

type Fact = { type: string; letter?: string; how?: string; evidence?: string }
const byTheSystem = async (id: string): Promise<Fact[]> =>
  (await office.registrar.opens(id)).facts.filter(
    ({ type, by }: { type: string; by: string }) => by === 'system' && ['mailSent', 'sent', 'received'].includes(type),
  )
const byMail = () =>
  application({ applicant: { email: TO, name: '张三' }, request: { delivery: 'email', form: 'electronic' } })
const waits = async (id: string) =>
  (await office.registrar.gets(`/cases/${id}`)).text.includes('没有设置邮件服务器，下列邮件')
const asked = async () => {
  const filed = await office.caseUntil('registered', byMail())
  await office.registrar.records(filed.id, CORRECTION)
  await office.theJobsRun()
  return filed
}

test('no fact says that a mail was sent or received; staff see that it waits', async () => {
  const { id } = await asked()
  expect(await byTheSystem(id)).toEqual([])
  expect(await waits(id)).toBe(true)
  expect(readdirSync(outbox).filter((name) => name.startsWith(id))).not.toEqual([])
  const { mail } = JSON.parse((await send(office.app, { url: '/health/ready' })).text)
  expect(mail).toMatch(/no mail server is set \(SMTP_URL\).*; \d+ about/)
})

test('once there is a server it goes out under its Message-ID, is proven, and its file is gone', async () => {
  const { id } = await asked()
  const lay = readdirSync(outbox).filter((name) => name.startsWith(id))
  office.house.post = sent
  await sendKept(office.house)
  await office.theJobsRun()
  const mine = server.mails.filter(({ messageId }) => messageId?.includes(id))
  expect(mine.map(({ messageId }) => lay.some((name) => name.startsWith(messageId!.slice(1, -1))))).toEqual(
    lay.map(() => true),
  )
  const facts = await byTheSystem(id)
  expect(facts.filter(({ type }) => type === 'mailSent')).toHaveLength(lay.length)
  const received = facts.filter(({ type }) => type === 'received')
  expect(received.length).toBeGreaterThan(0)
  for (const { evidence } of received) expect(evidence).toMatch(/^系统记录：邮件服务器已接收（250 /)
  expect(await waits(id)).toBe(false)
  expect(readdirSync(outbox).filter((name) => name.startsWith(id))).toEqual([])
  // Again, there is nothing to do.
  await sendKept(office.house)
  await office.theJobsRun()
  expect(server.mails.filter(({ messageId }) => messageId?.includes(id))).toHaveLength(lay.length)
})

test('who sends a letter is told that the system sends no mail', async () => {
  const { id } = await office.caseUntil('registered', byMail())
  const said = async () => (await office.registrar.gets(`/cases/${id}`)).text.includes('本系统发不出邮件')
  expect(await said()).toBe(true)
  office.house.post = sent
  expect(await said()).toBe(false)
})

test('to staff it goes as it lies; what was good for its day alone does not', async () => {
  const mail = { to: 'head@example.gov.cn', text: '一\n二' }
  await files.send({ ...mail, subject: '有人申请为您重新设置登录', messageId: '<recovery.7.proposed@example.gov.cn>' })
  await files.send({ ...mail, subject: '验证码', messageId: '<code.abc.1@example.gov.cn>' })
  server.refuse(451)
  await expect(sendKept({ ...office.house, post: sent })).rejects.toMatchObject({ responseCode: 451 })
  server.refuse()
  await sendKept({ ...office.house, post: sent })
  const staff = server.mails.filter(({ envelope }) => envelope.to.includes(mail.to))
  expect(staff.map(({ subject, messageId, envelope }) => [subject, messageId, envelope.from])).toEqual([
    ['有人申请为您重新设置登录', '<recovery.7.proposed@example.gov.cn>', 'noreply@example.gov.cn'],
  ])
  expect(readdirSync(outbox).filter((name) => /^(code|recovery)\./.test(name))).toEqual([])
})

test('what an earlier version counted as sent though it lay as a file waits again; what a server took does not', async () => {
  const [kept, taken] = [await asked(), await asked()]
  const proof = { [kept.id]: `${kept.id}.1.eml sha256:${'0'.repeat(64)}`, [taken.id]: '250 OK: queued as 1' }
  for (const [id, said] of Object.entries(proof))
    await office.sql`update deliveries set sent_at = now(), kept_at = null, proof = ${said} where case_id = ${id}`
  const migration = readFileSync(new URL('../../src/db/migrations/0069_mails-kept.sql', import.meta.url), 'utf8')
  await office.sql.unsafe(migration.split('--> statement-breakpoint')[1]!)
  expect([await waits(kept.id), await waits(taken.id)]).toEqual([true, false])
})

test('in the demonstration a file counts as sent, and the record says that it is one', async () => {
  await office.sql`update people set demonstration = true where username = 'registrar'`
  try {
    const { id } = await asked()
    const received = (await byTheSystem(id)).filter(({ type }) => type === 'received')
    expect(received.length).toBeGreaterThan(0)
    for (const { evidence } of received) expect(evidence).toContain('未实际发出')
    expect(await waits(id)).toBe(false)
  } finally {
    await office.sql`update people set demonstration = false`
  }
})

test('who files is told before choosing e-mail; with a server nothing is said', async () => {
  const WAITS = '本机关目前不能发送电子邮件'
  const form = async (title: string) => (await send(office.app, { url: `/apply?title=${title}` })).text
  expect(await form('one')).toContain(WAITS)
  const { applicant, request, agency } = byMail()
  const looksOver = async (delivery: string) => {
    const fields = { ...applicant, kind: 'person', ...request, agency, delivery } as Record<string, string>
    const page = await postsForm(office.app, '/apply/review', fields)
    expect(page.status, page.text.slice(0, 300)).toBe(200)
    return page.text.includes(WAITS)
  }
  expect([await looksOver('email'), await looksOver('portal')]).toEqual([true, false])
  files.sends = true // the pages have the post that the office was opened with
  try {
    expect(await form('two')).not.toContain(WAITS)
    expect(await looksOver('email')).toBe(false)
  } finally {
    files.sends = false
  }
})
