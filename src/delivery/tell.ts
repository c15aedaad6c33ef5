/** Tells the applicant by mail what a fact means for them. Run twice, it sends one mail and records one proof. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { type CaseRow, caseById, lettersOf } from '../cases/queries.ts'
import { record } from '../cases/record.ts'
import { addressOf } from '../config.ts'
import type { House } from '../house.ts'
import type { Jobs } from '../jobs/enqueue.ts'
import { dataFor } from '../replies/make.ts'
import { TEMPLATES_FOLDER } from '../templates/folder.ts'
import { filled, readMails } from './mails.ts'

const mails = readMails(`${TEMPLATES_FOLDER}/mails`)

export async function tell(house: House, { agencyId, caseId, position, tell: what }: Jobs['tell']): Promise<void> {
  const { sql, post, time } = house
  const row = await caseById(sql, [agencyId], caseId)
  const mail = mails.get(what)
  if (!row?.email || !mail) return

  const occasion = `${position}:${what}`
  const intended = await intend(house, row, occasion)
  if (intended.sentAt) return

  const data = await sql.begin((tx) => dataFor(tx, house, row))
  const link = `${addressOf(house.config, house.config.port)}/track/${row.receipt}`
  const attachments = await attached(house, row, position, what)
  const subject = filled(mail.subject, data, link)
  const { proof } = await post.send({
    to: row.email,
    subject,
    text: filled(mail.body, data, link),
    messageId: intended.messageId,
    attachments,
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
    const done = await tx`
      update deliveries set sent_at = ${time.now().toISOString()}, proof = ${proof}
      where agency_id = ${agencyId} and case_id = ${caseId} and occasion = ${occasion} and sent_at is null returning 1 as done`
    if (done.length === 1) await record(tx, house, { agencyId, caseId }, sent, { by: 'system', at: time.now() })
  })
}

/** What we mean to send, before we send it: a second try finds it, with the same Message-ID. */
async function intend({ sql, post, time }: House, row: CaseRow, occasion: string) {
  const messageId = `<${row.id}.${occasion.replace(':', '.')}@${post.domain}>`
  const key = { agencyId: row.agencyId, caseId: row.id, occasion }
  await sql`
    insert into deliveries ${sql({ ...key, messageId, intendedAt: time.now().toISOString() })} on conflict do nothing`
  const [delivery] = await sql<{ messageId: string; sentAt: string | null }[]>`
    select message_id, sent_at from deliveries
    where agency_id = ${row.agencyId} and case_id = ${row.id} and occasion = ${occasion}`
  return delivery!
}

/** The letters that the fact made; with the news of service, the reply. */
async function attached(house: House, row: CaseRow, position: number, what: string) {
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
