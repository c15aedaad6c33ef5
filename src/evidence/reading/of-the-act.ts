/**
 * What is no evidence of what was done: the pleadings that this house made, and the complaint about it with its answer and
 * its result. A list of evidence would else name the list before it; the body that hears the complaint has those papers.
 */
import type { Fact, FactType } from '../../../workflows/disclosure/vocabulary.ts'
import type { Told } from './on-file.ts'

const COMPLAINT: readonly FactType[] = ['remedySought', 'remedyAnswered', 'remedyDecided', 'remedyPerformed']

/** Those that bear on the act: of a complaint that led to a new one, its record is part of how that came about. */
export function ofTheAct(told: readonly Told[]): Told[] {
  const reopened = told.findLastIndex(({ fact }) => fact.type === 'reopened')
  return told.filter(({ fact }, i) => !isPleading(fact) && !(COMPLAINT.includes(fact.type) && i > reopened))
}

const isPleading = (fact: Fact): boolean => fact.type === 'fileAdded' && fact.pleading !== undefined
