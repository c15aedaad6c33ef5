/** Months of a return, the spans that its fields tell of, and the days from which and to which these count. Pure. */
import { type Day, plusDays } from '../../../workflows/statute/days.ts'
import type { Period } from '../annual-year.ts'

/** `2026-03`. */
export type Month = string

/** How often a field is asked for: each month, or in the last month of a quarter or a half-year, of that whole span. */
export const EVERY = { month: '月', quarter: '季', halfYear: '半年' } as const
export type Every = keyof typeof EVERY
const MONTHS_IN: Record<Every, number> = { month: 1, quarter: 3, halfYear: 6 }

/** The first month of which anything is told: since then the Regulations stand as they are. */
export const FIRST_MONTH: Month = '2019-01'

const yearOf = (month: Month) => Number(month.slice(0, 4))
const numberOf = (month: Month) => Number(month.slice(5))

/** @param n months later, or earlier where it is negative */
export function plusMonths(month: Month, n: number): Month {
  const at = yearOf(month) * 12 + numberOf(month) - 1 + n
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** The month in which this day lies. */
export const monthOf = (day: Day): Month => day.slice(0, 7)
const firstDay = (month: Month): Day => `${month}-01`
const lastDay = (month: Month): Day => plusDays(firstDay(plusMonths(month, 1)), -1)

/** Is the month over? Only then is it reported. */
export const isOver = (month: Month, today: Day): boolean => lastDay(month) < today

/** Is a field of this kind asked for in the return of this month? */
export const isAsked = (every: Every, month: Month): boolean => numberOf(month) % MONTHS_IN[every] === 0

/** From the first month of its span to the end of this one, or to today while that runs. */
export function spanOf(every: Every, month: Month, today: Day): Period {
  const end = lastDay(month)
  const from = firstDay(plusMonths(month, 1 - MONTHS_IN[every]))
  return { year: yearOf(month), from, to: end < today ? end : today }
}

/** From 1 January on. */
export const yearTo = (month: Month, today: Day): Period => ({
  ...spanOf('month', month, today),
  from: `${month.slice(0, 4)}-01-01`,
})

/** January to this one. */
export const monthsOfYear = (month: Month): Month[] =>
  Array.from({ length: numberOf(month) }, (_, i) => plusMonths(`${month.slice(0, 4)}-01`, i))

/** The day of the following month by which it is to be reported. @param day 1 to 28 */
export const dueOn = (month: Month, day: number): Day => `${plusMonths(month, 1)}-${String(day).padStart(2, '0')}`

/** 2026年3月. */
export const monthInChinese = (month: Month): string => `${yearOf(month)}年${numberOf(month)}月`
