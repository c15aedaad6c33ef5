/** Which files of its case a draft gives. */
import { answersOf } from './answers.ts'
import type { FactOf } from './vocabulary.ts'

/** The files of the case that a draft gives, of all its matters, each once, in its order. */
export const filesGiven = (draft: FactOf<'replyDrafted'>): string[] => [
  ...new Set([draft, ...answersOf(draft)].flatMap(({ files }) => files ?? [])),
]
