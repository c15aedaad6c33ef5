/** The days from which the current period counts to its last, each with why it was or was not counted: what the calendar under a date shows. */

import type { Clock } from '../../../workflows/statute/clock.ts'
import { type Day, plusDays } from '../../../workflows/statute/days.ts'
import type { Calendar as FullCalendar } from '../../../workflows/statute/working-days.ts'
import type { StripDay } from '../../cases/views.ts'

export type Calendar = Pick<FullCalendar, 'isWorkingDay' | 'isMakeUp' | 'holiday'>
export type Span = { from: Day; to: Day }

/** Long pauses would make the strip longer than the page; the steps tell the rest. */
const MOST = 140

export function stripDays(
  clock: Pick<Clock, 'countedFrom' | 'dueOn'>,
  calendar: Calendar,
  suspended: Span[] = [],
): StripDay[] {
  const { countedFrom, dueOn } = clock
  if (!countedFrom || !dueOn) return []
  const days: StripDay[] = []
  let counted = 0
  for (let on = countedFrom; on <= dueOn && days.length < MOST; on = plusDays(on, 1)) {
    const working = calendar.isWorkingDay(on)
    const paused = suspended.some(({ from, to }) => from <= on && on <= to)
    const holiday = calendar.holiday(on)
    const kind = working ? (calendar.isMakeUp(on) ? 'makeUp' : 'working') : holiday ? 'holiday' : 'weekend'
    if (working && !paused && on > countedFrom) counted += 1
    days.push({
      on,
      kind,
      ...(kind === 'holiday' && holiday && { holiday }),
      ...(paused && { suspended: true }),
      ...(working && !paused && on > countedFrom && { count: counted }),
    })
  }
  return days
}
