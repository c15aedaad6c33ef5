/** Tells by short message, where the applicant asked for it and must act or has the reply. Once, and proven as mails are. */
import { mobileOf } from '../citizens/consents.ts'
import { SmsRefused } from '../ground/sms.ts'
import type { House } from '../house.ts'
import { enqueue, type Jobs } from '../jobs/enqueue.ts'
import { type CaseRow, caseById } from '../ledger/queries.ts'
import { TEMPLATES_FOLDER } from '../letters/templates/folder.ts'
import { intend, markFailed, markSent } from '../sending/deliveries.ts'
import { filled, readShortMessages } from '../sending/mails.ts'
import { noticeData } from './blanks.ts'

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
