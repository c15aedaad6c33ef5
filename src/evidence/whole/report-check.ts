/**
 * Annual reports that were made final and monthly returns that were reported: each entry is whole, follows from what was done to
 * it before, and is told of by the audit, whose chain is signed; and each that the audit tells of is there. SQL: verification
 * alone asks.
 */
import type { House } from '../../house.ts'
import {
  FROZEN,
  type ReportEntry,
  type ReturnEntry,
  reportFault,
  reportSubject,
  timeIn,
} from '../../ledger/frozen-reports.ts'
import type { Fault } from '../verify.ts'

/** What the audit was told of an entry when it was written; nothing where no line has its hash. */
type Told = { subject: string | null; by: string; act: string; digest: string; before: string | null }
type Entry = (ReportEntry | ReturnEntry) & { told: Told | null }
type Table = keyof typeof FROZEN

/** What the audit calls them, and how a fault does. */
const KINDS: Record<Table, { what: string; name: string }> = {
  annual_reports: { what: 'report', name: 'annual report' },
  monthly_returns: { what: 'return', name: 'monthly return' },
}
const TABLES = Object.keys(KINDS) as Table[]

const sameReport = (one: Entry, other: Entry) =>
  one.agencyId === other.agencyId && one.district === other.district && timeIn(one) === timeIn(other)

/** The fault, where there is one. */
export async function frozenFault({ sql }: Pick<House, 'sql'>): Promise<Fault | undefined> {
  for (const table of TABLES) {
    const fault = await faultIn(sql, table)
    if (fault) return fault
  }
  return undefined
}

async function faultIn(sql: House['sql'], table: Table): Promise<Fault | undefined> {
  const { what: kind, name } = KINDS[table]
  const entries = await sql<Entry[]>`
    select r.*, (select jsonb_build_object('subject', t.subject, 'by', t.by, 'act', t.detail #>> '{after,act}',
        'digest', t.detail #>> '{after,digest}', 'before', t.detail #>> '{before,hash}')
      from audit_lines t where t.agency_id = r.agency_id and t.what = ${kind} and t.succeeded
        and t.detail #>> '{after,hash}' = r.hash order by t.id limit 1) as told
    from ${sql(table)} r order by r.agency_id, r.district, r.${sql(FROZEN[table])}, r.n`
  let report: Entry[] = []
  for (const [i, entry] of entries.entries()) {
    report = report[0] && sameReport(report[0], entry) ? [...report, entry] : [entry]
    const following = entries[i + 1]
    if (following && sameReport(following, entry)) continue
    const what = reportFault(report) ?? toldFault(report, name)
    if (what) return { what }
  }
  const [gone] = await sql<{ subject: string }[]>`
    select t.subject from audit_lines t
    where t.what = ${kind} and t.succeeded and t.detail #>> '{after,hash}' is not null
      and not exists (select from ${sql(table)} r where r.hash = t.detail #>> '{after,hash}') limit 1`
  return gone && { what: `the ${name} is not the one that was made final: ${gone.subject}` }
}

/** Of entries that follow from each other: final and opened again by turns, and each as the audit has it. */
function toldFault(entries: readonly Entry[], kind: string): string | undefined {
  for (const [i, { told, ...entry }] of entries.entries()) {
    const name = `${entry.agencyId} ${timeIn(entry as ReportEntry)} ${entry.n}`
    if (entry.act !== (i % 2 === 0 ? 'final' : 'reopened'))
      return `the ${kind} was made final or opened out of turn: ${name}`
    if (!told) return `the audit does not tell of this ${kind}: ${name}`
    const subject = reportSubject(entry as ReportEntry)
    const before = entry.act === 'reopened' ? entry.previousHash : null
    const isTheSame =
      told.subject === subject && told.by === entry.by && told.act === entry.act && told.digest === entry.digest
    if (!isTheSame || told.before !== before) return `the audit tells otherwise of this ${kind}: ${name}`
  }
  return undefined
}

/** Entries whose audit line no signature covers yet: nobody but the database vouches for these. */
export async function unsignedReports({ sql }: Pick<House, 'sql'>): Promise<string[]> {
  const unsigned = await Promise.all(
    TABLES.map(
      (table) => sql<{ name: string }[]>`
        select r.agency_id || ' ' || r.${sql(FROZEN[table])} || ' ' || r.n as name from ${sql(table)} r
        where not exists (
          select from audit_lines t join audit_chain c using (agency_id, id) join audit_heads h on h.agency_id = t.agency_id
          where t.agency_id = r.agency_id and t.what = ${KINDS[table].what} and t.succeeded
            and t.detail #>> '{after,hash}' = r.hash and h.size >= c.position)
        order by 1`,
    ),
  )
  return unsigned.flat().map(({ name }) => name)
}
