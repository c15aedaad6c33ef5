/**
 * 保密审查 (Art 17): what it found binds the reply. A secret is not disclosed, only what was found to be one is withheld as
 * one, and what could not be determined waits for the body that determines it. A secret is never held in this system.
 */
import type { CaseContext } from '../context.ts'
import { of, type Rule } from './rule.ts'

const ARTICLE = '条例第十四条、第十七条'
const all = ({ secrecy }: CaseContext, conclusion: CaseContext['secrecy'][number]['conclusion']) =>
  secrecy.every((found) => found.conclusion === conclusion)
const some = ({ secrecy }: CaseContext, conclusion: CaseContext['secrecy'][number]['conclusion']) =>
  secrecy.some((found) => found.conclusion === conclusion)

/** What has not been reviewed at all is another rule's matter: SECRECY_NOT_REVIEWED. */
const DETERMINED: Rule = {
  code: 'SECRECY_UNDETERMINED',
  article: '条例第十七条',
  kept: (context) => !some(context, 'undetermined'),
}

const NOT_SECRET: Rule = {
  code: 'SECRET_CANNOT_BE_DISCLOSED',
  article: ARTICLE,
  kept: (context) => !some(context, 'stateSecret'),
}

/** For what is given. */
export const MAY_BE_GIVEN: Rule[] = [DETERMINED, NOT_SECRET]

/** For what is given in part: the secret is the part that is not. */
export const MAY_BE_GIVEN_IN_PART: Rule[] = [
  DETERMINED,
  { ...NOT_SECRET, kept: (context) => context.secrecy.length === 0 || some(context, 'mayDisclose') },
]

/** For what is withheld as a state secret. */
export const FOUND_SECRET: Rule[] = [
  DETERMINED,
  { code: 'NOT_FOUND_SECRET', article: ARTICLE, kept: (context) => all(context, 'stateSecret') },
]

/** The review itself. */
export const SECRECY_REVIEWED: Rule[] = [
  {
    code: 'REFERRED_TO_MISSING',
    article: '条例第十七条',
    kept: of(
      'secrecyReviewed',
      (_, { conclusion, referredTo }) => conclusion !== 'undetermined' || !!referredTo?.trim(),
    ),
  },
  {
    code: 'SECRET_ATTACHED',
    article: '条例第十七条、保守国家秘密法',
    kept: of(
      'secrecyReviewed',
      (_, { conclusion, evidence }) => conclusion !== 'stateSecret' || !Array.isArray(evidence),
    ),
  },
]
