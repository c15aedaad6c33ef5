/** Tells the applicant by mail what a fact means for them. Run twice, it sends one mail and records one proof. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { record } from '../cases/record.ts'
import { addressKey, isQuiet, noticesLink } from '../citizens/quiet.ts'
import { addressOf } from '../ground/config.ts'
import { isForGood } from '../ground/post.ts'
import type { House } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'
import { type CaseRow, caseById, lettersOf } from '../ledger/queries.ts'
import { receiptPdf } from '../letters/receipt.ts'
import { TEMPLATES_FOLDER } from '../letters/templates/folder.ts'
import { intend, markFailed, markSent } from '../sending/deliveries.ts'
import { filled, readNotices } from '../sending/mails.ts'
import { noticeData } from './blanks.ts'
import { alsoText } from './text.ts'

const mails = readNotices(`${TEMPLATES_FOLDER}/mails`)

/** @param lastTry the queue gives up after it: then staff must know. */
export async function tell(
  house: House,
  { agencyId, caseId, position, tell: what }: Jobs['tell'],
  lastTry = false,
): Promise<void> {
  const { sql, post, time } = house
  const row = await caseById(sql, [agencyId], caseId)
  const mail = mails.get(what)
  if (!row) return
  const occasion = `${position}:${what}`
  await alsoText(house, row, position, what)
  if (!row.email || !mail) return
  if (!mail.statutory && (await isQuiet(sql, addressKey(house, row.email)))) return

  const intended = await intend(house, row, occasion, 'mail')
  if (intended.sentAt || intended.failedAt) return

  const data = await noticeData(house, row)
  const link = `${addressOf(house.config, house.config.port)}/track/${row.receipt}`
  const quiet = noticesLink(house, row.email)
  const subject = filled(mail.subject, data, link)
  const notice = { agencyId, caseId, occasion, channel: 'mail' } as const
  try {
    const { proof } = await post.send({
      to: row.email,
      subject,
      text: filled(mail.body, data, link, quiet),
      messageId: intended.messageId,
      attachments: await attached(house, row, position, what),
      unsubscribe: mail.statutory ? undefined : quiet,
    })
    const sent: FactOf<'mailSent'> = {
      type: 'mailSent',
      on: time.today(),
      to: row.email,
      subject,
      messageId: intended.messageId,
      proof,
    }
    await sql.begin(async (tx) => {
      if (await markSent(tx, notice, time.now(), proof))
        await record(tx, house, { agencyId, caseId }, sent, { by: 'system', at: time.now() })
    })
  } catch (error) {
    if (!isForGood(error) && !lastTry) throw error
    await markFailed(house, notice, error)
  }
}

/** The letters that the fact made; with the news of service, the reply. */
async function attached(house: House, row: CaseRow, position: number, what: string) {
  if (what === 'submitted') {
    const content = await receiptPdf(house, row, { withCode: false })
    return [{ name: `提交回执-${row.receipt}.pdf`, content, type: 'application/pdf' }]
  }
  const letters = await lettersOf(house.sql, { agencyId: row.agencyId, caseId: row.id })
  const meant =
    what === 'served'
      ? letters.filter((letter) => letter.kind === 'reply' && !letter.voidedFor).slice(-1)
      : letters.filter((letter) => letter.kind === 'notice' && letter.position === position)
  return Promise.all(
    meant.map(async ({ title, sha256 }) => ({
      name: `${title}.pdf`,
      content: await house.blobs.read(sha256),
      type: 'application/pdf',
    })),
  )
}
