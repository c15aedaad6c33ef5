/** Mails as people, machines and Outlook write them, byte by byte. */
import { randomUUID } from 'node:crypto'

export const GBK = {
  /** 政府信息公开申请 */
  title: Buffer.from('d5feb8aed0c5cfa2b9abbfaac9eac7eb', 'hex'),
  /** 王芳 */
  name: Buffer.from('cdf5b7bc', 'hex'),
  /** 申请公开征收补偿方案。 */
  text: Buffer.from('c9eac7ebb9abbfaad5f7cad5b2b9b3a5b7bdb0b8a1a3', 'hex'),
}
/** 申請公開 in Big5. */
export const BIG5 = Buffer.from('a5d3bdd0a4bdb67d', 'hex')

type Head = Record<string, string | Buffer>
type Part = { head: Head; body: string | Buffer }

const lines = (head: Head): Buffer =>
  Buffer.concat(Object.entries(head).flatMap(([name, value]) => [Buffer.from(`${name}: `), Buffer.from(value), CRLF]))
const CRLF = Buffer.from('\r\n')

export const word = (bytes: Buffer | string, charset = 'utf-8') =>
  `=?${charset}?B?${Buffer.from(bytes).toString('base64')}?=`
const base64 = (bytes: Uint8Array) => {
  const whole = Buffer.from(bytes).toString('base64')
  return Array.from({ length: Math.ceil(whole.length / 76) }, (_, i) => whole.slice(i * 76, i * 76 + 76)).join('\r\n')
}

/** A head, an empty line, a body. */
export const raw = (head: Head, body: string | Buffer = ''): Buffer =>
  Buffer.concat([lines(head), CRLF, Buffer.from(body)])

/** What everybody writes; a Message-ID of its own unless one is given. */
export const headOf = (changes: Head = {}): Head => ({
  From: `${word('李四')} <lisi@example.cn>`,
  To: 'gk1@example.gov.cn',
  Subject: word('申请公开示例道路的规划'),
  Date: 'Mon, 02 Mar 2026 08:00:00 +0800',
  'Message-ID': `<${randomUUID()}@example.cn>`,
  'MIME-Version': '1.0',
  'Content-Type': 'text/plain; charset=utf-8',
  ...changes,
})

/** A plain mail. */
export const plain = (changes: Head = {}, body = '申请公开示例道路2025年的规划文件，电子邮件提供。') =>
  raw(headOf(changes), body)

/** Parts in an envelope. */
export function parted(changes: Head, parts: readonly Part[], kind = 'mixed'): Buffer {
  const line = `----=_${randomUUID()}`
  const body = Buffer.concat([
    ...parts.flatMap(({ head, body }) => [Buffer.from(`--${line}\r\n`), raw(head, body), CRLF]),
    Buffer.from(`--${line}--\r\n`),
  ])
  return raw(headOf({ ...changes, 'Content-Type': `multipart/${kind}; boundary="${line}"` }), body)
}

export const words = (text: string): Part => ({
  head: { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'base64' },
  body: base64(Buffer.from(text)),
})
/** @param disposition a whole header value, for names in the ways of RFC 2231 and others */
export const attached = (
  name: string,
  bytes: Uint8Array,
  type = 'application/octet-stream',
  disposition?: string,
): Part => ({
  head: {
    'Content-Type': type,
    'Content-Disposition': disposition ?? `attachment; filename="${word(name)}"`,
    'Content-Transfer-Encoding': 'base64',
  },
  body: base64(bytes),
})
export const nested = (mail: Buffer): Part => ({ head: { 'Content-Type': 'message/rfc822' }, body: mail })

/** RFC 3464: this mail of ours could not be delivered. */
export const bounce = (messageId: string, to: string, action = 'failed') =>
  parted(
    { From: 'MAILER-DAEMON@mx.example.cn', Subject: 'Undelivered Mail Returned to Sender', 'Return-Path': '<>' },
    [
      words('我们无法投递您的邮件。'),
      {
        head: { 'Content-Type': 'message/delivery-status' },
        body: `Reporting-MTA: dns; mx.example.cn\r\n\r\nFinal-Recipient: rfc822; ${to}\r\nAction: ${action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <${to}> User unknown\r\n`,
      },
      { head: { 'Content-Type': 'text/rfc822-headers' }, body: `Message-ID: ${messageId}\r\nTo: ${to}\r\n` },
    ],
    'report; report-type=delivery-status',
  )

export const u16 = (n: number) => Buffer.from(Uint16Array.of(n).buffer)
export const u32 = (n: number) => Buffer.from(Uint32Array.of(n).buffer)
export const attribute = (level: number, id: number, data: Buffer) =>
  Buffer.concat([
    Buffer.of(level),
    u32(id),
    u32(data.length),
    data,
    u16(data.reduce((sum, byte) => sum + byte, 0) & 0xffff),
  ])
const property = (type: number, id: number, value: Buffer) =>
  Buffer.concat([u16(type), u16(id), u32(1), u32(value.length), value, Buffer.alloc((4 - (value.length % 4)) % 4)])

/** The first bytes of every winmail.dat. */
export const TNEF = Buffer.concat([u32(0x223e9f78), u16(1)])

/** winmail.dat as Outlook makes it: a text, and files with their long names. */
export function winmail(text: string, files: readonly { name: string; content: Buffer }[]): Buffer {
  const unicode = (value: string) => Buffer.from(`${value}\0`, 'utf16le')
  return Buffer.concat([
    ...[u32(0x223e9f78), u16(1), attribute(1, 0x00069007, u32(936))],
    attribute(1, 0x00069003, Buffer.concat([u32(1), property(0x1f, 0x1000, unicode(text))])),
    ...files.flatMap(({ name, content }) => [
      ...[attribute(2, 0x00069002, Buffer.alloc(14)), attribute(2, 0x00018010, Buffer.from('SHORT~1.DOC\0'))],
      attribute(2, 0x0006800f, content),
      attribute(2, 0x00069005, Buffer.concat([u32(1), property(0x1f, 0x3707, unicode(name))])),
    ]),
  ])
}
