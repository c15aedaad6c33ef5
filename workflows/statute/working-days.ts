/** Working days as prefix sums: each question is answered in constant time, however long the span. */
import type { Arrangement, FixedHoliday } from './arrangement.ts'
import { type Day, dayNumber, dayOf, parseDay, weekdayOf } from './days.ts'
import { type Exception, exceptionsOf } from './exceptions.ts'
import { ClockFault } from './fault.ts'
import { sentence } from './sentences.ts'

export type { Arrangement, FixedHoliday } from './arrangement.ts'

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
  /** Working days from the beginning of the table up to and including this day number. */
  ordinal(number: number): number
  /** The day number of the nth working day of the table: the inverse of `ordinal` on working days. */
  nth(ordinal: number): number
  /** Does (from, to] enter a year without a notice? Day numbers. */
  isProvisional(from: number, to: number): boolean
  /** Holidays and make-up days that touch (from, to], in order. Day numbers. */
  exceptions(from: number, to: number): Exception[]
}

/** The table's span. The regulation is in force since 2019; a day outside the table is a slip of the pen, not a deadline. */
const FIRST = parseDay('2000-01-01')
const LAST = parseDay('2100-12-31')
const RANGE = { first: dayOf(FIRST), last: dayOf(LAST) }

/**
 * The calendar that the notices give; of two that speak of one day, the later year's. In a year without a notice only
 * weekends and the fixed holidays are off, and whatever enters it is provisional.
 * @throws ClockFault DAY_OUT_OF_RANGE, from its questions, for a day outside 2000 to 2100
 */
export function calendarOf(arrangements: readonly Arrangement[], fixed: readonly FixedHoliday[]): Calendar {
  const years = new Set(arrangements.map((a) => a.year))
  const exceptions = exceptionsOf(arrangements, fixed, { from: FIRST, to: LAST })
  const exceptional = new Map<number, Exception>()
  for (const e of exceptions) for (let n = e.from; n <= e.to; n++) exceptional.set(n, e)

  const size = LAST - FIRST + 1
  const ordinals = new Int32Array(size)
  const daysWithoutNotice = new Int32Array(size)
  const nths = new Int32Array(size + 1)
  let worked = 0
  let without = 0
  let year = 0
  let yearEnds = FIRST
  for (let i = 0; i < size; i++) {
    const number = FIRST + i
    if (number === yearEnds) {
      year = Number(dayOf(number).slice(0, 4))
      yearEnds = parseDay(`${year + 1}-01-01`)
    }
    const weekend = weekdayOf(number) % 6 === 0
    if (exceptional.get(number)?.works ?? !weekend) nths[++worked] = number
    if (!years.has(year)) without++
    ordinals[i] = worked
    daysWithoutNotice[i] = without
  }

  const at = (number: number): number => {
    if (number >= FIRST && number <= LAST) return number - FIRST
    throw new ClockFault('DAY_OUT_OF_RANGE', sentence('fault.dayOutOfRange', RANGE))
  }
  const ordinal = (number: number) => ordinals[at(number)]!
  const nth = (n: number) => {
    if (n >= 1 && n <= worked) return nths[n]!
    throw new ClockFault('DAY_OUT_OF_RANGE', sentence('fault.periodOutOfRange', RANGE))
  }
  const isProvisional = (from: number, to: number) => daysWithoutNotice[at(to)]! > daysWithoutNotice[at(from)]!

  return {
    years,
    ordinal,
    nth,
    isProvisional,
    isWorkingDay: (day) => ordinal(dayNumber(day)) > ordinal(dayNumber(day) - 1),
    plus(day, n) {
      const from = dayNumber(day)
      const to = n === 0 ? from : nth(ordinal(from) + n)
      return { on: dayOf(to), provisional: isProvisional(from, to) }
    },
    between: (from, to) => ordinal(dayNumber(to)) - ordinal(dayNumber(from)),
    holiday(day) {
      const e = exceptional.get(dayNumber(day))
      return e && !e.works ? e.holiday : undefined
    },
    isMakeUp: (day) => exceptional.get(dayNumber(day))?.works ?? false,
    exceptions(from, to) {
      let low = 0
      let high = exceptions.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (exceptions[middle]!.to > from) high = middle
        else low = middle + 1
      }
      const found: Exception[] = []
      for (let i = low; i < exceptions.length && exceptions[i]!.from <= to; i++) found.push(exceptions[i]!)
      return found
    },
  }
}
