/**
 * Tables 3 and 4 of the annual report (Arts 49, 50; 国办公开办函〔2021〕30号) from the facts, as of 31 December, or of today while
 * the year runs: by the days on which things happened, as they are known now. A report that was made final stands as it was
 * frozen, whatever was put right since.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { table4 } from '../ledger/table4.ts'
import { countTable3 } from './annual-count.ts'
import { type Frozen, frozenOf } from './annual-final.ts'
import type { AnnualRow } from './annual-rows.ts'
import type { Scope } from './annual-scope.ts'
import { type Period, periodOf } from './annual-year.ts'
import { brokenIdentities, checksOf, type Finding, type Rule } from './identities.ts'
import type { Table4 } from './shape.ts'

export type Tables34 = { table3: AnnualRow[]; table4: Table4 }
export type Annual = Tables34 & {
  year: number
  /** The agency's code, or `all`. */
  agency: string
  /** The day as of which it counts. */
  asOf: Day
  checks: { rule: Rule; text: string; holds: boolean }[]
  /** Where and by how much an identity is broken. */
  broken: Finding[]
  /** Null while it is counted from the facts. */
  final: Pick<Frozen, 'by' | 'at' | 'digest'> | null
}

/** The tables that the facts give now. */
export async function tablesNow(sql: Sql | Tx, agencyIds: readonly string[], period: Period): Promise<Tables34> {
  const [table3, four] = await Promise.all([countTable3(sql, agencyIds, period), table4(sql, agencyIds, period)])
  return { table3, table4: four }
}

/**
 * The report of a year. What the year before handed over is held against that year's own report where it is final; counted
 * from the same facts the two could not differ.
 */
export async function annualReport(sql: Sql | Tx, scope: Scope, year: number, today: Day): Promise<Annual> {
  const period = periodOf(year, today)
  const [frozen, before] = await Promise.all([frozenOf(sql, scope.kept, year), frozenOf(sql, scope.kept, year - 1)])
  const tables = frozen?.tables ?? (await tablesNow(sql, scope.agencyIds, period))
  const lastYear = before?.tables.table3
  return {
    ...{ year, agency: scope.agency, asOf: frozen?.asOf ?? period.to, ...tables },
    checks: checksOf(tables, lastYear),
    broken: brokenIdentities(tables, lastYear),
    final: frozen ? { by: frozen.by, at: frozen.at, digest: frozen.digest } : null,
  }
}
