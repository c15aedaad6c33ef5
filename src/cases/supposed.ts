/** The case as a fact would leave it. Pure: the ledger hears of it from `record()` alone. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type Decision, decide } from '../../workflows/disclosure/decide.ts'
import type { Effect } from '../../workflows/disclosure/machine.ts'
import { rectify } from '../../workflows/disclosure/rectify.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import { type CaseFile, keyOf, withEntry } from '../ledger/case-file.ts'
import { type Written, written } from '../ledger/entry.ts'
import { heard } from '../ledger/queries.ts'

/** Who records: `staff:NAME`, `applicant` or `system`; and when. */
export type Actor = { by: string; at: Date }

export type Supposed = { file: CaseFile; entry: Written; effects: Effect[] }

/** The file with the fact, its entry, and what must follow. @throws Refused when it is not lawful here. */
export function supposing(file: CaseFile, fact: Fact, { by, at }: Actor, law: Law): Supposed {
  const decision = decided(file, heard({ fact, by, at: at.toISOString() }), law)
  const entry = written(keyOf(file.row), file.row, fact, by, at)
  return { file: withEntry(file, decision, entry), entry, effects: decision.effects }
}

/** A rectification is decided by replaying the whole case; everything else by the state it has come to. */
export function decided({ row, facts }: CaseFile, fact: Heard, law: Law): Decision {
  const decision = decide(row, fact, law)
  if (fact.type !== 'rectified') return decision
  const { position, replacement, by } = fact
  return { ...rectify(facts.map(heard), position, replacement, by, law, fact), effects: decision.effects }
}
