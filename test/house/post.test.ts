import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { greetServer, isForGood, type Mail, MailRefused, openPost, type Post } from '../../src/ground/post.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

const mailFrom = '某某市自然资源局 <xxgk@example.gov.cn>'
const mail: Mail = {
  to: 'zhangsan@example.cn',
  subject: '关于您提交的政府信息公开申请（登记编号：某资依申请〔2026〕第12号）的答复，请您查收附件中的正式文书',
  text: '张三：\n　　您好。\n.\nFrom 以上',
  html: '<p>您好</p>',
  attachments: [
    {
      name: '政府信息公开告知书（2026）第12号 最终稿.pdf',
      content: Buffer.from('%PDF-1.7 测试'),
      type: 'application/pdf',
    },
  ],
  messageId: '<case-12.7@example.gov.cn>',
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ysqgk-post-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('with a mail server', () => {
  let server: MailServer
  let post: Post
  beforeAll(async () => {
    server = await startMailServer()
    post = openPost({ smtpUrl: server.url, mailFrom, outbox: '/nowhere' })
  })
  afterAll(async () => {
    post.close()
    await server.close()
  })
  beforeEach(() => {
    server.mails.length = 0
    server.refuse()
  })

  test('every Chinese character arrives, and the server’s answer is the proof', async () => {
    const { proof } = await post.send(mail)
    expect(proof).toBe('250 OK: queued as 1')
    const [got] = server.mails
    expect(got).toMatchObject({
      subject: mail.subject,
      from: { name: '某某市自然资源局', address: 'xxgk@example.gov.cn' },
      to: [{ address: mail.to }],
      messageId: mail.messageId,
      envelope: { from: 'xxgk@example.gov.cn', to: [mail.to] },
    })
    expect(got!.text?.trimEnd()).toBe(mail.text)
    expect(got!.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      [mail.attachments![0]!.name, 'application/pdf'],
    ])
    expect(Buffer.from(got!.attachments[0]!.content as ArrayBuffer).toString()).toBe('%PDF-1.7 测试')
    expect(got!.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
  })

  test('a server that is busy is told of, and nothing counts as sent', async () => {
    server.refuse(451)
    await expect(post.send(mail)).rejects.toMatchObject({ responseCode: 451 })
    expect(server.mails).toEqual([])
    server.refuse()
    await post.send(mail)
    expect(server.mails).toHaveLength(1)
  })

  test('a citizen’s line break never becomes a header, nor an address a second reader', async () => {
    await post.send({
      ...mail,
      subject: '申请\r\nBcc: evil@example.com\r\n\r\n<b>',
      attachments: [
        {
          name: 'a"\r\nBcc: evil@example.com\r\n../../b.pdf',
          content: Buffer.from('x'),
          type: 'text/plain\r\nX-Evil: 1',
        },
      ],
    })
    const [got] = server.mails
    expect(got!.envelope.to).toEqual([mail.to])
    expect(got!.bcc ?? []).toEqual([])
    expect(got!.subject).toBe('申请 Bcc: evil@example.com <b>')
    expect(got!.raw.toString('latin1')).not.toMatch(/^(bcc|x-evil):/im)
    for (const to of ['a@b.cn, c@d.cn', 'a@b.cn\nBcc: c@d.cn', 'A <a@b.cn>', 'nobody', '', '"a b"@c.cn'])
      await expect(post.send({ ...mail, to }), to).rejects.toThrow(MailRefused)
    await expect(post.send({ ...mail, messageId: '<a@b>\r\nBcc: c@d.cn' })).rejects.toThrow(MailRefused)
    expect(server.mails).toHaveLength(1)
  })

  test('text that names a file or an address is sent as text', async () => {
    const path = { path: '/etc/passwd' } as unknown as string
    const got = await post.send({ ...mail, text: path }).then(
      () => server.mails[0]!.text,
      (why: Error) => why.message,
    )
    expect(got).not.toContain('root:')
  })
})

test('a server that is not there is an error, not a wait', async () => {
  const post = openPost({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom, outbox: folder })
  await expect(post.send(mail)).rejects.toThrow(/ECONNREFUSED/)
  post.close()
})

test('to another machine a mail goes encrypted, or not at all', async () => {
  const server = await startMailServer()
  const elsewhere = server.url.replace('127.0.0.1', '0.0.0.0') // leads here, and is not called by a name of this machine
  const sends = async (smtpUrl: string) => {
    const post = openPost({ smtpUrl, mailFrom, outbox: folder })
    return post.send(mail).finally(() => post.close())
  }
  await expect(sends(elsewhere)).rejects.toThrow(/STARTTLS/)
  await expect(greetServer(elsewhere)).rejects.toThrow(/STARTTLS/)
  expect(server.mails).toEqual([])
  await sends(`${elsewhere}?requireTLS=false`)
  expect(server.mails).toHaveLength(1)
  await server.close()
})

describe('without a mail server', () => {
  test('the mail is kept as a file, once, whoever sends it how often', async () => {
    const outbox = join(folder, 'outbox')
    const post = openPost({ mailFrom, outbox })
    const proofs = await Promise.all([post.send(mail), post.send(mail), openPost({ mailFrom, outbox }).send(mail)])
    proofs.push(await post.send(mail))
    expect(new Set(proofs.map(({ proof }) => proof)).size).toBe(1)
    const [name, ...others] = readdirSync(outbox)
    expect(others).toEqual([])
    expect(proofs[0]!.proof).toMatch(new RegExp(`^${name} sha256:[0-9a-f]{64}$`))
    const kept = readFileSync(join(outbox, name!))
    expect(await PostalMime.parse(kept)).toMatchObject({ subject: mail.subject, messageId: mail.messageId })
    expect(kept.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)

    chmodSync(outbox, 0o755) // as somebody may have made it
    await post.send({ ...mail, messageId: '<case-12.8@example.gov.cn>' })
    expect(readdirSync(outbox)).toHaveLength(2)
    const modes = [outbox, ...readdirSync(outbox).map((name) => join(outbox, name))].map(
      (at) => statSync(at).mode & 0o777,
    )
    expect(modes).toEqual([0o700, 0o600, 0o600])
  })

  test('the domain for Message-IDs is that of our address', () => {
    expect(openPost({ mailFrom, outbox: folder }).domain).toBe('example.gov.cn')
    expect(openPost({ mailFrom: 'noreply@localhost', outbox: folder }).domain).toBe('localhost')
    expect(openPost({ mailFrom: 'a@政务.cn', outbox: folder }).domain).toBe('xn--zfr164b.cn')
  })
})

test.each([
  [550, 'RCPT TO', true], // no such mailbox
  [554, 'DATA', true],
  [451, 'DATA', false], // come again
  [550, 'MAIL FROM', false], // the server does not take us: the operator mends that
  [535, 'AUTH PLAIN', false],
])('%i to %s: every further try would end the same: %s', (responseCode, command, answer) => {
  expect(isForGood(Object.assign(new Error(), { responseCode, command }))).toBe(answer)
})
