/** One mail about a case, sent once: intended, sent, and proven as a fact; where nobody takes it, shown to staff. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { byMail } from '../cases/delivered.ts'
import { record } from '../cases/record.ts'
import { isForGood, type Mail } from '../ground/post.ts'
import type { House, Working } from '../house.ts'
import { intend, markFailed, markSent, type Notice } from './deliveries.ts'
import { without } from './without.ts'

/**
 * Run twice, it sends one mail and records one proof; twice at once, both mails carry one Message-ID.
 * @param write makes the mail, and says which given files it brings; asked only where it has neither been sent nor failed for good
 * @param lastTry the queue gives up after it: then staff must know
 * @param letters what it brings: the first is named by the proof, and their way is on record
 * @throws what the server says, where another try may succeed
 */
export async function sendOnce(
  house: Working & Pick<House, 'post'>,
  notice: Notice,
  write: () => Promise<Omit<Mail, 'messageId'> & { brings?: string[] }>,
  lastTry: boolean,
  letters: readonly string[] = [],
): Promise<void> {
  const { sql, post, time } = house
  const { messageId, sentAt, failedAt } = await intend(house, notice)
  if (sentAt || failedAt) return
  let to = ''
  try {
    const { brings = [], ...mail } = await write()
    const { subject } = mail
    to = mail.to
    const { proof } = await post.send({ ...mail, messageId })
    const mailSent: FactOf<'mailSent'> = {
      ...{ type: 'mailSent', on: time.today(), to, subject, messageId, proof },
      ...(letters[0] && { letter: letters[0] }),
      ...(brings.length > 0 && { brings }),
    }
    await sql.begin(async (tx) => {
      const { agencyId, caseId } = notice
      if (!(await markSent(tx, notice, time.now(), without(to, proof)))) return
      const itself = { by: 'system', at: time.now() }
      const { row } = await record(tx, house, { agencyId, caseId }, mailSent, itself)
      for (const fact of byMail(row.context, house.lawFor(agencyId).choices(mailSent.on), mailSent.on, letters, proof))
        await record(tx, house, { agencyId, caseId }, fact, itself)
    })
  } catch (error) {
    if (error instanceof Error) error.message = without(to, error.message)
    if (!isForGood(error) && !lastTry) throw error
    await markFailed(house, notice, error)
  }
}
