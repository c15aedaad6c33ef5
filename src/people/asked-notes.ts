/** Notes of a case that ask for an answer, and what answered them. */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'

/**
 * What notes say, by their places among the facts; empty where there is none, or its content was destroyed.
 * @param onlySaid what was typed, of the note that says it
 */
export const saidAt =
  (facts: readonly { position: number; fact: Fact }[], onlySaid: (note: string) => string) =>
  (at: number | null): string => {
    const fact = facts.find(({ position }) => position === at)?.fact
    return fact?.type === 'noted' ? onlySaid(fact.text) : ''
  }

/** Whoever asked, and whoever answered. */
export const askersOf = ({ by, answeredBy }: { by: string; answeredBy: string | null }): string[] => [
  by,
  ...(answeredBy ? [answeredBy] : []),
]
