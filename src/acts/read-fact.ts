/** A fact as it was sent: its fields, its day, and the proof that an earlier day needs. */

import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { type FieldError, invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { given } from '../web/given.ts'
import { isRecordable } from './catalogue.ts'
import { drafted } from './draft.ts'
import { factSchema } from './facts.ts'

/** @throws Refusal INVALID naming every field that does not fit, the day included. */
export function readFact(body: unknown, { time }: Pick<House, 'time'>, backdating: 'withEvidence' | 'never'): Fact {
  const type = (body as { type?: unknown } | null)?.type
  if (!isRecordable(type)) {
    throw invalid({ field: 'type', code: 'UNKNOWN_FACT', message: '没有这种事实，或者它只能由系统记录' })
  }
  const today = time.today()
  const fact = drafted(given(factSchema(type), body) as unknown as Fact) as Fact & { on?: string }
  const on = fact.on ?? today
  if (on > today) throw invalid(inFuture('on'))
  if ('receivedOn' in fact && fact.receivedOn && fact.receivedOn > today) throw invalid(inFuture('receivedOn'))
  if (on < today && backdating === 'never')
    throw invalid({ field: 'on', code: 'NOT_TODAY', message: '发生日期应当是今天' })
  if (on < today && !fact.evidence?.length) {
    throw invalid({
      field: 'evidence',
      code: 'EVIDENCE_MISSING',
      message: '发生日期早于今天的，请填写依据（文件编号或者书面理由）',
    })
  }
  return { ...fact, on }
}

/** Nothing is on record before it has happened. */
export const inFuture = (field: string): FieldError => ({ field, code: 'IN_FUTURE', message: '发生日期不能晚于今天' })
