/** Which cases a row of table 3 counts, and the order of the rows. Their words stand in `shape.ts`. */
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { APPLICANTS, type Figures, ROWS, type Row } from './shape.ts'

/** In the order of the format; JavaScript lists the whole numbers of an object first. */
export const ROW_ORDER: readonly Row[] = [
  ...(['1', '2'] as const),
  ...(Object.keys(ROWS) as Row[]).filter((row) => row.includes('.')),
  '4',
]

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
