/**
 * Annual reports that were made final: each entry is whole, follows from what was done to it before, and is told of by the audit,
 * whose chain is signed; and each that the audit tells of is there. SQL: verification alone asks.
 */
import type { House } from '../../house.ts'
import { type ReportEntry, reportFault, reportSubject } from '../../ledger/frozen-reports.ts'
import type { Fault } from '../verify.ts'

/** What the audit was told of an entry when it was written; nothing where no line has its hash. */
type Told = { subject: string | null; by: string; act: string; digest: string; before: string | null }
type Entry = ReportEntry & { told: Told | null }

const sameReport = (one: ReportEntry, other: ReportEntry) =>
  one.agencyId === other.agencyId && one.district === other.district && one.year === other.year

/** The fault, where there is one. */
export async function annualFault({ sql }: Pick<House, 'sql'>): Promise<Fault | undefined> {
  const entries = await sql<Entry[]>`
    select r.*, (select jsonb_build_object('subject', t.subject, 'by', t.by, 'act', t.detail #>> '{after,act}',
        'digest', t.detail #>> '{after,digest}', 'before', t.detail #>> '{before,hash}')
      from audit_lines t where t.agency_id = r.agency_id and t.what = 'report' and t.succeeded
        and t.detail #>> '{after,hash}' = r.hash order by t.id limit 1) as told
    from annual_reports r order by r.agency_id, r.district, r.year, r.n`
  let report: Entry[] = []
  for (const [i, entry] of entries.entries()) {
    report = report[0] && sameReport(report[0], entry) ? [...report, entry] : [entry]
    const following = entries[i + 1]
    if (following && sameReport(following, entry)) continue
    const what = reportFault(report) ?? toldFault(report)
    if (what) return { what }
  }
  const [gone] = await sql<{ subject: string }[]>`
    select t.subject from audit_lines t
    where t.what = 'report' and t.succeeded and t.detail #>> '{after,hash}' is not null
      and not exists (select from annual_reports r where r.hash = t.detail #>> '{after,hash}') limit 1`
  return gone && { what: `the annual report is not the one that was made final: ${gone.subject}` }
}

/** Of entries that follow from each other: final and opened again by turns, and each as the audit has it. */
function toldFault(entries: readonly Entry[]): string | undefined {
  for (const [i, { told, ...entry }] of entries.entries()) {
    const name = `${entry.agencyId} ${entry.year} ${entry.n}`
    if (entry.act !== (i % 2 === 0 ? 'final' : 'reopened'))
      return `the annual report was made final or opened out of turn: ${name}`
    if (!told) return `the audit does not tell of this annual report: ${name}`
    const before = entry.act === 'reopened' ? entry.previousHash : null
    const isTheSame =
      told.subject === reportSubject(entry) &&
      told.by === entry.by &&
      told.act === entry.act &&
      told.digest === entry.digest
    if (!isTheSame || told.before !== before) return `the audit tells otherwise of this annual report: ${name}`
  }
  return undefined
}

/** Entries whose audit line no signature covers yet: nobody but the database vouches for these. */
export async function unsignedReports({ sql }: Pick<House, 'sql'>): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select r.agency_id || ' ' || r.year || ' ' || r.n as name from annual_reports r
    where not exists (
      select from audit_lines t join audit_chain c using (agency_id, id) join audit_heads h on h.agency_id = t.agency_id
      where t.agency_id = r.agency_id and t.what = 'report' and t.succeeded and t.detail #>> '{after,hash}' = r.hash
        and h.size >= c.position)
    order by r.agency_id, r.year, r.n`
  return rows.map(({ name }) => name)
}
