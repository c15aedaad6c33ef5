/** Which files of a case may be published: never those that came from the applicant or from those who were consulted. */
import { isTheirs } from '../acts/catalogue.ts'
import type { FactRow } from '../ledger/queries.ts'

export type Candidate = { id: string; by: string }

export function publishable<T extends Candidate>(files: readonly T[], facts: readonly Pick<FactRow, 'fact'>[]): T[] {
  const theirs = new Set(
    facts.flatMap(({ fact }) => {
      if (!isTheirs(fact.type)) return []
      const evidence = Array.isArray(fact.evidence) ? fact.evidence : []
      return [...('files' in fact ? (fact.files ?? []) : []), ...evidence]
    }),
  )
  return files.filter(({ id, by }) => by.startsWith('staff:') && !theirs.has(id))
}
