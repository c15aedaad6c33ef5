/**
 * Reading the audit: for auditors, of their agencies, the latest first. SQL: a page from the index of each agency, then the
 * first of all, for which the builder has no words.
 */
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import { type Sql, within } from '../db/client.ts'
import type { LineRow } from './chain.ts'
import type { What } from './what.ts'
import { NOBODYS } from './write.ts'

export type Wanted = {
  /** As in the lines' `by`. */
  by?: readonly string[] | undefined
  /** In place of `by`: theirs, of these times alone. */
  terms?: readonly Term[] | undefined
  what?: readonly What[] | undefined
  caseIds?: readonly string[] | undefined
  /** Days in China, both inclusive. */
  from?: Day | undefined
  to?: Day | undefined
  failed?: boolean | undefined
  /** As `searchedFor` makes it. */
  words?: string | undefined
}

/** Somebody's lines from an instant on (null: from the first), up to another (null: to the last). */
export type Term = { by: string; since: string | null; until: string | null }

/** A line with its place in the chain, and how its case is called. */
export type AuditLine = LineRow & {
  id: string
  by: string
  what: What
  succeeded: boolean
  /** Null for a minute, until the line is taken up. */
  position: string | null
  previousHash: string | null
  hash: string | null
  number: string | null
  receipt: string | null
}

const START_OF_DAY = 'T00:00:00+08:00'
const [LEAST, GREATEST] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']

/** The least id of a day. */
const idAt = (day: Day) => idFrom(`${day}${START_OF_DAY}`)

/** The least id of an instant: ids begin with their milliseconds. */
function idFrom(instant: string): string {
  const hex = Date.parse(instant).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/**
 * @param agencyIds see `auditedBy`
 * @param beyond the last line of the page before
 * @param order `asc` for taking all of it, of one agency
 * @param among of these agencies whoever asks reads the lines, now or after it: a copy of one is left out
 */
export function linesOf(
  sql: Sql,
  agencyIds: readonly string[],
  wanted: Wanted,
  {
    most,
    beyond,
    order = 'desc',
    among = agencyIds,
  }: { most: number; beyond?: string | undefined; order?: 'asc' | 'desc'; among?: readonly string[] },
): Promise<AuditLine[]> {
  const { terms, what, caseIds, from, to, failed, words } = wanted
  const by = terms?.map((one) => one.by) ?? wanted.by
  const since = (terms ?? []).map((one) => (one.since ? idFrom(one.since) : LEAST))
  const until = (terms ?? []).map((one) => (one.until ? idFrom(one.until) : GREATEST))
  const least = order === 'asc' && beyond ? beyond : from ? idAt(from) : LEAST
  const before = order === 'desc' && beyond ? beyond : GREATEST
  const end = to ? idAt(plusDays(to, 1)) : GREATEST
  return within(sql, agencyIds, async (tx) => {
    // Each that may be several has an index of its own, whose rows come in order.
    const each = (values: readonly string[] | undefined, name: string, type: string) =>
      values ? tx`cross join unnest(${values as string[]}::${tx.unsafe(type)}[]) as ${tx(name)} (one)` : tx``
    const direction = tx.unsafe(order)
    return tx<AuditLine[]>`
      select l.*, c.position, encode(c.hash, 'hex') as hash, f.number, f.receipt,
        case when c.position = 1 then '' else (select encode(p.hash, 'hex') from audit_chain p
          where p.agency_id = c.agency_id and p.position = c.position - 1) end as previous_hash
      from (
        select found.* from unnest(${agencyIds as string[]}::text[]) as a (id)
        ${terms ? tx`cross join unnest(${by as string[]}::text[], ${since}::uuid[], ${until}::uuid[]) as person (one, since, until)` : each(by, 'person', 'text')}
        ${each(what, 'thing', 'text')} ${each(caseIds, 'file', 'uuid')}
        cross join lateral (
          select * from audit_lines
          where agency_id = a.id and id < ${before} and id < ${end} and ${order === 'asc' && beyond ? tx`id > ${least}` : tx`id >= ${least}`}
            ${by ? tx`and by = person.one` : tx``} ${terms ? tx`and id >= person.since and id < person.until` : tx``} ${what ? tx`and what = thing.one` : tx``}
            ${caseIds ? tx`and case_id = file.one` : tx``} ${failed ? tx`and not succeeded` : tx``}
            ${words ? tx`and words = ${words}` : tx``}
            and coalesce(detail ->> 'of', '') <> all(${among as string[]}::text[])
          order by id ${direction} limit ${most}
        ) found order by found.id ${direction} limit ${most}
      ) l
      left join audit_chain c on c.agency_id = l.agency_id and c.id = l.id
      left join cases f on f.agency_id = l.agency_id and f.id = l.case_id
      order by l.id ${direction}`
  })
}

/** Whose lines an auditor of these agencies reads: theirs, and where one of them takes in, what is nobody's. */
export async function auditedBy(sql: Sql, agencyIds: readonly string[]): Promise<string[]> {
  const [office] = await sql`
    select 1 as takes_in from agencies where id = any(${agencyIds as string[]}) and taken_in_by = id limit 1`
  return [...agencyIds, ...(office ? [NOBODYS] : [])]
}

/** Cases of these agencies that somebody means: by id, 登记编号 or 受理编号. */
export async function casesCalled(sql: Sql, agencyIds: readonly string[], called: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from cases where agency_id = any(${agencyIds as string[]}) and number = ${called}
    union select id from cases where receipt = ${called} and agency_id = any(${agencyIds as string[]})`
  return rows.map(({ id }) => id)
}

export type Head = { agencyId: string; size: string; note: string }

/**
 * The heads that prove the lines of these chains up to the end of a day: the first that reaches so far, else the last one
 * that was signed.
 */
export const headsOf = (sql: Sql, agencyIds: readonly string[], to?: Day): Promise<Head[]> =>
  within(
    sql,
    agencyIds,
    (tx) => tx<Head[]>`
      select h.agency_id, h.size, h.note from unnest(${agencyIds as string[]}::text[]) as a (id)
      cross join lateral (
        select coalesce(max(position), 0) as position from (
          select c.position from audit_lines l join audit_chain c on c.agency_id = l.agency_id and c.id = l.id
          where l.agency_id = a.id and l.id < ${to ? idAt(plusDays(to, 1)) : GREATEST} order by l.id desc limit 1) ending
      ) ending
      cross join lateral (
        select agency_id, size, note from (
          (select 1 as choice, * from audit_heads where agency_id = a.id and size >= ending.position order by size limit 1)
          union all (select 2, * from audit_heads where agency_id = a.id order by size desc limit 1)
        ) both_ways order by choice limit 1
      ) h`,
  )

/** Where the chain of an agency stood before a day: the place of the last line before the first one of that day. */
export async function placeBefore(sql: Sql, agencyId: string, from: Day | undefined): Promise<number> {
  if (!from) return 0
  const [first] = await within(
    sql,
    [agencyId],
    (tx) => tx<{ position: string }[]>`
      select c.position from audit_lines l join audit_chain c on c.agency_id = l.agency_id and c.id = l.id
      where l.agency_id = ${agencyId} and l.id >= ${idAt(from)} order by l.id limit 1`,
  )
  return first ? Number(first.position) - 1 : Number.MAX_SAFE_INTEGER
}

/**
 * Lines in the order of their chain, from behind a place on: those that prove, up to the head, and after it those of the
 * days that are asked for.
 */
export function linesInPlace(
  sql: Sql,
  agencyId: string,
  { after, head, to, most }: { after: number; head: number; to: Day | undefined; most: number },
): Promise<AuditLine[]> {
  return within(
    sql,
    [agencyId],
    (tx) => tx<AuditLine[]>`
      select l.*, c.position, encode(c.hash, 'hex') as hash, f.number, f.receipt,
        case when c.position = 1 then '' else (select encode(p.hash, 'hex') from audit_chain p
          where p.agency_id = c.agency_id and p.position = c.position - 1) end as previous_hash
      from audit_chain c join audit_lines l on l.agency_id = c.agency_id and l.id = c.id
      left join cases f on f.agency_id = l.agency_id and f.id = l.case_id
      where c.agency_id = ${agencyId} and c.position > ${after}
        and (c.position <= ${head} or l.id < ${to ? idAt(plusDays(to, 1)) : GREATEST})
      order by c.position limit ${most}`,
  )
}

/** Lines that wait for their chain. */
export const linesWaiting = (sql: Sql, agencyId: string): Promise<AuditLine[]> =>
  within(
    sql,
    [agencyId],
    (tx) => tx<AuditLine[]>`
      select l.*, null as position, null as previous_hash, null as hash, f.number, f.receipt
      from audit_unchained u join audit_lines l on l.agency_id = u.agency_id and l.id = u.id
      left join cases f on f.agency_id = l.agency_id and f.id = l.case_id
      where u.agency_id = ${agencyId} order by l.id`,
  )
