/**
 * One mail about a case, sent once: intended, sent, and proven as a fact; where nobody takes it, or no server is set, shown to staff.
 *
 * On record are its address, subject and text, its Message-ID, which letter and which given files it brought (each by its digest),
 * and what the server answered; whoever got it can hold these against their own copy. Its source (MIME) is not kept. That is these same
 * letters and files once more, in base64, which destruction and every copy for a party would have to find again, and a letter to those
 * who are consulted has a code in it that opens their answer.
 */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { byMail } from '../cases/delivered.ts'
import { record } from '../cases/record.ts'
import { isForGood, type Mail } from '../ground/post.ts'
import { dayIn } from '../ground/time.ts'
import type { House, Working } from '../house.ts'
import { intend, markFailed, markKept, markSent, type Notice } from './deliveries.ts'
import { goesOut } from './goes-out.ts'
import { without } from './without.ts'

/**
 * Without a mail server the mail lies as a file: nothing is recorded as sent or received, but in the demonstration.
 * Run twice, it sends one mail and records one proof; twice at once, both mails carry one Message-ID.
 * @param write makes the mail, and says which given files it brings its text as it is `recorded`, and the version of its words; asked only where it has neither been sent nor failed for good
 * @param lastTry the queue gives up after it: then staff must know
 * @param letters what it brings: the first is named by the proof, and their way is on record
 * @throws what the server says, where another try may succeed
 */
export async function sendOnce(
  house: Working & Pick<House, 'post'>,
  notice: Notice,
  write: () => Promise<Omit<Mail, 'messageId'> & { recorded: string; brings?: string[]; wording: number }>,
  lastTry: boolean,
  letters: readonly string[] = [],
): Promise<void> {
  const { sql, post, time } = house
  const { messageId, sentAt, failedAt, keptAt } = await intend(house, notice)
  if (sentAt || failedAt || (keptAt && !post.sends)) return
  let to = ''
  try {
    const { brings = [], recorded, wording, ...mail } = await write()
    const { subject } = mail
    to = mail.to
    const { proof } = await post.send({ ...mail, messageId })
    if (!(await goesOut(house))) return markKept(house, notice)
    const on = await dayOf(house, notice)
    const mailSent: FactOf<'mailSent'> = {
      ...{ type: 'mailSent', on, to, subject, text: recorded, messageId, proof },
      ...(letters[0] && { letter: letters[0] }),
      ...(brings.length > 0 && { brings }),
    }
    await sql.begin(async (tx) => {
      const { agencyId, caseId } = notice
      if (!(await markSent(tx, notice, time.now(), without(to, proof), wording))) return
      const itself = { by: 'system', at: time.now() }
      const { row } = await record(tx, house, { agencyId, caseId }, mailSent, itself)
      const choices = house.lawFor(agencyId).choices(on)
      for (const fact of byMail(row.context, choices, on, letters, evidenceOf(post, proof)))
        await record(tx, house, { agencyId, caseId }, fact, itself)
    })
  } catch (error) {
    if (error instanceof Error) error.message = without(to, error.message)
    if (!isForGood(error) && !lastTry) throw error
    await markFailed(house, notice, error)
  }
}

/**
 * The day on which it went out. The prepared cases of a practice space came about on days of their past: there a mail is of the day
 * of what it tells of, or each of them would end with letters that arrived when the space was started. SQL: a job asks.
 */
async function dayOf({ sql, time, config }: Working, { agencyId, caseId, position }: Notice): Promise<Day> {
  if (!config.practice) return time.today()
  const [fact] = await sql<{ at: string }[]>`
    select at from ledger where agency_id = ${agencyId} and case_id = ${caseId} and position = ${position}`
  return fact ? dayIn(new Date(fact.at)) : time.today()
}

/** In the demonstration, which has no mail server, the record says where the mail lies. */
const evidenceOf = ({ sends }: House['post'], proof: string): string =>
  sends
    ? `系统记录：邮件服务器已接收（${proof}）。`
    : `系统记录：演示系统没有邮件服务器，邮件存入待发目录，未实际发出（${proof}）。`
