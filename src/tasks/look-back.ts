/** 回头看: what the year before left undone, for the plan of this one. */
import type { House } from '../house.ts'
import { carriedTo, type Task, tasksOf } from './tasks.ts'

/** Neither done nor dropped. `isCarried`: it stands in this year already. */
export type LeftTask = Task & { isCarried: boolean }

/** @param year into which they may be taken over */
export async function leftUndone(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  agencyIds: readonly string[],
  year: number,
): Promise<LeftTask[]> {
  const [before, carried] = await Promise.all([
    tasksOf(sql, { agencyIds, years: [year - 1] }, time.today()),
    carriedTo(sql, agencyIds, year),
  ])
  return before
    .filter(({ state }) => state !== 'done' && state !== 'dropped')
    .map((task) => ({ ...task, isCarried: carried.has(task.id) }))
}
