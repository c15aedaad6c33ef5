/**
 * Which cases a year handed over to the next. A final report keeps them by id, so that where the next year took in something else
 * it can be said which cases moved, not only by how many the figures differ. SQL: the conditions of row 4, see `annual-cases.ts`.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Fragment, Sql, Tx } from '../db/client.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import type { Who } from '../people/sight.ts'

const waiting = (sql: Sql | Tx, to: Day): Fragment =>
  sql`coalesce(c.received_on, c.counted_on) <= ${to} and (c.counted_on is null or c.counted_on > ${to})`

/** Ids of the cases that waited on the last day. */
export async function carriedOut(sql: Sql | Tx, agencyIds: readonly string[], to: Day): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select c.id from cases c where c.agency_id = any(${agencyIds as string[]}) and ${waiting(sql, to)} order by c.id`
  return rows.map(({ id }) => id)
}

/** `waits`: it waits by the facts, and did not when the report was frozen; else the other way round. */
export type Moved = { id: string; number: string | null; receipt: string; waits: boolean }

/** Cases that the facts hand over and the frozen report does not, or the reverse; of these those that the asker sees. */
export function movedSince(
  sql: Sql,
  who: Who,
  agencyIds: readonly string[],
  frozen: readonly string[],
  to: Day,
): Promise<Moved[]> {
  const where = allOf(sql, [
    sql`c.agency_id = any(${agencyIds as string[]})`,
    sql`(c.id = any(${frozen as string[]}::uuid[])) is distinct from coalesce(${waiting(sql, to)}, false)`,
    seenInSql(sql, who),
  ])
  return sql<Moved[]>`
    select c.id, c.number, c.receipt, coalesce(${waiting(sql, to)}, false) as waits
    from cases c join agencies a on a.id = c.agency_id where ${where} order by c.id limit 200`
}
