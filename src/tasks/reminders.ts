/**
 * Tasks of the year that come near their day or have passed it: they stand in the digest of whoever answers for them on the first
 * working day of each week, and on the day before the last one; where nobody answers for it, in that of the heads. SQL: a job asks.
 */
import { type Day, dayNumber, inChineseWithWeekday, plusDays, weekday } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import type { Sql } from '../db/client.ts'
import type { House } from '../house.ts'
import { hasRole } from '../people/may.ts'
import type { Seat } from '../people/seats.ts'
import { type Task, tasksOf } from './tasks.ts'

/** Calendar days: within two weeks a task that was forgotten can still be done. */
const AHEAD = 14

/** What is still to be done and due within two weeks, or past its day; of the years around only what is due in this year. */
async function openTasks(sql: Sql, today: Day, agencyIds: readonly string[]): Promise<Task[]> {
  const year = Number(today.slice(0, 4))
  const tasks = await tasksOf(sql, { agencyIds, years: [year - 1, year, year + 1] }, today)
  return tasks.filter(
    ({ state, dueOn, year: of }) =>
      state !== 'done' &&
      state !== 'dropped' &&
      dueOn <= plusDays(today, AHEAD) &&
      (of >= year || dueOn >= `${year}-01-01`),
  )
}

/** Those of somebody on this day, one line each. */
export async function tasksDue(
  { sql, law, time }: Pick<House, 'sql' | 'law' | 'time'>,
  { id, seats }: { id: string; seats: readonly Seat[] },
): Promise<{ heading: string; lines: string[] }[]> {
  const today = time.today()
  const agencies = await sql<{ id: string; serves: boolean }[]>`
    select a.id, a.taken_in_by = any(${seats.filter((seat) => hasRole(seat, 'head')).map(({ agencyId }) => agencyId)}) as serves
    from agencies a where exists (select from work_tasks t where t.agency_id = a.id) order by position`
  if (agencies.length === 0) return []
  const open = await openTasks(
    sql,
    today,
    agencies.map((agency) => agency.id),
  )
  const left = await whoLeft(sql, open)
  const isTheirs = ({ ownerId, agency }: Task) =>
    ownerId && !left.has(ownerId)
      ? seats.some((seat) => seat.id === ownerId) || ownerId === id
      : agencies.some((one) => one.serves && one.id === agency)
  const isWeekly = isFirstOfWeek(today, law().calendar)
  const told = open.filter((task) => (isWeekly || task.dueOn === plusDays(today, 1)) && isTheirs(task))
  if (told.length === 0) return []
  const late = told.filter(({ dueOn }) => dueOn < today).length
  const heading = late > 0 ? `工作台账有${late}项任务逾期未完成：` : `工作台账有${told.length}项任务即将到期：`
  return [
    {
      heading,
      lines: told.map(
        ({ title, agencyName, dueOn }) =>
          `${agencyName}　${title}　${inChineseWithWeekday(dueOn)}以前　${untilDue(dueOn, today)}`,
      ),
    },
  ]
}

/** Of those who answer for these whoever has left: then the heads do. */
async function whoLeft(sql: Sql, tasks: readonly Task[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select id from people where id = any(${tasks.flatMap(({ ownerId }) => ownerId ?? [])}::uuid[]) and ended_at is not null`
  return new Set(rows.map((row) => row.id))
}

/** Has the week had no working day before? */
function isFirstOfWeek(today: Day, calendar: Calendar): boolean {
  const since = (weekday(today) + 6) % 7 // days since Monday
  return !Array.from({ length: since }, (_, i) => plusDays(today, -1 - i)).some((day) => calendar.isWorkingDay(day))
}

function untilDue(due: Day, day: Day): string {
  const days = dayNumber(due) - dayNumber(day)
  return days > 0 ? `还有${days}天` : days === 0 ? '今天到期' : `已经逾期${-days}天`
}
