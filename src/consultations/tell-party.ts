/** Mails a letter to those who are consulted. Run twice, it sends one mail and records one proof. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { record } from '../cases/record.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'
import { type CaseRow, caseById, factsOf } from '../ledger/queries.ts'
import { type Access, accessesOf } from '../letters/access.ts'
import { TEMPLATES_FOLDER } from '../letters/templates/folder.ts'
import { agencyById } from '../people/queries.ts'
import { filled, readMails } from '../sending/mails.ts'
import { courseOf, isTakenBack, lettersTo } from './queries.ts'
import { replyForm } from './reply-form.ts'

const PDF = 'application/pdf'
const mails = readMails(`${TEMPLATES_FOLDER}/party-mails`)

type Letter = Awaited<ReturnType<typeof lettersTo>>[number]

/** @param told `only`: not to everybody whom this fact concerns. */
export async function tellParty(house: House, told: Jobs['tellParty']): Promise<void> {
  const { agencyId, caseId, position, occasion, only } = told
  const key = { agencyId, caseId }
  const row = await caseById(house.sql, [agencyId], caseId)
  if (!row) return
  const facts = await factsOf(house.sql, key)
  for (const access of await accessesOf(house.sql, key)) {
    if (only !== undefined && only !== access.consultation) continue
    const course = courseOf(facts, access.consultation)
    if (!course?.asked || isTakenBack(course)) continue
    const { email, party } = course.asked.fact
    const letters = await lettersTo(house.sql, access, course.sent.position)
    const letter = letters.find((each) => each.position === position && !each.voided)
    if (email && letter) await mail(house, row, access, letter, { email, party }, occasion)
  }
}

async function mail(
  house: House,
  row: CaseRow,
  access: Access,
  letter: Letter,
  { email, party }: { email: string; party: string },
  occasion: string,
): Promise<void> {
  const { sql, post, time } = house
  const intended = await intend(house, row, `${letter.position}:party ${access.consultation}:${occasion}`)
  if (intended.sentAt) return

  const template = mails.get(letter.template === 'thirdPartyDecision' ? 'decision' : 'consultation')!
  const { name, profile } = (await agencyById(sql, row.agencyId))!
  const { office, phone, hours } = profile
  const data = { agency: { name, office, phone, hours }, consultation: { party, answerNumber: access.number } }
  // The number is no secret; the code stands in the letter alone, never in an address.
  const link = `${addressOf(house.config, house.config.port)}/answer?number=${access.number}`
  const subject = filled(template.subject, data, link)
  const form = letter.template === 'thirdParty' ? await replyForm(house, access) : null
  const { proof } = await post.send({
    to: email,
    subject,
    text: filled(template.body, data, link),
    messageId: intended.messageId,
    attachments: [
      { name: `${letter.title}.pdf`, content: await house.blobs.read(letter.sha256), type: PDF },
      ...(form ? [{ name: `${form.title}.pdf`, content: form.bytes, type: PDF }] : []),
    ],
  })
  const { messageId } = intended
  const sent: FactOf<'mailSent'> = {
    ...{ type: 'mailSent', on: time.today(), to: email },
    ...{ subject, messageId, proof, letter: letter.id },
  }
  await sql.begin(async (tx) => {
    const done = await tx`
      update deliveries set sent_at = ${time.now().toISOString()}, proof = ${proof}
      where agency_id = ${row.agencyId} and case_id = ${row.id} and occasion = ${intended.occasion}
        and sent_at is null returning 1 as done`
    if (done.length > 0) {
      await record(tx, house, { agencyId: row.agencyId, caseId: row.id }, sent, { by: 'system', at: time.now() })
    }
  })
}

/** What we mean to send, before we send it: a second try finds it, with the same Message-ID. */
async function intend({ sql, post, time }: House, row: CaseRow, occasion: string) {
  const messageId = `<${row.id}.${occasion.replace(/[^A-Za-z0-9-]+/g, '.')}@${post.domain}>`
  const key = { agencyId: row.agencyId, caseId: row.id, occasion }
  await sql`
    insert into deliveries ${sql({ ...key, messageId, intendedAt: time.now().toISOString() })} on conflict do nothing`
  const [delivery] = await sql<{ occasion: string; messageId: string; sentAt: string | null }[]>`
    select occasion, message_id, sent_at from deliveries
    where agency_id = ${row.agencyId} and case_id = ${row.id} and occasion = ${occasion}`
  return delivery!
}
