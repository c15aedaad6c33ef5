/** Several matters in one application: each has one answer, or grounds that stand beside each other (Arts 14 to 16). */
import type { Outcome } from '../../words.ts'
import type { Item } from '../vocabulary.ts'
import { of, type Rule } from './rule.ts'

/** A record may be withheld on more than one ground; every other outcome says what the others deny. */
const GROUNDS: readonly Outcome[] = [
  ...(['stateSecret', 'prohibitedByLaw', 'safetyAndStability', 'thirdPartyRights'] as const),
  ...(['internalAffairs', 'processInformation', 'enforcementFile'] as const),
]

/** Can one matter not carry both outcomes? Two grounds of withholding can stand together. */
export const exclude = (one: Outcome, other: Outcome): boolean =>
  one !== other && !(GROUNDS.includes(one) && GROUNDS.includes(other))

const folded = (matter: string) => matter.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')

/** The first matter that carries two outcomes which exclude each other, with both; null where there is none. */
export function contradictory(
  items: readonly Pick<Item, 'matter' | 'outcome'>[],
): { matter: string; outcomes: [Outcome, Outcome] } | null {
  for (const [i, { matter, outcome }] of items.entries()) {
    const other = items
      .slice(0, i)
      .find((each) => folded(each.matter) === folded(matter) && exclude(each.outcome, outcome))
    if (other) return { matter, outcomes: [other.outcome, outcome] }
  }
  return null
}

/** Who lets a period lapse gives up the application, not one of its matters. */
const OF_THE_WHOLE: readonly Outcome[] = ['correctionLapsed', 'feeLapsed']

export const ONE_ANSWER_EACH: Rule[] = [
  {
    code: 'OUTCOMES_EXCLUDE',
    article: '条例第三十六条、第三十七条',
    kept: of('replyDrafted', (_context, { items = [] }) => contradictory(items) === null),
  },
  {
    code: 'LAPSE_IS_OF_THE_WHOLE',
    article: '条例第三十条、国办函〔2020〕109号第六条',
    kept: of(
      'replyDrafted',
      (_context, { items = [] }) => !items.some(({ outcome }) => OF_THE_WHOLE.includes(outcome)),
    ),
  },
]
