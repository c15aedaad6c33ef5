/**
 * What of working together waits for somebody, for their desk and for the page that lists it. The desk asks one statement
 * (`desk/awaited.ts`), each part of it by an index of what is open. SQL: every look at the desk asks.
 */
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import type { Fragment, Sql } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import { anyOf, seenInSql } from '../ledger/seen.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { type Assistance, isPersonThere, isUnanswered } from './assistance.ts'
import { conferredStill } from './conferences.ts'
import type { Move } from './moves.ts'
import type { Ending, MoveKind } from './tables.ts'

type Of = { number: string; title: string }
export type HelpAwaited = Omit<Assistance, 'isPersonThere'> & Of & { unitName: string; personName: string | null }
export type Invited = Of & { caseId: string; n: number; by: string; at: string }
export type Mentioned = Of & { caseId: string; by: string; at: string }
export type Moved = Move & Of & { from: string | null; to: string | null; otherName: string | null }

/** Of whom a unit is asked: the one who is named, or all who handle cases there; all again once that one is not there any more. */
function helpFor(sql: Sql, { seats }: Viewer): Fragment {
  return anyOf(
    sql,
    seats.map(
      ({ id, roles, agencyIds, units }) =>
        roles.includes('handler') &&
        units.length > 0 &&
        sql`(s.agency_id = any(${[...agencyIds]}) and s.unit_id = any(${units.map((unit) => unit.id)}) and (s.person_id is null
          or s.person_id = ${id} or not ${isPersonThere(sql)}))`,
    ),
  )
}

/** What was left open when its case was answered waits for nobody, and what somebody sees no more is not theirs to read. */
const isOpen = (sql: Sql, of: Fragment, condition: Fragment) => sql`exists (
  select from cases c where (c.agency_id, c.id) = (${of}.agency_id, ${of}.case_id) and ${condition})`

const headedBy = (viewer: Viewer) => agenciesAs(viewer, ['head'])

export type CooperationAwaited = {
  help: number
  handedBack: number
  invited: number
  mentioned: number
  time: number
  answered: number
  returned: number
}

/** What the viewer asked and has not seen the end of: answered, or handed back. What they see no more they cannot read. */
const unread = (sql: Sql, viewer: Viewer) => sql`(s.ended in ('answered', 'handedBack') and s.read_at is null
  and s.by = ${`staff:${viewer.username}`} and s.agency_id = any(${reach(viewer)}))`
const unreadOf = (sql: Sql, viewer: Viewer, ended: Ending) => sql`(
  select count(*) from assistances s join cases c on (c.agency_id, c.id) = (s.agency_id, s.case_id)
  where ${unread(sql, viewer)} and s.ended = ${ended} and c.stage <> 'archive' and ${seenInSql(sql, viewer)})::int`

/** How much waits for the viewer, as columns of the one statement that the desk asks. */
export const cooperationCounts = (sql: Sql, viewer: Viewer): Fragment => sql`
      (select count(*) from assistances s where s.ended is null and ${helpFor(sql, viewer)} and ${isOpen(sql, sql`s`, isUnanswered(sql))})::int as help,
      (select count(*) from case_moves m where m.kind = 'handedBack' and m.settled is null
        and m.agency_id = any(${headedBy(viewer)}))::int as handed_back,
      (select count(*) from conference_seats i where i.given_at is null and i.person_id = ${viewer.id}::uuid
        and i.agency_id = any(${reach(viewer)})
        and exists (select from conferences f where (f.agency_id, f.case_id, f.n) = (i.agency_id, i.case_id, i.conference)
          and f.concluded is null) and ${isOpen(sql, sql`i`, conferredStill(sql))})::int as invited,
      (select count(*) from remark_mentions r where r.read_at is null and r.person_id = ${viewer.id}::uuid
        and r.agency_id = any(${reach(viewer)}) and ${isOpen(sql, sql`r`, seenInSql(sql, viewer))})::int as mentioned,
      (select count(*) from assistances s where s.ended is null and s.asked_until is not null
        and s.by = ${`staff:${viewer.username}`} and s.agency_id = any(${reach(viewer)}) and ${isOpen(sql, sql`s`, isUnanswered(sql))})::int as time,
      ${unreadOf(sql, viewer, 'answered')} as answered, ${unreadOf(sql, viewer, 'handedBack')} as returned`

const reach = ({ agencyIds }: Viewer) => [...agencyIds]

/** Nobody reads further in one list. */
const LONGEST_LIST = 200
/** Of how many days what was handed on stays in the list of whoever had it. */
const TRACED = 180

const HELP = (sql: Sql) => sql`
  select s.*, coalesce(c.number, c.receipt) as number, c.title, u.name as unit_name, p.name as person_name
  from assistances s join cases c on (c.agency_id, c.id) = (s.agency_id, s.case_id)
  join units u on u.id = s.unit_id left join people p on p.id = s.person_id`

/** What the viewer is asked to help with, what is due first on top. */
export const helpAwaited = (sql: Sql, viewer: Viewer) => sql<HelpAwaited[]>`
  ${HELP(sql)} where s.ended is null and ${isUnanswered(sql)} and ${helpFor(sql, viewer)} order by s.due_on, s.case_id, s.position limit ${LONGEST_LIST}`

/** What others were asked about cases that the viewer handles, leads or asked about, and have not answered. */
export const helpAsked = (sql: Sql, viewer: Viewer) => sql<HelpAwaited[]>`
  ${HELP(sql)}
  where s.ended is null and ${isUnanswered(sql)} and s.agency_id = any(${reach(viewer)}) and ${seenInSql(sql, viewer)}
    and (s.by = ${`staff:${viewer.username}`} or c.handler_id = any(${viewer.seats.map(({ id }) => id)}::uuid[])
      or c.agency_id = any(${headedBy(viewer)}))
  order by s.due_on, s.case_id, s.position limit ${LONGEST_LIST}`

/** What the viewer asked and was answered or handed back, and has not seen: the latest on top. */
export const helpEnded = (sql: Sql, viewer: Viewer) => sql<HelpAwaited[]>`
  ${HELP(sql)} where ${unread(sql, viewer)} and c.stage <> 'archive' and ${seenInSql(sql, viewer)}
  order by s.position desc limit ${LONGEST_LIST}`

/** Whoever asked has seen how it ended. SQL: one statement, beside what the page reads. */
export const endsReadBy = (
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { agencyId, caseId }: CaseKey,
  { username }: Pick<Viewer, 'username'>,
) => sql`
  update assistances set read_at = ${time.now().toISOString()}
  where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid) and by = ${`staff:${username}`} and read_at is null
    and ended in ('answered', 'handedBack')`

const MOVED = (sql: Sql, seen: Fragment = sql`true`) => sql`
  select m.*, coalesce(c.number, c.receipt) as number, c.title, u.name as "from", n.name as "to", a.name as other_name,
    ${seen} as seen
  from case_moves m join cases c on (c.agency_id, c.id) = (m.agency_id, m.case_id)
  left join units u on u.id = m.unit_id left join units n on n.id = c.unit_id left join agencies a on a.id = m.other_agency`

/** What was handed back and waits for a head. */
export const handedBack = (sql: Sql, viewer: Viewer) => sql<Moved[]>`
  ${MOVED(sql)} where m.kind = 'handedBack' and m.settled is null and m.agency_id = any(${headedBy(viewer)})
  order by m.at limit ${LONGEST_LIST}`

/** Which of them: of one kind, from behind one of them on (`placeOf`), so many. */
export type WhichMoves = { kind?: MoveKind | undefined; after?: string | undefined; most?: number }
/** What a page of moves ended with, as an address says it. */
export const placeOf = ({ at, caseId, position }: Pick<Move, 'at' | 'caseId' | 'position'>) =>
  `${new Date(at).toISOString()}_${caseId}_${position}`
export const PLACE = /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z_[\da-f-]{36}_\d{1,9}$/

function behind(sql: Sql, place: string): Fragment {
  const [at, id, position] = place.split('_') as [string, string, string]
  return sql`and (m.at < ${at}::timestamptz or (m.at = ${at}::timestamptz
    and (m.case_id, m.position) > (${id}::uuid, ${Number(position)}::int)))`
}

/**
 * What left the viewer's units, or was sent between the agencies that they register for: the trace on either side, the latest on top.
 * `seen`: whether the viewer may open the case.
 */
export function moved(sql: Sql, viewer: Viewer, today: Day, { kind, after, most = LONGEST_LIST }: WhichMoves = {}) {
  const units = viewer.seats.flatMap(({ roles, units }) => (roles.includes('handler') ? units.map(({ id }) => id) : []))
  const since = plusDays(today, -TRACED)
  return sql<(Moved & { seen: boolean })[]>`
    ${MOVED(sql, seenInSql(sql, viewer))}
    where m.at >= ${since}::date ${kind ? sql`and m.kind = ${kind}` : sql``} ${after ? behind(sql, after) : sql``} and m.agency_id = any(${reach(viewer)}) and ${anyOf(
      sql,
      [
        units.length > 0 && sql`m.unit_id = any(${units})`,
        sql`(m.unit_id is not null and m.agency_id = any(${headedBy(viewer)}))`,
        sql`(m.other_case is not null and m.agency_id = any(${agenciesAs(viewer, ['registrar', 'head'])}))`,
      ],
    )}
    order by m.at desc, m.case_id, m.position limit ${most}`
}

/** Conferences that wait for the viewer's opinion. */
export const invitations = (sql: Sql, viewer: Viewer) => sql<Invited[]>`
  select f.case_id, f.n, f.by, f.at, coalesce(c.number, c.receipt) as number, c.title
  from conference_seats i join conferences f on (f.agency_id, f.case_id, f.n) = (i.agency_id, i.case_id, i.conference)
  join cases c on (c.agency_id, c.id) = (i.agency_id, i.case_id)
  where i.given_at is null and i.person_id = ${viewer.id}::uuid and i.agency_id = any(${reach(viewer)}) and f.concluded is null and ${conferredStill(sql)}
  order by f.at limit ${LONGEST_LIST}`

/** Remarks in which the viewer is mentioned and that they have not read, of cases that they see. */
export const mentions = (sql: Sql, viewer: Viewer) => sql<Mentioned[]>`
  select m.case_id, r.by, r.at, coalesce(c.number, c.receipt) as number, c.title
  from remark_mentions m join remarks r on (r.agency_id, r.case_id, r.id) = (m.agency_id, m.case_id, m.remark_id)
  join cases c on (c.agency_id, c.id) = (m.agency_id, m.case_id)
  where m.read_at is null and m.person_id = ${viewer.id}::uuid and m.agency_id = any(${reach(viewer)}) and ${seenInSql(sql, viewer)}
  order by r.at limit ${LONGEST_LIST}`
