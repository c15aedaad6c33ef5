/** What comes first: the facts that lead, on the procedure's shortest way, to where another one is heard. Read off the machine. */
import type { StateValue } from 'xstate'
import type { FactType } from '../words.ts'
import { places } from './graph.ts'

/** Ways out of the procedure: nobody goes them to get somewhere. */
const OUT: readonly FactType[] = ['withdrawn', 'setAside']

const hearing = new Map(places().map(({ name, hears }) => [name, hears]))

/**
 * The shortest way from here; empty where it is heard here, or nothing leads there. Which of two ways a fact takes (a chain of
 * approval, a correction) is the case's own affair: it is the usual way.
 */
export function leadingTo(state: StateValue, type: FactType): FactType[] {
  const begin = nameOf(state)
  const ways: { at: string; by: FactType[] }[] = [{ at: begin, by: [] }]
  const seen = new Set([begin])
  for (const { at, by } of ways) {
    const heard = hearing.get(at) ?? []
    if (heard.some(({ fact }) => fact === type)) return by
    for (const { fact, to } of heard) {
      if (seen.has(to) || OUT.includes(fact)) continue
      seen.add(to)
      ways.push({ at: to, by: [...by, fact] })
    }
  }
  return []
}

/** As `places` calls it: `reply.forReview`. */
const nameOf = (state: StateValue): string =>
  typeof state === 'string'
    ? state
    : Object.entries(state)
        .map(([name, inner]) => `${name}.${nameOf(inner!)}`)
        .join('.')
