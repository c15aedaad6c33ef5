/** Who filed on the English pages is told in English, the Chinese beneath; a code comes in the language of the page that asked. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ENGLISH } from '../../src/sending/in-english.ts'
import { asked } from '../consultations/parties.ts'
import { asForm, send } from '../support/api.ts'
import { CONFIRMED, CORRECTION, type Office, openOffice } from '../support/house.ts'
import { residentNumber } from '../support/people.ts'
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

const posts = (url: string, fields: Record<string, string>) =>
  send(office.app, { method: 'POST', url, ...asForm(fields) })
const FIELDS = {
  ...{ agency: 'yunxi', kind: 'person', name: 'Zhang San', idType: 'residentId', idNumber: residentNumber(8_001) },
  ...{ phone: '0000-1000001', email: 'san@example.com', title: 'Compensation plan', form: 'electronic' },
  ...{ description: 'The compensation plan of 示例路 for 2023, please.', delivery: 'portal' },
}

test('filed in English: mails in English with the Chinese beneath, and staff see it', async () => {
  const filed = await posts('/en/applications', FIELDS)
  expect(filed.status).toBe(303)
  const [row] = await office.sql<{ id: string; receipt: string }[]>`select id, receipt from cases`
  const { id, receipt } = row!
  await office.registrar.records(id, CONFIRMED)
  await office.registrar.records(id, { type: 'registered' })
  await office.registrar.records(id, CORRECTION)
  await office.theJobsRun()
  const mails = server.mails.map(({ subject = '', text = '' }) => ({ subject, text }))
  expect(mails.map(({ subject }) => subject)).toEqual([
    `Your request for government information has been submitted (receipt ${receipt})`,
    `Receipt of your request has been confirmed (receipt ${receipt})`,
    expect.stringMatching(/^Your request has been registered \(number /),
    expect.stringMatching(/^Please correct your request \(number /),
  ])
  const [english = '', chinese = ''] = mails[1]!.text.split(ENGLISH.chinese)
  expect(english).toContain('Zhang San,')
  expect(english).toMatch(/2 Mar 2026 is the day of receipt/)
  expect(english).toContain(`https://gk.example.gov.cn/en/track/${receipt}`)
  expect(english).toMatch(/https:\/\/gk\.example\.gov\.cn\/en\/notices\//)
  expect(english).not.toMatch(/\p{Script=Han}/u)
  expect(chinese).toContain('已经双方确认')
  expect(mails[3]!.text).toContain(ENGLISH.statutory)
  const stop = /https:\/\/gk\.example\.gov\.cn(\/en\/notices\/\S+)/.exec(english)![1]!
  expect((await send(office.app, { url: stop })).text).toContain('lang="en"')
  expect((await office.registrar.gets(`/cases/${id}`)).text).toContain('申请人使用英文页面')
})

test('filed in Chinese, nothing is English', async () => {
  server.mails.length = 0
  await posts('/applications', { ...FIELDS, name: '张三', idNumber: residentNumber(8_002), email: 'zhang@example.com' })
  await office.theJobsRun()
  expect(server.mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('政府信息公开申请已提交')])
  expect(server.mails[0]!.text).not.toContain(ENGLISH.chinese)
})

test('an agency is called by its English name on English pages, and by its Chinese one beside it', async () => {
  await office.sql`
    update agencies set profile = profile || ${JSON.stringify({ englishName: 'Yunxi District Government' })}::jsonb where id = 'yunxi'`
  const page = (await send(office.app, { url: '/en/' })).text
  expect(page).toMatch(/Yunxi District Government \(<span lang="zh-CN">云溪区人民政府<\/span>\)/)
  expect((await send(office.app, { url: '/' })).text).not.toContain('Yunxi District Government')
})

test('whoever is consulted is told in English, too, once they have opened their page in it', async () => {
  const { id, party } = await asked(office, { email: 'party@example.com' })
  await office.theJobsRun()
  const about = () => server.mails.filter(({ envelope }) => envelope.to?.includes('party@example.com'))
  expect(about().map(({ subject }) => subject)).toEqual([`政府信息公开征求意见（答复编号 ${party.number}）`])
  const mailAgain = async (idempotencyKey: string) => {
    await office.handler.posts(`/cases/${id}/consultations/1/mail`, '', { idempotencyKey })
    await office.theJobsRun()
    return about().at(-1)!
  }
  await posts('/en/answer', { number: party.number, code: party.code })
  const mail = await mailAgain('01890a5d-ac96-774b-bcce-b302099a8067')
  expect(mail.subject).toContain('You are asked whether government information may be disclosed')
  expect(mail.text).toContain(`https://gk.example.gov.cn/en/answer?number=${party.number}`)
  expect(mail.text!.split(ENGLISH.chinese)[1]).toContain('征求意见书附后')
  // Whoever opens it in Chinese later is told in Chinese again.
  await posts('/answer', { number: party.number, code: party.code })
  expect((await mailAgain('01890a5d-ac96-774b-bcce-b302099a8068')).subject).toContain('政府信息公开征求意见')
})

test('a code', async () => {
  server.mails.length = 0
  await posts('/en/account', { email: 'san@example.com' })
  expect(server.mails[0]!.subject).toBe('Your code')
  expect(server.mails[0]!.text).toMatch(/Your code: \d{6}/)
})

test('each mail and text message to applicants has its English, with no other blanks than its Chinese has', () => {
  const blanks = (text: string) => new Set([...text.matchAll(/\{\{([\w.]+)\}\}/g)].map(([, name]) => name))
  for (const [folder, texts] of [
    ['mails', ENGLISH.mails],
    ['sms', ENGLISH.sms],
    ['party-mails', ENGLISH.parties],
  ] as const) {
    const ids = readdirSync(`templates/${folder}`).map((name) => name.replace('.md', ''))
    expect(Object.keys(texts).sort()).toEqual(ids.sort())
    for (const id of ids) {
      const chinese = blanks(readFileSync(`templates/${folder}/${id}.md`, 'utf8'))
      const english = texts[id as keyof typeof texts] as string | { subject: string; body: string }
      const own = blanks(typeof english === 'string' ? english : `${english.subject} ${english.body}`)
      expect([id, [...own].filter((name) => !chinese.has(name))]).toEqual([id, []])
    }
  }
})
