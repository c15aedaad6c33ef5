/** The holidays as the law and its notices give them. */
import type { Day } from './days.ts'

/** A year's arrangement as the State Council's notice gives it. `off`: day → holiday; `work`: make-up working days. */
export type Arrangement = {
  year: number
  version: number
  notice: string[]
  url: string[]
  published?: Day
  off: Record<Day, string>
  work: Day[]
  /** The holiday that each make-up day makes up for, where it is known. */
  workFor?: Record<Day, string>
}

/** A holiday on a fixed date (`day`: MM-DD). It counts only in a year without a notice. */
export type FixedHoliday = { day: string; holiday: string; inForce: Day; until?: Day; article: string }
