/** Tells by short message, where the applicant asked for it and must act or has the reply. Once, and proven as mails are. */
import { type CaseRow, caseById } from '../cases/queries.ts'
import type { House } from '../house.ts'
import { enqueue, type Jobs } from '../jobs/enqueue.ts'
import { SmsRefused } from '../sms.ts'
import { TEMPLATES_FOLDER } from '../templates/folder.ts'
import { noticeData } from './blanks.ts'
import { mobileOf } from './consents.ts'
import { intend, markFailed, markSent } from './deliveries.ts'
import { filled, readShortMessages } from './mails.ts'

const texts = readShortMessages(`${TEMPLATES_FOLDER}/sms`)

/** A job of its own: a mail server that is away keeps no short message back. */
export async function alsoText(house: House, row: CaseRow, position: number, what: string): Promise<void> {
  const key = { agencyId: row.agencyId, caseId: row.id }
  if (!house.sms || !texts.has(what) || !(await mobileOf(house.sql, key))) return
  const { sentAt, failedAt } = await intend(house, row, `${position}:${what}`, 'sms')
  if (!sentAt && !failedAt) await enqueue(house.sql, 'text', { ...key, position, tell: what })
}

export async function text(
  house: House,
  { agencyId, caseId, position, tell: what }: Jobs['text'],
  lastTry = false,
): Promise<void> {
  const { sql, sms, time } = house
  const row = await caseById(sql, [agencyId], caseId)
  const template = texts.get(what)
  // Consent may be withdrawn while the message waits.
  const to = await mobileOf(sql, { agencyId, caseId })
  if (!row || !template || !to || !sms) return
  const occasion = `${position}:${what}`
  const intended = await intend(house, row, occasion, 'sms')
  if (intended.sentAt || intended.failedAt) return
  const notice = { agencyId, caseId, occasion, channel: 'sms' } as const
  try {
    const words = filled(template, await noticeData(house, row), '')
    const { proof } = await sms.send({ to, text: words, id: intended.messageId })
    await sql.begin((tx) => markSent(tx, notice, time.now(), proof))
  } catch (error) {
    if (!(error instanceof SmsRefused) && !lastTry) throw error
    await markFailed(house, notice, error)
  }
}
