/**
 * Putting down what was looked at: points and findings by whoever checks, the answer by the agency. Nobody judges a case that
 * they drafted, reviewed, approved or signed, nor an answer that they gave. SQL: one line under the lock of its case.
 */
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { enter, type Tx } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { replacePersonal } from '../ground/personal.ts'
import type { House } from '../house.ts'
import { caseById } from '../ledger/queries.ts'
import { STRUCK } from '../letters/shield.ts'
import { recordChange } from '../people/changes.ts'
import type { Viewer } from '../people/sessions.ts'
import { type Checked, checkedCase } from './checked.ts'
import type { Draw } from './draws.ts'
import { checkScores } from './shapes.ts'
import { FOLLOWS } from './standing.ts'
import type { LineKind } from './tables.ts'
import { answeredBy, isOnlyChecker } from './who.ts'

/** By whoever checks, or by the agency; what evaluators say goes another way (`evaluated.ts`). */
export type Said =
  | { kind: 'scored'; scores: number[]; says: string }
  | { kind: 'found'; dueOn: Day; says: string }
  | { kind: 'answered' | 'settled'; finding: number; says: string }
  | { kind: 'returned'; finding: number; dueOn: Day; says: string }

const DONE_BY_HANDLERS: readonly FactType[] = ['replyDrafted', 'replyReviewed', 'replyApproved', 'replySigned']

/** To whoever alone checks: their answer would wait for ever. */
export const HANDLER_ANSWERS = '核对答复的负责人只有您一人，自己的答复不能自己核对。请由承办人答复'
/** To whoever answered. */
export const OWN_ANSWER =
  '这次答复由您提交，请由本机关其他负责人核对。只有一名负责人的，答复由承办人提交；请系统管理员增加负责人后核对'

/**
 * @param key which case of the draw
 * @throws Refusal INVALID: scores (UNFIT), dueOn (IN_THE_PAST), finding (UNFIT); FACT_REFUSED where it is nobody's turn, where the
 *   case or the answer is one's own, where nobody else could judge the answer, or where the content of the case was destroyed
 */
export async function putDown(
  tx: Tx,
  house: Pick<House, 'time'>,
  draw: Draw,
  { agencyId, caseId }: { agencyId: string; caseId: string },
  said: Said,
  viewer: Viewer,
): Promise<void> {
  const [by, today] = [`staff:${viewer.username}`, house.time.today()]
  const found = await theOneToWrite(tx, draw, { agencyId, caseId }, today)
  if (said.kind !== 'answered') await requireOthers(tx, { agencyId, caseId }, by)
  if (said.kind === 'scored') checkScores(draw.rules, said.scores)
  if ('dueOn' in said && said.dueOn < today)
    throw invalid({ field: 'dueOn', code: 'IN_THE_PAST', message: '答复的期限不能早于今天' })
  if ('finding' in said) {
    const finding = found.findings.find(({ n }) => n === said.finding)
    if (!finding) throw invalid({ field: 'finding', code: 'UNFIT', message: '没有这个问题，请刷新页面' })
    if (!FOLLOWS[finding.state].includes(said.kind)) throw new Refusal('FACT_REFUSED', { message: NOT_NOW[said.kind] })
    if (said.kind !== 'answered' && answeredBy(finding) === by)
      throw new Refusal('FACT_REFUSED', { message: OWN_ANSWER })
    if (said.kind === 'answered' && (await isOnlyChecker(tx, viewer, draw)))
      throw new Refusal('FACT_REFUSED', { message: HANDLER_ANSWERS })
  }
  const next = await nextLine(tx, draw.id, agencyId, caseId)
  const line = {
    ...{ drawId: draw.id, agencyId, caseId, n: next, kind: said.kind, says: withoutPersonal(said.says), by },
    finding: said.kind === 'scored' ? null : said.kind === 'found' ? next : said.finding,
    scores: said.kind === 'scored' ? said.scores : null,
    dueOn: 'dueOn' in said ? said.dueOn : null,
    at: house.time.now().toISOString(),
  }
  await tx`insert into spot_lines ${tx(line)}`
  const subject = `${found.number} ${LINES[said.kind]}`
  // The words stay with the line, which goes with the case: the audit is kept longer.
  const after = { scores: line.scores, finding: line.finding, dueOn: line.dueOn }
  await recordChange(tx, house, { agencyId, what: 'spotCheck', subject, before: null, after }, by)
}

/**
 * The drawn case under its lock, within the agency.
 * @throws Refusal NOT_FOUND; FACT_REFUSED where its content was destroyed
 */
export async function theOneToWrite(
  tx: Tx,
  draw: Pick<Draw, 'id'>,
  { agencyId, caseId }: { agencyId: string; caseId: string },
  today: Day,
): Promise<Checked> {
  await enter(tx, [agencyId])
  await tx`select pg_advisory_xact_lock(hashtextextended(${`spot ${draw.id} ${caseId}`}, 0))`
  const found = await checkedCase(tx, draw.id, agencyId, caseId, today)
  const row = await caseById(tx, [agencyId], caseId)
  if (!found || !row) throw new Refusal('NOT_FOUND')
  if (row.context.erasedOn) throw new Refusal('FACT_REFUSED', { message: '本件内容已经销毁，没有记录' })
  return found
}

export const LINES: Record<LineKind, string> = {
  scored: '评分',
  evaluated: '第三方评分',
  found: '提出问题',
  answered: '答复',
  settled: '了结',
  returned: '退回答复',
}
const NOT_NOW: Record<LineKind, string> = {
  scored: '',
  evaluated: '',
  found: '',
  answered: '这个问题已经答复，没有再次记录',
  settled: '这个问题没有等待核对的答复，没有记录',
  returned: '这个问题没有等待核对的答复，没有退回',
}

async function requireOthers(tx: Tx, { agencyId, caseId }: { agencyId: string; caseId: string }, by: string) {
  const [own] = await tx`
    select 1 as own from ledger where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid) and "by" = ${by}
      and type = any(${DONE_BY_HANDLERS as string[]}) limit 1`
  if (own) throw new Refusal('FACT_REFUSED', { message: '本件由您拟稿、审核、审批或者签发，请由其他人员评查' })
}

/** Numbers and addresses of people as they are struck from the text that evaluators read; a landline is an office's as often as not. */
export const withoutPersonal = (says: string): string =>
  replacePersonal(says, (found, kind) => (kind === 'landline' ? found : STRUCK))

/** The place of the next line of a drawn case, from 1; asked under its lock. */
export async function nextLine(tx: Tx, drawId: string, agencyId: string, caseId: string): Promise<number> {
  const [last] = await tx<[{ n: number }]>`
    select coalesce(max(n), 0)::int as n from spot_lines
    where (draw_id, agency_id, case_id) = (${drawId}::uuid, ${agencyId}, ${caseId}::uuid)`
  return last.n + 1
}
