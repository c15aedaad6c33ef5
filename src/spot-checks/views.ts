/** What the pages of 抽查 are given. */
import type { Viewer } from '../people/sessions.ts'
import type { FormState } from '../web/shapes.ts'
import type { Checked, Owed } from './checked.ts'
import type { Draw, DrawCounted, RulesInForce } from './draws.ts'
import type { Evaluator } from './evaluators.ts'

export type Frame = { viewer: Viewer; csrf: string }
export type ListView = {
  agency: string
  name: string
  choices: readonly { agency: string; name: string }[]
  draws: readonly DrawCounted[]
  owed: readonly Owed[]
  rules: RulesInForce
  mayCheck: boolean
  /** Supervisors and heads; handlers see what is owed alone. */
  mayRead: boolean
  form: FormState
  /** Those that may be drawn of, the last one first, as YYYY-MM. */
  months: readonly string[]
  key: string
}
export type RulesView = { agency: string; name: string; rules: RulesInForce; form: FormState; done: boolean }
export type DrawView = {
  draw: Draw
  cases: readonly Checked[]
  /** By stratum: how many there were. */
  strata: readonly { agencyName: string; group: string; population: number; drawn: number }[]
  evaluators: readonly Evaluator[]
  today: string
  mayCheck: boolean
  form: FormState
  /** Who was invited just now: the code is shown here and never again. */
  invited: { name: string; code: string } | undefined
  /** The public address of the service; empty where it has none. */
  site: string
}
export type CaseAct = 'scores' | 'findings' | 'verdicts' | 'answers'
export type CaseView = {
  draw: Draw
  one: Checked
  names: ReadonlyMap<string, string>
  mayCheck: boolean
  mayAnswer: boolean
  /** Nobody else would judge an answer of theirs. */
  isOnlyChecker: boolean
  /** The draw as a whole. */
  mayRead: boolean
  isErased: boolean
  today: string
  about: CaseAct | undefined
  form: FormState
  key: string
}
