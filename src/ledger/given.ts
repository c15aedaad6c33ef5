/** The files that a reply gives, as they leave. SQL: facts ask in their transaction, and the tracking page each time. */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Finding } from '../leaving/index.ts'
import { type CaseRow, countingFacts, type FactRow, type LetterRow } from './queries.ts'
import { type SecretMark, secretAmong } from './secret-files.ts'

export type GivenFile = {
  id: string
  name: string
  type: string
  /** SHA-256 of what is on file. */
  original: string
  /** SHA-256 and size of the copy that leaves. */
  sha256: string
  size: number
  /** Where they can be counted. */
  pages: number | null
  findings: Finding[]
  /** What the virus scanner found in it after all: then it is given to nobody any more. */
  virus: string | null
}

/** These files of the case, in this order, as they leave. @throws where one is not the case's, or has no copy: nothing is given silently */
export async function givenFiles(sql: Sql | Tx, key: CaseKey, ids: readonly string[]): Promise<GivenFile[]> {
  if (ids.length === 0) return []
  const files = await sql<GivenFile[]>`
    select f.id, f.name, f.type, f.sha256 as original, c.sha256, c.size, c.pages, c.findings, s.virus
    from files f join leaving_copies c on (c.original, c.type) = (f.sha256, f.type)
      left join file_scans s on s.sha256 = f.sha256
    where f.agency_id = ${key.agencyId} and f.case_id = ${key.caseId} and f.id = any(${ids as string[]}::uuid[])
    order by array_position(${ids as string[]}::uuid[], f.id)`
  if (files.length < new Set(ids).size) throw new Error('A file that is to be given is not on file, or has no copy.')
  return files
}

/** What the draft on the table gives. */
export const givenByDraft = (sql: Sql | Tx, { agencyId, id, context }: Pick<CaseRow, 'agencyId' | 'id' | 'context'>) =>
  givenFiles(sql, { agencyId, caseId: id }, context.draft?.files ?? [])

/** What the signature that counts gave, with the copies as they were frozen then. */
export async function givenBySignature(sql: Sql | Tx, key: CaseKey, facts: readonly FactRow[]): Promise<GivenFile[]> {
  if (facts.at(-1)?.fact.type === 'wordsErased') return [] // destroyed, with its copies
  const signed = countingFacts(facts).findLast((fact) => fact.type === 'replySigned')
  const given = signed?.type === 'replySigned' ? (signed.given ?? []) : []
  const files = await givenFiles(
    sql,
    key,
    given.map(({ file }) => file),
  )
  return files.map((file) => ({ ...file, sha256: given.find((copy) => copy.file === file.id)!.sha256 }))
}

/** Those that are handed out, and the ids of those that were given and are not any more: state secrets, as was marked since. */
export type HandedOut = { files: GivenFile[]; stopped: string[] }

/** The same as the applicant may see it: from the day on which the reply is served, as the reply itself. */
export async function givenToApplicant(
  sql: Sql | Tx,
  { agencyId, id, context }: Pick<CaseRow, 'agencyId' | 'id' | 'context'>,
  facts: readonly FactRow[],
): Promise<HandedOut> {
  if (context.servedOn === null) return { files: [], stopped: [] }
  const key = { agencyId, caseId: id }
  const given = await givenBySignature(sql, key, facts)
  const secret = await secretsOf(sql, key, given)
  return {
    files: given.filter((file) => !secret.has(file.id)),
    stopped: given.flatMap((file) => (secret.has(file.id) ? [file.id] : [])),
  }
}

/**
 * Of these letters the replies that name a file which is a state secret by now, by id: its name is part of the secret, and they
 * are handed out no more than the file is. What is signed is not changed; whoever needs it has a masked copy from the agency.
 */
export async function namingSecrets(
  sql: Sql | Tx,
  key: CaseKey,
  facts: readonly FactRow[],
  letters: readonly Pick<LetterRow, 'id' | 'kind' | 'position'>[],
): Promise<ReadonlySet<string>> {
  const named = letters.flatMap(({ id, kind, position }) => {
    const signed = facts.find((row) => row.position === position)?.fact
    return kind === 'reply' && signed?.type === 'replySigned' ? [{ id, given: signed.given ?? [] }] : []
  })
  const contents = named.flatMap(({ given }) => given.flatMap(({ original, sha256 }) => [original, sha256]))
  const secret = await secretAmong(sql, key, contents)
  const isSecret = ({ original, sha256 }: { original: string; sha256: string }) =>
    secret.has(original) || secret.has(sha256)
  return new Set(named.flatMap(({ id, given }) => (given.some(isSecret) ? [id] : [])))
}

/** Of files that are given those that are a state secret, by id: as they are on file, or as the copy that leaves. */
export async function secretsOf(
  sql: Sql | Tx,
  key: CaseKey,
  given: readonly Pick<GivenFile, 'id' | 'original' | 'sha256'>[],
): Promise<ReadonlyMap<string, SecretMark>> {
  const marks = await secretAmong(
    sql,
    key,
    given.flatMap(({ original, sha256 }) => [original, sha256]),
  )
  return new Map(
    given.flatMap(({ id, original, sha256 }) => {
      const mark = marks.get(original) ?? marks.get(sha256)
      return mark ? [[id, mark] as const] : []
    }),
  )
}
