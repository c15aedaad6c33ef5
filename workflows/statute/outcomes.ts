/** What the law says of an outcome, as outcomes.yaml has it. */
import type { FactType, Outcome } from '../words.ts'
import type { Dated } from './dated.ts'

/** Reconsideration before a suit, either of the two, or reconsideration alone. */
export type RemedyKind = 'first' | 'either' | 'reconsiderationOnly'

/** What must be on file before an outcome may be drafted. */
export type Need = {
  /** Any one of these facts meets it. */
  anyOf: FactType[]
  /** So does this field of the draft, where it is filled in. */
  orField?: string
  /** The code of the refusal where it is not met; its words stand in disclosure/rules/outcome.ts. */
  refusal: string
}

export type OutcomeRule = Dated & {
  row: string
  articles: string[]
  remedy: (Dated & { kind: RemedyKind; article: string })[]
  needs: Need[]
}

export type OutcomeRules = Readonly<Record<Outcome, OutcomeRule>>
