/**
 * What spot checks found waits for its answer, or an answer to be judged: it stands in the digest of whoever's turn it is on the
 * morning after it became theirs, at three working days before the day, and each Monday after it. By night it is put down what falls
 * due. SQL: a nightly job asks, and a job.
 */
import { type Day, inChineseWithWeekday, weekday } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import type { Sql } from '../db/client.ts'
import type { House } from '../house.ts'
import type { Seat } from '../people/seats.ts'
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

/** By night: puts down what falls due, each once. @returns how many reminders there are */
export async function remindOfFindings(house: Pick<House, 'sql' | 'law' | 'time'>): Promise<number> {
  const { sql, time } = house
  const today = time.today()
  const { calendar } = house.law()
  if (!calendar.isWorkingDay(today)) return 0
  const due = (await openFindings(sql, today)).flatMap((one) => {
    const mark = markFor(one, today, calendar)
    return mark
      ? [{ agencyId: one.agencyId, caseId: one.caseId, kind: kindOf(one), dueOn: one.finding.dueOn, mark }]
      : []
  })
  if (due.length === 0) return 0
  const at = time.now().toISOString()
  const claimed = await sql`
    insert into reminders ${sql(due.map((one) => ({ ...one, on: today, at })))} on conflict do nothing returning 1 as one`
  return claimed.length
}

/** What it is called among reminders. */
const kindOf = ({ drawId, finding }: Owed) => `spotCheck:${drawId}:${finding.n}`

/** Which reminder is due: that of each new line, that of the days before the last one, or that of a Monday after it. */
function markFor({ finding }: Owed, today: Day, calendar: Calendar): string | undefined {
  const { state, dueOn, after, n } = finding
  const turn = `turn:${after.at(-1)?.n ?? n}`
  if (state === 'answered') return turn
  if (dueOn < today) return weekday(today) === MONDAY ? `overdue:${today}` : turn
  return calendar.between(today, dueOn) <= BEFORE ? `before:${BEFORE}` : turn
}

/** Those of somebody that fell due in this time and still wait, one line each. */
export async function findingsDue(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { seats }: { seats: readonly Seat[] },
  { since, until }: { since: string; until: string },
): Promise<{ heading: string; lines: string[] }[]> {
  const rows = await sql<{ caseId: string; kind: string }[]>`
    select distinct r.case_id, r.kind from agencies a join reminders r on r.agency_id = a.id
    where r.at > ${since} and r.at <= ${until} and starts_with(r.kind, 'spotCheck:')`
  if (rows.length === 0) return []
  const owed = (await openFindings(sql, time.today())).filter((one) =>
    rows.some(({ caseId, kind }) => one.caseId === caseId && kind === kindOf(one)),
  )
  const open: Owed[] = []
  for (const one of owed)
    if ((await whoseTurn(sql, one)).some((id) => seats.some((seat) => seat.id === id))) open.push(one)
  if (open.length === 0) return []
  const late = open.filter(({ finding }) => finding.isOverdue).length
  return [
    {
      heading: late > 0 ? `抽查发现的问题有${late}项逾期没有答复：` : `抽查发现的问题有${open.length}项等待处理：`,
      lines: open.map(
        ({ agencyName, number, finding }) =>
          `${agencyName}　${number}　${FINDING_STATES[finding.state]}　答复期限${inChineseWithWeekday(finding.dueOn)}${finding.isOverdue ? '，已经逾期' : ''}`,
      ),
    },
  ]
}

/** Who answers: the handler of the case and the heads of its agency; who judges an answer: the heads of the office that drew. */
async function whoseTurn(sql: Sql, { drawId, agencyId, handlerId, finding }: Owed): Promise<string[]> {
  const office = sql`(select agency_id from spot_draws where id = ${drawId})`
  const people = await sql<{ id: string }[]>`
    select p.id from people p join agencies a on a.id = ${finding.state === 'owed' ? agencyId : office}
    where p.ended_at is null and (
      ('head' = any(p.roles) and p.agency_id in (a.id, a.taken_in_by))
      or (${finding.state === 'owed'} and p.id = ${handlerId}::uuid))`
  return people.map(({ id }) => id)
}
