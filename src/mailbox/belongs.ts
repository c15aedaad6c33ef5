/** To which case a mail belongs, where it answers one; and whether it came before. SQL: a job asks, by indexes. */
import type { Sql } from '../db/client.ts'
import { sha256 } from '../ground/canonical.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { isReceipt, tidyReceipt } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { isToldAt } from '../ledger/contact.ts'
import { type CaseRow, caseById, caseByReceipt } from '../ledger/queries.ts'
import { caseOfMail, isKeyed } from '../sending/deliveries.ts'
import type { MailRow } from './place.ts'
import type { Mail } from './read-mail.ts'
import { digestsOf } from './sender.ts'

/** The same words of the same sender within so long are the same thing sent again; after it they may be another application. */
const SENT_AGAIN = '30 days'
const MOST_REFERENCES = 100

/** `isOurs`: it names a mail of ours by an id that nobody can compute, so that whoever wrote it has that mail. */
export type Answered = { row: CaseRow; isOurs: boolean }

/**
 * The case: by the Message-ID of a mail of ours that it answers, by that of a mail of theirs that is with a case, or by our
 * number in its subject. Undefined where it is an application of its own.
 */
export async function caseAnswered(sql: Sql, mail: Mail): Promise<Answered | undefined> {
  const references = mail.references.slice(-MOST_REFERENCES)
  const keyed = references.filter(isKeyed)
  for (const [find, ids, isOurs] of [
    [caseOfMail, keyed, true],
    [caseOfMail, references, false],
    [caseOfTheirs, references, false],
  ] as const) {
    const key = ids.length > 0 ? await find(sql, ids) : undefined
    const row = key && (await caseById(sql, [key.agencyId], key.caseId))
    if (row) return { row, isOurs }
  }
  const [receipt] = receiptsIn(mail.subject)
  const row = receipt === undefined ? undefined : await caseByReceipt(sql, receipt)
  return row && { row, isOurs: false }
}

const receiptsIn = (subject: string): string[] =>
  (subject.normalize('NFKC').match(/\d{8}-?\d{5}-?\d{6}/g) ?? []).map(tidyReceipt).filter(isReceipt)

async function caseOfTheirs(sql: Sql, references: readonly string[]): Promise<CaseKey | undefined> {
  const [row] = await sql<CaseKey[]>`
    select agency_id, case_id from mails
    where agency_id in (select id from agencies) and id_digest = any(${references.map((id) => sha256(id))})
      and case_id is not null and state in ('filed', 'attached') limit 1`
  return row
}

/** Does it come from where mails about this case go? An address can be forged: what hangs on it is a paper on file, and no more. */
export const isFromApplicant = ({ keys }: Pick<House, 'keys'>, row: CaseRow, mail: Mail): boolean =>
  mail.from !== '' && isToldAt(keys, row, mail.from)

/**
 * The mail that was taken before and is the same (`isSame`): the same words of the same sender, under its Message-ID or within thirty
 * days; else the one under whose Message-ID this brings something else, for anybody can take the id of another mail.
 */
export async function sameBefore(sql: Sql, { id, agencyId }: MailRow, mail: Mail) {
  const { idDigest, contentDigest } = digestsOf(mail)
  const [row] = await sql<{ caseId: string | null; isSame: boolean }[]>`
    select o.case_id, coalesce(o.content_digest = ${contentDigest}, false) as is_same from mails me join mails o on o.agency_id = me.agency_id
    where me.agency_id = ${agencyId} and me.id = ${id} and (o.taken_at, o.uid) < (me.taken_at, me.uid)
      and (o.id_digest = ${idDigest} or (o.content_digest = ${contentDigest}
        and o.arrived_at > me.arrived_at - ${SENT_AGAIN}::interval))
    order by is_same desc, o.taken_at, o.uid limit 1`
  return row
}
