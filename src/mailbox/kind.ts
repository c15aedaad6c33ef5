/**
 * What a mail is before anybody reads it: written by a person, by a machine, for a list, by ourselves, or one of ours that came
 * back. Only what a person wrote is filed and answered: two machines that answer each other never end (RFC 3834, 2).
 */
import type { Mail } from './read-mail.ts'
import { idsIn } from './read-mail.ts'
import type { Why } from './tables.ts'

export type Kind = { is: 'person' } | { is: 'aside'; why: Why } | { is: 'bounce'; of: string[]; failure: string }

const MACHINES = /^(?:mailer-daemon|postmaster|mail-daemon)@/
const BULK = /^(?:bulk|junk|list|auto_reply)\b/i
/** A bounce quotes the head of what came back, and its end rarely. */
const QUOTED = 200_000
const MOST_IDS = 50

/** @param own the address that our mails come from, in lower case @param source the whole mail, for what a bounce quotes of ours */
export function kindOf(mail: Mail, own: string, source: Uint8Array): Kind {
  const { headers, from } = mail
  const says = (name: string) => headers.get(name)?.trim().toLowerCase() ?? ''
  const isReport = /multipart\/report/.test(says('content-type'))
  const isEmptyPath = says('return-path') === '<>'
  if ((isReport && /delivery-status/.test(says('content-type'))) || MACHINES.test(from)) return returned(mail, source)
  if (isReport || isEmptyPath || from === '') return { is: 'aside', why: 'automatic' }
  if (from === own) return { is: 'aside', why: 'own' }
  if (headers.has('list-id') || headers.has('list-unsubscribe')) return { is: 'aside', why: 'list' }
  const auto = says('auto-submitted')
  const isAutomatic = (auto !== '' && auto !== 'no') || BULK.test(says('precedence'))
  if (isAutomatic || headers.has('x-autoreply') || headers.has('x-autorespond'))
    return { is: 'aside', why: 'automatic' }
  return { is: 'person' }
}

/** RFC 3464 says what became of it; providers that follow none quote at least the mail itself, with its Message-ID. */
function returned(mail: Mail, source: Uint8Array): Kind {
  const begin = Buffer.from(source.buffer, source.byteOffset, Math.min(source.byteLength, QUOTED)).toString('latin1')
  const quoted = mail.pieces.map(({ content }) => Buffer.from(content).subarray(0, QUOTED).toString('utf8'))
  const all = [begin, mail.text.slice(0, QUOTED), ...quoted].join('\n')
  const actions = [...all.matchAll(/^Action:[ \t]{0,20}([a-z]{1,20})/gim)].map(([, action]) => action!.toLowerCase())
  if (actions.length > 0 && !actions.includes('failed')) return { is: 'aside', why: 'delayed' }
  const of = [...new Set(idsIn(all))].filter((id) => id !== mail.messageId).slice(0, MOST_IDS)
  const [, said] =
    /^Diagnostic-Code:[ \t]{0,20}([^\r\n]{1,300})/im.exec(all) ?? /^Status:[ \t]{0,20}([^\r\n]{1,40})/im.exec(all) ?? []
  return { is: 'bounce', of, failure: `退信：${said?.trim() || mail.subject || '没有说明原因'}` }
}
