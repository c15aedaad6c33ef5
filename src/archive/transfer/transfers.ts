/** Transfers as they stand: how far the package is, what the archive said, and what became of a case. SQL: asked in transactions, too. */
import { type Fragment, readAs, type Sql, type Tx } from '../../db/client.ts'
import { notFound } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { isClosedSince } from '../../ledger/closed-files.ts'
import { factsOfMarked } from '../../ledger/marked-cases.ts'
import { namesOf } from '../../people/queries.ts'
import type { Answer, Handed, PackageDigests, TransferItem } from './said.ts'

export type PackageState = {
  state: 'waiting' | 'made' | 'failed'
  done: number
  trouble: string | null
  sha256: string | null
  size: number | null
  /** Of the bundles that it holds; null where it was made before that was kept. */
  bytes: number | null
  digests: PackageDigests | null
  madeAt: string | null
}
export type Transfer = {
  number: number
  checked: number
  said: Handed
  by: string
  at: string
  items: readonly TransferItem[]
  made: PackageState
  answer: Answer | null
  /** The content of a case in it was destroyed, and the package with it. */
  isGone: boolean
  /** Its cases in which a file was marked as not to be shown after they were packed: the package shows it still. */
  closedSince: readonly string[]
}
type OfOne = 'items' | 'isGone' | 'closedSince'
export type TransferLine = Omit<Transfer, OfOne> & { cases: number }

type Row = Omit<Transfer, 'made' | 'answer' | OfOne> & PackageState & { answer: Answer | null; cases: number }
const LATEST = 100

const rowsOf = (sql: Sql | Tx, agencyId: string, number?: number) => sql<Row[]>`
  select t.number, t.checked, t.said, t."by", t.at, p.state, p.done, p.trouble, p.sha256, p.size::float8 as size,
    p.bytes::float8 as bytes, p.digests, p.made_at,
    (select jsonb_build_object('accepted', a.accepted, 'on', a."on", 'receivedBy', a.received_by, 'document', a.document,
      'why', a.why, 'returned', a.returned, 'by', a."by", 'at', a.at)
      from transfer_answers a where a.agency_id = t.agency_id and a.number = t.number) as answer,
    (select count(*)::int from transfer_items i where i.agency_id = t.agency_id and i.number = t.number) as cases
  from transfers t join transfer_packages p using (agency_id, number)
  where t.agency_id = ${agencyId} ${number === undefined ? sql`` : sql`and t.number = ${number}`}
  order by t.number desc limit ${LATEST}`

async function named(sql: Sql | Tx, rows: readonly Row[]): Promise<TransferLine[]> {
  const names = await namesOf(
    sql,
    rows.flatMap(({ by, answer }) => [by, ...(answer ? [answer.by] : [])]),
  )
  const who = (by: string) => names.get(by) ?? by
  const instant = (at: string) => new Date(at).toISOString()
  return rows.map(({ number, checked, said, by, at, answer, cases, ...made }) => ({
    ...{ number, checked, said, by: who(by), at: instant(at), cases },
    made: { ...made, madeAt: made.madeAt && instant(made.madeAt) },
    answer: answer && { ...answer, by: who(answer.by), at: instant(answer.at) },
  }))
}

/** The latest first. */
export const transfersOf = (house: Pick<House, 'sql'>, agencyId: string): Promise<TransferLine[]> =>
  readAs(house, [agencyId], async ({ sql }) => named(sql, await rowsOf(sql, agencyId)))

/** @throws Refusal NOT_FOUND */
export const oneTransfer = (house: Pick<House, 'sql'>, agencyId: string, number: number): Promise<Transfer> =>
  readAs(house, [agencyId], ({ sql }) => transferIn(sql, agencyId, number))

/** The same for whoever has a connection already. @throws Refusal NOT_FOUND */
export async function transferIn(sql: Sql | Tx, agencyId: string, number: number): Promise<Transfer> {
  const [line] = await named(sql, await rowsOf(sql, agencyId, number))
  if (!line) throw notFound()
  const items = await sql<TransferItem[]>`
    select nth, case_id, reference, facts, head from transfer_items
    where agency_id = ${agencyId} and number = ${number} order by nth`
  const [gone] = await sql`
    select from ledger e where e.agency_id = ${agencyId} and e.type = 'wordsErased'
      and e.case_id = any(${items.map(({ caseId }) => caseId)}::uuid[])
      and jsonb_exists(e.open -> 'hashes', ${line.made.sha256 ?? ''}) limit 1`
  const marked = await factsOfMarked(
    sql,
    agencyId,
    items.map(({ caseId }) => caseId),
  )
  // What is packed holds all that was on record when the transfer was proposed: with a mark of later it is not made.
  const closedSince = items.filter(({ caseId, facts }) => isClosedSince(marked.get(caseId) ?? [], facts))
  const { cases: _, ...transfer } = line
  return { ...transfer, items, isGone: gone !== undefined, closedSince: closedSince.map(({ caseId }) => caseId) }
}

/** How a case stands with an archive. `later`: something was recorded since, which the package has not. */
export type Standing = { number: number; acceptedOn: string | null; later: boolean }

/** After archiving these say nothing of the case that an archive would lack. */
export const QUIET: readonly string[] = ['transferred', 'mailSent']

/** Of a case after so many facts: is there one that says more than that a mail went out, or that the case was handed over? */
export const hasLater = (sql: Sql | Tx, facts: Fragment, of: { agencyId: Fragment; caseId: Fragment }) => sql`
  exists (select from ledger l where (l.agency_id, l.case_id) = (${of.agencyId}, ${of.caseId}) and l.position > ${facts}
    and l.type <> all(${QUIET as string[]}))`

/** The last transfer of each case that was neither given back nor failed; nothing of the others. */
export async function standingOf(
  sql: Sql | Tx,
  agencyId: string,
  cases: readonly string[],
): Promise<Map<string, Standing>> {
  const rows = await sql<(Standing & { caseId: string })[]>`
    select distinct on (i.case_id) i.case_id, i.number, a."on" as accepted_on,
      ${hasLater(sql, sql`i.facts`, { agencyId: sql`i.agency_id`, caseId: sql`i.case_id` })} as later
    from transfer_items i join transfer_packages p using (agency_id, number)
    left join transfer_answers a using (agency_id, number)
    where i.agency_id = ${agencyId} and i.case_id = any(${cases as string[]}::uuid[]) and p.state <> 'failed'
      and (a.accepted is null or a.accepted and not jsonb_exists(a.returned, i.case_id::text))
    order by i.case_id, i.number desc`
  return new Map(rows.map(({ caseId, ...standing }) => [caseId, standing]))
}

/** Bytes of the sealed bundles of its cases, as the form tells them as long as there is no package. */
export const sizeOfBundles = (
  house: Pick<House, 'sql'>,
  agencyId: string,
  { items }: Pick<Transfer, 'items'>,
): Promise<number> =>
  readAs(house, [agencyId], async ({ sql }) => {
    const [sum] = await sql<{ bytes: number }[]>`
      select coalesce(sum(size), 0)::float8 as bytes from (
        select distinct on (case_id) size from seals
        where agency_id = ${agencyId} and case_id = any(${items.map(({ caseId }) => caseId)}::uuid[])
        order by case_id, position desc) last`
    return sum!.bytes
  })
