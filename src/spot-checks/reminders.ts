/**
 * What spot checks found waits for its answer, or an answer to be judged: whoever's turn it is is told by mail in the night after it
 * became theirs, at three working days before the day, and each Monday after it. One mail a day of everything together. SQL: a
 * nightly job asks, and a job.
 */
import { type Day, inChineseWithWeekday, weekday } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import { enqueueEach, type Jobs } from '../jobs/enqueue.ts'
import { type Owed, owedOf } from './checked.ts'
import { FINDING_STATES } from './standing.ts'

/** Working days before the last day. */
const BEFORE = 3
const MONDAY = 1

/** What is open of cases whose content still stands: nobody can answer of one that was destroyed. */
async function openFindings(sql: Sql, today: Day): Promise<Owed[]> {
  const agencies = await sql<{ agencyId: string }[]>`select distinct agency_id from spot_cases where drawn`
  const owed = await owedOf(
    sql,
    'nobody',
    agencies.map(({ agencyId }) => agencyId),
    today,
  )
  return owed.filter(({ finding }) => finding.says !== '')
}

/** By night: claims what is due and enqueues one mail a person, in one transaction. @returns how many are told */
export async function remindOfFindings(house: Pick<House, 'sql' | 'law' | 'time'>): Promise<number> {
  const today = house.time.today()
  const { calendar } = house.law()
  if (!calendar.isWorkingDay(today)) return 0
  const due = (await openFindings(house.sql, today)).flatMap((one) => {
    const mark = markFor(one, today, calendar)
    return mark ? [{ one, mark }] : []
  })
  if (due.length === 0) return 0
  return house.sql.begin(async (tx) => {
    const told = new Map<string, Owed[]>()
    for (const { one, mark } of due)
      if (await claim(tx, one, mark, today))
        for (const id of await whoseTurn(tx, one)) told.set(id, [...(told.get(id) ?? []), one])
    const mails = [...told].map(([personId, those]) => ({
      ...{ personId, day: today },
      cases: those.map(({ drawId, caseId }) => ({ drawId, caseId })),
    }))
    if (mails.length > 0) await enqueueEach(tx, 'findingsDue', mails)
    return mails.length
  })
}

/** Which reminder is due: that of each new line, that of the days before the last one, or that of a Monday after it. */
function markFor({ finding }: Owed, today: Day, calendar: Calendar): string | undefined {
  const { state, dueOn, after, n } = finding
  const turn = `turn:${after.at(-1)?.n ?? n}`
  if (state === 'answered') return turn
  if (dueOn < today) return weekday(today) === MONDAY ? `overdue:${today}` : turn
  return calendar.between(today, dueOn) <= BEFORE ? `before:${BEFORE}` : turn
}

async function claim(tx: Tx, one: Owed, mark: string, today: Day): Promise<boolean> {
  const { agencyId, caseId, drawId, finding } = one
  const kind = `spotCheck:${drawId}:${finding.n}`
  const claimed = await tx`
    insert into reminders ${tx({ agencyId, caseId, kind, dueOn: finding.dueOn, mark, on: today })}
    on conflict do nothing returning mark`
  return claimed.length > 0
}

/** Who answers: the handler of the case and the heads of its agency; who judges an answer: the heads of the office that drew. */
async function whoseTurn(tx: Tx, { drawId, agencyId, handlerId, finding }: Owed): Promise<string[]> {
  const office = tx`(select agency_id from spot_draws where id = ${drawId})`
  const people = await tx<{ id: string }[]>`
    select p.id from people p join agencies a on a.id = ${finding.state === 'owed' ? agencyId : office}
    where p.email is not null and p.ended_at is null and (
      ('head' = any(p.roles) and p.agency_id in (a.id, a.taken_in_by))
      or (${finding.state === 'owed'} and p.id = ${handlerId}::uuid))`
  return people.map(({ id }) => id)
}

/** The job: one mail of what still waits. Nothing to who has left, nor where all of it is settled by now. */
export async function mailFindingsDue(
  { sql, post, config }: Pick<House, 'sql' | 'post' | 'config'>,
  { personId, day, cases }: Jobs['findingsDue'],
): Promise<void> {
  const [person] = await sql<{ name: string; email: string }[]>`
    select name, email from people where id = ${personId} and email is not null and ended_at is null`
  if (!person) return
  const open = (await openFindings(sql, day)).filter((one) =>
    cases.some(({ drawId, caseId }) => one.drawId === drawId && one.caseId === caseId),
  )
  if (open.length === 0) return
  const late = open.filter(({ finding }) => finding.isOverdue).length
  await post.send({
    to: person.email,
    subject: late > 0 ? `抽查发现的问题有${late}项逾期没有答复` : `抽查发现的问题有${open.length}项等待处理`,
    text: [
      `${person.name}：`,
      '',
      '抽查发现的下列问题尚未了结：',
      ...open.map(
        ({ agencyName, number, finding }) =>
          `${agencyName}　${number}　${FINDING_STATES[finding.state]}　答复期限${inChineseWithWeekday(finding.dueOn)}${finding.isOverdue ? '，已经逾期' : ''}`,
      ),
      '',
      `${addressOf(config, config.port)}/spot-checks`,
    ].join('\n'),
    messageId: `<findings.${personId}.${day}@${post.domain}>`,
  })
}
