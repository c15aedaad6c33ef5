/** The days from which the current period counts to its last, each with why it was or was not counted: what the calendar under a date shows. */
import type { Clock } from '../../../workflows/statute/clock.ts'
import { plusDays } from '../../../workflows/statute/days.ts'
import type { Calendar as FullCalendar } from '../../../workflows/statute/working-days.ts'
import type { StripDay } from '../shapes.ts'

export type Calendar = Pick<FullCalendar, 'isWorkingDay' | 'isMakeUp' | 'holiday'>
type Counted = Pick<Clock, 'countedFrom' | 'dueOn' | 'excluded' | 'workingDays'>

/** Long pauses would make the strip longer than the page; the steps tell the rest. */
const MOST = 140

/**
 * From `clock.countedFrom` to `clock.dueOn`, at most 140 days; empty where the clock counts nothing. The count stands
 * only where it ends at `clock.workingDays.allowed`.
 */
export function stripDays(clock: Counted, calendar: Calendar): StripDay[] {
  const { countedFrom, dueOn, excluded, workingDays } = clock
  if (!countedFrom || !dueOn) return []
  const days: StripDay[] = []
  let counted = 0
  for (let on = countedFrom; on <= dueOn && days.length < MOST; on = plusDays(on, 1)) {
    const working = calendar.isWorkingDay(on)
    const suspended = excluded.some(({ from, to }) => from <= on && on <= to)
    const holiday = calendar.holiday(on)
    const kind = working ? (calendar.isMakeUp(on) ? 'makeUp' : 'working') : holiday ? 'holiday' : 'weekend'
    const count = working && !suspended && on > countedFrom ? ++counted : undefined
    days.push({
      on,
      kind,
      ...(kind === 'holiday' && holiday && { holiday }),
      ...(suspended && { suspended }),
      ...(count && { count }),
    })
  }
  // A number that does not end where the clock ends would mislead: then the days stand without numbers.
  return counted === workingDays.allowed ? days : days.map(({ count: _, ...day }) => day)
}
