/**
 * What is marked as a state secret leaves by no door (Art 14), under whatever name and in whatever case of the office the same
 * content lies: the agencies that one office takes in for count together. Of another agency's mark no more is told than that
 * there is one. SQL: facts ask in their transaction, and each page and download for the applicant.
 */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type Closed, closedIn, markToRight, STATE_SECRET, type Telling, telling } from './closed-files.ts'
import type { FactRow } from './queries.ts'

/**
 * A mark that makes a content a state secret: the case in which it stands, as it is called, and the position of the mark that is
 * put right to lift it; of another agency of the office that it has one, and nothing of the case.
 */
export type SecretMark = { caseId: string; called: string; position: number } | { elsewhere: true }

type Lying = { content: string; caseId: string; called: string; id: string; sha256: string }

/**
 * Of these contents those that a mark of the agency, or of another one of its office, makes a state secret. A file and its copy that leaves are one content, and so
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
  // From the marks, which are few: a form that everybody attaches lies in thousands of cases.
  const lying = await sql<Lying[]>`
    ${alike(sql, contents)}, marked as materialized (
      select distinct a.content, a.sha256, s.case_id from alike a
      join secret_contents s on s.content = any(array[a.sha256, '?']) and s.agency_id = ${agencyId}
    )
    select m.content, f.case_id, coalesce(c.number, c.receipt) as called, f.id, f.sha256
    from marked m
    join files f on f.agency_id = ${agencyId} and f.case_id = m.case_id and f.sha256 = m.sha256
    join cases c on (c.agency_id, c.id) = (f.agency_id, f.case_id)
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
  const left = contents.filter((content) => !found.has(content))
  if (left.length === 0) return found
  const others = await sql<{ content: string }[]>`
    ${alike(sql, left)}
    select distinct a.content from alike a
    where a.sha256 in (select secret_elsewhere(${agencyId}, array(select sha256 from alike)))`
  for (const { content } of others) found.set(content, { elsewhere: true })
  return found
}

/** `alike`: each of these contents with every content that is the same, as a file or as the copy of one that leaves. */
const alike = (sql: Sql | Tx, contents: readonly string[]) => sql`
  with own as (
    select content, content as sha256 from unnest(${contents as string[]}::text[]) content
    union select original, sha256 from leaving_copies where original = any(${contents as string[]})
  ), alike as (
    select content, sha256 from own
    union select o.content, c.original from own o join leaving_copies c on c.sha256 = o.sha256
  )`

/** Keeps for the other agencies of the office what the marks of a case make secret, in the transaction of a fact that changes it. */
export async function keepSecrets(tx: Tx, key: CaseKey, facts: readonly FactRow[], fact: Fact): Promise<void> {
  if (fact.type === 'evidenceClosed' || (fact.type === 'rectified' && fact.closes))
    await writeSecrets(tx, key, facts.map(telling))
}

async function writeSecrets(tx: Tx, { agencyId, caseId }: CaseKey, facts: readonly Telling[]): Promise<void> {
  const files = await tx<{ id: string; sha256: string }[]>`
    select id, sha256 from files where agency_id = ${agencyId} and case_id = ${caseId}`
  const closed = closedIn(facts)
  const isSecret = (mark: Closed | undefined) => mark?.kind === STATE_SECRET
  const secret = [...new Set(files.flatMap((file) => (isSecret(closed(file)) ? [file.sha256] : [])))]
  await tx`delete from secret_contents where agency_id = ${agencyId} and case_id = ${caseId}`
  await tx`
    insert into secret_contents (content, agency_id, case_id)
    select unnest(${secret}::text[]), ${agencyId}, ${caseId}::uuid`
}

/**
 * What a migration could not fill; ends at once where there is nothing. A case that cannot be read keeps no other back, and is
 * tried again the next time.
 * @param sql sees every agency
 * @returns what came to nothing, by case
 */
export async function bringUpSecrets(sql: Sql): Promise<(CaseKey & { error: Error })[]> {
  const marked = await sql<CaseKey[]>`select agency_id, case_id from secret_contents where content = '?'`
  const faults: (CaseKey & { error: Error })[] = []
  for (const key of marked)
    await sql
      .begin(async (tx) => {
        await tx`select from cases where agency_id = ${key.agencyId} and id = ${key.caseId} for update`
        const facts = await tx<Telling[]>`
          select position, type, open from ledger where agency_id = ${key.agencyId} and case_id = ${key.caseId} order by position`
        await writeSecrets(tx, key, facts)
      })
      .catch((error: Error) => faults.push({ ...key, error }))
  return faults
}
