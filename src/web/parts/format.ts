/** How instants, sizes and spans of days read on a page. */
import { type Day, dayOf, isDay } from '../../../workflows/statute/days.ts'
import type { Words } from '../words/zh.ts'

const SHANGHAI = 8 * 3_600_000

/**
 * The day and minute (`2026年3月19日 09:30`) in Asia/Shanghai, which has had no summer time since 1991.
 * @param instant RFC 3339; what is none is returned as it is. `say` writes the day.
 */
export function onDayAt(instant: string, say: (day: Day) => string): string {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return instant
  const local = at + SHANGHAI
  return `${say(dayOf(Math.floor(local / 86_400_000)))} ${new Date(local).toISOString().slice(11, 16)}`
}

/** Bytes as `512 B`, `3 KB`, `1.5 MB`, in steps of 1,024. */
export const size = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`

/**
 * The day or the days of a step of the clock in the language of `words`.
 * @param on a day, or `from…to`; anything else is returned as it is.
 */
export function stepDays(
  on: string,
  words: { day: (day: Day) => string; days: (from: Day, to: Day) => string },
): string {
  const [from = '', to] = on.split('…')
  if (!isDay(from)) return on
  return to !== undefined && isDay(to) ? words.days(from, to) : words.day(from)
}

/** 还有 6 个工作日, 今天到期, 已超期 2 个工作日. @param n working days to the due date, negative past it. */
export const workingDaysLeft = (n: number, { left, overdue }: Words): string =>
  n < 0 ? overdue({ n: -n }) : left({ n })

/** 3月19日: for tables, where the year is plain from the neighbours. */
export const monthDay = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
