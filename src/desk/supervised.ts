/**
 * Every figure of supervision and of the ranking by its name in addresses: which cases it counts, as a condition on the case `c`.
 * The counts ask by the same conditions as the lists behind them. SQL: as `supervision.ts`.
 */
import type { Outcome, Stage } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, isCommonDay } from '../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { isId } from '../ground/ids.ts'
import { isVoid } from '../ledger/moved.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import type { Who } from '../people/sight.ts'

/** Of which year and agencies a figure is asked, and as of which day. */
export type Asked = { year: number; agencyIds: readonly string[]; today: Day; soonUntil: Day }

const isOnDesk = (sql: Sql, due: Fragment) => sql`c.stage <> 'archive' and ${due}`
const wasSettled = (sql: Sql, { year }: Asked) =>
  sql`c.settled_on is not null and c.settled_on between ${`${year}-01-01`} and ${`${year}-12-31`}`
/** A suit of several instances counts by its last result, as table 4 has it. */
const hasSuit = (sql: Sql, asked: Asked, which: Fragment) => sql`(c.agency_id, c.id) in (
  select agency_id, case_id from (${lastOfSuits(sql, asked)}) l
  where l.decided_on between ${`${asked.year}-01-01`} and ${`${asked.year}-12-31`} and ${which})`

/** The last instance of each suit that was brought by the end of the year. */
export const lastOfSuits = (sql: Sql, { year, agencyIds }: Pick<Asked, 'year' | 'agencyIds'>): Fragment => sql`
  select distinct on (agency_id, case_id, suit) agency_id, case_id, result, decided_on from remedies
  where agency_id = any(${agencyIds as string[]}) and sought_on <= ${`${year}-12-31`} order by agency_id, case_id, suit, n desc`

type Told = {
  zh: string
  /** Counted in a year, by the day of the reply or of the decision; else as things stand today. */
  ofYear?: true
  where: (sql: Sql, asked: Asked) => Fragment
}

export const SUPERVISED = {
  open: { zh: '未答复', where: (sql) => isOnDesk(sql, sql`c.status not in ('settled', 'closed')`) },
  overdue: { zh: '超期', where: (sql, { today }) => isOnDesk(sql, sql`c.next_due_on < ${today}`) },
  today: { zh: '今天到期', where: (sql, { today }) => isOnDesk(sql, sql`c.next_due_on = ${today}`) },
  soon: {
    zh: '即将到期',
    where: (sql, { today, soonUntil }) =>
      isOnDesk(sql, sql`c.next_due_on > ${today} and c.next_due_on <= ${soonUntil}`),
  },
  provisional: {
    zh: '期限暂定',
    where: (sql) => isOnDesk(sql, sql`c.provisional and c.status in ('running', 'suspended')`),
  },
  unconfirmed: { zh: '待双方确认', where: (sql) => sql`c.status = 'awaitingConfirmation'` },
  /** Said by one person to be no application, and in no other number: how many there are is looked at from outside. */
  aside: { zh: '无效件', where: (sql) => isVoid(sql) },
  answered: { zh: '已答复', ofYear: true, where: wasSettled },
  late: { zh: '逾期答复', ofYear: true, where: (sql, asked) => sql`${wasSettled(sql, asked)} and c.late` },
  lateCarefully: {
    zh: '从严计算逾期答复',
    ofYear: true,
    where: (sql, asked) => sql`${wasSettled(sql, asked)} and c.late_carefully`,
  },
  decided: { zh: '复议、诉讼已结', ofYear: true, where: (sql, asked) => hasSuit(sql, asked, sql`true`) },
  lost: {
    zh: '复议、诉讼被纠正',
    ofYear: true,
    where: (sql, asked) => hasSuit(sql, asked, sql`l.result = 'corrected'`),
  },
} satisfies Record<string, Told>
export type Supervised = keyof typeof SUPERVISED

/** Is the figure one of a year? */
export const isOfYear = (figure: Supervised): boolean => (SUPERVISED[figure] as Told).ofYear === true

const URGED: readonly Supervised[] = ['open', 'overdue', 'today', 'soon', 'provisional']
/** Are its cases those that are urged? */
export const isUrged = (figure: Supervised): boolean => URGED.includes(figure)

/** Does the figure count the case `c`? */
export const counts = (sql: Sql, figure: Supervised, asked: Asked): Fragment => SUPERVISED[figure].where(sql, asked)

const PAGE = 50

export type SupervisedCase = {
  id: string
  agencyId: string
  agencyName: string
  number: string | null
  receipt: string
  title: string
  applicantName: string
  stage: Stage
  /** The day that counts; null while both sides have not confirmed. */
  receivedOn: Day | null
  submittedOn: Day
  dueOn: Day | null
  /** By the reading least favourable to the agency: figures of what is late or soon count by it. */
  carefulDueOn: Day | null
  /** By which the list is ordered. */
  since: Day
  settledOn: Day | null
  outcome: Outcome | null
}
export type SupervisedPage = { cases: SupervisedCase[]; next: string | null }

/**
 * One page of the cases behind a figure, the earliest received first, of these those that the asker sees.
 * @param cursor as `next` of the page before gave it; anything else begins at the beginning
 */
export async function casesSupervised(
  sql: Sql,
  who: Who,
  figure: Supervised,
  asked: Asked,
  cursor?: string,
): Promise<SupervisedPage> {
  const where = allOf(sql, [
    sql`c.agency_id = any(${asked.agencyIds as string[]})`,
    counts(sql, figure, asked),
    seenInSql(sql, who),
    after(sql, cursor),
  ])
  const found = await sql<SupervisedCase[]>`
    select c.id, c.agency_id, a.name as agency_name, c.number, c.receipt, c.title, c.applicant_name, c.stage,
      c.received_on, c.submitted_on, ${since(sql)} as since, c.due_on, c.careful_due_on, c.settled_on, c.outcome
    from cases c join agencies a on a.id = c.agency_id
    where ${where} order by ${since(sql)}, c.id limit ${PAGE + 1}`
  const last = found.length > PAGE ? found[PAGE - 1] : undefined
  return {
    cases: found.slice(0, PAGE).map((one) => ({ ...one })),
    next: last ? `${last.since}_${last.id}` : null,
  }
}

const since = (sql: Sql) => sql`coalesce(c.received_on, c.submitted_on)`

function after(sql: Sql, cursor: string | undefined): Fragment | undefined {
  const [, on, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  if (!on || !id || !isCommonDay(on) || !isId(id)) return undefined
  return sql`(${since(sql)}, c.id) > (${on}::date, ${id}::uuid)`
}
