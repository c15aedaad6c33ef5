/** A draft answers the application as a whole, or its matters one by one; of several matters the house reckons the outcome. */
import { outcomeOf } from '../../workflows/disclosure/answers.ts'
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { type FieldError, invalid } from '../ground/errors.ts'

type Sent = Omit<FactOf<'replyDrafted'>, 'outcome' | 'fields'> &
  Partial<Pick<FactOf<'replyDrafted'>, 'outcome' | 'fields'>>

/**
 * Any fact as it was read; a draft with its one outcome.
 * @param prefix before the names of fields in errors
 * @throws Refusal INVALID where a draft has neither an outcome nor items, or both
 */
export function drafted(fact: Fact, prefix = ''): Fact {
  if (fact.type !== 'replyDrafted') return fact
  const { items, outcome, fields, ...rest } = fact as Sent
  const at = (field: string) => (prefix ? `${prefix}.${field}` : field)
  if (items) {
    const both = [outcome !== undefined && 'outcome', Object.keys(fields ?? {}).length > 0 && 'fields']
    const faults = both.flatMap((field): FieldError[] =>
      field ? [{ field: at(field), code: 'UNFIT', message: '分项答复的，办理结果和内容逐项填写，不再填写整件的' }] : [],
    )
    if (faults.length > 0) throw invalid(...faults)
    return { ...rest, items, outcome: outcomeOf(items), fields: {} }
  }
  if (outcome === undefined)
    throw invalid({ field: at('outcome'), code: 'MISSING', message: '请选择办理结果，或者分项答复' })
  if (fields === undefined) throw invalid({ field: at('fields'), code: 'MISSING', message: '请填写' })
  return fact
}
