/** A day is a day: `YYYY-MM-DD` in Asia/Shanghai, compared as text, counted through whole UTC days. */
export type Day = string

const DAY = 86_400_000

/** Two decimal digits at `at`, or NaN. Charcodes, not regular expressions: a bulk run reads millions of days. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

const MONTH_DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days since 1970-01-01 for year, month, day of the Gregorian calendar (era arithmetic after H. Hinnant). */
function civil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** Days since 1970-01-01, or NaN for what is not a real day: `2026-02-30` is not. */
export function parseDay(text: unknown): number {
  if (typeof text !== 'string' || text.length !== 10) return Number.NaN
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= MONTH_DAYS[month]!)) return Number.NaN
  if (month === 2 && day === 29 && !isLeap(year)) return Number.NaN
  return civil(year, month, day)
}

/** Is this text a real day of the calendar? */
export const isDay = (text: unknown): text is Day => !Number.isNaN(parseDay(text))

/** Days since 1970-01-01. */
export const dayNumber = (day: Day): number => parseDay(day)

/** 1970 … 2101: what may be kept. A table with a hole of eight thousand years would slow every other case. */
const COMMON = 48_000
export const isCommon = (number: number): boolean => number >= 0 && number < COMMON

/** Of its whole length from the start: one that begins at the day of today is kept as a hash, and asked for at several times the cost. */
const written = new Array<Day | undefined>(COMMON).fill(undefined)

/** A real day of 1970 … 2101: the calendar of a database ends sooner than that of a text, and no address of ours asks beyond. */
export const isCommonDay = (text: unknown): text is Day => isCommon(parseDay(text))

/** The texts of common days are kept once made: the same few thousand days come back in every case. */
export function dayOf(number: number): Day {
  return written[number] ?? remember(number)
}

function remember(number: number): Day {
  const text = new Date(number * DAY).toISOString().slice(0, 10)
  if (isCommon(number)) written[number] = text
  return text
}

/** The day so many calendar days later; earlier for a negative number. */
export const plusDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days)

/** The same day of the month `months` later, or the last day of a shorter month (民法典第二百零二条). */
export function plusMonths(day: Day, months: number): Day {
  const month = Number(day.slice(5, 7)) - 1 + months
  const year = Number(day.slice(0, 4)) + Math.floor(month / 12)
  const inYear = (((month % 12) + 12) % 12) + 1
  const last = inYear === 2 && !isLeap(year) ? 28 : MONTH_DAYS[inYear]!
  return dayOf(civil(year, inYear, Math.min(Number(day.slice(8, 10)), last)))
}

/** 0 Sunday … 6 Saturday. */
export const weekday = (day: Day): number => weekdayOf(dayNumber(day))

/** The same of a day number. */
export const weekdayOf = (number: number): number => (((number + 4) % 7) + 7) % 7

/** 2026年3月19日 */
export const inChinese = (day: Day): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

/** 2026年3月19日（星期四） */
export const inChineseWithWeekday = (day: Day): string => `${inChinese(day)}（星期${WEEKDAYS[weekday(day)]}）`
