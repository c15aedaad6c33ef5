/**
 * What is on file denies the outcome: a search that found the record, a secret that was found, a law that demands disclosure,
 * a third party whose refusal stands. Where nothing was recorded nothing more is asked.
 */
import type { Outcome } from '../../words.ts'
import { isFollowed, refusals } from '../consultations.ts'
import type { CaseContext } from '../context.ts'
import { earlierNamed, of, type Rule } from './rule.ts'

type Says = NonNullable<Rule['says']>

/** Art 36 (4): what was found exists. */
export const FOUND: Rule = {
  code: 'SEARCH_FOUND',
  article: '条例第三十六条第（四）项',
  kept: ({ searches }) => !searches.some(({ found }) => found),
}

/** Of several matters one may be another agency's, or no information: a search of the whole says nothing of that one. */
const foundThis = ({ searches }: CaseContext) => searches.filter(({ found, ofTheWhole }) => found && !ofTheWhole)
const foundNone = (article: string, says: Says): Rule => ({
  ...FOUND,
  article,
  says,
  kept: (context) => foundThis(context).length === 0,
})

/** Art 10: what another agency made, or first obtained, is that agency's to disclose, also where it is found here. */
export const FOUND_HERE: Rule = {
  ...foundNone('条例第十条、第三十六条第（五）项', 'SEARCH_FOUND.here'),
  kept: (context) => foundThis(context).every(({ madeElsewhere }) => madeElsewhere),
}

/** Art 30: what could be found was asked for clearly enough. */
export const FOUND_ALTHOUGH_UNCLEAR = foundNone('条例第三十条', 'SEARCH_FOUND.unclear')

/** Arts 2 and 39 ¶1: whoever asks for a record that is there has asked for information. */
export const FOUND_WHAT_WAS_ASKED = foundNone('条例第二条、第三十九条第一款', 'SEARCH_FOUND.asked')

/** Art 36 (6): what there was not when it was answered before, and is now, was not answered before. */
export const FOUND_SINCE: Rule = {
  ...foundNone('条例第三十六条第（六）项', 'SEARCH_FOUND.repeat'),
  kept: of('replyDrafted', (context, draft) => {
    const earlier = earlierNamed(draft)
    return !earlier?.outcome || !GAVE_NOTHING.includes(earlier.outcome) || foundThis(context).length === 0
  }),
}
const GAVE_NOTHING: readonly Outcome[] = ['notHeld', 'notThisAgency', 'stillUnclear', 'needsProcessing', 'advice']

/** What was found to be a secret is there, and in no publication. */
export const SECRET_ON_FILE: Rule = {
  code: 'SECRET_ON_FILE',
  article: '条例第十四条、第十七条',
  kept: ({ secrecy }) => !secrecy.some(({ conclusion }) => conclusion === 'stateSecret'),
}

/** Art 2: what a law, a regulation or a rule demands to be disclosed is government information, and was asked for. */
export const DEMANDED: Rule = {
  code: 'OTHER_LAW_DEMANDS_DISCLOSURE',
  article: '条例第二条、立法法第一百零三条',
  says: 'OTHER_LAW_DEMANDS_DISCLOSURE.information',
  kept: ({ examined }) => !examined.some(({ otherLaw }) => otherLaw === true),
}

/** Art 32: nobody is withheld from a public that has it already. */
export const PUBLIC_AGAINST_NOBODY: Rule = {
  code: 'THIRD_PARTY_REFUSED',
  article: '条例第十五条、第三十二条',
  says: 'THIRD_PARTY_REFUSED.public',
  kept: ({ consultations }) => !refusals(consultations).some(isFollowed),
}
