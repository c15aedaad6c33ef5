/**
 * 依法行政问题: what handling a case brought to light is handed to the department concerned, which answers by a day. Question and answer are
 * notes of the case, so that its ledger, its evidence and its destruction have them; here stands which note is which.
 * SQL: one row under the lock of its case; lists by conditions that the builder has no words for.
 */
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import { record } from '../cases/record.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { Recording } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { allOf, anyOf, seenInSql } from '../ledger/seen.ts'
import type { Viewer } from '../people/sessions.ts'
import { writes } from '../people/sight.ts'
import { handedTo } from './waiting.ts'

export type Problem = CaseKey & {
  position: number
  toAgency: string
  toUnit: string | null
  dueOn: Day
  by: string
  at: string
  answer: number | null
  answeredBy: string | null
  answeredAt: string | null
}

/** Calendar days: what takes longer is asked again. */
const LONGEST = 365

/** Who is of the department that it was handed to: the unit’s handlers, whoever leads or answers for the agency. */
export const isOfDepartment = (viewer: Viewer, { toAgency, toUnit }: Pick<Problem, 'toAgency' | 'toUnit'>): boolean =>
  writes(viewer, { agencyId: toAgency, unitId: toUnit, handlerId: null })

/** Whoever raised it does not answer it. */
export const mayAnswer = (viewer: Viewer, problem: Problem): boolean =>
  problem.answer === null && problem.by !== `staff:${viewer.username}` && isOfDepartment(viewer, problem)

/** Units are often named after their agency: set apart, “住房和城乡建设局　住建局办公室” does not read doubled. */
const BETWEEN = '　'
/** How a department is called, in lists and in what the case keeps. */
export const departmentName = (agency: string, unit?: string | null): string =>
  unit ? `${agency}${BETWEEN}${unit}` : agency

export type HandedOver = { says: string; to: string; dueOn: Day }

/**
 * @param asked `to`: an agency, or a unit of one as `agency/unit`
 * @throws Refusal INVALID: dueOn (IN_THE_PAST, UNFIT), to (NO_SUCH_AGENCY, NO_SUCH_UNIT)
 */
export async function handOver(
  tx: Tx,
  house: Recording,
  { agencyId, id: caseId }: Pick<CaseRow, 'agencyId' | 'id'>,
  { says, to, dueOn }: HandedOver,
  { username }: Pick<Viewer, 'username'>,
): Promise<void> {
  const today = house.time.today()
  if (dueOn < today) throw invalid({ field: 'dueOn', code: 'IN_THE_PAST', message: '答复的期限不能早于今天' })
  if (dueOn > plusDays(today, LONGEST))
    throw invalid({ field: 'dueOn', code: 'UNFIT', message: `答复的期限应当在${LONGEST}天以内` })
  const department = await departmentCalled(tx, to)
  const [by, at] = [`staff:${username}`, house.time.now()]
  const text = `依法行政问题（移送${department.name}）：${says}`
  const file = await record(tx, house, { agencyId, caseId }, { type: 'noted', on: today, text }, { by, at })
  const { position } = file.facts.findLast(({ fact }) => fact.type === 'noted')!
  const { toAgency, toUnit } = department
  await tx`insert into problems ${tx({ agencyId, caseId, position, toAgency, toUnit, dueOn, by, at: at.toISOString() })}`
}

async function departmentCalled(tx: Tx, to: string) {
  const [agency = '', unit] = to.split('/')
  const [found] = await tx<{ name: string; unitName: string | null }[]>`
    select a.name, u.name as unit_name from agencies a
    left join units u on u.agency_id = a.id and u.id = ${unit ?? null} and u.closed_at is null where a.id = ${agency}`
  if (!found) throw invalid({ field: 'to', code: 'NO_SUCH_AGENCY', message: '没有这个机关，请从列表中选择' })
  if (unit !== undefined && found.unitName === null)
    throw invalid({ field: 'to', code: 'NO_SUCH_UNIT', message: '没有这个承办机构，请从列表中选择' })
  return { toAgency: agency, toUnit: unit ?? null, name: departmentName(found.name, found.unitName) }
}

/** @throws Refusal NOT_YOURS for whoever raised it or is not of the department; FACT_REFUSED where it is answered */
export async function answerProblem(
  tx: Tx,
  house: Recording,
  { agencyId, caseId, position }: Pick<Problem, 'agencyId' | 'caseId' | 'position'>,
  says: string,
  viewer: Viewer,
): Promise<void> {
  const [problem] = await tx<Problem[]>`
    select * from problems where (agency_id, case_id, position) = (${agencyId}, ${caseId}::uuid, ${position}) for update`
  if (!problem) throw new Refusal('NOT_FOUND')
  if (problem.answer !== null) throw new Refusal('FACT_REFUSED', { message: '这一问题已经答复，没有再次记录' })
  if (!mayAnswer(viewer, problem)) throw new Refusal('NOT_YOURS')
  const [by, at] = [`staff:${viewer.username}`, house.time.now()]
  const text = `依法行政问题的答复（第${position}条记录）：${says}`
  const file = await record(
    tx,
    house,
    { agencyId, caseId },
    { type: 'noted', on: house.time.today(), text },
    { by, at },
  )
  const answer = file.facts.findLast(({ fact }) => fact.type === 'noted')!.position
  await tx`
    update problems set answer = ${answer}, answered_by = ${by}, answered_at = ${at.toISOString()}
    where (agency_id, case_id, position) = (${agencyId}, ${caseId}::uuid, ${position})`
}

/** What was typed, of the note that says it. */
export const onlySaid = (note: string): string => note.replace(/^依法行政问题(?:的答复)?（[^（）]*）：/, '')

/** Of a case, in their order. */
export const problemsOf = (sql: Sql | Tx, caseId: string) => sql<Problem[]>`
  select * from problems where agency_id in (select id from agencies) and case_id = ${caseId}::uuid order by position`

export type ListedProblem = Problem & { number: string; agencyName: string; department: string }

/** Nobody reads further in one list. */
export const LONGEST_LIST = 200
export const PROBLEM_STATES = { open: '没有答复的', answered: '已经答复的' } as const
export type ProblemState = keyof typeof PROBLEM_STATES

/** Of the cases that somebody sees, and what was handed to their department; what is due first on top, or the latest answer. */
export function problemList(sql: Sql, viewer: Viewer, state: ProblemState) {
  const isOpen = state === 'open'
  return sql<ListedProblem[]>`
    select p.*, coalesce(c.number, c.receipt) as number, a.name as agency_name, concat_ws(${BETWEEN}, d.name, u.name) as department
    from problems p join cases c on (c.agency_id, c.id) = (p.agency_id, p.case_id) join agencies a on a.id = p.agency_id
    join agencies d on d.id = p.to_agency left join units u on u.id = p.to_unit
    where ${allOf(sql, [isOpen ? sql`p.answer is null` : sql`p.answer is not null`, anyOf(sql, [seenInSql(sql, viewer), handedTo(sql, viewer)])])}
    order by ${isOpen ? sql`p.due_on, p.case_id, p.position` : sql`p.answered_at desc, p.case_id, p.position`} limit ${LONGEST_LIST}`
}
