/** Text messages to applicants who asked for them, when they must act or the reply is there. Sent once, with proof, as mails are. */

import { mobileOf } from '../citizens/consents.ts'
import { languageOf } from '../citizens/languages.ts'
import { SmsRefused } from '../ground/sms.ts'
import type { House } from '../house.ts'
import { enqueue, type Jobs } from '../jobs/enqueue.ts'
import { type CaseRow, caseById } from '../ledger/queries.ts'
import type { Notice } from '../sending/deliveries.ts'
import { intend, markFailed, markSent } from '../sending/deliveries.ts'
import { textInEnglish } from '../sending/in-english.ts'
import { filled } from '../sending/mails.ts'
import { without } from '../sending/without.ts'
import { noticeData } from './blanks.ts'

/** Enqueues the text message of a notice. A job of its own: a mail server that is away keeps no text message back. */
export async function alsoText(
  house: Pick<House, 'sql' | 'post' | 'sms' | 'time' | 'keys' | 'messagesFor'>,
  row: CaseRow,
  position: number,
  notice: string,
): Promise<void> {
  const key = { agencyId: row.agencyId, caseId: row.id }
  if (!house.sms || !messageOf(house, row.agencyId, notice) || !(await mobileOf(house, key))) return
  const { sentAt, failedAt } = await intend(house, { ...key, position, notice, channel: 'sms' })
  if (!sentAt && !failedAt) await enqueue(house.sql, 'text', { ...key, position, tell: notice })
}

const messageOf = (house: Pick<House, 'messagesFor' | 'time'>, agencyId: string, notice: string) =>
  house.messagesFor(agencyId, house.time.today()).get(`sms.${notice}`)

/**
 * The job: one text message for each notice, none after consent was withdrawn.
 * @param lastTry the queue gives up after it: the failure is recorded for staff
 */
export async function text(
  house: Pick<House, 'sql' | 'lawFor' | 'post' | 'sms' | 'time' | 'keys' | 'messagesFor'>,
  { agencyId, caseId, position, tell }: Jobs['text'],
  lastTry = false,
): Promise<void> {
  const { sql, sms, time } = house
  const row = await caseById(sql, [agencyId], caseId)
  const message = messageOf(house, agencyId, tell)
  // Consent may be withdrawn while the message waits.
  const to = await mobileOf(house, { agencyId, caseId })
  if (!row || !message || !to || !sms) return
  const notice: Notice = { agencyId, caseId, position, notice: tell, channel: 'sms' }
  const { messageId, sentAt, failedAt } = await intend(house, notice)
  if (sentAt || failedAt) return
  try {
    const data = await noticeData(house, row)
    const english = (await languageOf(sql, { agencyId, caseId })) === 'en' ? textInEnglish(tell, data) : undefined
    const words = english ?? filled(message.body, data, '')
    const { proof } = await sms.send({ to, text: words, id: messageId })
    await sql.begin((tx) => markSent(tx, notice, time.now(), without(to, proof), message.version))
  } catch (error) {
    if (error instanceof Error) error.message = without(to, error.message)
    if (!(error instanceof SmsRefused) && !lastTry) throw error
    await markFailed(house, notice, error)
  }
}
