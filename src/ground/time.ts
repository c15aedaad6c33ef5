/** The only place that asks what time it is. Everything else is told. */
import type { Day } from '../../workflows/statute/days.ts'

export type Time = { now(): Date; today(): Day }

/** The day in Asia/Shanghai, which keeps UTC+8 all year. */
export const dayIn = (instant: Date): Day => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

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
