/** What is put down of a drawn case, out of a body of the API or a form. */
import { invalid } from '../ground/errors.ts'
import { given } from '../web/given.ts'
import type { Said } from './put-down.ts'
import { ANSWERED, FOUND, SCORED, VERDICT } from './shapes.ts'
import type { CaseAct } from './views.ts'

/** @throws Refusal INVALID, by its fields: `says` and `dueOn` where an answer is sent back without them */
export function saidIn(act: CaseAct, body: unknown): Said {
  if (act === 'scores') return { kind: 'scored', ...given(SCORED, body) }
  if (act === 'findings') return { kind: 'found', ...given(FOUND, body) }
  if (act === 'answers') return { kind: 'answered', ...given(ANSWERED, body) }
  const { enough, finding, says, dueOn } = given(VERDICT, body)
  if (enough) return { kind: 'settled', finding, says }
  const lacks = [
    ...(says === '' ? [{ field: 'says', code: 'MISSING', message: '退回答复应当写明理由' }] : []),
    ...(dueOn === undefined ? [{ field: 'dueOn', code: 'MISSING', message: '退回答复应当写明再次答复的期限' }] : []),
  ]
  if (lacks.length > 0 || dueOn === undefined) throw invalid(...lacks)
  return { kind: 'returned', finding, says, dueOn }
}
