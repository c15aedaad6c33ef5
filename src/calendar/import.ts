/** A year's arrangement from outside: read, checked, compared with what is in force, applied. */
import { z } from 'zod'
import { isDay, weekday } from '../../workflows/statute/days.ts'
import type { Arrangement } from '../../workflows/statute/working-days.ts'
import { announce, json, type Tx } from '../db/client.ts'
import { type FieldError, invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { CHANNEL } from '../law/in-force.ts'
import { recordChange } from '../people/changes.ts'
import { given, text } from '../web/given.ts'

const days = z.array(z.string().refine(isDay, { error: '不是有效日期' }), { error: '应当是日期的列表' }).max(200)
const texts = z.union([text(500).transform((one) => [one]), z.array(text(500)).min(1)])

/** The import file of contract section 5. */
export const CALENDAR = z.object({
  year: z.int({ error: '应当是年份' }).min(2019, { error: '不早于2019年' }).max(2100, { error: '不晚于2100年' }),
  notice: texts,
  published: z.string().refine(isDay, { error: '不是有效日期' }).optional(),
  url: texts,
  off: days,
  work: days,
})

/** A year has 13 legal holidays since 2025, and the weekends they are joined to: 20 to 40 days off in every notice so far. */
const FEWEST_OFF = 10

/**
 * The arrangement of an import file, as the next version of its year.
 * @throws Refusal INVALID naming each day that cannot be right.
 */
export function readCalendar(value: unknown, house: Pick<House, 'law'>): Arrangement {
  const { year, notice, published, url, off, work } = given(CALENDAR, value)
  const faults: FieldError[] = []
  const fault = (field: string, message: string) => faults.push({ field, code: 'UNFIT', message })
  // A notice may settle the last December days of the year before.
  const ofYear = (day: string) => day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12-`)
  for (const [field, list] of Object.entries({ off, work })) {
    for (const day of list.filter((day) => !ofYear(day))) fault(field, `${day}不在${year}年（或者上年12月）`)
    for (const day of list.filter((day, i) => list.indexOf(day) !== i)) fault(field, `${day}重复`)
  }
  for (const day of work.filter((day) => off.includes(day))) fault('work', `${day}既放假又上班`)
  for (const day of work.filter((day) => weekday(day) !== 0 && weekday(day) !== 6))
    fault('work', `${day}不是周末，不需要调休上班`)
  if (off.length < FEWEST_OFF) fault('off', `放假只有${off.length}天，通知不会这样少，请核对`)
  if (faults.length > 0) throw invalid(...faults)
  const inForce = house.law().arrangements.find((arrangement) => arrangement.year === year)
  const names = Object.fromEntries(off.map((day) => [day, inForce?.off[day] ?? '节假日']))
  return { year, version: (inForce?.version ?? 0) + 1, notice, url, off: names, work, ...(published && { published }) }
}

/** Puts the arrangement in force for every process. The cases that move are recorded by `recount`. */
export async function putInForce(
  tx: Tx,
  house: Pick<House, 'time'>,
  arrangement: Arrangement,
  by: string,
): Promise<void> {
  const { year, version, notice } = arrangement
  await tx`
    insert into calendars (year, version, arrangement, by, at)
    values (${year}, ${version}, ${json(arrangement)}, ${by}, ${house.time.now().toISOString()})`
  const change = { what: 'calendar' as const, subject: String(year), before: null, after: { version, notice } }
  await recordChange(tx, house, change, by)
  await announce(tx, CHANNEL, String(year))
}
