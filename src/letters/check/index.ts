/** 校验: every letter is held against the law and its case before it is signed, every template before it is in force. Pure. */
import type { Day } from '../../../workflows/statute/days.ts'
import type { Template } from '../../documents/index.ts'
import type { LoadedLaw } from '../../ground/law.ts'
import { named, readingOfItem } from './items.ts'
import { againRules } from './rules/again.ts'
import { articleRules } from './rules/articles.ts'
import { blankRules } from './rules/blanks.ts'
import { claimRules } from './rules/claims.ts'
import { consultedRules } from './rules/consulted.ts'
import { dateRules } from './rules/dates.ts'
import { decisionRules } from './rules/decision.ts'
import { extensionRules } from './rules/extensions.ts'
import { feeRules } from './rules/fees.ts'
import { formRules } from './rules/form.ts'
import { formGivenRules } from './rules/form-given.ts'
import { misnamedRules } from './rules/misnamed.ts'
import { noticeRules } from './rules/notices.ts'
import { obtainingRules } from './rules/obtaining.ts'
import { oldLawRules } from './rules/old-law.ts'
import { privacyRules } from './rules/privacy.ts'
import { privacyNumberRules } from './rules/privacy-numbers.ts'
import { reasonRules } from './rules/reasons.ts'
import { recordRules } from './rules/records.ts'
import { remedyRules } from './rules/remedies.ts'
import { remedyTermRules } from './rules/remedy-terms.ts'
import { searchRules } from './rules/search.ts'
import { writingRules } from './rules/writing.ts'
import type { CheckSubject, Finding, Reading, Rule } from './subject.ts'
import { frontMatterFindings, readingOf } from './template.ts'
import { linesOf } from './tokens.ts'

export type { CheckSubject, Finding, Rule, Severity } from './subject.ts'

/** What the outcome asks for: of several matters each is held against these. */
const OF_AN_OUTCOME: readonly Rule[] = [
  ...articleRules,
  ...remedyRules,
  ...decisionRules,
  ...reasonRules,
  ...claimRules,
  ...recordRules,
  ...obtainingRules,
  ...formGivenRules,
  ...searchRules,
  ...misnamedRules,
  ...againRules,
]

export const RULES: readonly Rule[] = [
  ...OF_AN_OUTCOME,
  ...oldLawRules,
  ...remedyTermRules,
  ...noticeRules,
  ...feeRules,
  ...extensionRules,
  ...dateRules,
  ...consultedRules,
  ...privacyNumberRules,
  ...privacyRules,
  ...blankRules,
  ...formRules,
  ...writingRules,
]

/** What is wrong with a letter, the gravest first. No finding of severity `error` may be left when it is signed. */
export function checkLetter(subject: CheckSubject): Finding[] {
  const { agency, context, clock, facts, outdated = [], items, ...words } = subject
  const lines = linesOf(subject.letter, subject.data)
  const reading: Reading = { ...words, lines, file: { agency, context, clock, facts, outdated } }
  if (!items) return findings(reading)
  const whole = findings({ ...reading, outcome: null })
  const ofEach = items.flatMap((item, i) =>
    findings(readingOfItem(reading, items, i), OF_AN_OUTCOME)
      .filter((finding) => !whole.some((known) => known.rule === finding.rule && known.line === finding.line))
      .map((finding) => named(finding, item, i)),
  )
  return byWeight([...whole, ...ofEach])
}

/** What is wrong with a template on the day from which it is to be used; rules that read a case wait for one. */
export function checkTemplate(template: Template, law: LoadedLaw, on: Day): Finding[] {
  const reading = readingOf(template, law, on)
  const own = frontMatterFindings(template, law, on)
  // The lines are those of a letter that nobody sees.
  return 'rule' in reading
    ? [reading, ...own]
    : [...own, ...findings(reading).map(({ line: _, ...finding }) => finding)]
}

const WEIGHT = { error: 0, warning: 1, hint: 2 } as const

function findings(reading: Reading, rules: readonly Rule[] = RULES): Finding[] {
  const all = rules
    .filter((rule) => rule.applies(reading))
    .flatMap((rule) =>
      rule.check(reading).map(({ says, remedy, line }): Finding => {
        const { id, severity, article } = rule
        return { rule: id, severity, article, says, remedy, ...(line !== undefined && { line }) }
      }),
    )
  return byWeight(all)
}

const byWeight = (all: Finding[]) =>
  all.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || (a.line ?? -1) - (b.line ?? -1))
