/**
 * Table 4 of the annual report (国办公开办函〔2021〕30号): what came of reconsiderations and suits, and what still waits. A suit
 * is one, whatever its instances: its last result stands, and while an appeal is pending it waits. SQL: counted in one statement.
 */
import type { RemedyKind } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'

export type Results = { upheld: number; corrected: number; other: number; pending: number; total: number }
export type Table4 = Record<RemedyKind, Results>

const NONE: Results = { upheld: 0, corrected: 0, other: 0, pending: 0, total: 0 }

/**
 * By kind: the results of decisions from the first day to the last, both included, and what waited on the last day.
 * @param agencyIds of whose cases; by index of each
 */
export async function table4(
  sql: Sql | Tx,
  agencyIds: readonly string[],
  { from, to }: { from: Day; to: Day },
): Promise<Table4> {
  const rows = await sql<(Omit<Results, 'total'> & { kind: RemedyKind })[]>`
    with last as (
      select distinct on (agency_id, case_id, suit) kind, result, decided_on from remedies
      where agency_id = any(${agencyIds as string[]}) and sought_on <= ${to}
      order by agency_id, case_id, suit, n desc
    ), told as (select kind, result, decided_on between ${from}::date and ${to}::date as now,
      (decided_on is null or decided_on > ${to}::date) as waits from last)
    select kind, (count(*) filter (where now and result = 'upheld'))::int as upheld,
      (count(*) filter (where now and result = 'corrected'))::int as corrected,
      (count(*) filter (where now and result = 'other'))::int as other, (count(*) filter (where waits))::int as pending
    from told group by kind`
  const of = (kind: RemedyKind): Results => {
    const { upheld, corrected, other, pending } = { ...NONE, ...rows.find((row) => row.kind === kind) }
    return { upheld, corrected, other, pending, total: upheld + corrected + other + pending }
  }
  return {
    reconsideration: of('reconsideration'),
    litigation: of('litigation'),
    litigationAfterReconsideration: of('litigationAfterReconsideration'),
  }
}
