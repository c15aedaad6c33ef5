/**
 * What must be on file before an outcome may be drafted (Arts 36 to 39): statute/outcomes.yaml names it, the rules read it.
 * A fact on file is enough where one can show it; a field of the draft is asked only for what no fact says.
 */
import type { Law } from '../../statute/clock.ts'
import type { Need } from '../../statute/outcomes.ts'
import { type FactType, OUTCOMES, type Outcome } from '../../words.ts'
import { answersOf } from '../answers.ts'
import type { CaseContext, Heard } from '../context.ts'
import { aboutMatter } from '../matters.ts'
import { noticeReceivedOn } from '../service.ts'
import type { FactOf } from '../vocabulary.ts'
import { NOT_ONLY_A_CATEGORY } from './category.ts'
import {
  DEMANDED,
  FOUND_ALTHOUGH_UNCLEAR,
  FOUND_HERE,
  FOUND_WHAT_WAS_ASKED,
  PUBLIC_AGAINST_NOBODY,
  SECRET_ON_FILE,
} from './contradicted.ts'
import { WITHHELD_PART, withheldWhole } from './examination.ts'
import { FEE_OF_NOTHING, FEE_OF_PUBLIC, feeFits } from './fee.ts'
import { GIVEN } from './giving.ts'
import { NOT_HELD } from './not-held.ts'
import { ALREADY_PUBLIC } from './public.ts'
import { REPEAT_REQUEST } from './repeat.ts'
import { isOver, type Rule } from './rule.ts'
import { FOUND_SECRET, MAY_BE_GIVEN, MAY_BE_GIVEN_IN_PART } from './secrecy.ts'
import { GIVEN_AGAINST_NOBODY, GIVEN_IN_PART, thirdParties, WITHHELD_FOR_SOMEBODY } from './third-party.ts'

/** Any one of these fields of the draft is filled in. Without a draft the question is open. */
const filled =
  (...names: string[]): Rule['kept'] =>
  (_context, fact) =>
    fact?.type !== 'replyDrafted' || names.some((name) => fact.fields[name]?.trim())

/** How a case shows that a fact is on file: the facts that statute/outcomes.yaml may ask for. */
export const ON_FILE = {
  secrecyReviewed: (context) => context.secrecy.length > 0,
  disclosureExamined: (context) => context.examined.length > 0,
  conferred: (context) => context.conferred,
  thirdPartyConsulted: (context) => thirdParties(context).length > 0,
  // Of the whole: what was searched for one matter says nothing of the others.
  searched: ({ searches }) => searches.some(({ matter }) => matter === null),
  corrected: (context) => context.corrected,
  // Art 35: found not reasonable, or not given within the applicant's period.
  reasonsAssessed: (context, fact, _law, today) =>
    context.reasons === 'unreasonable' ||
    (context.reasons === 'requested' &&
      noticeReceivedOn(context, 'reasonsRequested') !== null &&
      (fact ?? today) !== undefined &&
      isOver(context.reasonsAsked?.answerBy, fact, today)),
  correctionLapsed: (context) => context.lapsed === 'correction',
  feeLapsed: (context) => context.lapsed === 'fee',
} satisfies Partial<Record<FactType, Rule['kept']>>

/** The refusals that statute/outcomes.yaml may name, each with its article. */
export const NEED_REFUSALS = {
  SECRECY_NOT_REVIEWED: '条例第十七条',
  NOT_EXAMINED: '条例第三十七条',
  NOT_CONFERRED: '条例第十四条、第十一条',
  THIRD_PARTY_NOT_CONSULTED: '条例第三十二条',
  SEARCH_NOT_RECORDED: '条例第三十六条第（四）项',
  NEVER_CORRECTED: '条例第三十条',
  REASONS_NOT_ASSESSED: '条例第三十五条',
  CORRECTION_NOT_LAPSED: '条例第三十条',
  FEE_NOT_LAPSED: '国办函〔2020〕109号第六条',
} as const

type Refusal = keyof typeof NEED_REFUSALS

function needed({ anyOf, orField, refusal }: Need): Rule {
  const shows = anyOf.map((type) => ON_FILE[type as keyof typeof ON_FILE] as Rule['kept'])
  const written = (fact: Heard | undefined) => fact?.type === 'replyDrafted' && !!fact.fields[orField ?? '']?.trim()
  return {
    code: refusal as Refusal,
    article: NEED_REFUSALS[refusal as Refusal],
    ...(orField !== undefined && { leavesOpen: true }),
    kept: (context, fact, law, today) => shows.some((is) => is(context, fact, law, today)) || written(fact),
  }
}

/** Art 36 (3): a refusal gives its reasons; the harm and the question of severing (Art 37) belong to them. */
const REASONS: Rule = {
  code: 'REASONS_MISSING',
  article: '条例第三十六条第（三）项、第三十七条',
  kept: filled('reasons'),
}

/** Art 37. The letter of a partial disclosure says the same under `withheld`. */
const REASONS_FOR_PART: Rule = {
  ...REASONS,
  article: '条例第三十七条',
  says: 'REASONS_MISSING.part',
  kept: filled('reasons', 'withheld'),
}

const REASONS_OTHERWISE: Rule = {
  ...REASONS,
  article: '条例第三十条、第三十五条、第三十八条',
  says: 'REASONS_MISSING.otherwise',
}

/** What is asked of the draft itself, and what must not contradict it. */
const OF_DRAFT: Partial<Record<Outcome, Rule[]>> = {
  alreadyPublic: [...MAY_BE_GIVEN, PUBLIC_AGAINST_NOBODY, ...ALREADY_PUBLIC],
  disclosed: [...MAY_BE_GIVEN, ...GIVEN_AGAINST_NOBODY, ...GIVEN],
  partlyDisclosed: [
    ...MAY_BE_GIVEN_IN_PART,
    ...WITHHELD_PART,
    ...GIVEN_IN_PART,
    REASONS_FOR_PART,
    NOT_ONLY_A_CATEGORY,
    ...GIVEN,
  ],
  stateSecret: [
    ...FOUND_SECRET,
    ...withheldWhole(),
    REASONS,
    {
      code: 'MARKING_MISSING',
      article: '条例第十四条、法释〔2025〕8号第五条、第六条',
      kept: filled('marking'),
    },
    {
      code: 'SECRECY_PERIOD_MISSING',
      article: '条例第十四条、法释〔2025〕8号第五条、第六条',
      kept: filled('period'),
    },
  ],
  prohibitedByLaw: [...withheldWhole(), REASONS],
  safetyAndStability: [...withheldWhole(), REASONS],
  thirdPartyRights: [...WITHHELD_FOR_SOMEBODY, ...withheldWhole(), REASONS],
  internalAffairs: [...withheldWhole(), REASONS],
  processInformation: [...withheldWhole({ otherwise: true }), REASONS, NOT_ONLY_A_CATEGORY],
  enforcementFile: [...withheldWhole({ otherwise: true }), REASONS, NOT_ONLY_A_CATEGORY],
  notHeld: NOT_HELD,
  notThisAgency: [FOUND_HERE],
  needsProcessing: [REASONS_OTHERWISE],
  stillUnclear: [FOUND_ALTHOUGH_UNCLEAR, SECRET_ON_FILE, REASONS_OTHERWISE],
  petition: [FOUND_WHAT_WAS_ASKED, SECRET_ON_FILE],
  repeatRequest: REPEAT_REQUEST,
  publication: [SECRET_ON_FILE, PUBLIC_AGAINST_NOBODY],
  excessive: [REASONS_OTHERWISE],
  notGovernmentInformation: [DEMANDED],
  advice: [FOUND_WHAT_WAS_ASKED, SECRET_ON_FILE, DEMANDED],
}

/** Art 30, 109号: given up is given up. No other answer stands beside the finding. */
const LAPSE_DECIDES = (outcome: Outcome): Rule => ({
  code: 'LAPSE_DECIDES',
  article: '条例第三十条、国办函〔2020〕109号第六条',
  kept: ({ lapsed }) => lapsed === null || outcome === `${lapsed}Lapsed`,
})

/** The rules of an outcome: what the statute says must be on file, then what its draft must say. */
export const rulesOf = (outcome: Outcome, { outcomes }: Pick<Law, 'outcomes'>): Rule[] => [
  LAPSE_DECIDES(outcome),
  ...outcomes[outcome].needs.map(needed),
  ...(OF_DRAFT[outcome] ?? []),
  ...feeFits(outcome),
]

/** Every rule that may refuse a draft, whatever its outcome: for the list in README.md. */
export const draftRules = (): Rule[] => [
  UNKNOWN_OUTCOME,
  LAPSE_DECIDES('other'),
  ...(Object.keys(NEED_REFUSALS) as Refusal[]).map((refusal) => needed({ anyOf: [], refusal })),
  ...Object.values(OF_DRAFT).flat(),
  FEE_OF_NOTHING,
  FEE_OF_PUBLIC,
]

/** What an outcome waits for, as rules. Pages ask it to offer only outcomes that may be drafted. */
export function missingFor(outcome: Outcome, context: CaseContext, law: Law, fact?: Heard): Rule[] {
  if (!Object.hasOwn(OUTCOMES, outcome)) return [UNKNOWN_OUTCOME]
  return rulesOf(outcome, law).filter((rule) => !rule.kept(context, fact, law))
}

/** What each answer of a draft breaks, by what was found of its matter. A rule that a matter breaks names it. */
export function draftFaults(context: CaseContext, law: Law, draft: FactOf<'replyDrafted'> & Heard): Rule[] {
  const { items: _, ...whole } = draft
  return answersOf(draft).flatMap(({ matter, ...answer }, i) => {
    if (matter === null) return missingFor(answer.outcome, context, law, draft)
    const faults = missingFor(answer.outcome, aboutMatter(context, matter), law, { ...whole, ...answer })
    return faults.map((rule): Rule => ({ ...rule, of: { n: i + 1, matter } }))
  })
}

/** An outcome that is none of Arts 36 to 39. */
export const UNKNOWN_OUTCOME: Rule = {
  code: 'UNKNOWN_OUTCOME',
  article: '条例第三十六条',
  kept: () => false,
}
