/**
 * How many cases are due on each day of the next weeks, of what somebody sees. SQL: one look at the index of what is open, agency
 * by agency, as the numbers over the desk take it.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { isApplication } from '../ledger/aside.ts'
import { seenAgenciesInSql, seenInSql } from '../ledger/seen.ts'
import type { Who } from '../people/sight.ts'

/** More than anybody works off in five weeks: beyond it the page says that there are more. */
const MOST = 10_000

export async function dueByDay(sql: Sql, who: Who, { from, to }: { from: Day; to: Day }): Promise<Map<Day, number>> {
  const rows = await sql<{ on: Day; count: number }[]>`
    with seen as materialized (select a.id from agencies a where ${seenAgenciesInSql(sql, who)})
    select c.next_due_on as on, count(*)::int as count from (
      select c.next_due_on from seen a cross join lateral (
        select c.next_due_on from cases c
        where c.agency_id = a.id and c.stage <> 'archive' and ${isApplication(sql)} and ${seenInSql(sql, who)}
          and c.next_due_on >= ${from} and c.next_due_on <= ${to} limit ${MOST}
      ) c limit ${MOST}
    ) c group by 1`
  return new Map(rows.map(({ on, count }) => [on, count]))
}
