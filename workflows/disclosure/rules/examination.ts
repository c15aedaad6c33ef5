/**
 * 公开审查: before anything is withheld it is examined whether it can be severed (Art 37), and for Art 16 ¶2 whether a law, a
 * regulation or a rule demands that it be disclosed, and where that was looked for. The reply agrees with what was found.
 */
import type { Outcome } from '../../words.ts'
import type { CaseContext, Heard } from '../context.ts'
import type { Rule } from './rule.ts'

const SEVERING = '条例第三十七条'

/** The part of a partial disclosure that is withheld names its ground in words. */
const OTHERWISE_CITED = /第(?:十六|16)条第(?:二|2)款/

/** A finding of one matter says nothing of the rest. */
const OF_THE_WHOLE: Rule = {
  code: 'NOT_EXAMINED',
  article: SEVERING,
  says: 'NOT_EXAMINED.whole',
  kept: ({ examined }) => examined.some(({ matter }) => matter === null),
}

const NOTHING_TO_GIVE: Rule = {
  code: 'PART_CAN_BE_DISCLOSED',
  article: SEVERING,
  kept: ({ examined }) => !examined.some(({ severable }) => severable),
}

/** Of several matters one may be withheld whole, and the rest given. */
const CAN_BE_SEVERED: Rule = {
  code: 'CANNOT_BE_SEVERED',
  article: SEVERING,
  kept: ({ examined }) => examined.some(({ severable, matter }) => severable || matter !== null),
}

const NOTHING_DEMANDS_IT: Rule = {
  code: 'OTHER_LAW_DEMANDS_DISCLOSURE',
  article: '条例第十六条第二款、立法法第一百零三条',
  kept: ({ examined }) => !examined.some(({ otherLaw }) => otherLaw === true),
}

type Examined = CaseContext['examined'][number]
const isLookedFor = ({ otherLaw, lookedIn }: Examined) => otherLaw !== null && lookedIn

const LOOKED_FOR: Rule = {
  code: 'OTHER_LAW_NOT_EXAMINED',
  article: '条例第十六条第二款',
  kept: ({ examined }) => examined.filter(({ matter }) => matter === null).every(isLookedFor),
}

const LOOKED_FOR_PART: Rule = {
  ...LOOKED_FOR,
  kept: ({ examined }, fact) => !restsOnOtherwise('partlyDisclosed', fact) || examined.some(isLookedFor),
}

/** Does the reply rest on Art 16 ¶2, which gives way to any law, regulation or rule that demands disclosure? */
export const restsOnOtherwise = (
  outcome: Outcome,
  draft: Heard | { fields: Record<string, string> } | undefined,
): boolean =>
  outcome === 'processInformation' ||
  outcome === 'enforcementFile' ||
  (outcome === 'partlyDisclosed' && !!draft && 'fields' in draft && OTHERWISE_CITED.test(draft.fields.ground ?? ''))

/** For what is withheld whole; of Art 16 ¶2 where `otherwise`. */
export const withheldWhole = ({ otherwise = false } = {}): Rule[] => [
  OF_THE_WHOLE,
  NOTHING_DEMANDS_IT,
  ...(otherwise ? [LOOKED_FOR] : []),
  NOTHING_TO_GIVE,
]

/** For what is withheld in part. */
export const WITHHELD_PART: Rule[] = [NOTHING_DEMANDS_IT, LOOKED_FOR_PART, CAN_BE_SEVERED]
