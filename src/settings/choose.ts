/** The only way a choice of law changes: one person proposes it, another decides, and it holds from a day. One lock an agency. */
import {
  alternativesOf,
  CHOICES,
  type ChoiceName,
  type ChoiceValue,
  choicesInForce,
  isChoiceName,
  isChoiceValue,
} from '../../workflows/statute/choices.ts'
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { announce, json, type Sql, type Tx } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import { enqueue, type Recount } from '../jobs/enqueue.ts'
import { CHANNEL } from '../law/in-force.ts'
import { approvedChoices, type Proposal, proposalsOf } from '../law/queries.ts'
import { type Moved, recount, whatMoves } from '../law/recount.ts'
import { recordChange } from '../people/changes.ts'
import { hasRole, type Role } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { chainGiven, requireWalkable } from './chain.ts'
import { kindsGiven } from './sensitive.ts'

/** The administrator proposes; who decides is anybody else who answers for the office's rules. */
const PROPOSERS: readonly Role[] = ['admin']
export const DECIDERS: readonly Role[] = ['admin', 'head', 'security']
export const mayPropose = (viewer: Pick<Viewer, 'roles'>) => hasRole(viewer, ...PROPOSERS)
export const mayRead = (viewer: Pick<Viewer, 'roles'>) => hasRole(viewer, ...DECIDERS)
/** Whoever proposed it cannot decide on it. */
export const mayDecide = (viewer: Pick<Viewer, 'roles' | 'username'>, { by, decision }: Proposal) =>
  decision === null && hasRole(viewer, ...DECIDERS) && by !== `staff:${viewer.username}`

export type Proposed = { choice: ChoiceName; value: ChoiceValue; from: Day; why: string }

/** @throws Refusal NOT_FOUND for what is no open point of law */
export function choiceNamed(name: string): ChoiceName {
  if (!isChoiceName(name)) throw new Refusal('NOT_FOUND')
  return name
}

/** The value of a point, from JSON or from a form. @throws Refusal INVALID */
export function choiceGiven(choice: ChoiceName, given: unknown): ChoiceValue {
  if ('steps' in CHOICES[choice]) return chainGiven(given)
  if ('kinds' in CHOICES[choice]) return kindsGiven(given)
  const isAmount = 'least' in CHOICES[choice]
  const value = isAmount
    ? amountOf(given)
    : alternativesOf(choice).find((one) => one.value === given || String(one.value) === given)?.value
  if (value !== undefined && value !== null && isChoiceValue(choice, value)) return value
  throw invalid({ field: 'value', code: 'UNFIT', message: '请选择所列选项之一，或者填写范围以内的数' })
}

/** What is previewed or proposed can be lived by: of a chain, its people can walk it. @throws Refusal INVALID, as `requireWalkable` */
export async function requireTaken(
  sql: Sql | Tx,
  agencyId: string,
  choice: ChoiceName,
  value: ChoiceValue,
): Promise<void> {
  if ('steps' in CHOICES[choice]) await requireWalkable(sql, agencyId, String(value))
}

/** Figures alone: an empty field is no nought. */
const amountOf = (given: unknown): number | undefined =>
  typeof given !== 'boolean' && /^\d{1,4}$/.test(String(given).trim()) ? Number(given) : undefined

/** A choice holds from today on or from a later day: what has happened was judged. @throws Refusal INVALID */
export function requireNotPast(house: Pick<House, 'time'>, from: Day): void {
  if (from < house.time.today())
    throw invalid({ field: 'from', code: 'IN_THE_PAST', message: '生效日不能早于今天：已经发生的事按当时的选择办理' })
}

/**
 * Puts a proposal on record; it changes nothing yet.
 * @throws Refusal NOT_YOURS; INVALID where the day is past, the value holds on that day anyway, or nobody could walk the steps
 */
export async function propose(
  tx: Tx,
  house: Pick<House, 'lawFor' | 'time'>,
  agencyId: string,
  { choice, value, from, why }: Proposed,
  viewer: Viewer,
): Promise<number> {
  if (!mayPropose(viewer)) throw new Refusal('NOT_YOURS')
  requireNotPast(house, from)
  await lock(tx, agencyId)
  const all = await proposalsOf(tx, agencyId)
  if (all.some((each) => each.choice === choice && each.decision === null))
    throw new Refusal('FACT_REFUSED', { message: '这一事项已有提议等待批准，请先决定' })
  if (house.lawFor(agencyId).choices(from)[choice] === value)
    throw invalid({ field: 'value', code: 'UNCHANGED', message: '届时本来就是这一选择，不需要变更' })
  await requireTaken(tx, agencyId, choice, value)
  const position = (all[0]?.position ?? 0) + 1
  await tx`
    insert into choice_proposals (agency_id, position, choice, value, from_day, "by", at, why)
    values (${agencyId}, ${position}, ${choice}, ${json(value)}, ${from}, ${`staff:${viewer.username}`},
      ${house.time.now().toISOString()}, ${why})`
  await recordChange(
    tx,
    house,
    { agencyId, what: 'choice', subject: choice, before: null, after: { value, from, why, state: 'proposed' } },
    `staff:${viewer.username}`,
  )
  return position
}

/**
 * Approves or refuses a proposal. An approved one is in force from its day, for every process; `moveCases` follows.
 * @throws Refusal NOT_FOUND; NOT_YOURS for whoever proposed it; FACT_REFUSED where it was decided; INVALID where its day is past
 */
export async function decide(
  tx: Tx,
  house: Pick<House, 'lawFor' | 'time'>,
  { agencyId, choice, position }: { agencyId: string; choice: ChoiceName; position: number },
  { approved, why }: { approved: boolean; why: string },
  viewer: Viewer,
): Promise<Recount> {
  await lock(tx, agencyId)
  const proposal = (await proposalsOf(tx, agencyId, choice)).find((each) => each.position === position)
  if (!proposal) throw new Refusal('NOT_FOUND')
  const { from } = proposal
  if (proposal.decision) throw new Refusal('FACT_REFUSED', { message: '这一提议已经决定，请刷新页面查看' })
  if (!mayDecide(viewer, proposal))
    throw new Refusal('NOT_YOURS', { message: '提议人不能批准自己的提议，请由另一人决定' })
  if (approved && from < house.time.today())
    throw invalid({
      field: 'why',
      code: 'IN_THE_PAST',
      message: `提议的生效日${inChinese(from)}已过，不能批准。请退回，另行提议`,
    })
  const before = choicesInForce((await approvedChoices(tx)).filter((each) => each.agencyId === agencyId))(from)[choice]
  await tx`
    insert into choice_decisions (agency_id, position, approved, before, "by", at, why)
    values (${agencyId}, ${position}, ${approved}, ${json(before)}, ${`staff:${viewer.username}`},
      ${house.time.now().toISOString()}, ${why})`
  const told = {
    agencyId,
    what: 'choice' as const,
    subject: choice,
    before: { state: 'proposed', value: before, why: null },
  }
  const after = { state: approved ? 'approved' : 'refused', value: approved ? proposal.value : before, why }
  await recordChange(tx, house, { ...told, after }, `staff:${viewer.username}`)
  const change = { agencyId, choice, proposal: position }
  if (approved) {
    await announce(tx, CHANNEL, agencyId)
    await enqueue(tx, 'recount', change) // should this process end half-way
  }
  return change
}

/** After the decision: this process reads the law again, and the open cases are brought to it. */
export async function moveCases(house: Working & Pick<House, 'reloadLaw'>, change: Recount): Promise<Moved[]> {
  await house.reloadLaw()
  return recount(house, change)
}

/** The open cases of the agency whose date this choice would move. Changes nothing. */
export async function whatChoiceMoves(
  house: Pick<House, 'sql' | 'lawFor' | 'time'>,
  agencyId: string,
  { choice, value, from }: Omit<Proposed, 'why'>,
): Promise<Moved[]> {
  const approved = (await approvedChoices(house.sql)).filter((each) => each.agencyId === agencyId)
  const choices = choicesInForce([...approved, { choice, value, from }])
  return whatMoves(house, (id) => ({ ...house.lawFor(id), choices }), agencyId)
}

const lock = (tx: Tx, agencyId: string) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`choices ${agencyId}`}, 0))`
