/**
 * The changes of who answers for disclosure and how the office is reached; reporting them, or saying why they are not. SQL: their
 * table is written by triggers, and its agency may be there no more.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import type { Viewer } from '../people/sessions.ts'
import type { ChangedOf } from './tables.ts'

export const CHANGED_OF: Record<ChangedOf, string> = {
  head: '公开机构负责人',
  registrar: '登记员',
  contact: '联系方式',
}

export type Change = {
  id: number
  agency: string
  agencyName: string
  what: ChangedOf
  personName: string | null
  begins: boolean | null
  before: Record<string, string | null> | null
  after: Record<string, string | null> | null
  at: string
  /** Null while it waits. */
  report: { to: string | null; on: Day | null; document: string; why: string | null; by: string; at: string } | null
}
type Row = Omit<Change, 'report'> & {
  reportedTo: string | null
  reportedOn: Day | null
  document: string | null
  why: string | null
  reportedBy: string | null
  reportedAt: string | null
}

/** Lines of a page. */
const PAGE = 100

/**
 * The latest first.
 * @param before the id of the last line of the page before
 */
export async function changesOf(
  sql: Sql,
  agencyIds: readonly string[],
  { waiting, before, limit = PAGE }: { waiting: boolean; before?: number | undefined; limit?: number | undefined },
): Promise<{ changes: Change[]; next: number | null }> {
  const rows = await sql<Row[]>`
    select c.id::int, c.agency_id as agency, coalesce(a.name, c.agency_id) as agency_name, c.what, c.person_name, c.begins,
      c.before, c.after, c.at, r.reported_to, r.reported_on, r.document, r.why, r."by" as reported_by, r.at as reported_at
    from responsible_changes c left join agencies a on a.id = c.agency_id left join responsible_reports r on r.change_id = c.id
    where c.agency_id = any(${agencyIds as string[]}) ${waiting ? sql`and r.change_id is null` : sql``}
      ${before === undefined ? sql`` : sql`and c.id < ${before}`}
    order by c.id desc limit ${limit + 1}`
  const shown = rows.slice(0, limit)
  return { changes: shown.map(changeOf), next: rows.length > limit ? shown.at(-1)!.id : null }
}

function changeOf({ reportedTo, reportedOn, document, why, reportedBy, reportedAt, at, ...row }: Row): Change {
  const report =
    reportedBy === null
      ? null
      : {
          to: reportedTo,
          on: reportedOn,
          document: document!,
          why,
          by: reportedBy,
          at: new Date(reportedAt!).toISOString(),
        }
  return { ...row, at: new Date(at).toISOString(), report }
}

/** How many wait to be reported. */
export async function waitingChanges(sql: Sql, agencyIds: readonly string[]): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from responsible_changes c where c.agency_id = any(${agencyIds as string[]})
      and not exists (select from responsible_reports r where r.change_id = c.id)`
  return row!.n
}

/** Reported to whom, on which day, by which document; or why it is not reported. */
export type Reporting = { reported: true; to: string; on: Day; document: string } | { reported: false; why: string }

/**
 * Puts down that changes were reported, each once.
 * @param today YYYY-MM-DD: nothing is reported on a later day
 * @throws Refusal INVALID: changes (NO_SUCH_CHANGE) where one is none of these agencies, on (UNFIT); FACT_REFUSED where one is
 *   reported already: nothing is put down then
 */
export async function putDownReport(
  tx: Tx,
  house: Pick<House, 'time'>,
  agencyIds: readonly string[],
  { changes, ...reporting }: { changes: readonly number[] } & Reporting,
  { username }: Pick<Viewer, 'username'>,
): Promise<void> {
  if (reporting.reported && reporting.on > house.time.today())
    throw invalid({ field: 'on', code: 'UNFIT', message: '报备的日期不能晚于今天' })
  const found = await tx<{ id: number; agencyId: string; what: ChangedOf; isReported: boolean }[]>`
    select c.id::int, c.agency_id, c.what, r.change_id is not null as is_reported
    from responsible_changes c left join responsible_reports r on r.change_id = c.id
    where c.id = any(${changes as number[]}) and c.agency_id = any(${agencyIds as string[]}) order by c.id`
  if (found.length < new Set(changes).size)
    throw invalid({
      field: 'changes',
      code: 'NO_SUCH_CHANGE',
      message: '所选的变动中有的不是本机关的，请刷新页面重新选择',
    })
  if (found.some(({ isReported }) => isReported)) throw already()
  const by = `staff:${username}`
  const said = reporting.reported
    ? { reportedTo: reporting.to, reportedOn: reporting.on, document: reporting.document, why: null }
    : { reportedTo: null, reportedOn: null, document: '', why: reporting.why }
  for (const { id, agencyId, what } of found) {
    const [written] = await tx`
      insert into responsible_reports ${tx({ changeId: id, ...said, by, at: house.time.now().toISOString() })}
      on conflict do nothing returning 1 as written`
    if (!written) throw already()
    const subject = `${CHANGED_OF[what]} 第${id}项`
    await recordChange(tx, house, { agencyId, what: 'responsible', subject, before: null, after: said }, by)
  }
}

const already = () =>
  new Refusal('FACT_REFUSED', { message: '所选的变动中有的已经记录报备，没有再次记录。请刷新页面查看' })
