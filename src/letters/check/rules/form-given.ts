/**
 * 提供形式 (Art 40): as the applicant asks now. A draft was held to it; who asks otherwise after it is given that, or told
 * why not.
 */
import { formsGiven, isInFormAsked } from '../../../../workflows/disclosure/rules/giving.ts'
import { reachAfter, reachOf } from '../../../../workflows/disclosure/service.ts'
import { type CaseFile, caseRule, filled, hasOutcome, last, type Reading } from '../subject.ts'

const WAYS = ['paper', 'disc', 'inspection', 'formReason'] as const

/** What the letter gives: the files of its draft, and the other ways that its text names. */
const given = (reading: Reading, file: CaseFile) => ({
  files: last(file, 'replyDrafted')?.files ?? [],
  fields: Object.fromEntries(WAYS.map((name) => [name, filled(reading, 'ask', name)])),
})

const reachNow = ({ facts }: CaseFile) =>
  facts.reduce(
    (reach, fact) => (fact.type === 'contactChanged' ? reachAfter(reach, fact) : reach),
    reachOf(facts[0]?.type === 'submitted' ? facts[0] : {}),
  )

const differs = caseRule({
  id: 'FORM_DIFFERS',
  severity: 'error',
  article: '条例第四十条',
  zh: '提供形式与申请不同的，说明了理由',
  applies: hasOutcome('disclosed', 'partlyDisclosed'),
  check(reading, file) {
    const answer = given(reading, file)
    return formsGiven(answer).length === 0 || isInFormAsked(reachNow(file), answer)
      ? []
      : [
          {
            says: '提供的形式与申请人要求的不同，没有说明理由。',
            remedy: '按要求的形式提供；可能危及载体安全或者成本过高的，填写“提供形式的理由”。',
          },
        ]
  },
})

export const formGivenRules = [differs]
