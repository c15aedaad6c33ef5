/**
 * An application that was moved to another agency (移送), or back from there: the case that it left is set aside and is no 无效件. What
 * was moved stands in `case_moves`, which `cooperation` writes; whoever shows such a case, counts it or would revive it asks here.
 */
import type { Fragment, Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { isAside } from './aside.ts'

/** Where it was moved: the agency with how it is reached, and the receipt number that it has there. `at`: when; `lives`: not set aside there. */
export type MovedTo = {
  agencyId: string
  caseId: string
  agency: string
  office: string
  phone: string
  receipt: string
  at: string
  lives: boolean
}

/** Moves that take a case away from where it is; settled once it came back, or was restored. */
const AWAY = (sql: Sql | Tx) => sql`m.kind in ('sent', 'returned') and m.settled is null`

/** Where a case that is set aside was moved to; undefined of one that was found to be no application. SQL: by the key of the case. */
export async function movedTo(sql: Sql | Tx, { agencyId, caseId }: CaseKey): Promise<MovedTo | undefined> {
  return (await movedEach(sql, [{ agencyId, caseId }])).get(caseId)
}

/** The same of several, by case. SQL: the cases of one page. */
export async function movedEach(sql: Sql | Tx, keys: readonly CaseKey[]): Promise<Map<string, MovedTo>> {
  if (keys.length === 0) return new Map()
  const rows = await sql<(MovedTo & { from: string })[]>`
    select m.case_id as "from", m.other_agency as agency_id, m.other_case as case_id, m.at, c.receipt, a.name as agency,
      a.profile ->> 'office' as office, a.profile ->> 'phone' as phone, (c.step <> 'setAside' or exists (
        select from case_moves f where (f.agency_id, f.case_id) = (c.agency_id, c.id)
          and f.kind in ('sent', 'returned') and f.settled is null)) as lives
    from case_moves m join cases c on (c.agency_id, c.id) = (m.other_agency, m.other_case) join agencies a on a.id = m.other_agency
    where m.agency_id = any(${keys.map(({ agencyId }) => agencyId)}) and m.case_id = any(${keys.map(({ caseId }) => caseId)}::uuid[])
      and ${AWAY(sql)}
    order by m.position`
  return new Map(rows.map(({ from, ...to }) => [from, to]))
}

/** When it was moved away, however often it came back since: what set it aside then is no judgement on it. SQL: by its key. */
export async function movesAway(sql: Sql | Tx, { agencyId, caseId }: CaseKey): Promise<Set<number>> {
  const rows = await sql<{ at: string }[]>`
    select at from case_moves where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid) and kind in ('sent', 'returned')`
  return new Set(rows.map(({ at }) => Date.parse(at)))
}

/** Is the case `c` set aside as no application, and not because another agency handles it? */
export const isVoid = (sql: Sql | Tx): Fragment => sql`(${isAside(sql)} and not exists (
  select from case_moves m where (m.agency_id, m.case_id) = (c.agency_id, c.id) and ${AWAY(sql)}))`

/**
 * Does the case `c` wait to be assigned again (退回分办)? Once it is drafted all the same it goes its way; the heaps say so, whose
 * index has them.
 */
export const isHandedBack = (
  sql: Sql | Tx,
  c: Fragment = sql`c`,
): Fragment => sql`(${c}.waits in ('toHandle', 'toDraft') and exists (
  select from case_moves m where (m.agency_id, m.case_id) = (${c}.agency_id, ${c}.id) and m.kind = 'handedBack' and m.settled is null))`

/** To be joined to the agencies `a`: their cases `c` that were moved away, which are few. */
export const movedAway = (sql: Sql | Tx): Fragment => sql`
  case_moves m on m.agency_id = a.id and m.other_case is not null and ${AWAY(sql)}
  join cases c on (c.agency_id, c.id) = (m.agency_id, m.case_id)`

/**
 * Of all cases that one application became by being moved, the other one that is alive: one application is handled once. Whoever
 * revives two of them at the same moment comes one after the other. SQL: under the lock of the case.
 */
export async function aliveElsewhere(
  tx: Tx,
  { agencyId, caseId }: CaseKey,
): Promise<Omit<MovedTo, 'at' | 'lives'> | undefined> {
  const family = await tx<CaseKey[]>`
    with recursive family (agency_id, case_id) as (
      select ${agencyId}::text, ${caseId}::uuid
      union
      select m.other_agency, m.other_case from family f
      join case_moves m on (m.agency_id, m.case_id) = (f.agency_id, f.case_id) and m.other_case is not null)
    select * from family order by case_id`
  if (family.length < 2) return undefined
  await tx`select pg_advisory_xact_lock(hashtextextended(${`moved ${family[0]!.caseId}`}, 0))`
  const [alive] = await tx<MovedTo[]>`
    select c.agency_id, c.id as case_id, c.receipt, a.name as agency, a.profile ->> 'office' as office,
      a.profile ->> 'phone' as phone
    from cases c join agencies a on a.id = c.agency_id
    where c.id = any(${family.map(({ caseId }) => caseId)}::uuid[]) and c.agency_id = any(${family.map(({ agencyId }) => agencyId)})
      and c.id <> ${caseId} and c.step <> 'setAside'
    order by c.id desc limit 1`
  return alive
}

/** Restored though it had been moved: it is not there any more. SQL: in the transaction that restores it. */
export const heldHere = (tx: Tx, { agencyId, caseId }: CaseKey, position: number) => tx`
  update case_moves m set settled = ${position} where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid) and ${AWAY(tx)}`

/** What came from another agency: its name, and the receipt number there. */
export type CameFrom = { agency: string; receipt: string; kind: 'came' | 'cameBack'; at: string }

/** The last time that it came from another agency, or came back from one. SQL: a job asks. */
export async function cameFrom(sql: Sql | Tx, { agencyId, caseId }: CaseKey): Promise<CameFrom | undefined> {
  const [came] = await sql<CameFrom[]>`
    select m.kind, m.at, a.name as agency, c.receipt
    from case_moves m join cases c on (c.agency_id, c.id) = (m.other_agency, m.other_case) join agencies a on a.id = m.other_agency
    where (m.agency_id, m.case_id) = (${agencyId}, ${caseId}::uuid) and m.kind in ('came', 'cameBack')
    order by m.position desc limit 1`
  return came
}
