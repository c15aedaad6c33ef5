/**
 * Returns that are due and not reported: whoever reports for the agency is told by mail, from some days before the last day on, each
 * working day, once a day of everything together. Only where it is set since when returns are asked for. SQL: a nightly job
 * asks, and a job.
 */
import { type Day, dayNumber, inChineseWithWeekday, plusDays } from '../../../workflows/statute/days.ts'
import type { Sql } from '../../db/client.ts'
import { addressOf } from '../../ground/config.ts'
import type { House } from '../../house.ts'
import { enqueue, type Jobs } from '../../jobs/enqueue.ts'
import { definitionsIn } from './in-force.ts'
import { frozenIn } from './monthly.ts'
import { dueOn, type Month, monthInChinese, monthOf, plusMonths } from './months.ts'

/** A return of longer ago is late all the same, and no mail will bring it. */
const MONTHS_BACK = 12

export type Unreported = { agencyId: string; district: boolean; name: string; month: Month; due: Day }

/** What these agencies, or all of them, have not reported of what is due soon or past its day. */
export async function unreportedIn(sql: Sql, today: Day): Promise<Unreported[]> {
  const [definitions, agencies] = await Promise.all([
    definitionsIn(sql),
    sql<
      { id: string; name: string; takenInBy: string }[]
    >`select id, name, taken_in_by from agencies order by position`,
  ])
  const offices = new Set(agencies.map(({ takenInBy }) => takenInBy))
  const several = (office: string) => agencies.filter(({ takenInBy }) => takenInBy === office).length > 1
  const keepers = [
    ...agencies.map(({ id, name }) => ({ agencyId: id, district: false, name })),
    ...agencies
      .filter(({ id }) => offices.has(id) && several(id))
      .map(({ id, name }) => ({ agencyId: id, district: true, name: `${name}汇总的本地区` })),
  ]
  const months = Array.from({ length: MONTHS_BACK }, (_, i) => plusMonths(monthOf(today), i - MONTHS_BACK))
  const frozen = await frozenIn(
    sql,
    agencies.map(({ id }) => id),
    months,
  )
  return keepers.flatMap((kept) => {
    const { since, dueDay, remindBefore } = definitions(kept)
    if (!since) return []
    return months
      .filter((month) => month >= since && plusDays(dueOn(month, dueDay), -remindBefore) <= today)
      .filter((month) => !frozen.some((one) => isOf(one, kept, month) && one.act === 'final'))
      .map((month) => ({ ...kept, month, due: dueOn(month, dueDay) }))
  })
}

const isOf = (
  one: { agencyId: string; district: boolean; month: Month },
  { agencyId, district }: { agencyId: string; district: boolean },
  month: Month,
) => one.agencyId === agencyId && one.district === district && one.month === month

/** By night: claims each person's mail of the day and enqueues it in one transaction. @returns how many are told */
export async function remindOfReturns(house: Pick<House, 'sql' | 'law' | 'time'>): Promise<number> {
  const today = house.time.today()
  if (!house.law().calendar.isWorkingDay(today)) return 0
  const open = await unreportedIn(house.sql, today)
  if (open.length === 0) return 0
  const agencies = [...new Set(open.map(({ agencyId }) => agencyId))]
  return house.sql.begin(async (tx) => {
    await tx`delete from monthly_reminders where "on" < ${today}::date - 7`
    const claims = await tx<{ personId: string }[]>`
      insert into monthly_reminders (person_id, "on")
      select distinct p.id, ${today}::date from people p join agencies a on a.taken_in_by = p.agency_id
      where a.id = any(${agencies}) and 'head' = any(p.roles) and p.email is not null and p.ended_at is null
      on conflict do nothing returning person_id`
    for (const { personId } of claims) await enqueue(tx, 'returnsDue', { personId, day: today })
    return claims.length
  })
}

/** The job: one mail of what is still not reported. Nothing to who has left, nor where all of it is reported by now. */
export async function mailReturnsDue(
  { sql, post, config }: Pick<House, 'sql' | 'post' | 'config'>,
  { personId, day }: Jobs['returnsDue'],
): Promise<void> {
  const [person] = await sql<{ name: string; email: string; agencies: string[] }[]>`
    select p.name, p.email, array(select a.id from agencies a where a.taken_in_by = p.agency_id) as agencies
    from people p where p.id = ${personId} and p.email is not null and p.ended_at is null`
  if (!person) return
  const open = (await unreportedIn(sql, day)).filter(({ agencyId }) => person.agencies.includes(agencyId))
  if (open.length === 0) return
  const late = open.filter(({ due }) => due < day).length
  await post.send({
    to: person.email,
    subject: late > 0 ? `月度报送有${late}份逾期` : '请按期报送本期月度数据',
    text: [
      `${person.name}：`,
      '',
      '下列月度数据尚未报送：',
      ...open.map(
        ({ name, month, due }) =>
          `${name}　${monthInChinese(month)}　${inChineseWithWeekday(due)}以前　${left(due, day)}`,
      ),
      '',
      `${addressOf(config, config.port)}/reports/monthly`,
    ].join('\n'),
    messageId: `<returns.${personId}.${day}@${post.domain}>`,
  })
}

function left(due: Day, day: Day): string {
  const days = dayNumber(due) - dayNumber(day)
  return days > 0 ? `还有${days}天` : days === 0 ? '今天到期' : `已经逾期${-days}天`
}
