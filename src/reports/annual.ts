/**
 * Tables 3 and 4 of the annual report (Arts 49, 50; 国办公开办函〔2021〕30号) from the facts, as of 31 December, or of today while
 * the year runs: by the days on which things happened, as they are known now. A report that was made final stands as it was
 * frozen, whatever was put right since.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { type AgencyStands, agenciesIn } from './annual-agencies.ts'
import { type Frozen, frozenOf } from './annual-final.ts'
import type { Scope } from './annual-scope.ts'
import { type Tables34, tablesNow } from './annual-tables.ts'
import { type Period, periodOf } from './annual-year.ts'
import { brokenIdentities, checksOf, type Finding, type Rule } from './identities.ts'

/** Those of the tables, and the sum of a district against what its agencies have made final. */
type AnnualRule = Rule | 'agencies'
const AGENCIES = '合计：与各机关已经定稿的年度报告一致'

export type Annual = Tables34 & {
  year: number
  /** The agency's code, or `all`. */
  agency: string
  /** The day as of which it counts. */
  asOf: Day
  checks: { rule: AnnualRule; text: string; holds: boolean }[]
  /** Where and by how much an identity is broken; of a district's report also by whose final report. */
  broken: (Omit<Finding, 'rule'> & { rule: AnnualRule; agency?: string })[]
  /** Of a district's report: whose own report of the year is final. */
  agencies?: AgencyStands[]
  /** Null while it is counted from the facts. */
  final: Pick<Frozen, 'by' | 'at' | 'digest'> | null
}

/**
 * The report of a year. What the year before handed over is held against that year's own report where it is final; counted
 * from the same facts the two could not differ.
 */
export async function annualReport(sql: Sql | Tx, scope: Scope, year: number, today: Day): Promise<Annual> {
  const period = periodOf(year, today)
  const [frozen, before] = await Promise.all([frozenOf(sql, scope.kept, year), frozenOf(sql, scope.kept, year - 1)])
  const tables = frozen?.tables ?? (await tablesNow(sql, scope.agencyIds, period))
  return judgedReport(sql, scope, period, { frozen, before, tables })
}

/** The report as it stands, `tables` being the frozen ones where it is final; `before` is last year's, where that is. */
export type Standing = { frozen: Frozen | undefined; before: Frozen | undefined; tables: Tables34 }

/** The same of what was read before. */
export async function judgedReport(
  sql: Sql | Tx,
  scope: Scope,
  period: Period,
  { frozen, before, tables: { table3, table4 } }: Standing,
): Promise<Annual> {
  const { year } = period
  const district = await agenciesIn(sql, scope, period, frozen?.tables)
  const tables = { table3, table4 }
  const lastYear = before?.tables.table3
  return {
    ...{ year, agency: scope.agency, asOf: frozen?.asOf ?? period.to, ...tables },
    checks: [
      ...checksOf(tables, lastYear),
      ...(district?.isCompared
        ? [{ rule: 'agencies' as const, text: AGENCIES, holds: district.parted.length === 0 }]
        : []),
    ],
    broken: [
      ...brokenIdentities(tables, lastYear),
      ...(district?.parted ?? []).map((one) => ({ rule: 'agencies' as const, ...one })),
    ],
    ...(district && { agencies: district.agencies }),
    final: frozen ? { by: frozen.by, at: frozen.at, digest: frozen.digest } : null,
  }
}
