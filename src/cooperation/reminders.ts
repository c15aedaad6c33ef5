/**
 * What of working together waits stands in the digest of whoever helps on the day after they were asked, on the working day before
 * the last one, and each Monday after it; of whoever asked, what is overdue, on those Mondays too, and once
 * what was answered or handed back, unless they saw it; of heads, what was handed back; of
 * who was invited or mentioned, once. Numbers and days, no words. SQL: a nightly job asks, and a job.
 */
import { type Day, inChineseWithWeekday, weekday } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import type { House } from '../house.ts'
import { seenInSql } from '../ledger/seen.ts'
import type { Seat } from '../people/seats.ts'
import { isPersonThere, isUnanswered } from './assistance.ts'
import { conferredStill } from './conferences.ts'

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
type Kind = 'help' | 'asked' | 'answered' | 'returned' | 'handedBack' | 'invited' | 'mentioned'

const SAYS: Record<Kind, string> = {
  help: '请求协办，等待答复',
  asked: '请求其他科室的协办，逾期没有答复',
  answered: '请求其他科室的协办，已经答复',
  returned: '请求其他科室的协办，被退回',
  handedBack: '退回分办，等待重新分办',
  invited: '请您会商，等待意见',
  mentioned: '内部沟通提醒您看',
}
const MONDAY = 1

/** What is open, for each whose turn it is. @param of these people alone */
function openOf(sql: Sql, today: Day, of?: readonly Seat[]) {
  const theirs = (person: Fragment) => (of ? sql`and ${person} = any(${of.map(({ id }) => id)}::uuid[])` : sql``)
  // Who sees a case no more is not reminded of it: asked of each when they are told, for of all at once nobody can say it.
  const seen = of ? seenInSql(sql, { seats: of }) : sql`true`
  return sql<Owed[]>`
  with owed as (
    select p.id as person_id, s.agency_id, s.case_id, 'help ' || s.position as of, 'help' as kind, s.due_on
    from assistances s join person_units w on w.unit_id = s.unit_id join people p on p.id = w.person_id
    where s.ended is null and 'handler' = any(p.roles) ${theirs(sql`p.id`)}
      and (s.person_id is null or s.person_id = p.id or not ${isPersonThere(sql)})
    union all
    select p.id, s.agency_id, s.case_id, 'asked ' || s.position, 'asked', s.due_on
    from assistances s join people p on 'staff:' || p.username = s.by
    where s.ended is null and s.due_on < ${today}::date ${theirs(sql`p.id`)}
    union all
    select p.id, s.agency_id, s.case_id, 'ended ' || s.position, case s.ended when 'answered' then 'answered' else 'returned' end, null
    from assistances s join people p on 'staff:' || p.username = s.by
    where s.ended in ('answered', 'handedBack') and s.read_at is null
    union all
    select p.id, m.agency_id, m.case_id, 'handedBack ' || m.position, 'handedBack', null
    from case_moves m join agencies a on a.id = m.agency_id join people p on p.agency_id in (a.id, a.taken_in_by)
    where m.kind = 'handedBack' and m.settled is null and 'head' = any(p.roles) ${theirs(sql`p.id`)}
    union all
    select i.person_id, i.agency_id, i.case_id, 'invited ' || i.conference, 'invited', null
    from conference_seats i join conferences f on (f.agency_id, f.case_id, f.n) = (i.agency_id, i.case_id, i.conference)
    where i.given_at is null and f.concluded is null ${theirs(sql`i.person_id`)} and exists (
      select from people p join agencies a on p.agency_id in (a.id, a.taken_in_by) where p.id = i.person_id and a.id = i.agency_id)
    union all
    select m.person_id, m.agency_id, m.case_id, 'mentioned ' || m.remark_id, 'mentioned', null
    from remark_mentions m where m.read_at is null ${theirs(sql`m.person_id`)}
  )
  select o.*, coalesce(c.number, c.receipt) as number
  from owed o join people p on p.id = o.person_id and p.ended_at is null
  join cases c on (c.agency_id, c.id) = (o.agency_id, o.case_id) and case o.kind
    when 'help' then ${isUnanswered(sql)} when 'asked' then ${isUnanswered(sql)} and ${seen} when 'invited' then ${conferredStill(sql)}
    when 'mentioned' then c.stage <> 'archive' and ${seen} else c.stage <> 'archive' end
  order by o.due_on nulls last, c.receipt, o.of`
}

/** By night: puts down what falls due, each once. @returns how many reminders there are */
export async function remindOfCooperation({ sql, law, time }: Pick<House, 'sql' | 'law' | 'time'>): Promise<number> {
  const today = time.today()
  const { calendar } = law()
  if (!calendar.isWorkingDay(today)) return 0
  const due = (await openOf(sql, today)).map((one) => ({
    ...{ agencyId: one.agencyId, caseId: one.caseId, kind: kindOf(one), dueOn: one.dueOn ?? FOREVER },
    ...{ mark: markFor(one, today, calendar), on: today, at: time.now().toISOString() },
  }))
  if (due.length === 0) return 0
  const claimed = await sql`insert into reminders ${sql(due)} on conflict do nothing returning 1 as one`
  return claimed.length
}

/** What it is called among reminders: of each person once a mark, until another day is set for it. */
const kindOf = ({ of, personId }: Owed) => `cooperation:${of}:${personId}`
const FOREVER: Day = '9999-12-31'

/** Which reminder is due: the first, that of the working day before the last one, or that of a Monday after it. */
function markFor({ dueOn }: Owed, today: Day, calendar: Calendar): string {
  if (dueOn === null) return 'first'
  if (dueOn < today) return weekday(today) === MONDAY ? `overdue:${today}` : 'overdue'
  return calendar.between(today, dueOn) <= 1 ? 'before' : 'first'
}

/** Those of somebody, and of whom they cover, that fell due in this time and still wait, one line each. */
export async function cooperationDue(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { seats }: { seats: readonly Seat[] },
  { since, until }: { since: string; until: string },
): Promise<{ heading: string; lines: string[] }[]> {
  const people = seats.map(({ id }) => id)
  const rows = await sql<{ caseId: string; kind: string }[]>`
    select distinct r.case_id, r.kind from agencies a join reminders r on r.agency_id = a.id
    where r.at > ${since} and r.at <= ${until} and starts_with(r.kind, 'cooperation:')
      and right(r.kind, 36) = any(${people})`
  if (rows.length === 0) return []
  const today = time.today()
  const fell = new Set(rows.map(({ caseId, kind }) => `${caseId} ${kind}`))
  const open = (await openOf(sql, today, seats)).filter((one) => fell.has(`${one.caseId} ${kindOf(one)}`))
  if (open.length === 0) return []
  return [
    {
      heading: `有${open.length}项协办、会商等待您处理：`,
      lines: open.map(({ number, kind, dueOn }) => {
        const until = dueOn ? `　${inChineseWithWeekday(dueOn)}以前${dueOn < today ? '，已经逾期' : ''}` : ''
        return `${number}　${SAYS[kind]}${until}`
      }),
    },
  ]
}
