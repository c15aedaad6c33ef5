/** What the page shows: the mails of the agencies that a registrar takes in for, and how the mailbox stands. SQL: walled rows, by keyset and partial indexes. */
import { type Sql, type Tx, within } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import { type Said, saidIn } from './sender.ts'
import type { MailState, Why } from './tables.ts'

/** So many on a page. */
export const SHOWN = 50

export const HEAPS = ['open', 'aside', 'all'] as const
export type Heap = (typeof HEAPS)[number]

export type MailView = {
  id: string
  agency: string
  said: Said | null
  size: number
  /** Does the house have it whole? */
  isHere: boolean
  arrivedAt: string
  state: MailState
  why: Why | null
  tries: number
  fault: string | null
  case: { id: string; receipt: string; number: string | null; title: string } | null
}

type Row = Omit<MailView, 'said' | 'case' | 'agency'> & {
  agencyId: string
  agency: string
  sealed: Buffer | null
  caseId: string | null
  receipt: string
  number: string | null
  title: string
}

/** Mails of these agencies, the latest first. @param before the id behind which to go on @param id one alone */
export async function mailsOf(
  { sql, keys }: Pick<House, 'sql' | 'keys'>,
  agencies: readonly string[],
  heap: Heap,
  { before, id }: { before?: string | undefined; id?: string | undefined } = {},
): Promise<MailView[]> {
  const rows = await within(
    sql,
    agencies,
    (tx) => tx<Row[]>`
    select m.id, m.agency_id, a.name as agency, m.sealed, m.size, m.sha256 is not null as is_here, m.arrived_at, m.state, m.why,
      m.tries, m.fault, m.case_id, c.receipt, c.number, c.title
    from (
      select * from mails m where agency_id = any(${agencies as string[]})
        ${heap === 'open' ? tx`and state in ('taken', 'proposed')` : heap === 'aside' ? tx`and state = 'aside'` : tx``}
        ${id === undefined ? tx`` : tx`and id = ${id}`}
        ${before === undefined ? tx`` : tx`and (arrived_at, id) < (select arrived_at, id from mails where id = ${before})`}
      order by arrived_at desc, id desc limit ${SHOWN + 1}
    ) m
    join agencies a on a.id = m.agency_id
    left join cases c on (c.agency_id, c.id) = (m.agency_id, m.case_id)
    order by m.arrived_at desc, m.id desc`,
  )
  return rows.map(({ agencyId, sealed, caseId, receipt, number, title, ...row }) => ({
    ...row,
    arrivedAt: new Date(row.arrivedAt).toISOString(),
    said: saidIn(keys, { agencyId, id: row.id, sealed }),
    case: caseId && receipt ? { id: caseId, receipt, number, title } : null,
  }))
}

export type Standing = { lookedAt: string | null; fault: string | null; faultAt: string | null }

/** Undefined before it was looked at for the first time. */
export async function standingOf({ sql }: Pick<House, 'sql'>, box: string): Promise<Standing | undefined> {
  const [row] = await sql<Standing[]>`select looked_at, fault, fault_at from mailboxes where box = ${box}`
  return row
}

/** How many wait for a person or for another try: numbers alone, for who reads no mail. */
export async function heapsOf({ sql }: Pick<House, 'sql'>, agencies: readonly string[]) {
  const [row] = await within(
    sql,
    agencies,
    (tx) => tx<{ failed: number; proposed: number }[]>`
    select (count(*) filter (where state = 'taken' and fault is not null))::int as failed,
      (count(*) filter (where state = 'proposed'))::int as proposed
    from mails where agency_id = any(${agencies as string[]}) and state in ('taken', 'proposed')`,
  )
  return row!
}

/** How many seem to belong to this case by their sender address, and wait for a registrar to say so. */
export async function unconfirmedOf(sql: Sql | Tx, { agencyId, caseId }: CaseKey): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from mails
    where agency_id = ${agencyId} and case_id = ${caseId}::uuid and state = 'proposed' and why = 'address'`
  return row.count
}
