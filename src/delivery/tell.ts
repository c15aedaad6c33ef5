/** Notifies the applicant by mail of what a fact means for them, and by text message where they asked for it. */

import { languageOf } from '../citizens/languages.ts'
import { addressKey, isQuiet, noticesLink } from '../citizens/quiet.ts'
import type { Sql } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { addressOf } from '../ground/config.ts'
import { type House, overAll } from '../house.ts'
import { enqueue, type Jobs } from '../jobs/enqueue.ts'
import { keyOf } from '../ledger/case-file.ts'
import { mailAddressIn } from '../ledger/contact.ts'
import { namingSecrets } from '../ledger/given.ts'
import { type CameFrom, cameFrom } from '../ledger/moved.ts'
import { type CaseRow, caseById, factsOf, type LetterRow, lettersOf } from '../ledger/queries.ts'
import { receiptPdf } from '../letters/receipt.ts'
import { alsoInEnglish } from '../sending/in-english.ts'
import { laterTo } from '../sending/mail-limit.ts'
import { filled } from '../sending/mails.ts'
import { sendOnce } from '../sending/send-once.ts'
import { noticeData } from './blanks.ts'
import { givenInMail, NOTHING_GIVEN } from './given-in-mail.ts'
import { alsoText } from './text.ts'

/** In the place of the link by which whoever has it stops mails. */
const QUIET_LINK = '（链接从略）'
/** Whoever applied by mail is told what Art 29 asks for besides, and to which number an answer goes. */
const BY_MAIL = 'submittedByMail'
/** What came from another agency is no second application: its applicant is told that, and under which number it goes on. */
const MOVED = 'transferred'

/**
 * The job: one mail for each notice, with its letters attached.
 * @param lastTry the queue gives up after it: the failure is recorded for staff
 */
export async function tell(
  of: House,
  { agencyId, caseId, position, tell: notice }: Jobs['tell'],
  lastTry = false,
): Promise<void> {
  const house = overAll(of)
  const { sql, config } = house
  const row = await caseById(sql, [agencyId], caseId)
  if (!row) return
  const moved = await cameWith(house, { agencyId, caseId }, position)
  // Its confirmation came along, here or back; of that they were told when it was given.
  if (moved && (moved.kind === 'came' ? notice !== 'submitted' : notice === 'confirmed')) return
  const came = moved?.kind === 'came' ? moved : undefined
  const named = came ? MOVED : notice === 'submitted' && row.channel === 'email' ? BY_MAIL : notice
  const mail = house.messagesFor(agencyId, house.time.today()).get(`mails.${named}`)
  await alsoText(house, row, position, notice)
  const email = mailAddressIn(house.keys, row)
  if (!email || !mail) return
  if (!mail.statutory && (await isQuiet(sql, addressKey(house, email)))) return

  const key = { agencyId, caseId }
  if (await isOfAnother(house, row, position, notice)) return
  const later = (await isByStranger(sql, key, position)) ? await laterTo(house, email) : undefined
  if (later) return enqueue(sql, 'tell', { ...key, position, tell: notice }, later)
  const brings = await brought(sql, key, position, notice)
  // Struck while the mail was on its way: nobody is sent a letter that is void already.
  if (brings.length > 0 && brings.every(({ voidedFor }) => voidedFor === 'rectified')) return
  const letters = await open(house, key, brings)
  const write = async () => {
    const given = notice === 'served' ? await givenInMail(house, row) : NOTHING_GIVEN
    const data = { ...(await noticeData(house, row)), given: { inMail: given.says } }
    // The code that they have opens the number that they had.
    const base = addressOf(config, config.port)
    const path = `/track/${came?.receipt ?? row.receipt}`
    const quiet = noticesLink(house, email)
    const english = (await languageOf(sql, key)) === 'en'
    const says = (stop: string, stopInEnglish: string) => {
      const chinese = {
        subject: filled(mail.subject!, data, base + path),
        text: filled(mail.body, data, base + path, stop),
      }
      const links = { link: `${base}/en${path}`, quiet: mail.statutory ? undefined : stopInEnglish }
      return english ? alsoInEnglish(chinese, named, data, links) : chinese
    }
    return {
      to: email,
      ...says(quiet, quiet.replace(base, `${base}/en`)),
      recorded: says(QUIET_LINK, QUIET_LINK).text,
      attachments: [
        ...(named === MOVED
          ? []
          : notice === 'submitted'
            ? [await receiptOf(house, row)]
            : await attached(house, letters)),
        ...given.attachments,
      ],
      brings: given.brings,
      wording: mail.version,
      unsubscribe: mail.statutory ? undefined : quiet,
    }
  }
  const ids = letters.map(({ id }) => id)
  await sendOnce(house, { ...key, position, notice, channel: 'mail' }, write, lastTry, ids)
}

/** Where a fact came from together with the case: recorded at the moment at which that was moved here. SQL: a job asks. */
async function cameWith({ sql }: Pick<House, 'sql'>, key: CaseKey, position: number): Promise<CameFrom | undefined> {
  const came = await cameFrom(sql, key)
  if (!came) return undefined
  const [fact] = await sql<{ at: string }[]>`
    select at from ledger where agency_id = ${key.agencyId} and case_id = ${key.caseId} and position = ${position}`
  return fact && Date.parse(fact.at) === Date.parse(came.at) ? came : undefined
}

/** Set off by somebody whom nobody has seen: an application, or what was recorded with its enquiry code. SQL: a job asks. */
async function isByStranger(sql: Sql, { agencyId, caseId }: CaseKey, position: number): Promise<boolean> {
  const [fact] = await sql<{ by: string }[]>`
    select by from ledger where agency_id = ${agencyId} and case_id = ${caseId} and position = ${position}`
  return fact?.by === 'applicant'
}

/** Of joint applicants mails go to the one who is served first; served on another, the reply is no news to them. */
async function isOfAnother(
  { sql, keys }: Pick<House, 'sql' | 'keys'>,
  row: CaseRow,
  position: number,
  notice: string,
): Promise<boolean> {
  const { served } = row.context.reach
  if (notice !== 'served' || served.length < 2) return false
  const fact = (await factsOf(sql, keys, keyOf(row)))[position - 1]?.fact
  return fact?.type === 'replyServed' && (fact.addressee ?? served[0]) !== served[0]
}

/** The letters that the fact made; with the notice of service, the reply. */
async function brought(sql: Sql, key: CaseKey, position: number, notice: string): Promise<LetterRow[]> {
  if (notice === 'submitted') return []
  const letters = await lettersOf(sql, key)
  return notice === 'served'
    ? letters.filter((letter) => letter.kind === 'reply' && !letter.voidedFor).slice(-1)
    : letters.filter((letter) => letter.kind === 'notice' && letter.position === position)
}

/** Without a reply that names what was marked as a state secret since the job was enqueued. */
async function open({ sql, keys }: Pick<House, 'sql' | 'keys'>, key: CaseKey, letters: readonly LetterRow[]) {
  if (!letters.some(({ kind }) => kind === 'reply')) return letters
  const stopped = await namingSecrets(sql, key, await factsOf(sql, keys, key), letters)
  return letters.filter(({ id }) => !stopped.has(id))
}

const attached = ({ blobs }: Pick<House, 'blobs'>, letters: readonly LetterRow[]) =>
  Promise.all(
    letters.map(async ({ title, sha256 }) => ({
      name: `${title}.pdf`,
      content: await blobs.read(sha256),
      type: 'application/pdf',
    })),
  )

const receiptOf = async (house: Pick<House, 'sql' | 'templatesFor' | 'fonts' | 'keys'>, row: CaseRow) => ({
  name: `提交回执-${row.receipt}.pdf`,
  content: await receiptPdf(house, row, { withCode: false }),
  type: 'application/pdf',
})
