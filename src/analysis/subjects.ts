/** Topics and areas of an agency with their words: the shipped ones, changed and added to by the agency; each saving is kept. */
import { readFileSync } from 'node:fs'
import type { Sql, Tx } from '../db/client.ts'
import { parseYaml } from '../ground/yaml.ts'
import { KINDS, type Kind } from './kinds.ts'

export type Subject = { kind: Kind; name: string; words: readonly string[] }
export type SavedSubject = Subject & { agencyId: string; n: number; by: string; at: string }
/** A case that a person found to belong to a subject, or not to. */
export type Placing = {
  agencyId: string
  caseId: string
  kind: Kind
  name: string
  belongs: boolean
  by: string
  at: string
}

const SHIPPED = parseYaml(readFileSync(new URL('./subjects.yaml', import.meta.url), 'utf8')) as Record<
  Kind,
  Record<string, string[]>
>
const shipped: readonly Subject[] = (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
  Object.entries(SHIPPED[kind]).map(([name, words]) => ({ kind, name, words })),
)

/** SQL: a few lines of an append-only table. Everything that these agencies saved, the latest first. */
export const savedSubjects = (sql: Sql | Tx, agencyIds: readonly string[]) => sql<SavedSubject[]>`
  select agency_id, kind, name, n, words, "by", at from analysis_subjects
  where agency_id = any(${agencyIds as string[]}) order by at desc, kind, name, n desc`

/** What an agency keeps, the shipped ones first. */
export function subjectsIn(saved: readonly SavedSubject[], agencyId: string): Subject[] {
  const kept = new Map(shipped.map((one) => [`${one.kind}.${one.name}`, one]))
  const own = saved.filter((one) => one.agencyId === agencyId).toSorted((a, b) => a.n - b.n)
  for (const { kind, name, words } of own) kept.set(`${kind}.${name}`, { kind, name, words })
  return [...kept.values()].filter(({ words }) => words.length > 0)
}

/** Saves the words of a subject where they differ; without words it is kept no longer. @returns whether they did */
export async function saveSubject(
  tx: Tx,
  agencyId: string,
  { kind, name, words }: Subject,
  { by, at }: { by: string; at: Date },
): Promise<boolean> {
  await tx`select from agencies where id = ${agencyId} for update`
  const saved = await savedSubjects(tx, [agencyId])
  const now = subjectsIn(saved, agencyId).find((one) => one.kind === kind && one.name === name)?.words ?? []
  if (now.join('\n') === words.join('\n')) return false
  const n = 1 + Math.max(0, ...saved.filter((one) => one.kind === kind && one.name === name).map((one) => one.n))
  await tx`insert into analysis_subjects ${tx({ agencyId, kind, name, n, words: [...words], by, at: at.toISOString() })}`
  return true
}

/** SQL: the last line of each, from the key. What people found against the words. */
export const placings = (sql: Sql, agencyIds: readonly string[]) => sql<Placing[]>`
  select distinct on (agency_id, kind, name, case_id) agency_id, kind, name, case_id, belongs, "by", at from analysis_placings
  where agency_id = any(${agencyIds as string[]}) order by agency_id, kind, name, case_id, n desc`

/** Puts down what somebody found of a case. The caller has looked that the case is the agency's. */
export async function place(
  tx: Tx,
  { agencyId, caseId, kind, name, belongs }: Omit<Placing, 'by' | 'at'>,
  { by, at }: { by: string; at: Date },
): Promise<void> {
  await tx`
    insert into analysis_placings (agency_id, kind, name, case_id, n, belongs, "by", at)
    select ${agencyId}, ${kind}, ${name}, ${caseId}, 1 + coalesce(max(n), 0), ${belongs}, ${by}, ${at.toISOString()}
    from analysis_placings where agency_id = ${agencyId} and kind = ${kind} and name = ${name} and case_id = ${caseId}`
}
