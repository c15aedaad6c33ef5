/** What the pages ask about lists of destruction. SQL: series over tables of several rooms, read for a page at a time. */
import type { Day } from '../../workflows/statute/days.ts'
import { type Fragment, readAs, type Sql } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { retentionOf } from '../ledger/archive-items.ts'
import { isAside } from '../ledger/aside.ts'
import { classOfAside, keptUntil, type RetentionClass, referenceOf, referenceOfAside } from '../ledger/retention.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { yearsOf } from './due.ts'
import { decisionsOn, listOf, SEATS, seatOf } from './lists.ts'
import type { DueCase, ListLine, ListState, ListView } from './views.ts'

const PAGE = 200

type Row = { number: number; by: string; at: string; cases: number; approvals: number; refusals: number; open: number }

/** The lists of an agency, the newest first; two hundred at most. */
export async function listsOf({ sql }: Pick<House, 'sql'>, agencyId: string): Promise<ListLine[]> {
  const rows = await readAs(
    { sql },
    [agencyId],
    ({ sql }) => sql<Row[]>`
    select t.number, t."by", t.at, (select count(*)::int from destruction_items i
        where (i.agency_id, i.number) = (t.agency_id, t.number)) as cases,
      (select count(*)::int from destruction_decisions d
        where (d.agency_id, d.number) = (t.agency_id, t.number) and d.approved) as approvals,
      (select count(*)::int from destruction_decisions d
        where (d.agency_id, d.number) = (t.agency_id, t.number) and not d.approved) as refusals,
      (select count(*)::int from destruction_items i
        where (i.agency_id, i.number) = (t.agency_id, t.number) and not exists (
          select from ledger l where (l.agency_id, l.case_id) = (i.agency_id, i.case_id) and l.type = 'wordsErased')) as open
    from destruction_lists t where t.agency_id = ${agencyId} order by t.number desc limit ${PAGE}`,
  )
  const names = await namesOf(
    sql,
    rows.map(({ by }) => by),
  )
  return rows.map(({ number, by, at, cases, ...counts }) => ({
    ...{ number, at: new Date(at).toISOString(), cases },
    by: names.get(by) ?? by,
    state: stateOf(counts),
  }))
}

const stateOf = ({ approvals, refusals, open }: Pick<Row, 'approvals' | 'refusals' | 'open'>): ListState =>
  refusals > 0 ? 'refused' : approvals < 2 ? 'waiting' : open > 0 ? 'working' : 'done'

/** One list with its decisions and what became of each case. @throws Refusal NOT_FOUND */
export async function oneList(
  house: Pick<House, 'sql'>,
  agencyId: string,
  number: number,
  viewer: Viewer,
): Promise<ListView> {
  return readAs(house, [agencyId], async ({ sql }) => {
    const made = await listOf(sql, agencyId, number)
    if (!made) throw notFound()
    const decided = await decisionsOn(sql, agencyId, number)
    const done = await sql<{ caseId: string; on: Day }[]>`
      select l.case_id, l."on" from destruction_items i join ledger l using (agency_id, case_id)
      where i.agency_id = ${agencyId} and i.number = ${number} and l.type = 'wordsErased'
        and l.open #>> '{decision,list}' = ${String(number)}`
    const troubles = await sql<{ caseId: string; what: string }[]>`
      select case_id, what from destruction_troubles where agency_id = ${agencyId} and number = ${number}`
    const names = await namesOf(sql, [made.by, ...decided.map(({ by }) => by)])
    const count = (approved: boolean) => decided.filter((one) => one.approved === approved).length
    const state = stateOf({
      ...{ approvals: count(true), refusals: count(false) },
      open: made.list.cases.length - done.length,
    })
    return {
      ...{
        list: made.list,
        digest: made.digest,
        by: names.get(made.by) ?? made.by,
        at: new Date(made.at).toISOString(),
      },
      state,
      decisions: decided.map(({ seat, approved, by, at, why }) => ({
        ...{ seat: SEATS[seat], approved, by: names.get(by) ?? by, at: new Date(at).toISOString(), why },
      })),
      done: new Map(done.map(({ caseId, on }) => [caseId, on])),
      troubles: new Map(troubles.map(({ caseId, what }) => [caseId, what])),
      seat: seatOf(viewer, agencyId, made, decided),
      mayResume: state === 'working' && agenciesAs(viewer, ['archivist']).includes(agencyId),
    }
  })
}

type Item = { caseId: string; number: string | null; year: number; retention: string; value: number; archivedOn: Day }

/**
 * Cases whose period has ended and that no open list names, of each class the oldest first, by index; two hundred at most. Which
 * of them may be destroyed is judged once more when a list is proposed.
 */
export function dueCases({ sql }: { sql: Sql }, agencyId: string, today: Day): Promise<DueCase[]> {
  return readAs({ sql }, [agencyId], async ({ sql }) => {
    const table = await retentionOf(sql, agencyId)
    const classes = await sql<{ retention: string }[]>`
      select distinct retention from archive_items where agency_id = ${agencyId}`
    const due: DueCase[] = []
    for (const { retention } of classes) {
      const years = yearsOf(retention, table.classes)
      if (typeof years !== 'number') continue
      const before = yearsBefore(today, years)
      const items = await dueOfClass(sql, agencyId, retention, before)
      due.push(
        ...items.map(({ caseId: id, number, archivedOn, ...item }) => ({
          ...{ id, number, archivedOn, retention, keptUntil: keptUntil(archivedOn, years)! },
          reference: referenceOf({ ...item, fonds: table.fonds }),
        })),
      )
    }
    due.push(...(await dueAsides(sql, agencyId, today, classOfAside(table.classes))))
    return due.slice(0, PAGE)
  })
}

const yearsBefore = (day: Day, years: number): Day =>
  `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`

/** 无效件 whose period has ended: it runs from the day on which each was recorded as such, nobody archives them. */
async function dueAsides(sql: Sql, agencyId: string, today: Day, kept: RetentionClass | undefined): Promise<DueCase[]> {
  const years = kept?.years
  if (!kept || typeof years !== 'number') return []
  const rows = await sql<{ id: string; receipt: string; since: Day }[]>`
    select c.id, c.receipt, s.since from cases c cross join lateral (
      select greatest(l."on", (l.at at time zone 'Asia/Shanghai')::date) as since from ledger l
      where (l.agency_id, l.case_id, l.type) = (c.agency_id, c.id, 'setAside') order by l.position desc limit 1) s
    where c.agency_id = ${agencyId} and ${isAside(sql)} and c.submitted_on < ${yearsBefore(today, years)}
      and s.since < ${yearsBefore(today, years)} and not c.context ? 'erasedOn' and ${isUnlisted(sql, sql`c.agency_id`, sql`c.id`)}
    order by s.since, c.id limit ${PAGE}`
  return rows.map(({ id, receipt, since }) => ({
    ...{ id, number: null, reference: referenceOfAside(receipt), retention: kept.name, archivedOn: since },
    keptUntil: keptUntil(since, years)!,
  }))
}

/** No list names it but those that somebody refused. */
const isUnlisted = (sql: Sql, agency: Fragment, id: Fragment): Fragment => sql`
  not exists (select from destruction_items d where (d.agency_id, d.case_id) = (${agency}, ${id}) and not exists (
    select from destruction_decisions x where (x.agency_id, x.number) = (d.agency_id, d.number) and not x.approved))`

/** Archived before a day. Exported for the test that looks at its plan. */
export const dueOfClass = (sql: Sql, agencyId: string, retention: string, before: Day) => sql<Item[]>`
  select i.case_id, c.number, i.year, i.retention, i.value, i.archived_on
  from archive_items i join cases c on (c.agency_id, c.id) = (i.agency_id, i.case_id)
  where i.agency_id = ${agencyId} and i.retention = ${retention} and i.archived_on < ${before} and c.stage = 'archive'
    and not exists (select from archive_items later
      where (later.agency_id, later.case_id) = (i.agency_id, i.case_id) and later.position > i.position)
    and ${isUnlisted(sql, sql`i.agency_id`, sql`i.case_id`)}
  order by i.archived_on, i.case_id limit ${PAGE}`
