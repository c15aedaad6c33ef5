/** The only place that asks what time it is. Everything else is told. */
import type { Day } from '../../workflows/statute/days.ts'

export type Time = { now(): Date; today(): Day }

const HOUR = 3_600_000 // ms
const ahead = (instant: Date) => instant.getTime() + 8 * HOUR

/** The day in Asia/Shanghai, which keeps UTC+8 all year. Written once a day: each request asks several times. */
export function dayIn(instant: Date): Day {
  const n = Math.floor(ahead(instant) / (24 * HOUR))
  if (n !== last.n) last = { n, day: new Date(ahead(instant)).toISOString().slice(0, 10) }
  return last.day
}
let last = { n: Number.NaN, day: '' }

export const realTime: Time = { now: () => new Date(), today: () => dayIn(new Date()) }

/** A clock that stands still until it is set: demonstration data and tests. */
export function settableTime(start: Date): Time & { set(to: Date): void } {
  let now = start
  return {
    now: () => now,
    today: () => dayIn(now),
    set(to) {
      now = to
    },
  }
}
