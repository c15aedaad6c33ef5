/** The desk: what is open, nearest statutory date first. Reads case rows only, through their index. */

import { and, asc, desc, eq, gt, ilike, inArray, isNotNull, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Outcome, Stage } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, isDay } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import type { Db } from '../db/client.ts'
import { isId } from '../ground/ids.ts'
import { soonUntil } from '../ground/soon.ts'
import { seenBy } from '../ledger/seen.ts'
import { cases } from '../ledger/tables.ts'
import type { Who } from '../people/sight.ts'
import { agencies, people, units } from '../people/tables.ts'
import type { DeskRow, DeskView } from './views.ts'

export type DeskQuestion = {
  who: Who
  /** Narrows what they see to these agencies. */
  agencyIds?: readonly string[] | undefined
  agency?: string | undefined
  today: Day
  stage?: Stage | undefined
  unit?: string | undefined
  handler?: string | undefined
  due?: 'overdue' | 'today' | 'soon' | undefined
  outcome?: Outcome | undefined
  q?: string | undefined
  sort?: Sort | undefined
  cursor?: string | undefined
  limit?: number
}

const PAGE = 50
/** Cases without a running limit come last, as nulls do; their place in a cursor. */
const NEVER = '9999-12-31'

/** What a list may be ordered by; `-` the other way round. A reply is due by the careful reading. */
export const SORTS = ['due', '-due', 'submitted', '-submitted'] as const
export type Sort = (typeof SORTS)[number]
/** A column as it stands in the index: the list of one agency is read in its order. */
const sortKey = (sort: Sort) => (sort.endsWith('due') ? cases.nextDueOn : cases.submittedOn)

/**
 * One page of rows, 50 by default and 200 at most. Archived cases appear only where a stage, an outcome or words are
 * asked for. `next` is the cursor of the following page; a cursor that does not fit starts from the first.
 */
export async function deskPage(
  db: Db,
  calendar: Calendar,
  ask: DeskQuestion,
): Promise<{ rows: DeskRow[]; next: string | null }> {
  const limit = Math.min(ask.limit ?? PAGE, 200)
  const sort = ask.sort ?? 'due'
  const rows = await deskRows(db, calendar, ask, sort, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => ({
      ...row,
      left: row.nextDueOn && calendar.between(ask.today, row.nextDueOn),
    })) as DeskRow[],
    next:
      rows.length > limit && last
        ? `${sort.endsWith('due') ? (last.nextDueOn ?? NEVER) : last.submittedOn}_${last.id}`
        : null,
  }
}

/** The question behind a page, in its order, with at most so many rows. */
export function deskRows(db: Db, calendar: Calendar, ask: DeskQuestion, sort: Sort, most: number) {
  const direction = sort.startsWith('-') ? desc : asc
  return db
    .select({
      id: cases.id,
      number: cases.number,
      receipt: cases.receipt,
      title: cases.title,
      applicantName: cases.applicantName,
      stage: cases.stage,
      status: cases.status,
      nextDueOn: cases.nextDueOn,
      nextDueFor: cases.nextDueFor,
      dueOn: cases.dueOn,
      carefulDueOn: cases.carefulDueOn,
      submittedOn: cases.submittedOn,
      provisional: cases.provisional,
      unit: units.name,
      handler: people.name,
      agency: agencies.name,
    })
    .from(cases)
    .innerJoin(agencies, eq(agencies.id, cases.agencyId))
    .leftJoin(units, eq(units.id, cases.unitId))
    .leftJoin(people, eq(people.id, cases.handlerId))
    .where(and(...conditions(ask, calendar), after(ask.cursor, sort)))
    .orderBy(direction(sortKey(sort)), direction(cases.id))
    .limit(most)
}

function conditions(ask: DeskQuestion, calendar: Calendar): (SQL | undefined)[] {
  const { today } = ask
  const due = {
    overdue: lt(cases.nextDueOn, today),
    today: eq(cases.nextDueOn, today),
    soon: and(gt(cases.nextDueOn, today), lte(cases.nextDueOn, soonUntil(calendar, today))),
  }
  return [
    ...seen(ask),
    ask.stage ? eq(cases.stage, ask.stage) : ask.q || ask.outcome ? undefined : ne(cases.stage, 'archive'),
    ask.unit ? eq(cases.unitId, ask.unit) : undefined,
    ask.handler ? or(eq(people.username, ask.handler), sql`${people.id}::text = ${ask.handler}`) : undefined,
    ask.outcome ? eq(cases.outcome, ask.outcome) : undefined,
    ask.due ? and(isNotNull(cases.nextDueOn), due[ask.due]) : undefined,
    ask.q?.trim() ? ilike(cases.search, `%${ask.q.trim().replace(/[\\%_]/g, '\\$&')}%`) : undefined,
  ]
}

const seen = ({ who, agencyIds, agency }: Pick<DeskQuestion, 'who' | 'agencyIds' | 'agency'>): (SQL | undefined)[] => [
  seenBy(who),
  agencyIds && inArray(cases.agencyId, [...agencyIds]),
  agency ? eq(cases.agencyId, agency) : undefined,
]

function after(cursor: string | undefined, sort: Sort): SQL | undefined {
  const [, on, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  if (!on || !id || !isDay(on) || !isId(id)) return undefined
  const key = sortKey(sort)
  const [row, place] = [sql`(${key}, ${cases.id})`, sql`(${on}::date, ${id}::uuid)`]
  const down = sort.startsWith('-')
  const isNever = sort.endsWith('due') && on === NEVER
  if (down) return isNever ? or(isNotNull(key), lt(cases.id, id)) : sql`${row} < ${place}`
  return isNever ? and(isNull(key), gt(cases.id, id)) : or(sql`${row} > ${place}`, isNull(key))
}

/** The numbers over the desk: one pass over the open cases that this person sees; what is archived is counted in its index. */
export async function deskCounts(
  db: Db,
  calendar: Calendar,
  ask: Pick<DeskQuestion, 'who' | 'agency'>,
  today: Day,
): Promise<DeskView['counts']> {
  const soonest = soonUntil(calendar, today)
  const archived = db
    .select({ n: sql<number>`count(*)::int` })
    .from(cases)
    .where(and(eq(cases.stage, 'archive'), ...seen(ask)))
  const groups = db
    .select({
      stage: cases.stage,
      open: sql<number>`count(*)::int`,
      overdue: sql<number>`count(*) filter (where ${cases.nextDueOn} < ${today})::int`,
      today: sql<number>`count(*) filter (where ${cases.nextDueOn} = ${today})::int`,
      soon: sql<number>`count(*) filter (where ${cases.nextDueOn} > ${today} and ${cases.nextDueOn} <= ${soonest})::int`,
      unconfirmed: sql<number>`count(*) filter (where ${cases.status} = 'awaitingConfirmation')::int`,
    })
    .from(cases)
    .where(and(ne(cases.stage, 'archive'), ...seen(ask)))
    .groupBy(cases.stage)
  const [open, [kept]] = await Promise.all([groups, archived])
  const sum = (field: 'open' | 'overdue' | 'today' | 'soon' | 'unconfirmed') =>
    open.reduce((n, group) => n + group[field], 0)
  const stages = { receive: 0, register: 0, review: 0, reply: 0, archive: kept!.n }
  for (const group of open) stages[group.stage] = group.open
  return {
    open: sum('open'),
    overdue: sum('overdue'),
    today: sum('today'),
    soon: sum('soon'),
    unconfirmed: sum('unconfirmed'),
    stages,
  }
}
