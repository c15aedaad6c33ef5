/** Notes of a case that ask for an answer, and what answered them. */
import type { FactRow } from '../ledger/queries.ts'

/**
 * What notes say, by their places among the facts; empty where there is none, or its content was destroyed.
 * @param onlySaid what was typed, of the note that says it
 */
export const saidAt =
  (facts: readonly Pick<FactRow, 'position' | 'fact'>[], onlySaid: (note: string) => string) =>
  (at: number | null): string => {
    const fact = facts.find(({ position }) => position === at)?.fact
    return fact?.type === 'noted' ? onlySaid(fact.text) : ''
  }

/** Whoever asked, and whoever answered. */
export const askersOf = ({ by, answeredBy }: { by: string; answeredBy: string | null }): string[] => [
  by,
  ...(answeredBy ? [answeredBy] : []),
]
