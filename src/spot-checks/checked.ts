/**
 * The drawn cases with what was put down of them, and who owes an answer. SQL: lines stand behind the wall, and are read in one
 * transaction that names the agencies.
 */
import type { Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { type Sql, type Tx, within } from '../db/client.ts'
import { isId } from '../ground/ids.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import type { Viewer } from '../people/sessions.ts'
import { type Finding, type Line, type Standing, standingOf } from './standing.ts'

export type DrawnCase = {
  drawId: string
  agencyId: string
  agencyName: string
  caseId: string
  number: string
  title: string
  row: string
  countedOn: Day
  place: number
  unitId: string | null
  handlerId: string | null
  outcome: Outcome | null
}
export type Checked = DrawnCase & Standing

type Row = DrawnCase & { lines: Line[] }

/** The drawn cases `s`, with their lines in order. */
const rowsOf = (tx: Sql | Tx, which: ReturnType<Sql>) => tx<Row[]>`
  select s.draw_id, s.agency_id, a.name as agency_name, s.case_id, coalesce(c.number, c.receipt) as number, c.title, s.row,
    s.counted_on, s.place, c.unit_id, c.handler_id, c.counted_as as outcome, coalesce((
      select jsonb_agg(jsonb_build_object('n', l.n, 'kind', l.kind, 'finding', l.finding, 'scores', l.scores, 'dueOn', l.due_on,
        'says', l.says, 'by', l."by", 'at', l.at) order by l.n)
      from spot_lines l where (l.draw_id, l.agency_id, l.case_id) = (s.draw_id, s.agency_id, s.case_id)), '[]') as lines
  from spot_cases s join spot_draws d on d.id = s.draw_id join cases c on c.agency_id = s.agency_id and c.id = s.case_id
  join agencies a on a.id = s.agency_id
  where s.drawn and ${which}
  order by d.month desc, a.position, left(s.row, 3), s.place`

const checked =
  (today: Day) =>
  ({ lines, ...row }: Row): Checked => ({ ...row, ...standingOf(lines, today) })

/** All of a draw. */
export async function checkedOf(sql: Sql, drawId: string, today: Day): Promise<Checked[]> {
  const agencies = await sql<{ agencyId: string }[]>`
    select distinct agency_id from spot_cases where draw_id = ${drawId} and drawn`
  const rows = await within(
    sql,
    agencies.map(({ agencyId }) => agencyId),
    (tx) => rowsOf(tx, tx`s.draw_id = ${drawId}`),
  )
  return rows.map(checked(today))
}

/** What was drawn of these agencies of the months of a year. */
export async function checkedInYear(
  sql: Sql,
  agencyIds: readonly string[],
  year: number,
  today: Day,
): Promise<Checked[]> {
  const rows = await within(sql, agencyIds, (tx) =>
    rowsOf(
      tx,
      tx`s.agency_id = any(${agencyIds as string[]}) and d.month between ${`${year}-01-01`} and ${`${year}-12-01`}`,
    ),
  )
  return rows.map(checked(today))
}

/** One of a draw; undefined where it was not drawn. */
export async function checkedCase(
  sql: Sql | Tx,
  drawId: string,
  agencyId: string,
  caseId: string,
  today: Day,
): Promise<Checked | undefined> {
  if (!isId(drawId) || !isId(caseId)) return undefined
  const [row] = await within(sql as Sql, [agencyId], (tx) =>
    rowsOf(tx, tx`s.draw_id = ${drawId} and s.agency_id = ${agencyId} and s.case_id = ${caseId}`),
  )
  return row && checked(today)(row)
}

/** Whose case a draw has under this id. */
export async function agencyDrawn(sql: Sql, drawId: string, caseId: string): Promise<string | undefined> {
  const [row] =
    isId(drawId) && isId(caseId)
      ? await sql<{ agencyId: string }[]>`
        select agency_id from spot_cases where draw_id = ${drawId} and case_id = ${caseId} and drawn`
      : []
  return row?.agencyId
}

export type Owed = Checked & { finding: Finding }

/** What is not settled of the drawn cases, what is due first on top. @param viewer who sees which; all where nobody asks */
export async function owedOf(
  sql: Sql,
  viewer: Viewer | 'nobody',
  agencyIds: readonly string[],
  today: Day,
): Promise<Owed[]> {
  const rows = await within(sql, agencyIds, (tx) =>
    rowsOf(
      tx,
      allOf(tx as unknown as Sql, [
        tx`s.agency_id = any(${agencyIds as string[]})`,
        // The last word of a finding is the only one that nothing follows.
        tx`exists (select from spot_lines f where (f.draw_id, f.agency_id, f.case_id) = (s.draw_id, s.agency_id, s.case_id)
          and f.kind = 'found' and not exists (select from spot_lines e
            where (e.draw_id, e.agency_id, e.case_id, e.finding) = (f.draw_id, f.agency_id, f.case_id, f.n) and e.kind = 'settled'))`,
        viewer !== 'nobody' && seenInSql(tx as unknown as Sql, viewer),
      ]),
    ),
  )
  return rows
    .map(checked(today))
    .flatMap((one) => one.findings.filter(({ state }) => state !== 'settled').map((finding) => ({ ...one, finding })))
    .toSorted((a, b) => (a.finding.dueOn < b.finding.dueOn ? -1 : 1))
}

export type SpotNumbers = {
  agencyId: string
  drawn: number
  scored: number
  /** Points of the scored ones, of hundred; null of none. */
  share: number | null
  found: number
  open: number
  overdue: number
}

/** What the draws of the months of a year came to, by agency, for supervision. Agencies of which nothing was drawn are left out. */
export async function spotNumbers(
  sql: Sql,
  agencyIds: readonly string[],
  year: number,
  today: Day,
): Promise<SpotNumbers[]> {
  const [from, to] = [`${year}-01-01`, `${year}-12-01`]
  // Where nobody draws, supervision waits for no transaction.
  const [drawn] = await sql`select 1 as drawn from spot_draws where month between ${from} and ${to} limit 1`
  if (!drawn) return []
  return within(
    sql,
    agencyIds,
    (tx) => tx<SpotNumbers[]>`
    with drawn as (
      select s.draw_id, s.agency_id, s.case_id, d.rules from spot_cases s join spot_draws d on d.id = s.draw_id
      where s.drawn and s.agency_id = any(${agencyIds as string[]}) and d.month between ${from} and ${to}
    ), scored as (
      select distinct on (s.draw_id, s.agency_id, s.case_id) s.agency_id, (select sum(p) from unnest(l.scores) p)::numeric as points,
        (select sum((i ->> 'points')::int) from jsonb_array_elements(s.rules -> 'items') i)::numeric as whole
      from drawn s join spot_lines l on (l.draw_id, l.agency_id, l.case_id) = (s.draw_id, s.agency_id, s.case_id)
      where l.kind = 'scored' order by s.draw_id, s.agency_id, s.case_id, l.n desc
    ), findings as (
      select s.agency_id, last.kind, coalesce(asked.due_on, f.due_on) as due_on
      from drawn s join spot_lines f on (f.draw_id, f.agency_id, f.case_id) = (s.draw_id, s.agency_id, s.case_id) and f.kind = 'found'
      cross join lateral (select l.kind from spot_lines l where (l.draw_id, l.agency_id, l.case_id, l.finding)
        = (f.draw_id, f.agency_id, f.case_id, f.n) order by l.n desc limit 1) last
      left join lateral (select l.due_on from spot_lines l where (l.draw_id, l.agency_id, l.case_id, l.finding)
        = (f.draw_id, f.agency_id, f.case_id, f.n) and l.kind = 'returned' order by l.n desc limit 1) asked on true
    )
    select n.agency_id, n.drawn, coalesce(k.scored, 0)::int as scored, k.share::float as share, coalesce(o.found, 0)::int as found,
      coalesce(o.open, 0)::int as open, coalesce(o.overdue, 0)::int as overdue
    from (select agency_id, count(*)::int as drawn from drawn group by 1) n
    left join (select agency_id, count(*) as scored, round(avg(points / whole) * 100, 1) as share from scored group by 1) k using (agency_id)
    left join (select agency_id, count(*) as found, count(*) filter (where kind <> 'settled') as open,
      count(*) filter (where kind in ('found', 'returned') and due_on < ${today}::date) as overdue
      from findings group by 1) o using (agency_id)`,
  )
}

/** How many cases each stratum of a draw had, and how many were drawn of it. */
export const strataOf = (sql: Sql, drawId: string) => sql<
  { agencyName: string; group: string; population: number; drawn: number }[]
>`
  select a.name as agency_name, left(s.row, 3) as "group", count(*)::int as population,
    (count(*) filter (where s.drawn))::int as drawn
  from spot_cases s join agencies a on a.id = s.agency_id where s.draw_id = ${drawId}
  group by a.position, a.name, 2 order by a.position, 2`
