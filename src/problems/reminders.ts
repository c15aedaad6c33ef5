/**
 * 依法行政问题 that nobody has answered: the department is told by mail on the day before the last one, and each week after it, once a day
 * at most. SQL: a nightly job asks, and a job.
 */
import { type Day, inChinese, plusDays } from '../../workflows/statute/days.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import { enqueue, type Jobs } from '../jobs/enqueue.ts'

/** Calendar days between two reminders of what is late. */
const AGAIN = 7

/** By night: claims each problem's reminder of the day and enqueues it in one transaction. @returns how many */
export async function remindOfProblems(house: Pick<House, 'sql' | 'law' | 'time'>): Promise<number> {
  const today = house.time.today()
  if (!house.law().calendar.isWorkingDay(today)) return 0
  return house.sql.begin(async (tx) => {
    const due = await tx<{ agencyId: string; caseId: string; position: number }[]>`
      update problems set reminded_on = ${today}::date
      where answer is null and due_on <= ${plusDays(today, 1)}::date
        and (reminded_on is null or reminded_on <= ${plusDays(today, -AGAIN)}::date)
      returning agency_id, case_id, position`
    for (const one of due) await enqueue(tx, 'problemDue', { ...one, day: today })
    return due.length
  })
}

/** The job: to the handlers of the unit, or to the heads of the agency or of the office that takes in for it. Numbers and days alone. */
export async function mailProblemDue(
  { sql, post, config }: Pick<House, 'sql' | 'post' | 'config'>,
  { agencyId, caseId, position, day }: Jobs['problemDue'],
): Promise<void> {
  const [one] = await sql<{ toAgency: string; toUnit: string | null; dueOn: Day; number: string }[]>`
    select p.to_agency, p.to_unit, p.due_on, coalesce(c.number, c.receipt) as number
    from problems p join cases c on (c.agency_id, c.id) = (p.agency_id, p.case_id)
    where (p.agency_id, p.case_id, p.position) = (${agencyId}, ${caseId}::uuid, ${position}) and p.answer is null`
  if (!one) return
  const people = await sql<{ id: string; name: string; email: string }[]>`
    select p.id, p.name, p.email from people p where p.email is not null and p.ended_at is null and (
      (${one.toUnit}::text is not null and 'handler' = any(p.roles)
        and exists (select from person_units w where w.person_id = p.id and w.unit_id = ${one.toUnit}))
      or (${one.toUnit}::text is null and 'head' = any(p.roles)
        and exists (select from agencies a where a.id = ${one.toAgency} and p.agency_id in (a.id, a.taken_in_by))))`
  for (const { id, name, email } of people)
    await post.send({
      to: email,
      subject: one.dueOn < day ? '移送的依法行政问题逾期没有答复' : '移送的依法行政问题即将到期',
      text: [
        `${name}：`,
        '',
        `申请件${one.number}移送的依法行政问题，应于${inChinese(one.dueOn)}以前答复，还没有答复。`,
        '',
        `${addressOf(config, config.port)}/cases/${caseId}/problems`,
      ].join('\n'),
      messageId: `<problems.${id}.${caseId}.${position}.${day}@${post.domain}>`,
    })
}
