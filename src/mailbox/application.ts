/**
 * A mail as the application that it is: what Art 29 asks for and the mail lacks is named on the case, as of paper. The day is that
 * on which our mail server had it (国办公开办函〔2015〕207号), whatever the mail says of itself.
 */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { readAsItCame } from '../acts/entered.ts'
import type { Taken } from '../files/uploads.ts'
import { Refusal } from '../ground/errors.ts'
import { dayIn } from '../ground/time.ts'
import { onDayAt } from '../web/parts/format.ts'
import type { Mail } from './read-mail.ts'

const TITLE = 200
const NAME = 100
/** As the form takes it; the whole text is in the mail, which is on file. */
const DESCRIPTION = 50_000
const UNTITLED = '（邮件没有主题）'

const cut = (text: string, most: number) => [...text.slice(0, most * 2)].slice(0, most).join('')
const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/**
 * The first fact of its case.
 * @param mail undefined where nobody could read it: its bytes are on file, and a person finds out
 * @param arrivedAt when our server had it
 */
export function submittedBy(
  agency: string,
  mail: Mail | undefined,
  arrivedAt: Date,
  files: readonly Taken[],
): FactOf<'submitted'> {
  const on = dayIn(arrivedAt)
  const { application, unfit } = read(agency, on, mail)
  const { applicant, request } = application
  return {
    ...{ type: 'submitted', on, channel: 'email', applicant, request, evidence: arrivalSays(mail, arrivedAt) },
    ...(Object.keys(unfit).length > 0 && { unfit }),
    files: files.map(({ id }) => id),
    contents: Object.fromEntries(files.map(({ id, sha256 }) => [id, sha256])),
  } as FactOf<'submitted'>
}

function read(agency: string, on: string, mail: Mail | undefined) {
  const title = cut(inOneLine(mail?.subject ?? ''), TITLE) || UNTITLED
  const whole = {
    ...{ agency, channel: 'email', on },
    applicant: {
      kind: 'person',
      ...(mail?.name && { name: cut(inOneLine(mail.name), NAME) }),
      ...(mail?.from && { email: cut(mail.from, TITLE) }),
    },
    request: { title, ...(mail?.text && { description: cut(mail.text, DESCRIPTION) }) },
  }
  try {
    return readAsItCame(whole)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
    // A name or a text that no form would take: the mail is on file, and a person reads it there.
    return readAsItCame({ ...whole, applicant: { kind: 'person' }, request: { title: UNTITLED } })
  }
}

/** When it arrived, by our server, and when it says that it was sent: the second proves nothing, and is shown beside the first. */
export function arrivalSays(mail: Mail | undefined, arrivedAt: Date): string {
  const arrived = onDayAt(arrivedAt.toISOString(), inChinese)
  const said = mail?.sentAt ? `邮件自称的发送时间：${mail.sentAt.slice(0, 100)}。` : '邮件没有写明发送时间。'
  return `本机关的邮件服务器于${arrived}收到。${said}`
}
