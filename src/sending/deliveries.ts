/** What we mean to send, what was sent with its proof, and what nobody will take. One row a notice and channel. */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'

export type Channel = 'mail' | 'sms'
export type Notice = CaseKey & { occasion: string; channel: Channel }
type Delivery = { messageId: string; sentAt: string | null; failedAt: string | null }

/** What we mean to send, before we send it: a second try finds it, with the same id. */
export async function intend({ sql, post, time }: House, row: CaseRow, occasion: string, channel: Channel) {
  const mark = `${row.id}.${occasion.replace(':', '.')}`
  const messageId = channel === 'mail' ? `<${mark}@${post.domain}>` : mark
  const key = { agencyId: row.agencyId, caseId: row.id, occasion, channel }
  await sql`
    insert into deliveries ${sql({ ...key, messageId, intendedAt: time.now().toISOString() })} on conflict do nothing`
  const [delivery] = await sql<Delivery[]>`
    select message_id, sent_at, failed_at from deliveries
    where agency_id = ${row.agencyId} and case_id = ${row.id} and occasion = ${occasion} and channel = ${channel}`
  return delivery!
}

/** False where it was marked before. */
export async function markSent(
  tx: Tx,
  { agencyId, caseId, occasion, channel }: Notice,
  at: Date,
  proof: string,
): Promise<boolean> {
  const done = await tx`
    update deliveries set sent_at = ${at.toISOString()}, proof = ${proof}
    where agency_id = ${agencyId} and case_id = ${caseId} and occasion = ${occasion} and channel = ${channel}
      and sent_at is null returning 1 as done`
  return done.length === 1
}

/** Nobody will take it: it is not tried again, and staff see it on the case. */
export async function markFailed(
  { sql, time }: House,
  { agencyId, caseId, occasion, channel }: Notice,
  error: unknown,
): Promise<void> {
  const failure = (error as Error).message.slice(0, 300)
  await sql`
    update deliveries set failed_at = ${time.now().toISOString()}, failure = ${failure}
    where agency_id = ${agencyId} and case_id = ${caseId} and occasion = ${occasion} and channel = ${channel}
      and sent_at is null`
}

export type Undelivered = { occasion: string; channel: Channel; failedAt: string; failure: string }

export const undeliveredOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Undelivered[]>`
  select occasion, channel, failed_at, failure from deliveries
  where agency_id = ${agencyId} and case_id = ${caseId} and failed_at is not null and sent_at is null
  order by failed_at`
