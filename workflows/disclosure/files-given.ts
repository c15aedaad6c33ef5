/** Which files of its case a draft gives. */
import type { FactOf } from './vocabulary.ts'

/** The files of the case that a draft gives, of all its matters, each once, in its order. */
export const filesGiven = (draft: FactOf<'replyDrafted'>): string[] => [
  ...new Set([draft, ...(draft.items ?? [])].flatMap(({ files }) => files ?? [])),
]
