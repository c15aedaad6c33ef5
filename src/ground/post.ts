/**
 * The way out for mails: to the mail server, or to files where there is none, which nobody has received. Either gives a
 * proof of what happened.
 * The same Message-ID may be sent again after a crash: receivers and the folder of files both take it as one mail.
 */
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { domainToASCII } from 'node:url'
import { createTransport } from 'nodemailer'
import { keepFirst } from './durable.ts'
import { marked, markedHtml } from './marked.ts'
import { isThisMachine } from './network.ts'

export type Mail = {
  /** One bare address. */
  to: string
  subject: string
  text: string
  html?: string
  attachments?: { name: string; content: Uint8Array; type?: string }[]
  /** `<…@domain>`, made from what the mail is about, so that a repeat carries the same. */
  messageId: string
  /** Where the reader stops mails of this kind with one click (RFC 8058). */
  unsubscribe?: string | undefined
}

export interface Post {
  /** The part after the @ of our address, for Message-IDs. */
  domain: string
  /** Does a mail server take mails over? Otherwise they lie as files, and have reached nobody. */
  sends: boolean
  /** Fails where the server does not take the mail over; the fault carries its `responseCode`. */
  send(mail: Mail): Promise<{ proof: string }>
  /**
   * Sends the mail that lies in this file of the outbox as it was composed, with the Message-ID and to the address that
   * stand in it; then the file goes. @throws MailRefused where there is no server, or the file is no mail of ours
   */
  sendFile(name: string): Promise<void>
  close(): void
}

/** A mail that must not be sent as it stands. Trying again would not help. */
export class MailRefused extends Error {
  constructor(problem: string) {
    super(`The mail was not sent: ${problem}.`)
    this.name = 'MailRefused'
  }
}

/**
 * Would every further try end the same? The receiving server refused this address or this mail (5xx), or it must not be
 * sent at all. A server that does not know us, or is away, may be mended: those are tried again.
 */
export function isForGood(error: unknown): boolean {
  if (error instanceof MailRefused) return true
  const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string }
  return responseCode >= 500 && responseCode < 600 && /^(RCPT TO|DATA)/.test(command)
}

const ADDRESS = /^[^\s<>(),;:"@\p{Cc}]{1,64}@[^\s<>(),;:"@\p{Cc}]{1,255}$/u
const MESSAGE_ID = /^<[\w.+-]+@[\w.-]+>$/

/** `outbox`: the folder for mails where no server is set. What lies there goes when the server has taken the same mail. */
export function openPost(settings: { smtpUrl?: string | undefined; mailFrom: string; outbox: string }): Post {
  return settings.smtpUrl
    ? mailServer(settings.smtpUrl, settings.mailFrom, settings.outbox)
    : outbox(settings.outbox, settings.mailFrom)
}

// A mail quotes what citizens write: it must never name a file or an address for us to fetch.
const CLOSED = { disableFileAccess: true, disableUrlAccess: true }

const PATIENCE = {
  connectionTimeout: 10_000, // ms; nodemailer waits two minutes, and the job is tried again anyway
  greetingTimeout: 10_000,
  socketTimeout: 60_000,
}

/**
 * To another machine a mail goes encrypted or not at all: a server without STARTTLS is refused, unless its address says
 * `?requireTLS=false`, which `doctor` names. Its certificate is checked.
 */
const guarded = (url: string) => ({ url, requireTLS: !isThisMachine(new URL(url).hostname), ...CLOSED, ...PATIENCE })

/** Does its address give leave to send what nobody encrypts? */
export const sendsInTheClear = (url: string): boolean =>
  !isThisMachine(new URL(url).hostname) && /[?&]requireTLS=false\b/.test(url)

/** Greets the mail server and signs in, if the address says as whom; no mail is sent. @throws Error that says what it answered */
export async function greetServer(url: string): Promise<void> {
  const server = createTransport(guarded(url))
  try {
    await server.verify()
  } finally {
    server.close()
  }
}

function mailServer(url: string, from: string, folder: string): Post {
  const server = createTransport({
    ...guarded(url),
    pool: true,
    maxConnections: 2, // an office sends some mails a minute; many connections look like spam
  })
  return {
    domain: domainOf(from),
    sends: true,
    async send(mail) {
      const { response } = await server.sendMail(composed(mail, from))
      await gone(join(folder, fileOfMail(mail.messageId)))
      return { proof: response }
    },
    async sendFile(name) {
      const path = join(folder, basename(name))
      const raw = readFileSync(path)
      const [head = ''] = raw.toString('utf8').split('\r\n\r\n', 1)
      const to = /^To: (\S+)$/m.exec(head.replaceAll('\r', ''))?.[1]
      const sender = /(?<=<)[^<>]+(?=>$)|^[^<>]+$/.exec(from.trim())?.[0]
      if (!to || !sender || !ADDRESS.test(to)) throw new MailRefused(`${name} has no address`)
      await server.sendMail({ envelope: { from: sender, to }, raw, ...CLOSED })
      await gone(path)
    },
    close: () => server.close(),
  }
}

/** The mail is with the server: a file that cannot be removed now goes with the others of its age. */
const gone = (path: string) => rm(path, { force: true }).catch(() => {})

function outbox(folder: string, from: string): Post {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...CLOSED })
  return {
    domain: domainOf(from),
    sends: false,
    async send(mail) {
      const composition = composed(mail, from)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (statSync(folder).mode & 0o077) chmodSync(folder, 0o700) // made by somebody else; the mails are in clear
      const name = fileOfMail(mail.messageId)
      const path = join(folder, name)
      // Date and boundaries differ each time a mail is composed: what was kept first is what was sent.
      const stored = existsSync(path)
        ? readFileSync(path)
        : keepFirst(path, (await writer.sendMail(composition)).message as Buffer)
      return { proof: `${name} sha256:${createHash('sha256').update(stored).digest('hex')}` }
    },
    async sendFile(name) {
      throw new MailRefused(`no mail server is set, and ${name} stays where it lies`)
    },
    close() {},
  }
}

/** Addresses and identifiers with odd characters are refused; in words for people, a line break is only a space. */
function composed({ to, subject, text, html, attachments = [], messageId, unsubscribe }: Mail, from: string) {
  if (!ADDRESS.test(to)) throw new MailRefused(`${JSON.stringify(to)} is not one mail address`)
  if (!MESSAGE_ID.test(messageId))
    throw new MailRefused(`${JSON.stringify(messageId)} is no Message-ID, as <name@domain>`)
  return {
    from,
    to: { name: '', address: to },
    subject: marked(oneLine(subject)),
    text: marked(text),
    ...(html === undefined ? {} : { html: markedHtml(html) }),
    messageId,
    attachments: attachments.map(({ name, content, type }) => ({
      filename: marked(oneLine(name)).replace(/[/\\]/g, '_'),
      content: Buffer.from(content),
      ...(type ? { contentType: oneLine(type) } : {}),
    })),
    // RFC 3834: nobody's holiday notice answers a machine.
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe && {
        'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  }
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

const domainOf = (from: string) => domainToASCII(/@([^>\s]+)/.exec(from)?.[1] ?? '') || 'localhost'

/** The name of its file in the outbox: readable, and still unlike for two Message-IDs whose readable parts are cut alike. */
export function fileOfMail(messageId: string): string {
  const hash = createHash('sha256').update(messageId).digest('hex').slice(0, 12)
  return `${messageId.slice(1, -1).slice(0, 120)}-${hash}.eml`
}
