/** A day is a day: `YYYY-MM-DD` in Asia/Shanghai, compared as text, counted through whole UTC days. */
export type Day = string

const DAY = 86_400_000

/** Is this text a real day of the calendar? `2026-02-30` is not. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** Days since 1970-01-01. */
export const dayNumber = (day: Day): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY

export const dayOf = (number: number): Day => new Date(number * DAY).toISOString().slice(0, 10)

export const plusDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days)

/** 0 Sunday … 6 Saturday. */
export const weekday = (day: Day): number => (((dayNumber(day) + 4) % 7) + 7) % 7

/** 2026年3月19日 */
export const inChinese = (day: Day): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

/** 2026年3月19日（星期四） */
export const inChineseWithWeekday = (day: Day): string => `${inChinese(day)}（星期${WEEKDAYS[weekday(day)]}）`
