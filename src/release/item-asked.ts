/** What is asked before a published item changes: what it may not carry, what it lies behind, what its case decided. */
import { Refused } from '../../workflows/disclosure/decide.ts'
import { refusedBy } from '../cases/accept.ts'
import { record } from '../cases/record.ts'
import { enter, type Tx } from '../db/client.ts'
import { requireNoSecret } from '../files/secret.ts'
import type { Taken } from '../files/uploads.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House, Recording } from '../house.ts'
import { factsOf } from '../ledger/queries.ts'
import type { Described } from '../released/described.ts'
import { NOBODY, secretsIn } from '../released/look-over.ts'
import type { ReleasedRow } from '../released/queries.ts'
import { oneAtATime } from '../released/stop.ts'
import type { Acting } from './answered.ts'

/** Somebody else was faster. */
export const changedMeanwhile = () =>
  new Refusal('FACT_REFUSED', { message: '这一信息的状态刚刚已经变化，没有办理。请核对后再办理' })
/** What a decision published is restored by a decision. */
export const decideFirst = {
  field: 'type',
  code: 'UNFIT',
  message: '公开决定已经更正。请先在办件中重新作出转主动公开的决定，信息将在原地址恢复公开',
}

/** An upload with the content of a file that a case of the agency marks as a state secret. @throws Refusal FILES_STATE_SECRET */
export async function requirePublishable(tx: Tx, agencyId: string, files: readonly Taken[]): Promise<void> {
  if (files.length === 0) return
  await enter(tx, [agencyId])
  await oneAtATime(tx, agencyId)
  await requireNoSecret(tx, { agencyId }, files)
}

/** @throws Refusal INVALID for what is no file of the item, or was taken off before */
export function takenOff(fields: Record<string, string>, files: readonly { id: string }[]): string[] {
  const named = Object.keys(fields).filter((name) => name.startsWith(TAKE_OFF))
  const ids = named.map((name) => name.slice(TAKE_OFF.length))
  if (ids.some((id) => !files.some((file) => file.id === id)))
    throw invalid({ field: 'files', code: 'UNFIT', message: '要撤下的文件不在这一信息中，或者已经撤下。请刷新后核对' })
  return ids
}
const TAKE_OFF = 'takeOff.'

/** An item that answers a request never names who asked, nor who was consulted, however often it is corrected. */
export async function behind(tx: Tx, house: Pick<House, 'keys'>, { agencyId, caseId }: ReleasedRow) {
  if (caseId === null) return { agencyId, secrets: NOBODY, facts: [] }
  await enter(tx, [agencyId])
  const facts = await factsOf(tx, house.keys, { agencyId, caseId })
  return { agencyId, secrets: secretsIn(facts), facts }
}

/** Says it the same as the item does? */
export const isSame = (says: Described, item: Described) =>
  (['title', 'documentNumber', 'summary', 'topic', 'basis', 'madeOn'] as const).every(
    (name) => (says[name] ?? null) === (item[name] ?? null),
  )

/** @param hears only where the case still hears facts: one whose content was destroyed hears none. */
export async function isDecided(tx: Tx, { agencyId, caseId }: ReleasedRow, hears = false): Promise<boolean> {
  const [row] = await tx<{ released: boolean; erased: boolean }[]>`
    select coalesce((context->>'released')::boolean, false) as released, context ? 'erasedOn' as erased from cases
    where agency_id = ${agencyId} and id = ${caseId}`
  return (row?.released ?? false) && !(hears && row!.erased)
}

/** What a decision in a case made public is taken down by a fact of the case, which takes the item with it. */
export async function recordWithdrawn(
  tx: Tx,
  house: Recording,
  { agencyId, caseId }: ReleasedRow,
  why: string,
  { by, at, on }: Acting,
): Promise<void> {
  try {
    await record(tx, house, { agencyId, caseId: caseId! }, { type: 'releaseWithdrawn', why, on }, { by, at })
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}
