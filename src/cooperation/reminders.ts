/**
 * What of working together waits: whoever helps is told by mail in the night after they were asked, on the working day before the last
 * one, and each Monday after it; whoever asked, of what is overdue, on those Mondays too; heads of what was handed back; who was
 * invited or mentioned, once. One mail a day of everything together, with numbers and days and no words. SQL: a nightly job
 * asks, and a job.
 */
import { type Day, inChineseWithWeekday, weekday } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import { enqueueEach, type Jobs } from '../jobs/enqueue.ts'

/** `of` tells the things of one case apart; `dueOn` none where there is no day. */
type Owed = {
  personId: string
  agencyId: string
  caseId: string
  of: string
  kind: Kind
  dueOn: Day | null
  number: string
}
type Kind = 'help' | 'asked' | 'handedBack' | 'invited' | 'mentioned'

const SAYS: Record<Kind, string> = {
  help: '请求协办，等待答复',
  asked: '请求其他科室的协办，逾期没有答复',
  handedBack: '退回分办，等待重新分办',
  invited: '请您会商，等待意见',
  mentioned: '内部沟通提醒您看',
}
const MONDAY = 1

/** What is open, for each whose turn it is and who has an address. */
const openOf = (sql: Sql | Tx, today: Day) => sql<Owed[]>`
  with owed as (
    select p.id as person_id, s.agency_id, s.case_id, 'help ' || s.position as of, 'help' as kind, s.due_on
    from assistances s join person_units w on w.unit_id = s.unit_id join people p on p.id = w.person_id
    where s.ended is null and 'handler' = any(p.roles) and (s.person_id is null or s.person_id = p.id
      or exists (select from people o where o.id = s.person_id and o.ended_at is not null))
    union all
    select p.id, s.agency_id, s.case_id, 'asked ' || s.position, 'asked', s.due_on
    from assistances s join people p on 'staff:' || p.username = s.by where s.ended is null and s.due_on < ${today}::date
    union all
    select p.id, m.agency_id, m.case_id, 'handedBack ' || m.position, 'handedBack', null
    from case_moves m join agencies a on a.id = m.agency_id join people p on p.agency_id in (a.id, a.taken_in_by)
    where m.kind = 'handedBack' and m.settled is null and 'head' = any(p.roles)
    union all
    select i.person_id, i.agency_id, i.case_id, 'invited ' || i.conference, 'invited', null
    from conference_seats i join conferences f on (f.agency_id, f.case_id, f.n) = (i.agency_id, i.case_id, i.conference)
    where i.given_at is null and i.person_id is not null and f.concluded is null
    union all
    select m.person_id, m.agency_id, m.case_id, 'mentioned ' || m.remark_id, 'mentioned', null
    from remark_mentions m where m.read_at is null
  )
  select o.*, coalesce(c.number, c.receipt) as number
  from owed o join people p on p.id = o.person_id and p.email is not null and p.ended_at is null
  join cases c on (c.agency_id, c.id) = (o.agency_id, o.case_id) and c.stage <> 'archive'
  order by o.due_on nulls last, c.receipt, o.of`

/** By night: claims what is due and enqueues one mail a person, in one transaction. @returns how many are told */
export async function remindOfCooperation(house: Pick<House, 'sql' | 'law' | 'time'>): Promise<number> {
  const today = house.time.today()
  const { calendar } = house.law()
  if (!calendar.isWorkingDay(today)) return 0
  const open = await openOf(house.sql, today)
  if (open.length === 0) return 0
  return house.sql.begin(async (tx) => {
    const told = new Map<string, string[]>()
    for (const one of open)
      if (await claim(tx, one, markFor(one, today, calendar), today))
        told.set(one.personId, [...(told.get(one.personId) ?? []), `${one.caseId} ${one.of}`])
    const mails = [...told].map(([personId, of]) => ({ personId, day: today, of }))
    if (mails.length > 0) await enqueueEach(tx, 'cooperationDue', mails)
    return mails.length
  })
}

/** Which reminder is due: the first, that of the working day before the last one, or that of a Monday after it. */
function markFor({ dueOn }: Owed, today: Day, calendar: Calendar): string {
  if (dueOn === null) return 'first'
  if (dueOn < today) return weekday(today) === MONDAY ? `overdue:${today}` : 'overdue'
  return calendar.between(today, dueOn) <= 1 ? 'before' : 'first'
}

/** Of each person once a mark, until another day is set for it. */
async function claim(
  tx: Tx,
  { agencyId, caseId, personId, of, dueOn }: Owed,
  mark: string,
  today: Day,
): Promise<boolean> {
  const row = { agencyId, caseId, kind: `cooperation:${of}:${personId}`, dueOn: dueOn ?? FOREVER, mark, on: today }
  const claimed = await tx`insert into reminders ${tx(row)} on conflict do nothing returning mark`
  return claimed.length > 0
}
const FOREVER: Day = '9999-12-31'

/** The job: one mail of what still waits. Nothing to who has left, nor where all of it is settled by now. */
export async function mailCooperationDue(
  { sql, post, config }: Pick<House, 'sql' | 'post' | 'config'>,
  { personId, day, of }: Jobs['cooperationDue'],
): Promise<void> {
  const open = (await openOf(sql, day)).filter(
    (one) => one.personId === personId && of.includes(`${one.caseId} ${one.of}`),
  )
  const [person] = await sql<{ name: string; email: string }[]>`
    select name, email from people where id = ${personId} and email is not null and ended_at is null`
  if (!person || open.length === 0) return
  await post.send({
    to: person.email,
    subject: `有${open.length}项协办、会商等待您处理`,
    text: [
      `${person.name}：`,
      '',
      ...open.map(({ number, kind, dueOn }) => {
        const until = dueOn ? `　${inChineseWithWeekday(dueOn)}以前${dueOn < day ? '，已经逾期' : ''}` : ''
        return `${number}　${SAYS[kind]}${until}`
      }),
      '',
      `${addressOf(config, config.port)}/cooperation`,
    ].join('\n'),
    messageId: `<cooperation.${personId}.${day}@${post.domain}>`,
  })
}
