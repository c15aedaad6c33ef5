/** How instants, sizes and spans of days read on a page. */
import { type Day, dayOf, isDay } from '../../../workflows/statute/days.ts'
import type { Words } from '../words/zh.ts'

const SHANGHAI = 8 * 3_600_000

/** The day and minute in Asia/Shanghai, which has had no summer time since 1991; an instant that is none is shown as it is. */
export function onDayAt(instant: string, say: (day: Day) => string): string {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return instant
  const local = at + SHANGHAI
  return `${say(dayOf(Math.floor(local / 86_400_000)))} ${new Date(local).toISOString().slice(11, 16)}`
}

export const size = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`

/** A step of the clock is on a day or over `from…to`. */
export function daysSaid(
  on: string,
  words: { day: (day: Day) => string; days: (from: Day, to: Day) => string },
): string {
  const [from = '', to] = on.split('…')
  if (!isDay(from)) return on
  return to !== undefined && isDay(to) ? words.days(from, to) : words.day(from)
}

/** 还有 6 个工作日, 今天到期, 已超期 2 个工作日. */
export const workingDaysLeft = (n: number, { left, overdue }: Words): string =>
  n < 0 ? overdue({ n: -n }) : left({ n })

/** 3月19日: for tables, where the year is plain from the neighbours. */
export const monthDay = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
