/**
 * The numbers over the desk: how many cases each filter finds of what somebody sees. SQL: many questions in one statement,
 * which the builder of statements takes longer to write than the database to answer.
 */
import { WAITS, type Waits } from '../../workflows/disclosure/next-step.ts'
import type { Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { waitsApart } from '../cases/waiting.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { soonUntil } from '../ground/soon.ts'
import { isApplication, isAside } from '../ledger/aside.ts'
import { isVoid, movedAway } from '../ledger/moved.ts'
import { seenAgenciesInSql, seenInSql } from '../ledger/seen.ts'
import type { DeskQuestion } from './question.ts'
import type { DeskView } from './views.ts'

/** Beyond it nobody reads the difference, and counting costs more than the list: a page says “1000+”. */
export const COUNTED = 1_000

type Numbers = Omit<DeskView['counts'], 'stages'> & Record<Stage, number>

/**
 * Of who sees no more open cases than are counted, and that is nearly everybody, all numbers come from one look at these; of
 * others each in the index of its filter, and no further than one above `most`.
 */
export async function deskCounts(
  sql: Sql,
  calendar: Calendar,
  { who, agency }: Pick<DeskQuestion, 'who' | 'agency'>,
  today: Day,
  most: number = COUNTED,
): Promise<DeskView['counts']> {
  const seen = seenInSql(sql, who)
  const agencies = sql`
    with seen as materialized (select a.id from agencies a where ${seenAgenciesInSql(sql, who)}
      ${agency ? sql`and a.id = ${agency}` : sql``})`
  const some = (columns: Fragment, are: Fragment) => sql`
    select c.* from seen a cross join lateral (
      select ${columns} from cases c where c.agency_id = a.id and ${are} and ${seen} limit ${most + 1}) c
    limit ${most + 1}`
  const upTo = (are: Fragment) => sql`(select count(*)::int from (${some(sql`1 as one`, are)}) found)`
  const soon = sql`c.next_due_on > ${today} and c.next_due_on <= ${soonUntil(calendar, today)}`
  const of = (are: Fragment) => sql`(count(*) filter (where not c.aside and ${are}))::int`
  // Counted apart: whether another agency handles it stands in no index of the desk.
  const gone = sql`(select count(*) from seen a join ${movedAway(sql)} where ${isAside(sql)} and ${seen})`
  const [{ looked, ...few }] = await sql<[Numbers & { looked: number }]>`
    ${agencies}
    select count(*)::int as looked, ${of(sql`true`)} as open, ${of(sql`c.next_due_on < ${today}`)} as overdue,
      ${of(sql`c.next_due_on = ${today}`)} as today, ${of(soon)} as soon, ${of(sql`c.stage = 'receive'`)} as receive,
      ${of(sql`c.stage = 'register'`)} as register, ${of(sql`c.stage = 'review'`)} as review, ${of(sql`c.stage = 'reply'`)} as reply,
      ((count(*) filter (where c.aside)) - ${gone})::int as aside,
      ${upTo(sql`c.status = 'awaitingConfirmation'`)} as unconfirmed, ${upTo(sql`c.stage = 'archive'`)} as archive
    from (${some(sql`c.stage, c.next_due_on, ${isAside(sql)} as aside`, sql`c.stage <> 'archive'`)}) c`
  if (looked <= most) return told(few)
  const open = (are: Fragment) => upTo(sql`c.stage <> 'archive' and ${are}`)
  const stage = (name: Stage) =>
    upTo(name === 'receive' ? sql`c.stage = 'receive' and ${isApplication(sql)}` : sql`c.stage = ${name}`)
  const [many] = await sql<[Omit<Numbers, 'unconfirmed' | 'archive'>]>`
    ${agencies}
    select ${open(isApplication(sql))} as open, ${open(sql`c.next_due_on < ${today}`)} as overdue,
      ${open(sql`c.next_due_on = ${today}`)} as today, ${open(soon)} as soon, ${upTo(isVoid(sql))} as aside,
      ${stage('receive')} as receive, ${stage('register')} as register, ${stage('review')} as review, ${stage('reply')} as reply`
  return told({ ...few, ...many })
}

const told = ({ receive, register, review, reply, archive, ...numbers }: Numbers): DeskView['counts'] => ({
  ...numbers,
  stages: { receive, register, review, reply, archive },
})

/** What somebody's heaps are counted from: beyond it a heap may be larger than it says. */
const MANY = 10 * COUNTED

/** How many wait for somebody, by heap, in the order of a case's way; none that is empty. */
export async function waitingCounts(sql: Sql, who: DeskQuestion['who']): Promise<{ waits: Waits; count: number }[]> {
  const rows = await sql<{ waits: Waits; count: number }[]>`
    with seen as materialized (select a.id from agencies a where ${seenAgenciesInSql(sql, who)})
    select c.waits, count(*)::int as count from (
      select c.waits from seen a cross join lateral (
        ${waitsApart(sql, who, MANY)}
      ) c limit ${MANY}
    ) c group by 1`
  const order = Object.keys(WAITS)
  return rows.toSorted((a, b) => order.indexOf(a.waits) - order.indexOf(b.waits))
}
