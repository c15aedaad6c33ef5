/** What the pages of the analysis show. */
import type { YearlyFrame } from '../people/pages/yearly-page.tsx'
import type { Place } from '../released/look-over.ts'
import type { FormState } from '../web/shapes.ts'
import type { Analysis } from './analysis.ts'
import type { FoundPage, Repeated } from './cases.ts'
import type { Kind } from './kinds.ts'
import type { Piece } from './linked.ts'
import type { SubjectFound } from './subjects-found.ts'

/** Whose analysis, of which year, and what may be asked instead. */
export type Frame = YearlyFrame & {
  /** May this person keep subjects and report? */
  mayKeep: boolean
}

export type AnalysisView = { analysis: Analysis; repeated: readonly Repeated[] }

export type ListView = FoundPage & {
  /** The name of the figure, and in Chinese. */
  of: string
  title: string
  /** The subject that it tells of, where this person may correct what the words find. */
  placing: { kind: Kind; name: string } | null
  cursor: string | undefined
  form: FormState
}

export type SubjectLine = { kind: Kind; name: string; words: readonly string[] }
export type HistoryLine = { at: string; by: string; what: string }
export type SubjectsView = { subjects: readonly SubjectLine[]; history: readonly HistoryLine[]; form: FormState }

export type DraftView = {
  title: string
  /** Nothing was saved: this is what the figures say by themselves. */
  isFresh: boolean
  lines: readonly Piece[][]
  /** What of a saved text may lay somebody open. */
  places: readonly Place[]
  /** What may be named in the text, with what it comes to now. */
  figures: readonly { name: string; now: number }[]
  history: readonly HistoryLine[]
  form: FormState
}

export type WorkView = {
  /** 不予公开、部分公开 of the year, which Art 18 has looked at again. */
  withheld: number
  byOutcome: readonly { outcome: string; zh: string; n: number }[]
  /** Topics of which so many applications were given the information (Art 44). */
  often: readonly SubjectFound[]
  atLeast: number
}
