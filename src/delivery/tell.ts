/** Notifies the applicant by mail of what a fact means for them, and by text message where they asked for it. */

import { addressKey, isQuiet, noticesLink } from '../citizens/quiet.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'
import { type CaseRow, caseById, lettersOf } from '../ledger/queries.ts'
import { receiptPdf } from '../letters/receipt.ts'
import { TEMPLATES_FOLDER } from '../letters/templates/folder.ts'
import { filled, readNotices } from '../sending/mails.ts'
import { sendOnce } from '../sending/send-once.ts'
import { noticeData } from './blanks.ts'
import { givenInMail, NOTHING_GIVEN } from './given-in-mail.ts'
import { alsoText } from './text.ts'

const mails = readNotices(`${TEMPLATES_FOLDER}/mails`)

/**
 * The job: one mail for each notice, with its letters attached.
 * @param lastTry the queue gives up after it: the failure is recorded for staff
 */
export async function tell(
  house: House,
  { agencyId, caseId, position, tell: notice }: Jobs['tell'],
  lastTry = false,
): Promise<void> {
  const { sql, config } = house
  const row = await caseById(sql, [agencyId], caseId)
  const mail = mails.get(notice)
  if (!row) return
  await alsoText(house, row, position, notice)
  const { email } = row
  if (!email || !mail) return
  if (!mail.statutory && (await isQuiet(sql, addressKey(house, email)))) return

  const write = async () => {
    const given = notice === 'served' ? await givenInMail(house, row) : NOTHING_GIVEN
    const data = { ...(await noticeData(house, row)), given: { inMail: given.says } }
    const link = `${addressOf(config, config.port)}/track/${row.receipt}`
    const quiet = noticesLink(house, email)
    return {
      to: email,
      subject: filled(mail.subject, data, link),
      text: filled(mail.body, data, link, quiet),
      attachments: [...(await attached(house, row, position, notice)), ...given.attachments],
      brings: given.brings,
      unsubscribe: mail.statutory ? undefined : quiet,
    }
  }
  await sendOnce(house, { agencyId, caseId, position, notice, channel: 'mail' }, write, lastTry)
}

/** The letters that the fact made; with the notice of service, the reply. */
async function attached(
  house: Pick<House, 'sql' | 'templatesFor' | 'fonts' | 'blobs' | 'keys'>,
  row: CaseRow,
  position: number,
  notice: string,
) {
  if (notice === 'submitted') {
    const content = await receiptPdf(house, row, { withCode: false })
    return [{ name: `提交回执-${row.receipt}.pdf`, content, type: 'application/pdf' }]
  }
  const letters = await lettersOf(house.sql, { agencyId: row.agencyId, caseId: row.id })
  const meant =
    notice === 'served'
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
