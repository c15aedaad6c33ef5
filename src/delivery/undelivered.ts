/** Notices of a case that did not arrive, as staff read them: which one, to whom, how, and what the server answered. */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { TEMPLATES_FOLDER } from '../letters/templates/folder.ts'
import { undeliveredOf } from '../sending/deliveries.ts'
import { readMails, readNotices } from '../sending/mails.ts'

const toApplicants = readNotices(`${TEMPLATES_FOLDER}/mails`)
const toParties = readMails(`${TEMPLATES_FOLDER}/party-mails`)

export type UndeliveredNotice = {
  key: string
  by: '邮件' | '短信'
  title: string
  /** Instant of the last failure, or since when it waits. */
  at: string
  /** In the words of the server or gateway; absent where no mail server is set, and the mail waits for one. */
  failure?: string
  /** To whom, where it did not go to the applicant: the name of the consultation in its case. */
  consultation?: string
}

/** First one first; empty for most cases. */
export async function undeliveredNotices(sql: Sql | Tx, key: CaseKey): Promise<UndeliveredNotice[]> {
  const rows = await undeliveredOf(sql, key)
  return rows.map(({ position, notice, channel, consultation, occasion, at, failure }) => ({
    key: `${channel} ${[position, notice, consultation, occasion].filter((part) => part !== null).join(':')}`,
    by: channel === 'mail' ? '邮件' : '短信',
    title: titleOf(consultation === null ? toApplicants : toParties, notice),
    at: new Date(at).toISOString(),
    ...(failure !== null && { failure }),
    ...(consultation !== null && { consultation }),
  }))
}

/** The subject without the number at its end. */
const titleOf = (mails: ReadonlyMap<string, { subject: string }>, notice: string): string =>
  mails.get(notice)?.subject.replace(/（[^（]*$/, '') ?? notice
