/** What the pages and the API say of the open points of law. */
import type { ChoiceName, ChoiceValue } from '../../workflows/statute/choices.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Moved } from '../law/recount.ts'
import type { NumberKind } from '../ledger/number-formats.ts'
import type { Approver } from '../people/approvers.ts'
import type { Viewer } from '../people/sessions.ts'

/** Whose settings are shown, and to whom. */
export type Frame = {
  viewer: Viewer
  csrf: string
  today: Day
  agency: { id: string; name: string }
  agencies: readonly { id: string; name: string }[]
}

export type Alternative = {
  value: ChoiceValue | null
  zh: string
  consequence: string
  isDefault: boolean
  holds: boolean
}

export type ProposalView = {
  position: number
  value: ChoiceValue
  zh: string
  from: Day
  by: string
  at: string
  why: string
  decision: { approved: boolean; before: string; by: string; at: string; why: string } | null
  /** May this viewer decide on it now? */
  forYou: boolean
  /** What its approval would move; only of one that waits. */
  moves: readonly Moved[]
}

export type ChoiceView = {
  name: ChoiceName
  question: string
  article: string
  judgedOn: string
  alternatives: Alternative[]
  /** `since` null where the default has held from the beginning. */
  now: { value: ChoiceValue; zh: string; since: Day | null }
  /** Approved, and in force from a later day. */
  next: { zh: string; from: Day }[]
  /** A proposal waits for a second person. */
  waiting: boolean
  /** Newest first; only on the page of one point. */
  proposals: ProposalView[]
  /** Of steps, whom they can ask. */
  approvers?: readonly Pick<Approver, 'username' | 'name' | 'roles' | 'units'>[]
  /** Why nobody could walk the steps that hold today; of steps that can be walked nothing. */
  stuck?: string
}

/** One kind of number of an agency. */
export type NumberFormatView = {
  kind: NumberKind
  name: string
  format: string
  /** Null: the format that everybody has at first. */
  since: Day | null
  /** What the next number of this year will be. */
  next: string
  /** Newest day first; those of later days have not come yet. */
  changes: { format: string; from: Day; by: string; at: string; why: string }[]
}
