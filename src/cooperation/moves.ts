/**
 * 退回分办、改派: a handler whose unit is the wrong one hands the case back to the head, who assigns it again; a head assigns another unit
 * at once. The reason is a note of the case and the assignment the fact `assigned`, for from that day another unit answers for it.
 * Nothing lies between two chairs: until it is assigned again the case stays where it is, and its limits run. Whoever had it keeps
 * the trace, though they see the case no more. SQL: rows within the transaction of the act.
 */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { mayRecord } from '../acts/may-record.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { Recording } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { unitName } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { reaches, type Who } from '../people/sight.ts'
import { byOf, note, put } from './noted.ts'
import type { MoveKind } from './tables.ts'

export type Move = CaseKey & {
  position: number
  kind: MoveKind
  unitId: string | null
  handlerId: string | null
  otherAgency: string | null
  otherCase: string | null
  by: string
  at: string
  settled: number | null
}

/** Whoever handles it, while a unit has it and it is not answered. */
export const mayHandBack = ({ seats }: Who, row: CaseRow): boolean =>
  row.unitId !== null && seats.some((seat) => reaches(seat, 'handler', row))
export const isInHand = ({ stage, unitId, settledOn }: CaseRow): boolean =>
  unitId !== null && settledOn === null && (stage === 'review' || stage === 'reply')

/** @throws Refusal NOT_YOURS; FACT_REFUSED where no unit has it, it is answered, or it was handed back before */
export async function handBack(tx: Tx, house: Recording, row: CaseRow, why: string, viewer: Viewer): Promise<void> {
  const by = byOf(viewer, house, (who) => mayHandBack(who, row))
  if (!isInHand(row)) throw new Refusal('FACT_REFUSED', { message: '本件没有在承办机构办理中，不能退回分办' })
  const key = { agencyId: row.agencyId, caseId: row.id }
  const unit = (await unitName(tx, row.unitId!)) ?? row.unitId!
  const position = await note(tx, house, key, `退回分办（${unit}）：${why}`, by)
  // After the note, which holds the lock of the case: of two at once the second sees the first.
  if (isHandedBack(await movesOf(tx, key)))
    throw new Refusal('FACT_REFUSED', { message: '本件已经退回分办，等待负责人重新分办' })
  const { unitId, handlerId } = row
  await tx`
    insert into case_moves ${tx({ ...key, position, kind: 'handedBack', unitId, handlerId, by: by.by, at: by.at.toISOString() })}`
}

/** Does it wait to be assigned again? */
export const isHandedBack = (moves: readonly Move[]): boolean =>
  moves.some(({ kind, settled }) => kind === 'handedBack' && settled === null)

/** Taken back before a head assigned it again: the unit handles it after all. @throws Refusal NOT_YOURS; FACT_REFUSED */
export async function keep(tx: Tx, house: Recording, row: CaseRow, why: string, viewer: Viewer): Promise<void> {
  const by = byOf(viewer, house, (who) => mayHandBack(who, row))
  const key = { agencyId: row.agencyId, caseId: row.id }
  const position = await note(tx, house, key, `撤回退回分办：${why}`, by)
  const settled = await tx`
    update case_moves set settled = ${position}
    where (agency_id, case_id) = (${row.agencyId}, ${row.id}::uuid) and kind = 'handedBack' and settled is null`
  if (settled.count === 0)
    throw new Refusal('FACT_REFUSED', { message: '本件没有等待重新分办的退回：没有退回过，或者已经重新分办' })
  const { unitId, handlerId } = row
  await tx`
    insert into case_moves ${tx({ ...key, position, kind: 'keptAfterAll', unitId, handlerId, by: by.by, at: by.at.toISOString(), settled: position })}`
}

/** Whoever may assign it. */
export const mayReassign = (who: Who, row: CaseRow): boolean => mayRecord(who, 'assigned', row)

export type Reassigned = { unit: string; handler?: string | undefined; answerBy?: string | undefined; why: string }

/**
 * @throws Refusal NOT_YOURS; FACT_REFUSED of a case that no unit has; INVALID: unit (UNCHANGED, NO_SUCH_UNIT,
 * UNIT_WITHOUT_HANDLERS), handler (NO_SUCH_HANDLER), answerBy (IN_THE_PAST)
 */
export async function reassign(
  tx: Tx,
  house: Recording,
  row: CaseRow,
  { why, unit, handler, answerBy }: Reassigned,
  viewer: Viewer,
): Promise<void> {
  const by = byOf(viewer, house, (who) => mayReassign(who, row))
  if (!isInHand(row)) throw new Refusal('FACT_REFUSED', { message: '本件没有在承办机构办理中，请用“分办”' })
  if (unit === row.unitId && !handler)
    throw invalid({
      field: 'unit',
      code: 'UNCHANGED',
      message: '本件就由这个承办机构承办，请选择其他承办机构或者指定承办人',
    })
  if (answerBy && answerBy < house.time.today())
    throw invalid({
      field: 'answerBy',
      code: 'IN_THE_PAST',
      message: `内部办理期限不能早于今天（${inChinese(house.time.today())}）。请改为今天或者以后，不规定期限的请空着`,
    })
  const key = { agencyId: row.agencyId, caseId: row.id }
  const position = await note(
    tx,
    house,
    key,
    `改派（原由${(await unitName(tx, row.unitId!)) ?? row.unitId!}承办）：${why}`,
    by,
  )
  const fact = {
    type: 'assigned',
    on: house.time.today(),
    unit,
    ...(handler && { handler }),
    ...(answerBy && { answerBy }),
  }
  const settled = await put(tx, house, key, fact as FactOf<'assigned'>, by)
  const { unitId, handlerId } = row
  await tx`
    insert into case_moves ${tx({ ...key, position, kind: 'reassigned', unitId, handlerId, by: by.by, at: by.at.toISOString(), settled })}`
}

/** Of a case, in their order. */
export const movesOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Move[]>`
  select * from case_moves where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid) order by position`
