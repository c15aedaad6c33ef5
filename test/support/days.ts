/** The day on which most stories begin, and the hour. */
import type { Day } from '../../workflows/statute/days.ts'

/** A Monday with seven ordinary weeks behind it and no holiday for five weeks to come. */
export const MONDAY = '2026-03-02'

/** Half past nine of this day, when the office has opened. */
export const morning = (day: Day): Date => new Date(`${day}T09:30:00+08:00`)
