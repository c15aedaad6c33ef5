/**
 * Table 3 counted: every application once, by what its row says it comes to (`counted_on`, `counted_as`; kept by the door, held
 * against the facts by verification). A case that was withdrawn before anybody confirmed its receipt was received on the day
 * of the withdrawal at the latest. SQL: counted in one statement from an index that holds all it asks.
 */
import type { Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { ApplicantColumn } from '../ledger/applicants.ts'
import { type AnnualRow, noFigures, rowOf } from './annual-rows.ts'
import type { Period } from './annual-year.ts'
import { type Figures, ROW_CODES, ROWS, type Row } from './shape.ts'

type Counted = {
  outcome: Outcome | null
  column: ApplicantColumn
  /** Received before the year. */
  carriedIn: boolean
  n: number
}

/** Table 3 of these agencies together. What has no outcome yet, or had it after the last day, waits. */
export async function countTable3(sql: Sql | Tx, agencyIds: readonly string[], period: Period): Promise<AnnualRow[]> {
  const { from, to } = period
  const these = sql`agency_id = any(${agencyIds as string[]})`
  const counted = await sql<Counted[]>`
    select outcome, "column", carried_in, sum(n)::int as n from (
      select counted_as as outcome, applicant_column as "column", coalesce(received_on, counted_on) < ${from} as carried_in, count(*) as n
      from cases where ${these} and counted_on between ${from} and ${to} group by 1, 2, 3
      union all
      select null, applicant_column, coalesce(received_on, counted_on) < ${from}, count(*)
      from cases where ${these} and counted_on > ${to} and coalesce(received_on, counted_on) <= ${to} group by 2, 3
      union all
      select null, applicant_column, received_on < ${from}, count(*)
      from cases where ${these} and counted_on is null and received_on <= ${to} group by 2, 3
    ) parts group by 1, 2, 3`
  return tableOf(counted)
}

function tableOf(counted: readonly Counted[]): AnnualRow[] {
  const figures = new Map<Row, Figures>(ROW_CODES.map((row) => [row, noFigures()]))
  const add = (row: Row, column: ApplicantColumn, n: number) => {
    figures.get(row)![column] += n
    figures.get(row)!.total += n
  }
  for (const { outcome, column, carriedIn, n } of counted) {
    add(carriedIn ? '2' : '1', column, n)
    if (outcome === null) add('4', column, n)
    else for (const row of [rowOf(outcome), '3.7'] as const) add(row, column, n)
  }
  return ROW_CODES.map((row) => ({ row, label: ROWS[row], ...figures.get(row)! }))
}
