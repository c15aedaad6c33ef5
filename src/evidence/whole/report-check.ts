/**
 * Annual reports that were made final: each is whole, follows from what was done to it before, and is the one that the audit,
 * whose chain is signed, tells of. SQL: verification alone asks.
 */
import type { House } from '../../house.ts'
import { type ReportEntry, reportFault } from '../../ledger/frozen-reports.ts'
import type { Fault } from '../verify.ts'

const sameReport = (one: ReportEntry, other: ReportEntry) =>
  one.agencyId === other.agencyId && one.district === other.district && one.year === other.year

/** The fault, where there is one. */
export async function annualFault({ sql }: Pick<House, 'sql'>): Promise<Fault | undefined> {
  const entries = await sql<ReportEntry[]>`select * from annual_reports order by agency_id, district, year, n`
  let report: ReportEntry[] = []
  for (const [i, entry] of entries.entries()) {
    report = report[0] && sameReport(report[0], entry) ? [...report, entry] : [entry]
    const following = entries[i + 1]
    if (following && sameReport(following, entry)) continue
    const what = reportFault(report)
    if (what) return { what }
  }
  const [gone] = await sql<{ subject: string }[]>`
    select t.subject from audit_lines t
    where t.what = 'report' and t.succeeded and t.detail #>> '{after,hash}' is not null
      and not exists (select from annual_reports r where r.hash = t.detail #>> '{after,hash}') limit 1`
  return gone && { what: `the annual report is not the one that was made final: ${gone.subject}` }
}
