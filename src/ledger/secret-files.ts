/**
 * What is marked as a state secret leaves by no door (Art 14), under whatever name and in whatever case of the agency the same
 * content lies. SQL: facts ask in their transaction, and each page and download for the applicant.
 */
import type { Sql, Tx } from '../db/client.ts'
import { closedIn, markToRight, STATE_SECRET, type Telling } from './closed-files.ts'

/** A mark that makes a content a state secret: the case in which it stands, as it is called, and the position of the mark that is put right to lift it. */
export type SecretMark = { caseId: string; called: string; position: number }

type Lying = { content: string; caseId: string; called: string; id: string; sha256: string }

/**
 * Of these contents those that a mark of the agency makes a state secret. A file and its copy that leaves are one content, and so
 * are two files with the same copy.
 * @param contents SHA-256 of what is on file, or of copies that leave
 * @returns by content; where several cases have a mark, the own case comes first
 */
export async function secretAmong(
  sql: Sql | Tx,
  { agencyId, caseId }: { agencyId: string; caseId?: string | undefined },
  contents: readonly string[],
): Promise<ReadonlyMap<string, SecretMark>> {
  const found = new Map<string, SecretMark>()
  if (contents.length === 0) return found
  const lying = await sql<Lying[]>`
    with own as (
      select content, content as sha256 from unnest(${contents as string[]}::text[]) content
      union select original, sha256 from leaving_copies where original = any(${contents as string[]})
    ), alike as (
      select content, sha256 from own
      union select o.content, c.original from own o join leaving_copies c on c.sha256 = o.sha256
    )
    select a.content, f.case_id, coalesce(c.number, c.receipt) as called, f.id, f.sha256
    from alike a
    join files f on f.sha256 = a.sha256 and f.agency_id = ${agencyId}
    join cases c on (c.agency_id, c.id) = (f.agency_id, f.case_id)
    where exists (select from ledger l where l.agency_id = f.agency_id and l.case_id = f.case_id and l.type = 'evidenceClosed')
    order by f.case_id = ${caseId ?? null} desc nulls last, c.submitted_at, f.case_id, f.at, f.id`
  for (const [id, files] of Map.groupBy(lying, (file) => file.caseId)) {
    const facts = await sql<Telling[]>`
      select position, type, open from ledger where agency_id = ${agencyId} and case_id = ${id} order by position`
    const closed = closedIn(facts)
    for (const { content, called, ...file } of files) {
      const mark = closed(file)
      if (mark?.kind === STATE_SECRET && !found.has(content))
        found.set(content, { caseId: id, called, position: markToRight(facts, mark) })
    }
  }
  return found
}
