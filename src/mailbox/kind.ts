/**
 * What a mail is before anybody reads it: written by a person, surely by a machine, one of ours that came back, or something of
 * which a person decides. Only what a person wrote is filed and answered by itself: two machines that answer each other never
 * end (RFC 3834, 2). But an application (Art 29) from an odd address or with an odd head is one all the same: only what calls
 * itself automatic, a report, or our own mail is set aside.
 */
import type { Mail } from './read-mail.ts'
import { idsIn } from './read-mail.ts'
import type { Why } from './tables.ts'

export type Bounce = {
  is: 'bounce'
  /** Message-IDs that it names. */
  of: string[]
  failure: string
  /** A report by RFC 3464 that says that delivery failed: anybody can write one. */
  isReport: boolean
  /** Does it call itself automatic? */
  isMachine: boolean
}
export type Kind = { is: 'person' } | { is: 'aside'; why: Why } | { is: 'proposed'; why: Why } | Bounce

const MACHINES = /^(?:mailer-daemon|postmaster|mail-daemon)@/
const NO_REPLY = /^(?:no-?reply|do-?not-?reply|noreply)\b/
const BULK = /^(?:bulk|junk|list|auto_reply)\b/
/** Programs that answer for people on holiday without saying so in their heads. */
const AWAY =
  /自动(?:回复|答复|回覆)|自動(?:回覆|回復)|^\s{0,9}(?:休假|外出)|^\s{0,9}(?:auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office)/i
/** A bounce quotes the head of what came back, and its end rarely. */
const QUOTED = 200_000
const MOST_IDS = 50
/** Of what the other side says of a failure. */
const SAID = 160

/** @param own the address that our mails come from, in lower case @param source the whole mail, for what a bounce quotes of ours */
export function kindOf(mail: Mail, own: string, source: Uint8Array): Kind {
  const { headers, from, subject } = mail
  const says = (name: string) => headers.get(name)?.trim().toLowerCase() ?? ''
  const [auto = ''] = says('auto-submitted').split(/[;\s]/, 1)
  const isMachine = auto !== '' && auto !== 'no'
  const type = says('content-type')
  if (type.startsWith('multipart/report')) {
    if (type.includes('delivery-status')) return returned(mail, source, true, isMachine)
    return { is: 'aside', why: 'automatic' }
  }
  if (from === own) return { is: 'aside', why: 'own' }
  if (MACHINES.test(from)) return returned(mail, source, false, isMachine)
  if (isMachine) return { is: 'aside', why: 'automatic' }
  if (from === '') return { is: 'proposed', why: 'noSender' }
  if (headers.has('list-id') || headers.has('list-unsubscribe') || BULK.test(says('precedence')))
    return { is: 'proposed', why: 'list' }
  const isOdd = says('return-path') === '<>' || headers.has('x-autoreply') || headers.has('x-autorespond')
  if (isOdd || NO_REPLY.test(from) || AWAY.test(subject.slice(0, 300))) return { is: 'proposed', why: 'machine' }
  return { is: 'person' }
}

/** RFC 3464 says what became of it; providers that follow none quote at least the mail itself, with its Message-ID. */
function returned(mail: Mail, source: Uint8Array, isReport: boolean, isMachine: boolean): Kind {
  const quoted = mail.pieces.map(({ content }) => inWords(content))
  const all = [inWords(source), mail.text.slice(0, QUOTED), ...quoted].join('\n')
  const actions = [...all.matchAll(/^Action:[ \t]{0,20}([a-z]{1,20})/gim)].map(([, action]) => action!.toLowerCase())
  const hasFailed = actions.includes('failed')
  if (isReport && actions.length > 0 && !hasFailed) return { is: 'aside', why: 'delayed' }
  const of = [...new Set(idsIn(all))].filter((id) => id !== mail.messageId).slice(0, MOST_IDS)
  const [, said] =
    /^Diagnostic-Code:[ \t]{0,20}([^\r\n]{1,300})/im.exec(all) ?? /^Status:[ \t]{0,20}([^\r\n]{1,40})/im.exec(all) ?? []
  const failure = `退信，对方邮件系统的说明：${inOneLine(said ?? '') || inOneLine(mail.subject) || '没有说明原因'}`
  return { is: 'bounce', of, failure, isReport: isReport && hasFailed, isMachine }
}

/** Short, and without controls or marks that turn the direction of writing: these are the words of a stranger. */
const inOneLine = (text: string): string => [...text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()].slice(0, SAID).join('')

/** The beginning of bytes as words: UTF-8, else GBK, in which Chinese servers answer; whatever is neither, letter by letter. */
function inWords(bytes: Uint8Array): string {
  const begin = bytes.subarray(0, QUOTED)
  return decoded('utf-8', begin) ?? decoded('gb18030', begin) ?? new TextDecoder('latin1').decode(begin)
}

function decoded(charset: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true }) // it may be cut within a letter
  } catch {
    return undefined
  }
}
