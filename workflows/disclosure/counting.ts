/** Which facts of a ledger count: a rectified one does not, its replacement stands in its place; both stay on the ledger. */
import type { Heard } from './context.ts'

/** At each position the fact that counts there, or null. */
export function counting(facts: readonly Heard[]): (Heard | null)[] {
  const count: (Heard | null)[] = [...facts]
  for (const fact of facts) {
    if (fact.type !== 'rectified') continue
    const at = fact.position - 1
    const original = facts[at]
    if (original) count[at] = replaced(original, fact.replacement, fact.by)
  }
  return count
}

/**
 * A replacement is a whole fact. It inherits its type, its day and the letter that it speaks of where it does not give
 * its own; for the submission also the application itself, which nobody writes again to correct a day.
 */
export function replaced(original: Heard, replacement: Record<string, unknown> | undefined, by: string): Heard | null {
  if (!replacement) return null
  const { type, on } = original
  const letter = 'consultation' in original ? { consultation: original.consultation } : {}
  const inherited = type === 'submitted' ? original : { type, on, ...letter }
  return { ...inherited, ...replacement, by } as Heard
}
