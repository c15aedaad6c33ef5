/**
 * What we mean to send, what was sent with its proof, and what nobody will take. One row a notice, addressee and
 * channel. SQL: jobs ask, and the answer to a fact in its transaction.
 */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import type { Channel } from './tables.ts'

/** One notice of a case, to one addressee, by one channel: the key of its row. */
export type Notice = CaseKey & {
  /** Of the fact that it follows. */
  position: number
  /** The name of its template. */
  notice: string
  channel: Channel
  /** Set for those who are consulted: which of them, and on which occasion. */
  to?: { consultation: string; occasion: string } | undefined
}
type Delivery = { messageId: string; sentAt: string | null; failedAt: string | null; keptAt: string | null }

/**
 * The same for the same notice, however often it is tried: receivers and gateways know a repeat by it. That of a mail ends with what
 * nobody can compute: who names it has the mail. To those who are consulted it does not say which case it is.
 */
function messageIdOf(
  keys: Pick<House['keys'], 'lookup'>,
  { caseId, position, notice, channel, to }: Notice,
  domain: string,
): string {
  const what = to ? ['party', to.consultation, to.occasion] : [notice]
  const mark = [caseId, position, ...what].join('.')
  if (channel !== 'mail') return mark
  return `<${to ? 'party' : mark}+${keys.lookup(`Message-ID ${mark}`).slice(0, MARK_LENGTH)}@${domain}>`
}

/** 132 bits of base64url. */
const MARK_LENGTH = 22

/** Does an id of ours end with what nobody can compute? Those from before did not. */
export const isKeyed = (messageId: string): boolean => /\+[\w-]{22}@/.test(messageId)

const isIt = (sql: Sql | Tx, { agencyId, caseId, position, notice, channel, to }: Notice) => sql`
  agency_id = ${agencyId} and case_id = ${caseId} and position = ${position} and notice = ${notice}
  and channel = ${channel} and consultation is not distinct from ${to?.consultation ?? null}
  and occasion is not distinct from ${to?.occasion ?? null}`

/** Puts down what we mean to send, before we send it: a second try finds it, with the same id. */
export async function intend(
  { sql, post, time, keys }: Pick<House, 'sql' | 'post' | 'time' | 'keys'>,
  notice: Notice,
): Promise<Delivery> {
  const { to, ...key } = notice
  const row = { ...key, ...to, messageId: messageIdOf(keys, notice, post.domain), intendedAt: time.now().toISOString() }
  await sql`insert into deliveries ${sql(row)} on conflict do nothing`
  const [delivery] = await sql<Delivery[]>`
    select message_id, sent_at, failed_at, kept_at from deliveries where ${isIt(sql, notice)}`
  return delivery!
}

/**
 * @param wording which version of its words it was
 * @returns false where it was marked before.
 */
export async function markSent(tx: Tx, notice: Notice, at: Date, proof: string, wording: number): Promise<boolean> {
  const rows = await tx`
    update deliveries set sent_at = ${at.toISOString()}, proof = ${proof}, wording = ${wording}
    where ${isIt(tx, notice)} and sent_at is null returning 1 as done`
  return rows.length === 1
}

/** No mail server is set: it lies as a file and has reached nobody. Staff see it on the case, and it is sent later. */
export async function markKept({ sql, time }: Pick<House, 'sql' | 'time'>, notice: Notice): Promise<void> {
  await sql`
    update deliveries set kept_at = ${time.now().toISOString()}
    where ${isIt(sql, notice)} and sent_at is null and kept_at is null`
}

/** Nobody will take it: it is not tried again, and staff see it on the case. */
export async function markFailed(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  notice: Notice,
  error: unknown,
): Promise<void> {
  const failure = (error as Error).message.slice(0, 300)
  await sql`
    update deliveries set failed_at = ${time.now().toISOString()}, failure = ${failure}
    where ${isIt(sql, notice)} and sent_at is null`
}

/**
 * Mails of ours about this case came back (RFC 3464): found by their Message-IDs, in the transaction that puts the answer on file.
 * @param failure in the words of whoever sent it back, without the address
 */
export async function markReturned(
  tx: Tx,
  { agencyId, caseId }: CaseKey,
  messageIds: readonly string[],
  at: Date,
  failure: string,
): Promise<void> {
  await tx`
    update deliveries set returned_at = ${at.toISOString()}, failure = ${failure.slice(0, 300)}
    where message_id = any(${messageIds as string[]}) and channel = 'mail' and sent_at is not null
      and agency_id = ${agencyId} and case_id = ${caseId}`
}

/** The case that one of these mails of ours was about. */
export async function caseOfMail(sql: Sql | Tx, messageIds: readonly string[]): Promise<CaseKey | undefined> {
  const [row] = await sql<CaseKey[]>`
    select agency_id, case_id from deliveries
    where message_id = any(${messageIds as string[]}) and channel = 'mail' limit 1`
  return row
}

export type Undelivered = Pick<Notice, 'position' | 'notice' | 'channel'> & {
  consultation: string | null
  occasion: string | null
  /** Since when: of the failure, since it came back, or since it lies as a file. */
  at: string
  /** Null where it lies as a file, and will be sent once a mail server is set. */
  failure: string | null
}

/** What failed for good, came back or waits for a mail server, but for letters that went out when staff mailed them again. First one first. */
export const undeliveredOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Undelivered[]>`
  select position, notice, channel, consultation, occasion, coalesce(returned_at, failed_at, kept_at) as at, failure
  from deliveries d
  where agency_id = ${agencyId} and case_id = ${caseId}
    and (returned_at is not null or (coalesce(failed_at, kept_at) is not null and sent_at is null))
    and not exists (
      select from deliveries again
      where (again.agency_id, again.case_id, again.position, again.notice, again.channel, again.consultation)
        = (d.agency_id, d.case_id, d.position, d.notice, d.channel, d.consultation)
        and again.returned_at is null and again.sent_at > coalesce(d.sent_at, '-infinity'))
  order by coalesce(returned_at, failed_at, kept_at), position`

/** When mails went out to one of those who are consulted. */
export const mailedTo = (sql: Sql | Tx, { agencyId, caseId }: CaseKey, consultation: string) => sql<
  { sentAt: string }[]
>`
  select sent_at from deliveries
  where agency_id = ${agencyId} and case_id = ${caseId} and consultation = ${consultation} and sent_at is not null
    and returned_at is null
  order by sent_at`
