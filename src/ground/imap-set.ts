/** IMAP_URL: the mailbox whose mails become applications. Its password is nowhere shown. */
import { isThisMachine } from './network.ts'
import type { Complain } from './secrets.ts'
import { parsed, type Setting } from './setting.ts'

export type ImapSet = {
  host: string
  port: number
  /** Encrypted from the first byte; otherwise by STARTTLS, without which nothing is said but on this machine. */
  secure: boolean
  /** Leave to speak in the clear to another machine (`?requireTLS=false`). */
  inTheClear: boolean
  user: string
  password: string
  folder: string
  /** Mails that reached the server before this day (YYYY-MM-DD) are left where they lie. */
  since: string | undefined
}

const PORTS = { 'imap:': 143, 'imaps:': 993 } as const
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const WRITTEN =
  'Write imaps://USER:PASSWORD@HOST/FOLDER?since=YYYY-MM-DD (folder INBOX where none is named; imap:// asks for STARTTLS), or leave it unset to read no mailbox'

/** Undefined where it is unset, or wrong. */
export function imapSet(setting: Setting, fault: Complain): ImapSet | undefined {
  const written = setting('IMAP_URL')
  if (written === undefined) return undefined
  const url = parsed(written, ['imap:', 'imaps:'])
  const read = url && partsOf(url)
  if (!read) {
    fault('IMAP_URL', 'is not the address of a mailbox', WRITTEN)
    return undefined
  }
  return read
}

function partsOf(url: URL): ImapSet | undefined {
  const since = url.searchParams.get('since') ?? undefined
  if (!url.hostname || !url.username || !url.password || (since !== undefined && !DAY.test(since))) return undefined
  try {
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port) || PORTS[url.protocol as keyof typeof PORTS],
      secure: url.protocol === 'imaps:',
      inTheClear: !isThisMachine(url.hostname) && url.searchParams.get('requireTLS') === 'false',
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
      since,
    }
  } catch {
    return undefined // a % that begins nothing
  }
}

/** How the mailbox is called in tables and on pages: whose it is and where, without its password. */
export const boxNamed = ({ user, host, port, folder }: ImapSet): string => `${user}@${host}:${port}/${folder}`
