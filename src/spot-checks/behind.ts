/** The figures of 抽查 that supervision tells of a year, by their names in addresses, and what of the drawn cases each counts. Pure. */
import type { Checked } from './checked.ts'
import type { Finding } from './standing.ts'

export const SPOT_FIGURES = {
  drawn: '抽中',
  scored: '已评',
  found: '问题',
  open: '没有了结的问题',
  overdue: '逾期未答复的问题',
} as const
export type SpotFigure = keyof typeof SPOT_FIGURES

/** A line of the list behind a figure: a case, or one finding of it. */
export type SpotLine = { one: Checked; finding?: Finding }

const COUNTED: Record<Exclude<SpotFigure, 'drawn' | 'scored'>, (finding: Finding) => boolean> = {
  found: () => true,
  open: ({ state }) => state !== 'settled',
  overdue: ({ isOverdue }) => isOverdue,
}

/** As many as the figure says. */
export function behindSpot(figure: SpotFigure, cases: readonly Checked[]): SpotLine[] {
  if (figure === 'drawn') return cases.map((one) => ({ one }))
  if (figure === 'scored') return cases.filter(({ score }) => score !== null).map((one) => ({ one }))
  return cases.flatMap((one) => one.findings.filter(COUNTED[figure]).map((finding) => ({ one, finding })))
}
