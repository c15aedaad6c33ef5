/** Makes a run of the four checks, case by case, and says how far it is. It begins anew where it was broken off. SQL: a job asks. */
import { json, type Sql } from '../../db/client.ts'
import type { CaseKey } from '../../ground/case-key.ts'
import { report as tellFault } from '../../ground/log.ts'
import { Unopened } from '../../ground/sealing.ts'
import type { House } from '../../house.ts'
import type { Jobs } from '../../jobs/enqueue.ts'
import { archiveSeries } from '../../ledger/archive-items.ts'
import { bind } from '../bind.ts'
import type { Bundles } from '../bundles.ts'
import { type Kept, keptOf } from '../kept.ts'
import { type Checked, checkCase } from './case-checks.ts'
import type { ItemCode } from './items.ts'
import { added, emptyReport, type Finding, type Report } from './report.ts'
import type { Chosen, Selection } from './selection.ts'

/** Checked of the selection as a whole, not of each case. */
const OF_ALL: readonly ItemCode[] = ['2.1', '2.5']

/** The job, safe to run again: a run that was made stays as it is. @param signal aborted where the worker ends */
export async function makeChecks(
  house: House,
  bundles: Bundles,
  { agencyId, number }: Jobs['checkArchive'],
  lastTry: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const { sql, time } = house
  const [run] = await sql<{ selection: Selection; state: string }[]>`
    select selection, state from archive_checks where agency_id = ${agencyId} and number = ${number}`
  if (!run || run.state === 'made') return
  try {
    const tell = async (done: number) => {
      signal?.throwIfAborted()
      await sql`update archive_checks set done = ${done} where agency_id = ${agencyId} and number = ${number}`
    }
    const report = await checkAll(house, bundles, agencyId, run.selection, tell, signal)
    await sql.begin(async (tx) => {
      await tx`
        update archive_checks set state = 'made', report = ${json(report)}::jsonb, made_at = ${time.now().toISOString()}
        where agency_id = ${agencyId} and number = ${number}`
      await bind(tx, house, 'check', { agencyId, number }, 'system')
    })
  } catch (fault) {
    await sql`
      update archive_checks set state = ${lastTry ? 'failed' : 'waiting'}, done = 0
      where agency_id = ${agencyId} and number = ${number}`
    throw fault
  }
}

/** Every case of a selection. @param tell is told after each case how many are done */
export async function checkAll(
  house: House,
  bundles: Bundles,
  agencyId: string,
  { cases }: Selection,
  tell: (done: number) => Promise<void>,
  signal?: AbortSignal,
): Promise<Report> {
  const report = emptyReport()
  for (const [i, one] of cases.entries()) {
    await tell(i)
    const { looked, findings, files, bytes, facts } = await checkOne(house, bundles, agencyId, one, signal)
    report.cases++
    report.files += files
    report.bytes += bytes
    if (facts !== undefined) report.facts = { ...report.facts, [one.id]: facts }
    for (const code of looked) report.checked[code] = (report.checked[code] ?? 0) + 1
    added(report, { caseId: one.id, reference: one.reference }, findings)
  }
  for (const code of OF_ALL) report.checked[code] = cases.length
  for (const { number, ...gap } of await gapsAmong(house.sql, agencyId, cases))
    added(report, gap, [{ item: '2.5', verdict: 'fail', found: `缺少${number}号` }])
  await tell(cases.length)
  return report
}

type Looked = Checked & { facts?: number }

async function checkOne(
  house: House,
  bundles: Bundles,
  agencyId: string,
  { id }: Chosen,
  signal: AbortSignal | undefined,
): Promise<Looked> {
  let kept: Kept | undefined
  try {
    kept = await keptOf(house, agencyId, id)
    if (kept && !kept.copy && (await makesCopy(house, bundles, { agencyId, caseId: id }, signal)))
      kept = await keptOf(house, agencyId, id)
  } catch (error) {
    if (!(error instanceof Unopened)) throw error
    const unread: Finding = { item: '3.1', verdict: 'fail', found: '办理记录的文字不能解密' }
    return { looked: ['3.1'], findings: [unread], files: 0, bytes: 0 }
  }
  if (!kept) {
    const gone: Finding = { item: '2.1', verdict: 'fail', found: '选择以后重新办理或者销毁，不在档案目录中' }
    return { looked: [], findings: [gone], files: 0, bytes: 0 }
  }
  return { ...(await checkCase(house, bundles, kept)), facts: kept.file.row.length }
}

/**
 * Of a case that was archived just now nobody has counted the pages yet: its reading copy is made here, for a fault that goes away by
 * itself is none. Where it cannot be made, the check says that the pages lack, and what else there is to say.
 */
async function makesCopy(house: House, bundles: Bundles, key: CaseKey, signal: AbortSignal | undefined) {
  try {
    await bundles.readingCopy(house, key, signal)
    return true
  } catch (error) {
    signal?.throwIfAborted()
    tellFault(`The reading copy of ${key.caseId} was not made for a check of the archive`, error)
    return false
  }
}

type Gap = { caseId: string; reference: string; number: number }

/** Numbers that lack below the highest of each series of which a case is chosen; told of the case that comes after it. */
async function gapsAmong(sql: Sql, agencyId: string, cases: readonly Chosen[]): Promise<Gap[]> {
  const references = new Map(cases.map(({ id, reference }) => [id, reference]))
  const series = await sql<{ year: number; retention: string; caseId: string; most: number }[]>`
    select distinct on (year, retention) year, retention, case_id, value as most from archive_items
    where agency_id = ${agencyId} and case_id = any(${cases.map(({ id }) => id)}::uuid[])
    order by year, retention, value desc`
  const gaps: Gap[] = []
  for (const { year, retention, caseId, most } of series) {
    const missing = await sql<{ number: number }[]>`
      select n as number from generate_series(1, ${most}::int) n where not exists (
        select from archive_items i
        where i.agency_id = ${agencyId} and i.year = ${year} and i.retention = ${retention} and i.value = n)`
    gaps.push(
      ...missing.map(({ number }) => ({
        ...{ caseId, number },
        reference: references.get(caseId) ?? `${year} ${archiveSeries(retention)}`,
      })),
    )
  }
  return gaps
}
