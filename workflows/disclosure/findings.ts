/** What was searched and examined, as a case remembers it: the latest finding of each matter. */
import type { Examined, Search } from './context.ts'
import type { FactOf } from './vocabulary.ts'

/** A search as it is remembered. */
export const searchIn = ({ matter, found, pages = 0, recovery = [], madeBy }: FactOf<'searched'>): Search => ({
  matter: matter ?? null,
  found,
  pages: found ? pages : 0,
  recovered: recovery.length > 0,
  ...(madeBy?.trim() && { madeElsewhere: true }),
})

/** An examination of what is withheld, as it is remembered. */
export const examined = ({ matter, severable, otherLaw, lookedIn }: FactOf<'disclosureExamined'>): Examined => ({
  matter: matter ?? null,
  severable,
  otherLaw: otherLaw ?? null,
  lookedIn: (lookedIn?.length ?? 0) > 0,
})

/** The list with this finding in place of an earlier one on the same matter. */
export const latest = <T extends { matter: string | null }>(all: readonly T[], one: T): T[] => [
  ...all.filter(({ matter }) => matter !== one.matter),
  one,
]
