/** 即将到期: one meaning for the desk, supervision and every page. The number stands in workflows/statute/office.yaml. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { loadLaw } from './law.ts'

/** Working days: a limit is soon when so many or fewer are left. */
export const SOON = loadLaw().office.soon

/** The last day that is soon, seen from today. */
export const soonUntil = (calendar: Calendar, today: Day): Day => calendar.plus(today, SOON).on
