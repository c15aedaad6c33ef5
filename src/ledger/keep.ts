/** Writes what a ledger has come to: the case row and its limits. With append.ts and open.ts the only writer. */
import { json, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { fold } from '../ground/fold.ts'
import type { Keys } from '../ground/keys.ts'
import { allApplicants } from './applicants.ts'
import { type CaseFile, keyOf } from './case-file.ts'
import type { Limit } from './limits.ts'
import type { project } from './project.ts'
import { submission } from './queries.ts'
import { setRemedies } from './remedies.ts'
import { saidMarks } from './said.ts'
import { pairsOf } from './search.ts'

/** @returns the file with the row as it now is. */
export async function keepProjection(
  tx: Tx,
  keys: Pick<Keys, 'lookup'>,
  file: CaseFile,
  { row: columns, limits }: ReturnType<typeof project>,
): Promise<CaseFile> {
  const { agencyId, id, state, context, length, head, number, title, applicantName, email, foundBy } = file.row
  const known = new Set(file.row.search.split('\n'))
  const fresh = [...numbersOf(file), ...wordsPutRight(file)].filter((line) => !known.has(line))
  const search = [...fresh, file.row.search].join('\n')
  await tx`
    update cases set ${tx({ ...columns, length, head, number, title, applicantName, email, foundBy, state: json(state), context: json(context) })},
      said = ${saidMarks(keys, file.facts)}::int[]
      ${fresh.length > 0 ? tx`, search = ${search}, pairs = pairs || ${pairsOf(fresh.join('\n'))}::int[]` : tx``}
    where agency_id = ${agencyId} and id = ${id}`
  await setDeadlines(tx, keyOf(file.row), limits)
  // Most cases never have one; what a rectification struck is gone from the context.
  if (context.remedies || file.facts.at(-1)?.fact.type === 'rectified') await setRemedies(tx, keyOf(file.row), context)
  return { ...file, row: { ...file.row, ...(columns as Partial<CaseFile['row']>), search } }
}

/** A case is found by its number as soon as it has one, and by those of its letters, which people have in their hands. */
const numbersOf = ({ row, facts }: CaseFile): string[] =>
  [row.number, ...facts.map(({ fact }) => fact.type === 'letterMade' && fact.number)].flatMap((number) =>
    number ? [fold(number)] : [],
  )

/** Where name or request were put right, the case is found by what they are now, and by what they were. */
const wordsPutRight = ({ row, facts }: CaseFile): string[] => {
  if (facts.at(-1)?.fact.type !== 'rectified') return []
  const submitted = submission(facts)
  const { title, description } = submitted.request
  const names = allApplicants(submitted).map(({ name }) => name)
  const words = [...names, title, description].flatMap((line) => (line ? [fold(line)] : []))
  return words.filter((line) => !row.search.includes(line))
}

async function setDeadlines(tx: Tx, { agencyId, caseId }: CaseKey, limits: Limit[]): Promise<void> {
  await tx`
    with gone as (
      delete from deadlines
      where agency_id = ${agencyId} and case_id = ${caseId} and not kind = any(${limits.map((l) => l.kind)}::text[])
    )
    insert into deadlines (agency_id, case_id, kind, due_on, because, provisional)
    select ${agencyId}, ${caseId}::uuid, kind, "dueOn", because, provisional
    from jsonb_to_recordset(${json(limits)}::jsonb) as l (kind text, "dueOn" date, because text, provisional boolean)
    on conflict (agency_id, case_id, kind) do update
      set due_on = excluded.due_on, because = excluded.because, provisional = excluded.provisional`
}
