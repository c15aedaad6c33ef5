/** The facts that count, in the order of their days: rectifications applied, each fact checked before it is read. */
import { FACTS, type FactType } from '../words.ts'
import { servedOf } from './applicants.ts'
import { counting } from './counting.ts'
import { parseDay } from './days.ts'
import { ClockFault, shown } from './fault.ts'
import { sentence } from './sentences.ts'
import type { ClockFact } from './terms.ts'

export type Entry = {
  type: FactType
  /** Day number. */
  on: number
  fact: ClockFact
  /** 1-based place in the list as given: the name by which `rectified` calls a fact. */
  position: number
}

/**
 * The facts that count, by day; on one day in the order in which they were given. `position` stays that of the list.
 * @throws ClockFault where a fact cannot be read: FACTS_MISSING, BAD_FACT, UNKNOWN_FACT, BAD_DAY, RECTIFIED_POSITION
 */
export function entriesOf(facts: readonly ClockFact[]): Entry[] {
  if (!Array.isArray(facts)) throw new ClockFault('FACTS_MISSING', sentence('fault.noFacts'))
  const count = hasRectified(facts) ? counting(facts) : facts
  const entries: Entry[] = []
  let sorted = true
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < count.length; i++) {
    const fact = count[i]
    if (fact === null && facts[i] !== null) continue
    const entry = entryOf(fact, i + 1)
    const key = sortKey(entry)
    if (key < last) sorted = false
    last = key
    entries.push(entry)
  }
  if (!sorted) entries.sort((a, b) => sortKey(a) - sortKey(b))
  const served = servedOf(entries.find(({ type }) => type === 'submitted')?.fact ?? {})
  return served.length > 1 ? servedOnAll(entries, served) : entries
}

/** Of joint applicants each is served: the reply counts as served with the last of them. */
function servedOnAll(entries: readonly Entry[], served: readonly string[]): Entry[] {
  let waiting = new Set(served)
  return entries.filter(({ type, fact }) => {
    if (type === 'reopened') waiting = new Set(served)
    if (type !== 'replyServed') return true
    waiting.delete(typeof fact.addressee === 'string' ? fact.addressee : served[0]!)
    return waiting.size === 0
  })
}

function hasRectified(facts: readonly ClockFact[]): boolean {
  for (const fact of facts) if (fact?.type === 'rectified') return true
  return false
}

/** By day; on one day submission and confirmation come first, everything else keeps the order in which it was given. */
const sortKey = (e: Entry): number => e.on * 4 + (e.type === 'submitted' ? 0 : e.type === 'confirmed' ? 1 : 2)

const known: ReadonlySet<string> = new Set(Object.keys(FACTS))

function entryOf(fact: unknown, position: number): Entry {
  if (typeof fact !== 'object' || fact === null || Array.isArray(fact))
    throw new ClockFault('BAD_FACT', sentence('fault.noFact', { position }))
  const { type, on } = fact as ClockFact
  if (typeof type !== 'string' || !known.has(type))
    throw new ClockFault('UNKNOWN_FACT', sentence('fault.unknownFact', { position, given: shown(type) }))
  const number = parseDay(on)
  if (Number.isNaN(number))
    throw new ClockFault('BAD_DAY', sentence('fault.factDay', { position, type: type as FactType, given: shown(on) }))
  return { type: type as FactType, on: number, fact: fact as ClockFact, position }
}

/**
 * The day on which the careful reading takes it to have happened: what was recorded later, without a paper that shows the
 * earlier day, counts from its recording (`recordedOn`). What comes from elsewhere names no recording, and counts as it is given.
 */
export function carefulOn(entry: Entry): number {
  const recorded = payloadDay(entry, 'recordedOn')
  return recorded === null ? entry.on : Math.max(entry.on, recorded)
}

/** A day inside a fact's payload, or null where it is not given; `field` names it where it lies deeper. */
export function payloadDay(entry: Entry, field: string, value = entry.fact[field]): number | null {
  if (value === undefined || value === null) return null
  const number = parseDay(value)
  if (!Number.isNaN(number)) return number
  throw new ClockFault(
    'BAD_DAY',
    sentence('fault.payloadDay', { position: entry.position, type: entry.type, field, given: shown(value) }),
  )
}
