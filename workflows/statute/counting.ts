/** Which facts of a ledger count: a rectified one does not, its replacement stands in its place; both stay on the ledger. */
import { toldReceipt } from './bound.ts'
import type { Day } from './days.ts'
import { ClockFault, shown } from './fault.ts'
import { sentence } from './sentences.ts'
import { type Claimed, recordedLater, shownByFile } from './shown.ts'

/** What a fact has everywhere, in a ledger and on the command line. */
type Recorded = { type: string; on: Day; by?: unknown; consultation?: unknown; recordedOn?: unknown }

/**
 * At each position the fact that counts there, or null where it was struck. The procedure and the clock read a ledger
 * through this alone. Of two rectifications of one fact the later word holds; one that was itself rectified strikes nothing.
 * @throws ClockFault RECTIFIED_POSITION where a rectification names no earlier position
 */
export function counting<T extends Recorded>(facts: readonly T[]): (T | null)[] {
  const count: (T | null)[] = [...facts]
  /** Of each rectified fact, by index, the rectification that holds. */
  const by = new Map<number, number>()
  // From the last to the first, so that a rectification is known to stand before it is carried out.
  for (let i = facts.length - 1; i >= 0; i--) {
    const fact = count[i]
    if (fact?.type !== 'rectified') continue
    const { position, replacement } = fact as T & { position?: unknown; replacement?: unknown }
    if (!isPosition(position, i))
      throw new ClockFault(
        'RECTIFIED_POSITION',
        sentence('fault.rectifiedPosition', { position: i + 1, given: shown(position) }),
      )
    const at = position - 1
    if (by.has(at)) continue
    by.set(at, i)
    if (replacement !== undefined && (typeof replacement !== 'object' || Array.isArray(replacement)))
      throw new ClockFault('BAD_FACT', sentence('fault.replacement', { position: i + 1 }))
    const original = facts[at]
    // What is no fact at all stays in its place, where its reader names it.
    if (typeof original === 'object' && original !== null) count[at] = replaced(original, replacement, fact)
  }
  for (const [at, i] of by) if (isReading(facts[at])) readAnew(count, at, i)
  // The submission is what no rectification strikes: it keeps what the office told.
  const told = by.size > 0 ? toldReceipt(facts as readonly Recorded[], by) : {}
  if (count[0] && Object.keys(told).length > 0) count[0] = { ...count[0], told }
  return count
}

/** 初审、复审、终审 of a proposal to publish. */
const isReading = (fact: Recorded | undefined) =>
  fact?.type === 'releaseDecided' && (fact as { step?: unknown }).step !== undefined

/**
 * Whoever agreed after a reading agreed to what it said: where that is put right, they read again. What was read after it
 * was put right stands, and so does what refused.
 * @param at index of the reading that was put right @param until index of its rectification
 */
function readAnew<T extends Recorded>(count: (T | null)[], at: number, until: number): void {
  for (let i = at + 1; i < until; i++) {
    const fact = count[i]
    if (fact?.type === 'releaseProposed') return
    if (fact && isReading(fact) && (fact as { accepted?: unknown }).accepted === true) count[i] = null
  }
}

/** Positions count from 1. */
const isPosition = (position: unknown, before: number): position is number =>
  Number.isInteger(position) && (position as number) >= 1 && (position as number) <= before

/**
 * A replacement is a whole fact, recorded by whoever rectified. It inherits its type, its day and the consultation that it
 * speaks of where it does not give its own; for the submission also the application itself, which nobody writes again to
 * correct a day. Without a replacement there is none: null.
 * @param rectified by whom, on which day (where the ledger tells it), and what shows that it is right
 */
function replaced<T extends Recorded>(
  original: T,
  replacement: object | null | undefined,
  { by, recordedOn, ...rectified }: Omit<Recorded, 'type' | 'on'> & Pick<Claimed, 'evidence' | 'contents'>,
): T | null {
  if (!replacement) return null
  const { type, on, consultation } = original
  const inherited = type === 'submitted' ? original : { type, on, ...(consultation !== undefined && { consultation }) }
  const whole = { ...inherited, ...replacement, ...(by !== undefined && { by }) } as T
  if (recordedOn === undefined) return whole
  const { recordedOn: _, ...own } = whole
  // Whoever mends other words of a fact does not record its day anew.
  const since = own.on < on ? recordedOn : (original.recordedOn ?? own.on)
  // Art 31: a later receipt gives the agency time that it did not have. By words alone the careful reading keeps the earlier day.
  const kept = type === 'submitted' && on < own.on && !shownByFile(rectified) ? { movedFrom: on } : {}
  return { ...own, ...recordedLater(own, since as Day), ...kept } as T
}
