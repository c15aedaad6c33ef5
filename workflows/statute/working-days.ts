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
}

export type Calendar = {
  /** Years whose notice is loaded. */
  years: ReadonlySet<number>
  isWorkingDay(day: Day): boolean
  /** The nth working day after `day` (the day itself is not counted), and whether the way there enters a year without a notice. */
  plus(day: Day, n: number): { on: Day; provisional: boolean }
  /** Working days in (from, to]; negative when `to` is before `from`. */
  between(from: Day, to: Day): number
  /** The holiday that this day is off for, if any. */
  holiday(day: Day): string | undefined
  /** Is this a weekend day that the notice declares to be worked? */
  isMakeUp(day: Day): boolean
}
