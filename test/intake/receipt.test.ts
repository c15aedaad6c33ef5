/** The receipt as a file: with the enquiry code for the browser that filed, without it in the mail, the same bytes each time. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { later } from '../people/visitor.ts'
import { asUpload, cookiesOf, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { program } from '../support/programs.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let office: Office
let mail: MailServer
beforeAll(async () => {
  mail = await startMailServer()
  office = await openOffice({ smtpUrl: mail.url })
})
afterAll(async () => {
  await office.close()
  await mail.close()
})

/** The words of a PDF, as another program reads them. */
async function wordsOf(bytes: Uint8Array): Promise<string> {
  const path = join(office.folder, 'receipt.pdf')
  await writeFile(path, bytes)
  const { stdout } = await promisify(execFile)(program('pdftotext'), ['-raw', path, '-'])
  return stdout.replace(/\s/g, '')
}

async function filesOnThePage() {
  const { agency, applicant, request } = application({ applicant: { email: 'citizen@example.org' } })
  const form = asUpload({ agency, ...applicant, ...request, idempotencyKey: 'receipt-1' }, [
    { name: '说明.txt', content: '文字', field: 'files' },
    { name: '证件.pdf', content: '%PDF-1.4\n%%EOF\n', field: 'identity' },
  ])
  const answer = await send(office.app, { method: 'POST', url: '/applications', ...form })
  expect(answer.status).toBe(303)
  const cookie = cookiesOf(answer)
  const page = (await send(office.app, { url: '/receipt', headers: { cookie } })).text
  return {
    cookie,
    page,
    receipt: /data-receipt="([^"]+)"/.exec(page)![1]!,
    code: /data-enquiry-code="([^"]+)"/.exec(page)![1]!,
  }
}

test('page, file and mail: the code is on the first two alone, and the file does not change', async () => {
  const { cookie, page, receipt, code } = await filesOnThePage()
  expect(page).toContain('href="/receipt.pdf"')
  const download = () => send(office.app, { url: '/receipt.pdf', headers: { cookie } })
  const first = await download()
  expect(first.headers['content-type']).toBe('application/pdf')
  expect(first.headers['content-disposition']).toContain(receipt)
  const words = await wordsOf(first.bytes)
  for (const word of [
    '政府信息公开申请提交回执',
    receipt,
    code,
    '张三',
    '云溪区人民政府',
    '2026年3月2日09:30',
    '1.说明.txt',
  ])
    expect(words).toContain(word)
  expect(words, 'the paper of identity is no file of the case').not.toContain('证件.pdf')

  await office.theJobsRun()
  const told = mail.mails.find(({ subject }) => subject?.includes(receipt))!
  const [attached] = told.attachments
  expect(attached!.filename).toBe(`提交回执-${receipt}.pdf`)
  const mailed = await wordsOf(new Uint8Array(attached!.content as ArrayBuffer))
  expect(mailed).toContain(receipt)
  expect(mailed).not.toContain(code)
  expect(told.text).not.toContain(code)

  later(office, 600)
  expect((await download()).bytes.equals(first.bytes), 'the same bytes at another time').toBe(true)
  office.itIs('2026-03-02')
})

test.each([
  ['portal', undefined, '登载在“办理进度”页面', 'appear on the progress page'],
  ['post', undefined, '按您留的地址邮寄（没有留地址的，联系您领取），同时登载', 'are posted to the address you gave'],
  ['portal', 'citizen@example.org', null, null],
])('delivery %s, mail %s: receipt and progress page say where notices are found', async (delivery, email, zh, en) => {
  office.itIs('2026-03-02')
  const { agency, applicant, request } = application({ applicant: { email: email ?? '' }, request: { delivery } })
  const form = asUpload({ agency, ...applicant, ...request, idempotencyKey: `told-${delivery}-${email}` }, [])
  const cookie = cookiesOf(await send(office.app, { method: 'POST', url: '/applications', ...form }))
  const textOf = async (url: string) => (await send(office.app, { url, headers: { cookie } })).text
  const receipt = /data-receipt="([^"]+)"/.exec(await textOf('/receipt'))![1]!
  for (const page of ['receipt', `track/${receipt}`])
    for (const [root, says, known] of [
      ['/', zh, '通知书'],
      ['/en/', en, 'no e-mails are sent'],
    ] as const) {
      const text = await textOf(root + page)
      if (says) expect(text).toContain(says)
      else expect(text).not.toContain(`${known === '通知书' ? '您没有留电子邮箱' : known}`)
    }
})

test('nobody downloads the receipt of others', async () => {
  const answer = await send(office.app, { url: '/receipt.pdf' })
  expect([answer.status, answer.headers.location]).toEqual([303, '/track'])
})
