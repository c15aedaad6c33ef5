/**
 * 督办: whoever supervises asks of an open case what is to be done and by when, and whoever works on it answers. Both are notes of the
 * case, so that its ledger, its evidence and its destruction have them as they have every word; here stands which note is which.
 * SQL: one row under the lock of its case.
 */
import { type Day, inChinese, plusDays } from '../../workflows/statute/days.ts'
import { record } from '../cases/record.ts'
import type { Fragment, Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House, Recording } from '../house.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import type { Viewer } from '../people/sessions.ts'
import { type Place, reaches, WRITERS, writes } from '../people/sight.ts'
import { SUPERVISORS } from './asked.ts'

export type Urging = CaseKey & {
  position: number
  dueOn: Day
  by: string
  at: string
  answer: number | null
  answeredBy: string | null
  answeredAt: string | null
  /** The agency in whose name it was put, the year and its place there; null of those from before they were numbered. */
  issuer: string | null
  year: number | null
  serial: number | null
}

/** 督办〔2026〕7号; undefined of one from before they were numbered. */
export const urgingNumber = ({ year, serial }: Pick<Urging, 'year' | 'serial'>): string | undefined =>
  year !== null && serial !== null ? `督办〔${year}〕${serial}号` : undefined

/** Calendar days: whoever gives more time does not urge. */
const LONGEST = 90

/** Whoever supervises, as far as they reach. */
export const mayUrge = (viewer: Viewer, place: Place): boolean =>
  viewer.seats.some((seat) => SUPERVISORS.some((role) => reaches(seat, role, place)))
/** Whoever may add to the case, but for who asked. */
export const mayAnswerUrging = (viewer: Viewer, place: Place, { by }: Pick<Urging, 'by'>): boolean =>
  writes(viewer, place) && by !== `staff:${viewer.username}`

/** @throws Refusal INVALID: dueOn (IN_THE_PAST, UNFIT); FACT_REFUSED of a case that is archived */
export async function urge(
  tx: Tx,
  house: Recording,
  { agencyId, id: caseId, stage }: { agencyId: string; id: string; stage: string },
  { says, dueOn }: { says: string; dueOn: Day },
  { username, agency }: Pick<Viewer, 'username' | 'agency'>,
): Promise<void> {
  const today = house.time.today()
  if (stage === 'archive') throw new Refusal('FACT_REFUSED', { message: '本件已经归档，不能督办' })
  if (dueOn < today) throw invalid({ field: 'dueOn', code: 'IN_THE_PAST', message: '答复的期限不能早于今天' })
  if (dueOn > plusDays(today, LONGEST))
    throw invalid({ field: 'dueOn', code: 'UNFIT', message: `答复的期限应当在${LONGEST}天以内` })
  const [by, at] = [`staff:${username}`, house.time.now()]
  const text = `督办（${inChinese(dueOn)}以前答复）：${says}`
  const file = await record(tx, house, { agencyId, caseId }, { type: 'noted', on: today, text }, { by, at })
  const { position } = file.facts.findLast(({ fact }) => fact.type === 'noted')!
  const numbered = { issuer: agency.id, year: Number(today.slice(0, 4)) }
  const serial = await nextSerial(tx, numbered)
  await tx`insert into urgings ${tx({ agencyId, caseId, position, dueOn, by, at: at.toISOString(), ...numbered, serial })}`
}

/** 督办〔year〕N号 of the agency in whose name it is put, without gap or repeat: whoever numbers there waits for one another. */
async function nextSerial(tx: Tx, { issuer, year }: { issuer: string; year: number }): Promise<number> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`urgings ${issuer} ${year}`}, 0))`
  const [row] = await tx<[{ next: number }]>`
    select coalesce(max(serial), 0)::int + 1 as next from urgings where issuer = ${issuer} and year = ${year} and serial is not null`
  return row.next
}

/** @throws Refusal NOT_FOUND; NOT_YOURS of one's own; FACT_REFUSED where it is answered */
export async function answerUrging(
  tx: Tx,
  house: Recording,
  place: Place & { id: string },
  position: number,
  says: string,
  viewer: Viewer,
): Promise<void> {
  const { agencyId, id: caseId } = place
  const [urging] = await tx<Urging[]>`
    select * from urgings where (agency_id, case_id, position) = (${agencyId}, ${caseId}::uuid, ${position}) for update`
  if (!urging) throw notFound()
  if (!mayAnswerUrging(viewer, place, urging)) throw new Refusal('NOT_YOURS')
  if (urging.answer !== null) throw new Refusal('FACT_REFUSED', { message: '这次督办已经答复，没有再次记录' })
  const [by, at] = [`staff:${viewer.username}`, house.time.now()]
  const fact = { type: 'noted', on: house.time.today(), text: `督办答复（第${position}条记录）：${says}` } as const
  const file = await record(tx, house, { agencyId, caseId }, fact, { by, at })
  const answer = file.facts.findLast(({ fact }) => fact.type === 'noted')!.position
  await tx`
    update urgings set answer = ${answer}, answered_by = ${by}, answered_at = ${at.toISOString()}
    where (agency_id, case_id, position) = (${agencyId}, ${caseId}::uuid, ${position})`
}

/** What was typed, of the note that says it: when it is to be answered, and which is answered, stands in cells of their own. */
export const onlySaid = (note: string): string => note.replace(/^督办(?:答复)?（[^（）]*）：/, '')

/** Of a case, in their order. */
export const urgingsOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Urging[]>`
  select * from urgings where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid) order by position`

export type OpenUrging = Urging & {
  number: string
  title: string
  agencyName: string
  unitId: string | null
  handlerId: string | null
}

/** Nobody reads further in one list. */
export const LONGEST_LIST = 200

const listed = (sql: Sql, viewer: Viewer, agency: string | undefined, which: Fragment, order: Fragment) => {
  const agencies = agency === undefined ? [...viewer.agencyIds] : viewer.agencyIds.filter((id) => id === agency)
  return sql<OpenUrging[]>`
    select u.*, coalesce(c.number, c.receipt) as number, c.title, a.name as agency_name, c.unit_id, c.handler_id
    from urgings u join cases c on (c.agency_id, c.id) = (u.agency_id, u.case_id) join agencies a on a.id = u.agency_id
    where ${allOf(sql, [which, sql`u.agency_id = any(${agencies})`, seenInSql(sql, viewer)])}
    order by ${order} limit ${LONGEST_LIST}`
}

/** What nobody has answered, of the cases that the viewer sees, what is due first on top. @param agency of one alone */
export const openUrgings = (sql: Sql, viewer: Viewer, agency?: string) =>
  listed(sql, viewer, agency, sql`u.answer is null`, sql`u.due_on, u.case_id, u.position`)

/** What was answered, the latest answer on top. @param agency of one alone */
export const answeredUrgings = (sql: Sql, viewer: Viewer, agency?: string) =>
  listed(sql, viewer, agency, sql`u.answer is not null`, sql`u.answered_at desc, u.case_id, u.position`)

/** How many nobody has answered, by agency; none of an agency without. */
export async function openByAgency(sql: Sql, agencyIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql<{ agencyId: string; count: number }[]>`
    select agency_id, count(*)::int as count from urgings
    where answer is null and agency_id = any(${agencyIds as string[]}) group by 1`
  return new Map(rows.map(({ agencyId, count }) => [agencyId, count]))
}

/** Of each of these cases that was urged, by id and in words: what waits for an answer, or that all were answered. */
export async function urgedOf(
  sql: Sql,
  agencyIds: readonly string[],
  ids: readonly string[],
  today: Day,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await sql<{ caseId: string; count: number; open: number; dueOn: Day | null }[]>`
    select case_id, count(*)::int as count, (count(*) filter (where answer is null))::int as open,
      min(due_on) filter (where answer is null) as due_on
    from urgings where agency_id = any(${agencyIds as string[]}) and case_id = any(${ids as string[]}::uuid[]) group by 1`
  return new Map(rows.map(({ caseId, ...told }) => [caseId, inWords(told, today)]))
}

const inWords = ({ count, open, dueOn }: { count: number; open: number; dueOn: Day | null }, today: Day): string =>
  open === 0 || dueOn === null
    ? `督办${count}次，已答复`
    : `督办待答复，${inChinese(dueOn)}以前${dueOn < today ? '，已逾期' : ''}`

/** Of how many days answers are told to whoever asked: by then they have been read. */
const NEWS = 30

/** How many answers came lately to what the viewer asked, for their desk. */
export async function answersCome({ sql, time }: Pick<House, 'sql' | 'time'>, viewer: Viewer): Promise<number> {
  if (!viewer.seats.some(({ roles }) => SUPERVISORS.some((role) => roles.includes(role)))) return 0
  const since = plusDays(time.today(), -NEWS)
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from urgings
    where agency_id = any(${[...viewer.agencyIds]}) and by = ${`staff:${viewer.username}`} and answered_at >= ${since}::date`
  return row.count
}

/** How many of them wait for the viewer's answer, for their desk; more, where the list is longer than is read. */
export async function urgingsAwaited(
  house: Pick<House, 'sql'>,
  viewer: Viewer,
): Promise<{ count: number; isMore: boolean }> {
  if (!viewer.seats.some(({ roles }) => WRITERS.some((role) => roles.includes(role))))
    return { count: 0, isMore: false }
  const open = await openUrgings(house.sql, viewer)
  return {
    count: open.filter((one) => mayAnswerUrging(viewer, one, one)).length,
    isMore: open.length === LONGEST_LIST,
  }
}
