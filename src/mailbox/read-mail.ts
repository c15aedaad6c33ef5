/**
 * Reads a mail: who, about what, what it says, what lies in it. Pictures of elsewhere are never fetched, and HTML becomes text.
 * Mails in a mail and Outlook's winmail.dat are opened, and kept as they came, too. What is broken is read as far as it goes.
 */
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { kindOf } from '../files/kinds.ts'
import { textOfHtml } from './html-text.ts'
import { isTnef, openTnef } from './tnef.ts'

export type Piece = { name: string; content: Uint8Array }
export type Mail = {
  /** `<…@…>`; empty where it has none. */
  messageId: string
  /** Bare and in lower case; empty where none can be read. */
  from: string
  name: string
  /** Addresses that it went to, in lower case. */
  to: string[]
  subject: string
  /** When it says that it was sent, as it says it. */
  sentAt: string
  /** Message-IDs of the mails that it answers. */
  references: string[]
  text: string
  pieces: Piece[]
  /** The first of each name, in lower case. */
  headers: ReadonlyMap<string, string>
}

/** So deep a mail lies in a mail; what lies deeper stays a file. */
const DEEPEST = 5
const LIMITS = { maxNestingDepth: 64, forceRfc822Attachments: true, attachmentEncoding: 'arraybuffer' } as const

/** @throws Error where it is nested beyond reason, or its headers are larger than any mail's: then nobody has read it */
export async function readMail(source: Uint8Array): Promise<Mail> {
  const email = await PostalMime.parse(inUnicode(source), LIMITS)
  const { text, pieces } = await opened(email, 0)
  const headers = new Map<string, string>()
  for (const { key, value } of email.headers) if (!headers.has(key)) headers.set(key, value)
  const from = mailboxes([email.from])[0] ?? mailboxes([email.sender])[0]
  return {
    messageId: idsIn(email.messageId)[0] ?? '',
    from: from?.address.toLowerCase() ?? '',
    name: written(from?.name),
    to: mailboxes([...(email.to ?? []), ...(email.cc ?? [])]).map(({ address }) => address.toLowerCase()),
    subject: written(email.subject),
    sentAt: written(headers.get('date')),
    references: [...new Set([...idsIn(email.inReplyTo), ...idsIn(email.references)])],
    text: written(text),
    pieces: pieces.map(({ name, content }) => ({ name: written(name), content })),
    headers,
  }
}

/** Controls and non-characters, of which broken mails are full: neither a database nor a letter has a place for them. */
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g

const written = (text = ''): string => text.replace(UNPRINTABLE, '').toWellFormed().trim()

/** Message-IDs in a text, of which there may be anything between. */
export const idsIn = (text = ''): string[] => text.match(/<[^<>\s@]{1,250}@[^<>\s]{1,250}>/g) ?? []

const mailboxes = (addresses: (Address | undefined)[]) =>
  addresses.flatMap((one) => (one === undefined ? [] : one.group ? one.group : one.address ? [one] : []))

async function opened(email: Email, depth: number): Promise<{ text: string; pieces: Piece[] }> {
  const texts = [email.text?.trim() || textOfHtml(email.html)]
  const pieces: Piece[] = []
  for (const attachment of email.attachments) {
    const content = bytesOf(attachment)
    pieces.push({ name: nameOf(attachment, pieces.length + 1), content })
    if (isTnef(content)) {
      const { text, files } = openTnef(content)
      texts.push(text)
      pieces.push(...files.map((file, i) => ({ ...file, name: file.name || `winmail-${i + 1}` })))
    } else if (attachment.mimeType === 'message/rfc822' && depth < DEEPEST) {
      const inner = await PostalMime.parse(inUnicode(content), LIMITS)
      const { text, pieces: within } = await opened(inner, depth + 1)
      texts.push(`【随附的邮件：${inner.subject ?? ''}】\n${text}`)
      pieces.push(...within)
    }
  }
  return { text: texts.filter(Boolean).join('\n\n'), pieces }
}

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'base64') : new Uint8Array(content)

function nameOf({ filename, mimeType, description }: Attachment, n: number): string {
  const name = filename || description
  if (name) return name
  const ending = kindOf(mimeType)?.endings[0]
  return `附件${n}${ending ? `.${ending}` : ''}`
}

/**
 * Programs of the nineties write a subject as the bytes of GBK, which the standard has no word for. Of a head that is no UTF-8
 * every byte above 127 is read so; what is ASCII stays.
 */
function inUnicode(source: Uint8Array): Uint8Array {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const [crlf, lf] = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')]
  const end = Math.min(...[crlf, lf].map((at) => (at < 0 ? bytes.length : at)))
  const head = bytes.subarray(0, end)
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head)
    return bytes
  } catch {
    return Buffer.concat([Buffer.from(new TextDecoder('gb18030').decode(head), 'utf8'), bytes.subarray(end)])
  }
}
