/** A case read once: its row, its ledger, its agency. What a letter, a check or a page says is reckoned from these. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import type { Decision } from '../../workflows/disclosure/decide.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../workflows/statute/counting.ts'
import { nameAgency, type Sql, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Keys } from '../ground/keys.ts'
import { type Agency, agencyById, unitName } from '../people/queries.ts'
import type { Written } from './entry.ts'
import { type GivenFile, givenByDraft } from './given.ts'
import { type CaseRow, caseColumns, countingFacts, type FactRow, factsOf, heard } from './queries.ts'
import { join } from './split.ts'

export type CaseFile = {
  row: CaseRow
  /** Every fact, first to last, the rectified ones too. */
  facts: readonly FactRow[]
  agency: Agency
  /** Name of the unit that handles it. */
  unit: string | undefined
  /** What the draft on the table gives, as it leaves. */
  given: readonly GivenFile[]
}

/** The key of a case whose row is at hand. */
export const keyOf = ({ agencyId, id }: Pick<CaseRow, 'agencyId' | 'id'>): CaseKey => ({ agencyId, caseId: id })

/**
 * Locks a case for the fact that is to be recorded, and reads it. Undefined where there is none. From here on the
 * transaction sees and writes what this agency has on file, and no other.
 */
export async function lockCase(tx: Tx, keys: Pick<Keys, 'open'>, key: CaseKey): Promise<CaseFile | undefined> {
  const [caseRow] = await tx<(CaseRow & { agency: Agency; unit: string | null; named: string })[]>`
    select ${caseColumns(tx)}, u.name as unit, ${nameAgency(tx)} as named,
      json_build_object('id', a.id, 'name', a.name, 'kind', a.kind, 'takenInBy', a.taken_in_by, 'profile', a.profile) as agency
    from cases c join agencies a on a.id = c.agency_id left join units u on u.id = c.unit_id
    where c.agency_id = ${key.agencyId} and c.id = ${key.caseId} for update of c`
  if (!caseRow) return undefined
  const { agency, unit, named: _, ...row } = caseRow
  return {
    row,
    agency,
    unit: unit ?? undefined,
    facts: await factsOf(tx, keys, key),
    given: await givenByDraft(tx, row),
  }
}

/** The file of a case whose row is at hand. */
export async function fileOf(sql: Sql | Tx, keys: Pick<Keys, 'open'>, row: CaseRow): Promise<CaseFile> {
  const [facts, agency, unit, given] = await Promise.all([
    factsOf(sql, keys, keyOf(row)),
    agencyById(sql, row.agencyId),
    row.unitId === null ? undefined : unitName(sql, row.unitId),
    givenByDraft(sql, row),
  ])
  return { row, facts, agency: agency!, unit, given }
}

/** The file with one more fact, as the ledger now has it. */
export function withEntry(file: CaseFile, { state, context }: Decision, { entry, hash, parts }: Written): CaseFile {
  const { position, by, at } = entry
  const fact = { position, by, at, hash, fact: join({ ...entry, said: parts.said }) }
  return { ...file, row: { ...file.row, state, context, length: position, head: hash }, facts: [...file.facts, fact] }
}

/** The draft that counts: the last one, as it was rectified. */
export const draftIn = (facts: readonly FactRow[]): (Heard & FactOf<'replyDrafted'>) | undefined =>
  countingFacts(facts).findLast((fact): fact is Heard & FactOf<'replyDrafted'> => fact.type === 'replyDrafted')

/** Position of the fact that gave the draft its words: of the draft that counts, or of the rectification that stands in its place. */
export function draftAt(facts: readonly FactRow[]): number | undefined {
  const counts = counting(facts.map(heard))
  const at = counts.findLastIndex((fact) => fact?.type === 'replyDrafted')
  if (at < 0) return undefined
  const { position } = facts[at]!
  return facts.findLast(({ fact }) => fact.type === 'rectified' && fact.position === position)?.position ?? position
}

/** The review that counts. */
export const reviewIn = (facts: readonly FactRow[]): FactOf<'replyReviewed'> | undefined =>
  countingFacts(facts).findLast((fact): fact is Heard & FactOf<'replyReviewed'> => fact.type === 'replyReviewed')
