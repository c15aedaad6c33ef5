/** Where nobody set the address by which others reach the service, those who are consulted read how else to answer, and staff are warned. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outsideAddress } from '../../src/ground/outside-address.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { asForm, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { asked } from './parties.ts'

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

test.each<[{ publicUrl: string | undefined; host: string }, string | undefined]>([
  [{ publicUrl: 'https://gk.example.gov.cn', host: '127.0.0.1' }, 'https://gk.example.gov.cn'],
  [{ publicUrl: undefined, host: '10.1.2.3' }, 'http://10.1.2.3:3000'],
  [{ publicUrl: undefined, host: 'office.example' }, 'http://office.example:3000'],
  ...['127.0.0.1', '127.8.8.8', 'localhost', '0.0.0.0', '::', '::1'].map(
    (host): [{ publicUrl: undefined; host: string }, undefined] => [{ publicUrl: undefined, host }, undefined],
  ),
])('%o is reached from outside at %s', (config, address) => {
  expect(outsideAddress({ ...config, port: 3000 })).toBe(address)
})

/** The letter and the mail of a consultation, without white space. */
async function sent() {
  const { id } = await asked(office, { email: 'company@example.cn', contact: '赵联系' })
  await office.theJobsRun()
  const letter = (await office.handler.opens(id)).letters.find(({ title }: { title: string }) =>
    title.includes('征求意见书'),
  )
  const { bytes } = await office.handler.gets(`/api/v1/cases/${id}/letters/${letter.id}`)
  const mail = server.mails.at(-1)!
  return { id, letter: (await textIn(asFile(bytes))).replace(/\s/g, ''), mail: String(mail.text) }
}

test('the letter and its mail name the telephone instead of an address that nobody can open', async () => {
  const before = await sent()
  expect(before.letter).toContain('打开https://gk.example.gov.cn/answer')
  expect(before.mail).toContain('https://gk.example.gov.cn/answer?number=')
  const { config } = office.house
  const { publicUrl } = config
  config.publicUrl = undefined
  try {
    const { letter, mail } = await sent()
    for (const text of [letter, mail]) {
      expect(text).not.toMatch(/127\.0\.0\.1|localhost|https?:/)
      expect(text).toContain('网址请打电话询问')
    }
    expect(letter).toContain('以书面形式送交本机关')
    const { id } = await office.caseUntil('assigned')
    const page = async () => {
      const form = asForm({ type: 'thirdPartyConsulted', party: '云溪示例建设有限公司' })
      const authorization = `Bearer ${await office.handler.signsIn()}`
      return send(office.app, {
        ...{ method: 'POST', url: `/cases/${id}/notices/preview`, payload: form.payload },
        headers: { ...form.headers, authorization },
      })
    }
    expect((await page()).text).toContain('没有设置对外的网址')
    config.publicUrl = publicUrl
    expect((await page()).text).not.toContain('没有设置对外的网址')
  } finally {
    config.publicUrl = publicUrl
  }
})
