/**
 * Annual reports that were made final, and monthly returns that were reported, in the ledger's way: each entry has the hash of
 * the one before and its own over all of it, what is frozen included, and none is ever changed. What was put right later is
 * opened again with a reason, and both versions stay. SQL: verification asks, too, and every page of a report waits for it.
 */
import type { Sql, Tx } from '../db/client.ts'
import { canonical, sha256 } from '../ground/canonical.ts'
import { BEGINNING } from './entry.ts'

/** Whose annual report, of which year; `district` is the one of all agencies that this office takes in for. */
export type ReportKey = { agencyId: string; district: boolean; year: number }
/** Whose monthly return, of which month, `2026-03`. */
export type ReturnKey = { agencyId: string; district: boolean; month: string }
type AnyKey = ReportKey | ReturnKey

type Written = {
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
export type ReportEntry = ReportKey & Written
export type ReturnEntry = ReturnKey & Written
type EntryOf<K extends AnyKey> = K & Written

/** Where they are kept, and what of their key is the time. */
export const FROZEN = { annual_reports: 'year', monthly_returns: 'month' } as const
const tableOf = (key: AnyKey): keyof typeof FROZEN => ('year' in key ? 'annual_reports' : 'monthly_returns')
const timeOf = (key: AnyKey) => ('year' in key ? { year: key.year } : { month: key.month })
/** The time as it is called: 2025, 2026-03. */
export const timeIn = (key: AnyKey): string => String('year' in key ? key.year : key.month)

/** As the audit calls it. */
export const reportSubject = (key: AnyKey): string => `${key.agencyId} ${timeIn(key)}${key.district ? ' 合计' : ''}`

/** What the hash covers: everything but the content, which its digest stands for. */
export const reportHash = (entry: ReportEntry | ReturnEntry): string => {
  const { agencyId, district, n, act, digest, by, at, why, previousHash } = entry
  const said = {
    agencyId,
    district,
    ...timeOf(entry),
    n,
    act,
    digest,
    by,
    at: new Date(at).toISOString(),
    why,
    previousHash,
  }
  return sha256(canonical(said))
}

const whole = (sql: Sql | Tx, key: AnyKey) => {
  const [name, time] = Object.entries(timeOf(key))[0]!
  return sql`
    select * from ${sql(tableOf(key))} where agency_id = ${key.agencyId} and district = ${key.district} and ${sql(name)} = ${time}`
}

/** What was done to a report, first to last. */
export const reportEntries = <K extends AnyKey>(sql: Sql | Tx, key: K) =>
  sql<EntryOf<K>[]>`${whole(sql, key)} order by n`

/** The last of them: a report is final where it says so. */
export async function lastReportEntry<K extends AnyKey>(sql: Sql | Tx, key: K): Promise<EntryOf<K> | undefined> {
  const [last] = await sql<EntryOf<K>[]>`${whole(sql, key)} order by n desc limit 1`
  return last
}

/** Nobody else acts on reports of this agency until the transaction ends. */
export const lockReports = (tx: Tx, agencyId: string) => tx`select id from agencies where id = ${agencyId} for update`

/**
 * One more entry of a report, in the transaction that has locked it.
 * @param said what is frozen, empty for a reopening
 * @returns the entry as it was written
 */
export async function appendReport<K extends AnyKey>(
  tx: Tx,
  key: K,
  { act, content }: Pick<Written, 'act' | 'content'>,
  { by, at, why }: { by: string; at: Date; why: string },
): Promise<EntryOf<K>> {
  const before = await lastReportEntry(tx, key)
  const entry: EntryOf<K> = {
    ...{ ...key, n: (before?.n ?? 0) + 1, act, content, digest: sha256(content) },
    ...{ by, at: at.toISOString(), why, previousHash: before?.hash ?? BEGINNING, hash: '' },
  }
  const written = { ...entry, hash: reportHash(entry) }
  await tx`insert into ${tx(tableOf(key))} ${tx(written as never)}`
  return written
}

/** What is wrong with the entries of one report, in their order; undefined where each is whole and follows from the one before. */
export function reportFault(entries: readonly (ReportEntry | ReturnEntry)[]): string | undefined {
  let before: Written | undefined
  for (const entry of entries) {
    const name = `${entry.agencyId} ${timeIn(entry)} ${entry.n}`
    const what = 'year' in entry ? 'annual report' : 'monthly return'
    if (entry.n !== (before?.n ?? 0) + 1 || entry.previousHash !== (before?.hash ?? BEGINNING))
      return `an entry of this ${what} is missing: ${name}`
    if (sha256(entry.content) !== entry.digest || reportHash(entry) !== entry.hash)
      return `the ${what} was changed after it was made final: ${name}`
    before = entry
  }
  return undefined
}
