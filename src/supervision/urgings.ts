/**
 * 督办: whoever supervises asks of an open case what is to be done and by when, and whoever works on it answers. Both are notes of the
 * case, so that its ledger, its evidence and its destruction have them as they have every word; here stands which note is which.
 * SQL: one row under the lock of its case.
 */
import { type Day, inChinese, plusDays } from '../../workflows/statute/days.ts'
import { record } from '../cases/record.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House, Recording } from '../house.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import type { Viewer } from '../people/sessions.ts'
import { type Place, reaches, writes } from '../people/sight.ts'
import { SUPERVISORS } from './asked.ts'

export type Urging = CaseKey & {
  position: number
  dueOn: Day
  by: string
  at: string
  answer: number | null
  answeredBy: string | null
  answeredAt: string | null
}

/** Calendar days: whoever gives more time does not urge. */
const LONGEST = 90

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
  { username }: Pick<Viewer, 'username'>,
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
  await tx`insert into urgings ${tx({ agencyId, caseId, position, dueOn, by, at: at.toISOString() })}`
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

/** What nobody has answered, of the cases that the viewer sees, what is due first on top. */
export const openUrgings = (sql: Sql, viewer: Viewer, limit = 200) => sql<OpenUrging[]>`
  select u.*, coalesce(c.number, c.receipt) as number, c.title, a.name as agency_name, c.unit_id, c.handler_id
  from urgings u join cases c on (c.agency_id, c.id) = (u.agency_id, u.case_id) join agencies a on a.id = u.agency_id
  where ${allOf(sql, [sql`u.answer is null`, sql`u.agency_id = any(${[...viewer.agencyIds]})`, seenInSql(sql, viewer)])}
  order by u.due_on, u.case_id, u.position limit ${limit}`

/** How many of them wait for the viewer's answer, for their desk. */
export async function urgingsAwaited(house: Pick<House, 'sql'>, viewer: Viewer): Promise<number> {
  return (await openUrgings(house.sql, viewer)).filter((one) => mayAnswerUrging(viewer, one, one)).length
}
