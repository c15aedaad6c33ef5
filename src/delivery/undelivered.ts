/** Notices of a case that nobody took, as staff read them: what it was, by which way, and what the server said. */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { TEMPLATES_FOLDER } from '../letters/templates/folder.ts'
import { undeliveredOf } from '../sending/deliveries.ts'
import { readNotices } from '../sending/mails.ts'

const mails = readNotices(`${TEMPLATES_FOLDER}/mails`)

export type UndeliveredNotice = { key: string; by: '邮件' | '短信'; title: string; at: string; failure: string }

export async function undeliveredNotices(sql: Sql | Tx, key: CaseKey): Promise<UndeliveredNotice[]> {
  const rows = await undeliveredOf(sql, key)
  return rows.map(({ occasion, channel, failedAt, failure }) => ({
    key: `${channel} ${occasion}`,
    by: channel === 'mail' ? '邮件' : '短信',
    title: mails.get(occasion.replace(/^\d+:/, ''))?.subject.replace(/（[^（]*$/, '') ?? occasion,
    at: new Date(failedAt).toISOString(),
    failure,
  }))
}
