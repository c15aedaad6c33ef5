/** The form of an answer as the fact of the API; what does not fit is said in the language of the page. */

import { LETTER_FACTS } from '../../workflows/statute/letters.ts'
import type { UploadForm } from '../files/upload-form.ts'
import { type FieldError, invalid } from '../ground/errors.ts'
import { brokenAt, tidyText } from '../ground/tidy.ts'
import type { Words } from '../web/words/zh.ts'
import { LONGEST } from './answer.ts'
import { AGREED } from './receipt.ts'
import type { Kind } from './views.ts'

const OPINIONS = ['agree', 'partly', 'object']

/** @throws Refusal INVALID with every field that does not fit. */
export function saidIn({ fields, refused }: Pick<UploadForm, 'fields' | 'refused'>, kind: Kind, words: Words): object {
  if (fields.what === 'reached') return { type: LETTER_FACTS[kind].reached }
  const { fault } = words.answering
  const { opinion = '', reasons: typed = '' } = fields
  const reasons = tidyText(typed)
  const faults: (FieldError | false)[] = [
    !OPINIONS.includes(opinion) && { field: 'opinion', code: 'MISSING', message: fault.opinion },
    reasons === '' && opinion !== 'agree' && { field: 'reasons', code: 'MISSING', message: fault.reasons },
    [...reasons].length > LONGEST && { field: 'reasons', code: 'TOO_BIG', message: fault.tooLong({ n: LONGEST }) },
    brokenAt(typed) !== undefined && { field: 'reasons', code: 'UNFIT', message: fault.unprintable },
    ...refused.map(({ code, name }) => ({ field: 'files', code, message: fault[code]({ name }) })),
    fields.confirm !== 'yes' && { field: 'confirm', code: 'NOT_CONFIRMED', message: fault.confirm },
  ]
  const wrong = faults.filter((each) => each !== false)
  if (wrong.length > 0) throw invalid(...wrong)
  return {
    type: LETTER_FACTS[kind].answered,
    consents: opinion === 'agree',
    reasons: reasons || AGREED,
    ...(opinion === 'partly' && { extent: 'partly' }),
  }
}
