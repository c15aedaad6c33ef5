/** What mails say, however they are written; and that no bytes at all make the readers fail in a way that nobody sees. */
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { zipSync } from '../../src/ground/squeeze.ts'
import { addressedIn } from '../../src/mailbox/head.ts'
import { textOfHtml } from '../../src/mailbox/html-text.ts'
import { kindOf } from '../../src/mailbox/kind.ts'
import { readApart } from '../../src/mailbox/read-apart.ts'
import { readMail } from '../../src/mailbox/read-mail.ts'
import { openTnef } from '../../src/mailbox/tnef.ts'
import { times } from '../support/proof.ts'
import {
  attached,
  attribute,
  BIG5,
  bounce,
  GBK,
  headOf,
  nested,
  parted,
  plain,
  raw,
  TNEF,
  u16,
  u32,
  winmail,
  word,
  words,
} from './written.ts'

const OWN = 'noreply@example.gov.cn'
const namesIn = ({ pieces }: { pieces: readonly { name: string }[] }) => pieces.map(({ name }) => name)
const textIn = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')

test('names, subjects and texts in GBK, GB18030 and Big5, as words of the standard and as bare bytes', async () => {
  const standard = await readMail(
    raw(
      headOf({
        From: `${word(GBK.name, 'gb2312')} <wangfang@example.cn>`,
        Subject: word(GBK.title, 'GB18030'),
        'Content-Type': 'text/plain; charset=gbk',
        'Content-Transfer-Encoding': '8bit',
      }),
      GBK.text,
    ),
  )
  expect(standard).toMatchObject({ name: '王芳', from: 'wangfang@example.cn', subject: '政府信息公开申请' })
  expect(standard.text).toBe('申请公开征收补偿方案。')
  const bare = await readMail(raw(headOf({ Subject: GBK.title }), 'abc'))
  expect(bare).toMatchObject({ subject: '政府信息公开申请', text: 'abc' })
  expect((await readMail(raw(headOf({ Subject: word(BIG5, 'big5') })))).subject).toBe('申請公開')
})

test('names of attachments by RFC 2231 and RFC 2047', async () => {
  const utf8 = encodeURIComponent('申请表.docx')
  const mail = await readMail(
    parted({}, [
      words('见附件。'),
      attached('', Buffer.from('a'), 'application/msword', `attachment; filename*=utf-8''${utf8}`),
      attached(
        '',
        Buffer.from('b'),
        'application/msword',
        `attachment; filename*0*=gbk''%C9%EA; filename*1*=%C7%EB.doc`,
      ),
      attached('身份证.jpg', Buffer.from('c')),
      attached('', Buffer.from('d'), 'application/pdf', 'attachment'),
    ]),
  )
  expect(mail.text).toBe('见附件。')
  expect(namesIn(mail)).toEqual(['申请表.docx', '申请.doc', '身份证.jpg', '附件4.pdf'])
})

test('a mail in a mail and winmail.dat are opened, and kept as they came', async () => {
  const inner = parted({ Subject: word('原申请') }, [words('里面的申请。'), attached('里.txt', Buffer.from('里'))])
  const dat = winmail('信封里的话。', [{ name: '申请书（正文）.docx', content: Buffer.from('正文') }])
  const mail = await readMail(
    parted({}, [words('转发。'), nested(inner), attached('winmail.dat', dat, 'application/ms-tnef')]),
  )
  expect(namesIn(mail)).toEqual(['附件1.eml', '里.txt', 'winmail.dat', '申请书（正文）.docx'])
  expect(textIn(mail.pieces[3]!.content)).toBe('正文')
  for (const part of ['转发。', '【随附的邮件：原申请】', '里面的申请。', '信封里的话。'])
    expect(mail.text).toContain(part)
})

test('a page becomes text; nothing of it is fetched or run', async () => {
  const page =
    '<html><head><style>p{}</style></head><body><p>第一段&nbsp;&amp;</p><img src="https://track.example/p.gif"><script>alert(1)</script><div>第二段&#x4e00;</div></body></html>'
  const mail = await readMail(raw(headOf({ 'Content-Type': 'text/html; charset=utf-8' }), page))
  expect(mail.text).toBe('第一段 &\n\n第二段一')
  // Whatever stands there, it comes to an end, and in time.
  expect(textOfHtml('<script'.repeat(50_000))).toBe('')
  expect(textOfHtml('<script>'.repeat(50_000))).toBe('')
  expect(textOfHtml(`${'<'.repeat(200_000)}a`)).toBe('')
})

test('broken mails are read as far as they go', async () => {
  const cut = parted({}, [words('开头。'), attached('附.txt', Buffer.from('附'.repeat(500)))])
  const mail = await readMail(cut.subarray(0, cut.length - 900))
  expect(mail.text).toBe('开头。')
  expect(namesIn(mail)).toEqual(['附.txt'])
  expect(await readMail(Buffer.from('没有头的一行'))).toMatchObject({ from: '', subject: '' })
  expect((await readMail(raw(headOf({ Subject: word('有\0控制\u0007符') })))).subject).toBe('有控制符')
})

test('machines, lists, bounces and ourselves are told from people', async () => {
  const kind = async (source: Buffer) => kindOf(await readMail(source), OWN, source)
  expect(await kind(plain())).toEqual({ is: 'person' })
  expect(await kind(plain({ 'Auto-Submitted': 'no' }))).toEqual({ is: 'person' })
  for (const [head, why] of [
    [{ 'Auto-Submitted': 'auto-replied' }, 'automatic'],
    [{ From: `公开办 <${OWN.toUpperCase()}>` }, 'own'],
    [{ 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b' }, 'automatic'],
  ] as const)
    expect(await kind(plain(head)), JSON.stringify(head)).toEqual({ is: 'aside', why })
  // What a person may have written waits for a person.
  for (const [head, why] of [
    [{ Precedence: 'bulk' }, 'list'],
    [{ 'List-Unsubscribe': '<https://shop.example/u>' }, 'list'],
    [{ 'X-Autoreply': 'yes' }, 'machine'],
    [{ 'Return-Path': '<>' }, 'machine'],
    [{ From: 'no-reply@company.example' }, 'machine'],
    [{ From: word('王芳') }, 'noSender'],
    [{ Subject: word('自动回复：我在休假') }, 'machine'],
    [{ Subject: 'Out of Office: Re: application' }, 'machine'],
  ] as const)
    expect(await kind(plain(head)), JSON.stringify(head)).toEqual({ is: 'proposed', why })
  expect(await kind(plain({ From: 'postmaster@company.example' }))).toMatchObject({
    is: 'bounce',
    of: [],
    isReport: false,
  })
  const ours = '<case.1.submitted@example.gov.cn>'
  expect(await kind(bounce(ours, 'lisi@example.cn'))).toEqual({
    is: 'bounce',
    of: expect.arrayContaining([ours]),
    failure: '退信，对方邮件系统的说明：smtp; 550 5.1.1 <lisi@example.cn> User unknown',
    ...{ isReport: true, isMachine: false },
  })
  expect(await kind(bounce(ours, 'lisi@example.cn', 'delayed'))).toEqual({ is: 'aside', why: 'delayed' })
  // Providers that follow no standard quote the mail in their text.
  const other = plain(
    { From: 'PostMaster@qq.example', Subject: word('退信') },
    `您的邮件被退回。\r\nMessage-ID: ${ours}\r\n`,
  )
  expect(await kind(other)).toMatchObject({ is: 'bounce', of: expect.arrayContaining([ours]), isReport: false })
  // In Chinese, in UTF-8 or GBK; of a stranger's words as much as one line holds, and nothing that turns them round.
  for (const said of [Buffer.from('用户不存在'), Buffer.from('d3c3bba7b2bbb4e6d4da', 'hex')]) {
    const lines = Buffer.concat([Buffer.from('Diagnostic-Code: smtp; 550 '), said, Buffer.from('\r\n')])
    expect(
      await kind(raw({ ...headOf({ From: 'mailer-daemon@qq.example' }), 'Content-Type': 'text/plain' }, lines)),
    ).toMatchObject({
      failure: '退信，对方邮件系统的说明：smtp; 550 用户不存在',
    })
  }
  const long = `Diagnostic-Code: smtp; \u202e\u0007${'9'.repeat(280)}\r\n`
  const { failure } = (await kind(plain({ From: 'mailer-daemon@x.example' }, long))) as { failure: string }
  expect(failure).toMatch(/：smtp; 9{100,160}$/)
})

test('no bytes make the reader of winmail.dat fail, and what is cut gives what came before', () => {
  const whole = winmail('话', [
    { name: '一.txt', content: Buffer.from('一') },
    { name: '二.txt', content: Buffer.from('二') },
  ])
  expect(openTnef(whole).files.map(({ name }) => name)).toEqual(['一.txt', '二.txt'])
  for (let end = 0; end < whole.length; end++) {
    const { files } = openTnef(whole.subarray(0, end))
    expect(files.length).toBeLessThanOrEqual(2)
  }
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
      const bytes = Buffer.from(whole)
      for (const [at, value] of changes) bytes[at] = value
      openTnef(bytes)
    }),
    { numRuns: times(500, 20_000) },
  )
})

test('no bytes leave a mail without an answer: it is read, or refused with an error', async () => {
  const whole = parted({}, [words('话'), nested(plain()), attached('a', winmail('b', []))])
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }), async (changes) => {
      const bytes = Buffer.from(whole)
      for (const [at, value] of changes) bytes[at] = value
      const mail = await readMail(bytes).catch((error) => expect(error).toBeInstanceOf(Error))
      if (mail) kindOf(mail, OWN, bytes)
    }),
    { numRuns: times(100, 5_000) },
  )
})

test('a large mail is read apart, and what was read is the same; what nobody reads is refused there, too', async () => {
  const source = parted({}, [words('附图。'), attached('图纸.zip', Buffer.alloc(600_000, 7))])
  const [here, apart] = [await readMail(source), await readApart(source)]
  expect({ ...apart, pieces: namesIn(apart) }).toEqual({ ...here, pieces: namesIn(here) })
  expect(Buffer.compare(apart.pieces[0]!.content, here.pieces[0]!.content)).toBe(0)
  await expect(readApart(Buffer.from(`X: ${'a'.repeat(3_000_000)}\r\n\r\n`))).rejects.toThrow(/header/i)
})

test('lengths and counts of winmail.dat that lie lead no reader back: its steps are bounded by the bytes that are there', () => {
  // A name as long as 2³²−32 bytes, padded as a number with a sign, led back to itself four milliards of times.
  const name = Buffer.concat([u16(2), u16(0x8000), Buffer.alloc(16), u32(1), u32(0xffffffe0)])
  const bomb = Buffer.concat([TNEF, attribute(1, 0x00069003, Buffer.concat([u32(0xffffffff), name, Buffer.alloc(40)]))])
  const whole = winmail('话', [
    { name: '一.txt', content: winmail('里', [{ name: '二', content: Buffer.from('二') }]) },
  ])
  let steps = 0
  const reads = vi.spyOn(Buffer.prototype, 'readUInt32LE').mockImplementation(function (this: Buffer, from?: unknown) {
    const at = Number(from ?? 0)
    if (++steps > 10_000) throw new Error('it reads and reads')
    if (at < 0 || at + 4 > this.length) throw new RangeError('out of range')
    return new DataView(this.buffer, this.byteOffset, this.length).getUint32(at, true)
  })
  const most = (bytes: Buffer) => {
    steps = 0
    openTnef(bytes)
    expect(steps).toBeLessThan(bytes.length * 2)
  }
  try {
    most(bomb)
    const lies = fc.constantFrom(0xffffffe0, 0xffffffff, 0x80000000, 0x7fffffff, 0xfffffffc, 0x10000000, 1)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 5), lies), { maxLength: 4 }), (changes) => {
        for (const of of [whole, bomb]) {
          const bytes = Buffer.from(of)
          for (const [at, value] of changes) bytes.writeUInt32LE(value, at % (bytes.length - 4))
          most(bytes)
        }
      }),
      { numRuns: times(500, 20_000) },
    )
  } finally {
    reads.mockRestore()
  }
})

test('to whom a mail went is read of the beginning of its head, folded or not, and never of more', () => {
  const head =
    'From: a@x.cn\r\nTo: =?utf-8?q?a?= <GK1@example.gov.cn>,\r\n\tother@example.cn\r\nSubject: to: not@example.cn\r\n'
  const to = ['gk1@example.gov.cn', 'other@example.cn']
  expect(addressedIn(Buffer.from(`${head}\r\nTo: body@example.cn`))).toEqual(to)
  expect(addressedIn(Buffer.from(`${head}X: ${'y'.repeat(70_000)}\r\nCc: late@example.cn\r\n\r\n`))).toEqual(to)
  expect(addressedIn(Buffer.alloc(0))).toEqual([])
})

test('five megabytes of nested tables and a zip bomb cost no more than a mail may, and nothing is unpacked', async () => {
  const depth = 250_000
  const tables = `${'<table><tr><td>'.repeat(depth)}申请公开甲文件。${'</td></tr></table>'.repeat(depth)}`
  expect(tables.length).toBeGreaterThan(5 * 1024 * 1024)
  const nestedTables = await readApart(raw(headOf({ 'Content-Type': 'text/html; charset=utf-8' }), tables))
  expect(nestedTables.text).toBe('申请公开甲文件。')
  // Ten layers of a gigabyte of noughts: it is a file of the mail, as it came, whatever is in it.
  const bomb = Array.from({ length: 3 }).reduce<Uint8Array>(
    (inner) => zipSync({ 'inner.zip': inner, 'again.zip': inner }),
    zipSync({ zeros: new Uint8Array(64 * 1024 * 1024) }),
  )
  const mail = await readApart(parted({}, [words('见附件。'), attached('资料.zip', Buffer.from(bomb))]))
  expect(mail.pieces.map(({ name, content }) => [name, content.byteLength])).toEqual([['资料.zip', bomb.length]])
})
