/**
 * The door to a mailbox: what lies there that is not marked as taken, one mail with its bytes, the mark, and news. Nothing is
 * deleted or moved: whoever keeps the mailbox finds every mail where it was.
 */
import { ImapFlow } from 'imapflow'
import type { ImapSet } from './imap-set.ts'
import { isThisMachine } from './network.ts'

/** A keyword of ours: other programs on the same mailbox keep their own. */
const TAKEN = '$YsqgkTaken'

export type Lying = { uid: number; size: number }
export type Fetched = { source: Buffer; arrivedAt: Date }

export interface Box {
  /** With a uid it names a mail for ever; another one says that the server began counting anew. */
  uidValidity: string
  /** Mails that are not marked, first come first; of a server that keeps no keywords all of them. */
  waiting(): Promise<Lying[]>
  /** Undefined where somebody has removed it meanwhile. `arrivedAt`: when the server had it (INTERNALDATE), not what it says. */
  fetch(uid: number): Promise<Fetched | undefined>
  mark(uid: number): Promise<void>
  /** Until a mail comes, the time is over or the signal says so: by IDLE where the server can, else by asking. */
  news(milliseconds: number, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 120_000 } // ms

function clientOf({ host, port, secure, inTheClear, user, password }: ImapSet): ImapFlow {
  const needsTls = !secure && !inTheClear && !isThisMachine(host.includes(':') ? `[${host}]` : host)
  const client = new ImapFlow({
    ...{ host, port, secure, auth: { user, pass: password }, logger: false, disableAutoIdle: true, ...PATIENCE },
    ...(needsTls && { doSTARTTLS: true }),
  })
  client.on('error', () => {}) // what is asked next fails with it
  return client
}

/** Opens the folder. @throws Error that says what the server answered, without the password */
export async function openBox(set: ImapSet): Promise<Box> {
  const client = clientOf(set)
  try {
    await client.connect()
    const box = await client.mailboxOpen(set.folder)
    const keepsKeywords = box.permanentFlags?.has('\\*') || box.permanentFlags?.has(TAKEN) || false
    return boxOn(client, set, String(box.uidValidity), keepsKeywords)
  } catch (error) {
    client.close()
    throw new Error(saidBy(error))
  }
}

/** Greets, signs in and opens the folder. @throws as openBox */
export async function greetBox(set: ImapSet): Promise<void> {
  await (await openBox(set)).close()
}

function boxOn(client: ImapFlow, { since }: ImapSet, uidValidity: string, keepsKeywords: boolean): Box {
  let hasNews = false
  client.on('exists', () => {
    hasNews = true
  })
  const unmarked = {
    ...(keepsKeywords ? { unKeyword: TAKEN } : { all: true }),
    ...(since && { since: new Date(since) }),
  }
  return {
    uidValidity,
    async waiting() {
      requireOpen(client)
      hasNews = false
      const uids = await client.search(unmarked, { uid: true })
      if (!uids) throw new Error('the mail server did not say what lies in the mailbox')
      if (uids.length === 0) return []
      const found = await client.fetchAll(uids, { uid: true, size: true }, { uid: true })
      return found.map(({ uid, size }) => ({ uid, size: size ?? 0 })).sort((one, other) => one.uid - other.uid)
    },
    async fetch(uid) {
      requireOpen(client)
      const mail = await client.fetchOne(String(uid), { source: true, internalDate: true }, { uid: true })
      const source = mail ? mail.source : undefined
      if (!mail || !source) return undefined
      return { source, arrivedAt: new Date(mail.internalDate ?? Date.now()) }
    },
    async mark(uid) {
      requireOpen(client)
      if (keepsKeywords) await client.messageFlagsAdd(String(uid), [TAKEN], { uid: true })
    },
    async news(milliseconds, signal) {
      if (signal.aborted || hasNews || !client.usable) return // it came while others were fetched
      let stop = () => {}
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        const came = () => resolve()
        for (const event of ['exists', 'close'] as const) client.once(event, came)
        signal.addEventListener('abort', came)
        stop = () => {
          clearTimeout(timer)
          for (const event of ['exists', 'close'] as const) client.off(event, came)
          signal.removeEventListener('abort', came)
        }
        client.idle().catch(() => {}) // without IDLE the library asks now and then; the next command ends it
      })
      stop()
    },
    async close() {
      // A server that does not answer must not keep a process from stopping.
      const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
      client.logout().catch(() => client.close())
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 2_000).unref())])
      client.close()
    },
  }
}

/** Of a connection that is gone the library answers some questions with nothing, as if nothing lay there. */
function requireOpen(client: ImapFlow): void {
  if (!client.usable) throw new Error('the connection to the mail server was lost')
}

/** What the server said, where it said something: the library's own message is "Command failed". */
function saidBy(error: unknown): string {
  const { message, responseText, authenticationFailed } = error as Error & {
    responseText?: string
    authenticationFailed?: boolean
  }
  const said = responseText ? `${message}: ${responseText}` : message
  return (authenticationFailed ? `the user or the password was refused (${said})` : said).slice(0, 300)
}
