/**
 * 31 January and 31 March (Art 49) come near, or have passed, and a report is not final: the heads of the intake office
 * are told by mail, at ten and at three working days before, and each Monday after. Of an agency that had no application in
 * the year nothing is asked. SQL: a sweep asks, and a job.
 */
import { type Day, inChineseWithWeekday, weekday } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import { enqueue, type Jobs } from '../jobs/enqueue.ts'
import { dueOf } from './annual-due.ts'

/** Working days before the last day. */
const BEFORE = [3, 10]
const MONDAY = 1
/** Reminders stand by case: of a report by none. */
const NO_CASE = '00000000-0000-0000-0000-000000000000'

type Open = { agencyId: string; district: boolean; kind: string }

/** @returns how many reports somebody was reminded of */
export async function remindOfReports(house: Pick<House, 'sql' | 'law' | 'time'>): Promise<number> {
  const today = house.time.today()
  const year = Number(today.slice(0, 4)) - 1
  const { calendar } = house.law()
  let count = 0
  for (const report of await openReports(house.sql, year)) {
    const { on } = dueOf(report, year, today)
    const mark = markFor(on, today, calendar)
    if (mark) count += await house.sql.begin((tx) => remindOnce(tx, report, { year, on, mark, today }))
  }
  return count
}

/** Reports of the year that are not final, of agencies that had an application then; and of the districts of their offices. */
const openReports = (sql: Sql, year: number) => sql<Open[]>`
  with had as (
    select a.id, a.taken_in_by from agencies a where exists (
      select from cases c where c.agency_id = a.id and c.received_on between ${`${year}-01-01`} and ${`${year}-12-31`})
  ), wanted as (
    select id as agency_id, false as district from had
    union select taken_in_by, true from had where (select count(*) from agencies o where o.taken_in_by = had.taken_in_by) > 1
  )
  select w.agency_id, w.district, o.kind from wanted w join agencies o on o.id = w.agency_id where 'final' is distinct from (
    select r.act from annual_reports r where (r.agency_id, r.district, r.year) = (w.agency_id, w.district, ${year})
    order by r.n desc limit 1)`

/** Which reminder is due: the nearest step before the day, or that of a Monday after it. */
function markFor(on: Day, today: Day, calendar: Calendar): string | undefined {
  if (on < today) return weekday(today) === MONDAY ? `overdue:${today}` : undefined
  const left = calendar.between(today, on)
  const step = BEFORE.find((days) => left <= days)
  return step === undefined ? undefined : `before:${step}`
}

type Marked = { year: number; on: Day; mark: string; today: Day }

async function remindOnce(tx: Tx, { agencyId, district }: Open, { year, on, mark, today }: Marked): Promise<number> {
  const kind = `annualReport:${year}${district ? ':district' : ''}`
  const claim = await tx`
    insert into reminders ${tx({ agencyId, caseId: NO_CASE, kind, dueOn: on, mark, on: today })}
    on conflict do nothing returning mark`
  if (claim.length === 0) return 0
  const heads = await tx<{ id: string }[]>`
    select p.id from people p join agencies a on a.taken_in_by = p.agency_id
    where a.id = ${agencyId} and 'head' = any(p.roles) and p.email is not null and p.ended_at is null`
  for (const { id } of heads) await enqueue(tx, 'reportDue', { personId: id, agencyId, district, year, day: today })
  return 1
}

/** The job: one mail. Nothing is sent to who has left. */
export async function mailReportDue(
  { sql, post, config }: Pick<House, 'sql' | 'post' | 'config'>,
  { personId, agencyId, district, year, day }: Jobs['reportDue'],
): Promise<void> {
  const [person] = await sql<{ name: string; email: string; agency: string; kind: string }[]>`
    select p.name, p.email, a.name as agency, a.kind from people p, agencies a
    where p.id = ${personId} and p.email is not null and p.ended_at is null and a.id = ${agencyId}`
  if (!person) return
  const { on, daysLeft, article, what } = dueOf({ district, kind: person.kind }, year, day)
  const whose = district ? `${person.agency}汇总的本地区` : person.agency
  const query = new URLSearchParams({ year: String(year), agency: district ? 'all' : agencyId })
  await post.send({
    to: person.email,
    subject: `${year}年政府信息公开工作年度报告还没有定稿`,
    text: [
      `${person.name}：`,
      '',
      `${whose}${year}年政府信息公开工作年度报告应当在${inChineseWithWeekday(on)}以前${what}（${article}），${daysLeft < 0 ? `已经逾期${-daysLeft}天` : `还有${daysLeft}天`}，还没有定稿。`,
      '',
      `${addressOf(config, config.port)}/reports?${query}`,
    ].join('\n'),
    messageId: `<report.${personId}.${agencyId}.${district ? 'district' : 'own'}.${year}.${day}@${post.domain}>`,
  })
}
