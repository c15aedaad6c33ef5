/** 敏感事项 as an agency proposes them: read line by line. */
import { readKinds, type SensitiveFault, writeKinds } from '../../workflows/statute/sensitive.ts'
import { invalid } from '../ground/errors.ts'
import { sentence } from '../web/words/sentences.ts'

const SAYS = {
  tooMany: 'sensitive.tooMany',
  noName: 'sensitive.noName',
  twice: 'sensitive.twice',
  words: 'sensitive.words',
} as const satisfies Record<SensitiveFault, string>

/** The one way of writing what was given. @throws Refusal INVALID with the line that is no kind */
export function kindsGiven(given: unknown): string {
  const read = readKinds(String(given ?? ''))
  if ('kinds' in read) return writeKinds(read.kinds)
  throw invalid({ field: 'value', code: 'UNFIT', message: sentence(SAYS[read.fault], { line: read.line }) })
}
