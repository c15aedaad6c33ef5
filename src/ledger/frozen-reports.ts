/**
 * Annual reports that were made final, in the ledger's way: each entry has the hash of the one before and its own over all of it,
 * tables and texts included, and none is ever changed. A report that was put right later is opened again with a reason, and
 * both versions stay. SQL: verification asks, too, and every page of a report waits for it.
 */
import type { Sql, Tx } from '../db/client.ts'
import { canonical, sha256 } from '../ground/canonical.ts'
import { BEGINNING } from './entry.ts'

/** Whose report of which year; `district` is the one of all agencies that this office takes in for. */
export type ReportKey = { agencyId: string; district: boolean; year: number }

/** As the audit calls it. */
export const reportSubject = ({ agencyId, district, year }: ReportKey): string =>
  `${agencyId} ${year}${district ? ' 合计' : ''}`

export type ReportEntry = ReportKey & {
  n: number
  act: 'final' | 'reopened'
  content: string
  digest: string
  by: string
  at: string
  why: string
  previousHash: string
  hash: string
}

/** What the hash covers: everything but the content, which its digest stands for. */
export const reportHash = ({
  agencyId,
  district,
  year,
  n,
  act,
  digest,
  by,
  at,
  why,
  previousHash,
}: ReportEntry): string =>
  sha256(canonical({ agencyId, district, year, n, act, digest, by, at: new Date(at).toISOString(), why, previousHash }))

/** What was done to a report, first to last. */
export const reportEntries = (sql: Sql | Tx, { agencyId, district, year }: ReportKey) => sql<ReportEntry[]>`
  select * from annual_reports where agency_id = ${agencyId} and district = ${district} and year = ${year} order by n`

/** The last of them: a report is final where it says so. */
export async function lastReportEntry(
  sql: Sql | Tx,
  { agencyId, district, year }: ReportKey,
): Promise<ReportEntry | undefined> {
  const [last] = await sql<ReportEntry[]>`
    select * from annual_reports where agency_id = ${agencyId} and district = ${district} and year = ${year}
    order by n desc limit 1`
  return last
}

/** Nobody else acts on reports of this agency until the transaction ends. */
export const lockReports = (tx: Tx, agencyId: string) => tx`select id from agencies where id = ${agencyId} for update`

/**
 * One more entry of a report, in the transaction that has locked it.
 * @param said what is frozen, empty for a reopening
 * @returns the entry as it was written
 */
export async function appendReport(
  tx: Tx,
  key: ReportKey,
  { act, content }: Pick<ReportEntry, 'act' | 'content'>,
  { by, at, why }: { by: string; at: Date; why: string },
): Promise<ReportEntry> {
  const before = await lastReportEntry(tx, key)
  const entry = {
    ...{ ...key, n: (before?.n ?? 0) + 1, act, content, digest: sha256(content) },
    ...{ by, at: at.toISOString(), why, previousHash: before?.hash ?? BEGINNING, hash: '' },
  }
  const written = { ...entry, hash: reportHash(entry) }
  await tx`insert into annual_reports ${tx(written)}`
  return written
}

/** What is wrong with the entries of one report, in their order; undefined where each is whole and follows from the one before. */
export function reportFault(entries: readonly ReportEntry[]): string | undefined {
  let before: ReportEntry | undefined
  for (const entry of entries) {
    const name = `${entry.agencyId} ${entry.year} ${entry.n}`
    if (entry.n !== (before?.n ?? 0) + 1 || entry.previousHash !== (before?.hash ?? BEGINNING))
      return `an entry of this annual report is missing: ${name}`
    if (sha256(entry.content) !== entry.digest || reportHash(entry) !== entry.hash)
      return `the annual report was changed after it was made final: ${name}`
    before = entry
  }
  return undefined
}
