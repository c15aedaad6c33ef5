/** What somebody outside the office said: theirs where they said it with their own code; entered for them, it rests on what came. */
import type { FactType } from '../../words.ts'
import type { Rule } from './rule.ts'

/** The applicant, and those who are consulted, each with a code of their own. */
const WITH_CODE = /^(applicant$|thirdParty:|consultedAgency:)/

/** Entered by staff, it needs the paper on file, or words that name the paper or the call. */
export const saidByThem = (type: FactType, code: Rule['code'], article: string): Rule => ({
  code,
  article,
  kept: (_context, fact) =>
    fact?.type !== type ||
    WITH_CODE.test(fact.by) ||
    (fact.evidence?.length ?? 0) > 0 ||
    ('files' in fact && (fact.files?.length ?? 0) > 0),
})
