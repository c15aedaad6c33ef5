/** The year that a report tells of: its first day, and the day as of which it counts, 31 December or, while the year runs, today. */
import type { Day } from '../../workflows/statute/days.ts'

/** The Regulations as they stand have been in force since this year; the table of before had other rows. */
export const FIRST_YEAR = 2019

export type Period = { year: number; from: Day; to: Day }

/** @param today YYYY-MM-DD; the year is not after it. */
export function periodOf(year: number, today: Day): Period {
  const end = `${year}-12-31`
  return { year, from: `${year}-01-01`, to: end < today ? end : today }
}

/** Is the year over? Only then do its figures stand. */
export const isOver = ({ year }: Pick<Period, 'year'>, today: Day): boolean => `${year}-12-31` < today
