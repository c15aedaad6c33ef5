import { outsideAddress } from '../ground/outside-address.ts'
import { type House, overAll, type Working } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'
import { type CaseRow, caseById, factsOf } from '../ledger/queries.ts'
import { type Access, accessesOf } from '../letters/access.ts'
import { partyLetter } from '../letters/party-letters.ts'
import { agencyById } from '../people/queries.ts'
import { partyInEnglish } from '../sending/in-english.ts'
import { filled } from '../sending/mails.ts'
import { sendOnce } from '../sending/send-once.ts'
import { courseOf, isVoid, lettersTo } from './queries.ts'
import { replyForm } from './reply-form.ts'

const PDF = 'application/pdf'

type Letter = Awaited<ReturnType<typeof lettersTo>>[number]
type Sending = Working & Pick<House, 'post' | 'messagesFor'>
type Party = { email: string; party: string }

/**
 * The job. @param lastTry the queue gives up after it: then staff must know.
 * @throws the first fault, after each of them has been tried: one whose server is away keeps no other waiting
 */
export async function tellParty(
  of: Sending & Pick<House, 'everywhere'>,
  job: Jobs['tellParty'],
  lastTry = false,
): Promise<void> {
  const house = overAll(of)
  const { agencyId, caseId, position, occasion, only } = job
  const key = { agencyId, caseId }
  const row = await caseById(house.sql, [agencyId], caseId)
  if (!row) return
  const facts = await factsOf(house.sql, house.keys, key)
  const faults: unknown[] = []
  for (const access of await accessesOf(house.sql, key)) {
    const { consultation } = access
    if (only !== undefined && only !== consultation) continue
    const course = courseOf(facts, consultation)
    if (!course?.asked || isVoid(course)) continue
    const { email, party } = course.asked.fact
    const letters = await lettersTo(house.sql, access)
    const letter = letters.find((each) => each.position === position && !each.voidedFor)
    const how = letter && partyLetter(letter.template)
    if (!email || !how) continue
    const notice = { ...key, position, notice: how.mail, channel: 'mail', to: { consultation, occasion } } as const
    const write = () => mailWith(house, row, access, letter, { email, party })
    await sendOnce(house, notice, write, lastTry, [letter.id]).catch((fault) => faults.push(fault))
  }
  if (faults.length > 0) throw faults[0]
}

async function mailWith(house: Sending, row: CaseRow, access: Access, letter: Letter, { email, party }: Party) {
  const { mail, withForm } = partyLetter(letter.template)!
  const template = house.messagesFor(row.agencyId, house.time.today()).get(`party-mails.${mail}`)!
  const { name, profile } = (await agencyById(house.sql, row.agencyId))!
  const { office, phone, hours } = profile
  const data = { agency: { name, office, phone, hours }, consultation: { party, answerNumber: access.number } }
  // The number is no secret; the code stands in the letter alone, never in an address.
  const address = outsideAddress(house.config)
  const link = address ? `${address}/answer?number=${access.number}` : '网址请打电话询问'
  const chinese = { subject: filled(template.subject!, data, link), text: filled(template.body, data, link) }
  const inEnglish = address && `${address}/en/answer?number=${access.number}`
  const said = access.language === 'en' ? partyInEnglish(chinese, mail, data, inEnglish || link) : chinese
  const form = withForm ? await replyForm(house, access) : null
  return {
    to: email,
    ...{ ...said, recorded: said.text, wording: template.version },
    attachments: [
      { name: `${letter.title}.pdf`, content: await house.blobs.read(letter.sha256), type: PDF },
      ...(form ? [{ name: `${form.title}.pdf`, content: form.bytes, type: PDF }] : []),
    ],
  }
}
