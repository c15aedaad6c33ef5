import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { invalid } from '../ground/errors.ts'

/** Of a form; other programs may give the unit a day that has passed. @throws Refusal INVALID for one before the day of assigning */
export function requireAhead(fact: Fact): void {
  if (fact.type === 'assigned' && fact.answerBy && fact.answerBy < fact.on)
    throw invalid({
      ...{ field: 'answerBy', code: 'IN_PAST' },
      message: '内部办理期限不能早于分办的日期，请改为以后的一天，或者不填',
    })
}
