/**
 * Letters that name a day of receipt which no longer holds, because a rectification moved it after they were made. They
 * were told and they stay; whoever reads the case, or writes the next letter, is shown them. Pure.
 */
import { replay } from '../../workflows/disclosure/decide.ts'
import { letterKind, titleOf } from '../../workflows/disclosure/letters.ts'
import { fixesReceipt } from '../../workflows/statute/bound.ts'
import { clock, type Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { type FactRow, heard } from '../ledger/queries.ts'
import { voidedBy } from '../ledger/voided.ts'

export type Outdated = {
  /** Id of the letter. */
  letter: string
  title: string
  number?: string
  /** The day of receipt that it names. */
  receivedOn: Day
}

/** Those to the applicant that still count, in the order in which they were made. */
export function outdatedLetters(facts: readonly FactRow[], law: Law): Outdated[] {
  const moves = ({ fact }: FactRow) =>
    fact.type === 'rectified' && fixesReceipt(facts[fact.position - 1]?.fact.type ?? '')
  const last = facts.findLastIndex(moves)
  if (last < 0) return []
  const all = facts.map(heard)
  const now = receivedOn(all, law)
  const isVoid = new Set(voidedBy(all).map(({ letter }) => letter))
  return all.slice(0, last).flatMap((fact, i): Outdated[] => {
    if (fact.type !== 'letterMade' || fact.consultation !== undefined || isVoid.has(fact.letter)) return []
    const named = receivedOn(all.slice(0, i), law)
    if (!named || named === now) return []
    const { letter, template, number } = fact
    const title = letterKind(template) ? titleOf(template) : '答复书'
    return [{ letter, title, receivedOn: named, ...(number && { number }) }]
  })
}

function receivedOn(facts: Parameters<typeof replay>[0], law: Law): Day | null {
  const { context } = replay(facts, law)
  return clock({ channel: context.channel, facts: context.clockFacts, asOf: facts.at(-1)!.on }, law).receivedOn
}
