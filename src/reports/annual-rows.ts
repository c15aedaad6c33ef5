/** Which cases a row of table 3 counts, and the order of the rows. Their words stand in `shape.ts`. */
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { APPLICANTS, type Figures, type Row } from './shape.ts'

/** A row of a report that is made here: it has its words. */
export type AnnualRow = { row: Row; label: string } & Figures

/** In which row an outcome is counted. */
export const rowOf = (outcome: Outcome): Row => OUTCOMES[outcome].row
/** The outcomes that a row of results counts; of the sum, 3.7, all. */
export const outcomesOf = (row: Row): Outcome[] =>
  (Object.keys(OUTCOMES) as Outcome[]).filter((outcome) => row === '3.7' || rowOf(outcome) === row)

/** A row without a single case. */
export const noFigures = (): Figures =>
  ({ ...Object.fromEntries(APPLICANTS.map((column) => [column, 0])), total: 0 }) as Figures
