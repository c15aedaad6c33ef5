/**
 * What a draft answers: the application as a whole, or several matters, each by itself. Whatever reads a draft reads its
 * answers.
 */
import { OUTCOMES, type Outcome } from '../words.ts'
import type { FactOf, Item } from './vocabulary.ts'

/** One answer; `matter` null where it answers the application as a whole. */
export type Answer = Omit<Item, 'matter'> & { matter: string | null }

type Drafted = Pick<FactOf<'replyDrafted'>, 'outcome' | 'fields' | 'files' | 'items'>

/** One for a simple draft, else one for each matter, in the order of the draft. */
export const answersOf = ({ items, outcome, fields, files }: Drafted): Answer[] =>
  items ?? [{ matter: null, outcome, fields, ...(files && { files }) }]

const GIVEN: readonly Outcome[] = ['disclosed', 'alreadyPublic', 'partlyDisclosed']
/** Does the applicant get it, or a part of it, or is shown where to find it (Art 36 items 1 and 2, Art 37)? */
export const isGiven = ({ outcome }: Pick<Item, 'outcome'>): boolean => GIVEN.includes(outcome)

const ORDER = Object.keys(OUTCOMES) as Outcome[]

/**
 * The one outcome of a case whose matters are answered one by one, as the register and the annual report count it: in
 * part, where something is given and something is not; else the first of the contract's order.
 */
export function outcomeOf(items: readonly Pick<Item, 'outcome'>[]): Outcome {
  const given = items.filter(isGiven)
  if (given.length > 0 && given.length < items.length) return 'partlyDisclosed'
  return ORDER.find((outcome) => items.some((item) => item.outcome === outcome))!
}
