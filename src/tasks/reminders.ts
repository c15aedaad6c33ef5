/**
 * Tasks of the year that come near their day or have passed it: whoever answers for them is told by mail on the first working day
 * of each week, and on the day before the last one; where nobody answers for it, the heads are. One mail a day of everything
 * together. SQL: a nightly job asks, and a job.
 */
import { type Day, dayNumber, inChineseWithWeekday, plusDays, weekday } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import type { Sql } from '../db/client.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import { enqueue, type Jobs } from '../jobs/enqueue.ts'
import { type Task, tasksOf } from './tasks.ts'

/** Calendar days: within two weeks a task that was forgotten can still be done. */
const AHEAD = 14
/** The reminders themselves are kept for a week. */
const KEPT = 7

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

/** By night: claims each person's mail of the day and enqueues it in one transaction. @returns how many are told */
export async function remindOfTasks(house: Pick<House, 'sql' | 'law' | 'time'>): Promise<number> {
  const today = house.time.today()
  const { calendar } = house.law()
  if (!calendar.isWorkingDay(today)) return 0
  const agencies = await house.sql<{ id: string }[]>`
    select id from agencies a where exists (select from work_tasks t where t.agency_id = a.id) order by position`
  const open = await openTasks(
    house.sql,
    today,
    agencies.map(({ id }) => id),
  )
  const isWeekly = isFirstOfWeek(today, calendar)
  const told = open.filter(({ dueOn }) => isWeekly || dueOn === plusDays(today, 1))
  if (told.length === 0) return 0
  const to = await peopleFor(house.sql, told)
  return house.sql.begin(async (tx) => {
    await tx`delete from work_reminders where "on" < ${plusDays(today, -KEPT)}`
    const claims = await tx<{ personId: string }[]>`
      insert into work_reminders (person_id, "on") select unnest(${[...to.keys()]}::uuid[]), ${today}::date
      on conflict do nothing returning person_id`
    for (const { personId } of claims)
      await enqueue(tx, 'tasksDue', { personId, day: today, tasks: to.get(personId)!.map(({ id }) => id) })
    return claims.length
  })
}

/** Has the week had no working day before? */
function isFirstOfWeek(today: Day, calendar: Calendar): boolean {
  const since = (weekday(today) + 6) % 7 // days since Monday
  return !Array.from({ length: since }, (_, i) => plusDays(today, -1 - i)).some((day) => calendar.isWorkingDay(day))
}

/** Who is told of which: the one who answers for it; else the heads of the intake office of the agency. */
async function peopleFor(sql: Sql, tasks: readonly Task[]): Promise<Map<string, Task[]>> {
  const people = await sql<{ id: string; isHead: boolean; serves: string[] }[]>`
    select p.id, 'head' = any(p.roles) as is_head, array(select a.id from agencies a where a.taken_in_by = p.agency_id) as serves
    from people p where p.email is not null and p.ended_at is null and (
      p.id = any(${tasks.flatMap(({ ownerId }) => ownerId ?? [])}::uuid[]) or 'head' = any(p.roles))`
  const told = new Map<string, Task[]>()
  for (const task of tasks) {
    const owner = people.find(({ id }) => id === task.ownerId)
    const of = owner ? [owner] : people.filter(({ isHead, serves }) => isHead && serves.includes(task.agency))
    for (const { id } of of) told.set(id, [...(told.get(id) ?? []), task])
  }
  return told
}

/** The job: one mail of what is still open. Nothing to who has left, nor where all of it is done by now. */
export async function mailTasksDue(
  { sql, post, config }: Pick<House, 'sql' | 'post' | 'config'>,
  { personId, day, tasks }: Jobs['tasksDue'],
): Promise<void> {
  const [person] = await sql<{ name: string; email: string }[]>`
    select name, email from people where id = ${personId} and email is not null and ended_at is null`
  if (!person) return
  const agencies = await sql<{ agencyId: string }[]>`
    select distinct agency_id from work_tasks where id = any(${tasks as string[]}::uuid[])`
  const open = (
    await openTasks(
      sql,
      day,
      agencies.map(({ agencyId }) => agencyId),
    )
  ).filter(({ id }) => tasks.includes(id))
  if (open.length === 0) return
  const late = open.filter(({ dueOn }) => dueOn < day).length
  await post.send({
    to: person.email,
    subject: late > 0 ? `工作台账有${late}项任务逾期未完成` : `工作台账有${open.length}项任务即将到期`,
    text: [
      `${person.name}：`,
      '',
      '下列任务尚未完成：',
      ...open.map(
        ({ title, agencyName, dueOn }) =>
          `${agencyName}　${title}　${inChineseWithWeekday(dueOn)}以前　${left(dueOn, day)}`,
      ),
      '',
      `${addressOf(config, config.port)}/tasks`,
    ].join('\n'),
    messageId: `<tasks.${personId}.${day}@${post.domain}>`,
  })
}

function left(due: Day, day: Day): string {
  const days = dayNumber(due) - dayNumber(day)
  return days > 0 ? `还有${days}天` : days === 0 ? '今天到期' : `已经逾期${-days}天`
}
