/**
 * By when a report is due (Art 49): an agency submits and publishes its own by 31 January, the office in charge that of the
 * district by 31 March, of the year after.
 */
import { type Day, dayNumber } from '../../workflows/statute/days.ts'

export type Due = { on: Day; daysLeft: number; article: string }

/** @param today YYYY-MM-DD. Days left are calendar days, negative past the day. */
export function dueOf({ district }: { district: boolean }, year: number, today: Day): Due {
  const on = `${year + 1}-${district ? '03-31' : '01-31'}`
  return { on, daysLeft: dayNumber(on) - dayNumber(today), article: '条例第四十九条' }
}
