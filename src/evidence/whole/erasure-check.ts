/** What was destroyed rests on a list that names the case and that two others approved; and it is gone. SQL: verification alone asks. */
import type { House } from '../../house.ts'
import { decisionFault } from '../../ledger/destruction.ts'
import type { Fault } from '../verify.ts'
import type { Place } from './table-check.ts'

type Told = Place & { agencyId: string; open: Record<string, unknown>; content: string | null; approved: string[] }

/** Each destruction against its list, and against what is left of its case. */
export async function erasureFault({ sql, blobs }: Pick<House, 'sql' | 'blobs'>): Promise<Fault | undefined> {
  const gone = new Map<string, Place>()
  const told = sql<Told[]>`
    select l.agency_id, l.case_id, l.position, l.type, l.open, t.content,
      array(select d."by" from destruction_decisions d
        where d.agency_id = t.agency_id and d.number = t.number and d.approved order by d.at) as approved
    from ledger l left join destruction_lists t
      on t.agency_id = l.agency_id and t.number::text = l.open #>> '{decision,list}'
    where l.type = 'wordsErased' order by l.agency_id, l.case_id`.cursor(200)
  for await (const page of told)
    for (const { content, approved, ...one } of page) {
      const at = { caseId: one.caseId, position: one.position, type: one.type }
      const what = decisionFault(one, content ?? undefined)
      if (what) return { what, ...at }
      const named = (one.open.decision as { approvedBy?: unknown }).approvedBy
      if (approved.length !== 2 || JSON.stringify(named) !== JSON.stringify(approved))
        return { what: 'the list of destruction was not approved by those whom the fact names', ...at }
      for (const sha256 of one.open.hashes as string[]) gone.set(sha256, at)
    }
  const [left] = await sql<(Place & { file: string })[]>`
    select e.case_id, e.position, e.type, x.file from ledger e cross join lateral (
      select t.title as file from letters t where (t.agency_id, t.case_id) = (e.agency_id, e.case_id) and t.sealed <> ''
      union all select f.name from files f where (f.agency_id, f.case_id) = (e.agency_id, e.case_id) and f.name <> ''
      union all select p.name from identity_papers p where (p.agency_id, p.case_id) = (e.agency_id, e.case_id)
      union all select n.type from prepared_notices n where (n.agency_id, n.case_id) = (e.agency_id, e.case_id)
      union all select '暂存的拟稿' from kept_drafts d where (d.agency_id, d.case_id) = (e.agency_id, e.case_id)
      union all select '邮件' from mails m where (m.agency_id, m.case_id) = (e.agency_id, e.case_id)
        and coalesce(m.sha256, m.sealed::text, m.content_digest) is not null
      union all select '阅读本' from reading_copies r where (r.agency_id, r.case_id) = (e.agency_id, e.case_id)) x
    where e.type = 'wordsErased' limit 1`
  if (left) return { what: 'content is left of a case that was destroyed', ...left }
  return gone.size === 0 ? undefined : storedFault({ sql, blobs }, gone)
}

/** Neither a living case nor the reading room has it, nothing waits to remove it: and the store has it. */
async function storedFault(
  { sql, blobs }: Pick<House, 'sql' | 'blobs'>,
  gone: ReadonlyMap<string, Place>,
): Promise<Fault | undefined> {
  const kept = await sql<{ sha256: string }[]>`
    select sha256 from unnest(${[...gone.keys()]}::text[]) as of (sha256) where exists (
        select from files f where f.sha256 = of.sha256 and not exists (
          select from ledger e where (e.agency_id, e.case_id, e.type) = (f.agency_id, f.case_id, 'wordsErased')))
      or exists (
        select from letters t where t.sha256 = of.sha256 and not exists (
          select from ledger e where (e.agency_id, e.case_id, e.type) = (t.agency_id, t.case_id, 'wordsErased')))
      or exists (select from leaving_copies c where c.sha256 = of.sha256)
      or exists (select from released_files p where p.sha256 = of.sha256)
      or exists (select from release_change_files p where p.sha256 = of.sha256)
      or exists (select from blobs_to_erase b where b.blob = of.sha256)`
  const due = new Map(gone)
  for (const { sha256 } of kept) due.delete(sha256)
  if (due.size === 0) return undefined
  for await (const sha256 of blobs.list()) {
    const at = due.get(sha256)
    if (at) return { what: 'a file that a destruction says to be gone is still stored', file: sha256, ...at }
  }
  return undefined
}
