/** What a proposal to publish has come to: what each reading said, the later over the earlier, and what would be published. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../workflows/statute/counting.ts'
import { type FactRow, heard } from '../ledger/queries.ts'

type Decided = FactOf<'releaseDecided'>
/** The fields of a reading that stand until a later one says otherwise. */
export type Said = Pick<Decided, 'title' | 'documentNumber' | 'summary' | 'topic' | 'basis' | 'files' | 'confirmed'>

const FIELDS = ['title', 'documentNumber', 'summary', 'topic', 'basis', 'files'] as const

/**
 * The readings of the proposal that was made last, those that agreed, first to last.
 * @param before only what was recorded before this position; all where it is left out
 */
export function readSoFar(facts: readonly FactRow[], before = Number.POSITIVE_INFINITY): (Decided & { by: string })[] {
  const counted = counting(facts.map(heard)).slice(0, Math.min(before - 1, facts.length))
  const from = counted.findLastIndex((fact) => fact?.type === 'releaseProposed')
  return counted
    .slice(from + 1)
    .filter((fact) => fact?.type === 'releaseDecided' && fact.accepted && fact.step) as never
}

/** What these readings come to together; every reason by which somebody confirmed a finding stands. */
export function saidTogether(readings: readonly Said[]): Said {
  const said: Record<string, unknown> = {}
  for (const reading of readings)
    for (const field of FIELDS) if (reading[field] !== undefined) said[field] = reading[field]
  const confirmed = Object.assign({}, ...readings.map((reading) => reading.confirmed ?? {}))
  return { ...said, ...(Object.keys(confirmed).length > 0 && { confirmed }) }
}
