/** What the pages of the annual report show. */
import type { YearlyFrame } from '../people/pages/yearly-page.tsx'
import type { Place } from '../released/look-over.ts'
import type { FormState } from '../web/shapes.ts'
import type { Annual } from './annual.ts'
import type { Moved } from './annual-carried.ts'
import type { Cell, CountedPage } from './annual-cases.ts'
import type { Due } from './annual-due.ts'
import type { Fees } from './annual-final.ts'
import type { Texts } from './annual-parts.ts'
import type { Figures, Row } from './shape.ts'

/** Whose report, of which year, and what may be asked instead. */
export type ReportFrame = YearlyFrame

/** Something that was done to the report, or saved of it: when, by whom, what. */
export type HistoryLine = {
  at: string
  by: string
  what: string
  why: string
  /** Of what was frozen: it is kept, and can be had as a file. */
  version?: number
}

export type AnnualView = {
  report: Annual
  /** Of the year before, by row; nothing where nothing is known of it. */
  before: Partial<Record<Row, Figures>>
  due: Due
  /** Where this year took in something else than last year's final report handed over: the cases that moved. */
  movedCases: readonly Moved[]
  /** Applications of the year that are not received in law yet, and counted nowhere. */
  unreceived: number
  /** False of a year that is over, with neither a case by its end nor a text: nothing is reported of it. */
  isKnown: boolean
  /** False of a year that was over before the office had its first application here: whoever makes it final answers for its noughts. */
  hasBegun: boolean
  /** May this person save, finalise, open again? */
  mayKeep: boolean
  /** Is the year over, so that it may be made final? */
  isOver: boolean
  /** When a report that is opened again was frozen last, where its tables, texts and fees are still the same. */
  sameAsOf: string | null
  /** A report of which the facts now say something else than what was frozen. */
  movedSince: boolean
  texts: Texts
  fees: Fees
  history: HistoryLine[]
  form: FormState
}

export type CellView = Cell &
  CountedPage & {
    /** How many the figure counts. */
    total: number
    /** The figure is frozen, and the facts give another number now. */
    moved: boolean
    cursor: string | undefined
  }

export type TextsView = {
  /** As last year's report has them. */
  before: Texts
  fees: Fees
  suggestion: string
  /** Frozen: opened again first. */
  isFinal: boolean
  /** What of the saved texts may lay somebody open. */
  places: readonly Place[]
  history: HistoryLine[]
  form: FormState
}
