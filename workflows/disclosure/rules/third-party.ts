/**
 * 第三方权益 (Arts 15, 32): a refusal is assessed before anything is decided; a bare 不同意 is not yet a reasonable ground. What
 * was found of its reasons, and of the public interest, decides whether it is followed.
 */
import type { Outcome } from '../../words.ts'
import { type Consultation, isFollowed, isOpen, isOverridden, refusals } from '../consultations.ts'
import type { CaseContext, Heard } from '../context.ts'
import { draftField, type Rule } from './rule.ts'

const ARTICLE = '条例第三十二条'
/** Those who were consulted because their rights are concerned (Art 32). */
export const thirdParties = (context: CaseContext) => context.consultations.filter((c) => c.kind === 'thirdParty')

const field = (fact: Heard | undefined, name: string): boolean =>
  fact?.type === 'replyDrafted' && !!fact.fields[name]?.trim()

/** Art 32: what is given although a third party refused. Each whose refusal is not followed is told in writing what and why. */
export const overridesThirdParty = ({ draft, consultations }: CaseContext): boolean =>
  overriddenBy(draft, consultations).length > 0

const DISCLOSES: readonly Outcome[] = ['disclosed', 'partlyDisclosed']

/** Those whose refusal is not followed; where several matters are answered, only if what they refused is disclosed. */
export function overriddenBy(draft: CaseContext['draft'], all: CaseContext['consultations']): Consultation[] {
  const answers = draft?.items ?? (draft ? [{ matter: null, outcome: draft.outcome }] : [])
  const disclosed = answers.filter(({ outcome }) => DISCLOSES.includes(outcome))
  const isAbout = ({ assessed }: Consultation, matter: string | null) =>
    matter === null || !assessed?.matter || assessed.matter === matter
  return all.filter((c) => isOverridden(c) && disclosed.some(({ matter }) => isAbout(c, matter)))
}

const ASSESSED: Rule = {
  code: 'THIRD_PARTY_NOT_ASSESSED',
  article: ARTICLE,
  kept: ({ consultations }) => refusals(consultations).every(({ assessed }) => assessed !== null),
}

/** For what is given whole: nobody's refusal stands, and whoever is overridden can be told what is disclosed. */
export const GIVEN_AGAINST_NOBODY: Rule[] = [
  ASSESSED,
  {
    code: 'THIRD_PARTY_REFUSED',
    article: '条例第十五条、第三十二条',
    kept: ({ consultations }) => !refusals(consultations).some(isFollowed),
  },
  {
    code: 'OVERRIDE_CONTENT_MISSING',
    article: ARTICLE,
    leavesOpen: true,
    kept: ({ consultations }, fact) => !consultations.some(isOverridden) || field(fact, 'content'),
  },
]

/** Somebody else may still be named whom nobody could ask. */
const namesAnother = (fact: Heard | undefined) => field(fact, 'noConsultationReason')

/** “第十五条”, “第十四、十五条”, “第十五、十六条”: the part that is withheld names its ground in words. */
const FOR_SOMEBODY = /(?:十五|(?<!\d)15)(?:条|、|和|至|到)/

/** Art 32: what is withheld under Art 15 is withheld for somebody, in part as in whole. */
const PART_ASKED: Rule = {
  code: 'THIRD_PARTY_NOT_CONSULTED',
  article: ARTICLE,
  leavesOpen: true,
  kept: (context, fact) =>
    !FOR_SOMEBODY.test(draftField(fact, 'ground')) || thirdParties(context).length > 0 || namesAnother(fact),
}

const isProtected = (c: Consultation) => !c.outweighed && ((c.consents === null && !isOpen(c)) || isFollowed(c))

/** Where the public interest was found for the whole, no part is withheld for that third party; another may be protected. */
const PART_OUTWEIGHED: Rule = {
  code: 'PUBLIC_INTEREST_FOUND',
  article: '条例第十五条、第三十二条',
  leavesOpen: true,
  kept: (context, fact) =>
    !FOR_SOMEBODY.test(draftField(fact, 'ground')) ||
    !refusals(context.consultations).some(({ outweighed }) => outweighed) ||
    thirdParties(context).some(isProtected) ||
    namesAnother(fact),
}

/** For what is given in part: the refusal may protect the part that is not. */
export const GIVEN_IN_PART: Rule[] = [PART_ASKED, ASSESSED, PART_OUTWEIGHED]

/** For what is withheld for the sake of third parties: at least one of them is protected by it. */
export const WITHHELD_FOR_SOMEBODY: Rule[] = [
  {
    code: 'THIRD_PARTY_CONSENTED',
    article: '条例第十五条',
    leavesOpen: true,
    kept: (context, fact) =>
      thirdParties(context).length === 0 ||
      thirdParties(context).some((c) => c.consents !== true) ||
      namesAnother(fact),
  },
  ASSESSED,
  {
    code: 'PUBLIC_INTEREST_FOUND',
    article: '条例第十五条、第三十二条',
    kept: ({ consultations }) =>
      !refusals(consultations).some(({ assessed, outweighed }) => assessed?.publicInterest || outweighed),
  },
  {
    code: 'THIRD_PARTY_REASONS_NOT_REASONABLE',
    article: ARTICLE,
    leavesOpen: true,
    kept: (context, fact) =>
      refusals(context.consultations).length === 0 || thirdParties(context).some(isProtected) || namesAnother(fact),
  },
]
