/**
 * 征求意见: third parties (Art 32) and other agencies (Art 34). Each letter has its own days to answer, from its arrival.
 * A third party's silence leaves the decision to the agency; another agency's silence is consent.
 */
import type { Law } from '../../statute/clock.ts'
import type { Day } from '../../statute/days.ts'
import { type Consultation, isOpen, meantBy, refusalMeant } from '../consultations.ts'
import type { CaseContext, Heard } from '../context.ts'
import { sentence } from '../sentences.ts'
import { dates, notBefore, onDay, type Rule } from './rule.ts'

const BOTH = '条例第三十二条、第三十四条'
const ARTICLE = { thirdParty: '条例第三十二条', agency: '条例第三十四条' }
const meant = (context: CaseContext, fact: Heard) => meantBy(fact, context.consultations)

/** The last day to answer; null where the arrival of the letter is not on file. */
function answerDueOn(context: CaseContext, fact: Heard, law: Law): Day | null {
  const at = context.consultations.indexOf(meant(context, fact)!)
  return dates(context, law, fact.on)?.consultations[at]?.answerDueOn ?? null
}

export const CONSULTED: Rule[] = [
  {
    code: 'CONSULTATION_NAME_REUSED',
    article: BOTH,
    kept: (context, fact) => {
      const named = fact && 'consultation' in fact ? fact.consultation : undefined
      return named === undefined || !context.consultations.some((c) => c.id === named)
    },
  },
]

/** Art 32: what is assessed are the reasons of a refusal that stands. */
export const ASSESSED: Rule[] = [
  {
    code: 'NO_REFUSAL_TO_ASSESS',
    article: ARTICLE.thirdParty,
    kept: (context, fact) =>
      fact?.type === 'thirdPartyAssessed'
        ? refusalMeant(fact, context.consultations) !== undefined
        : context.consultations.some(({ kind, consents }) => kind === 'thirdParty' && consents === false),
  },
  {
    code: 'ASSESSED_BEFORE_REFUSAL',
    article: ARTICLE.thirdParty,
    kept: notBefore((context, fact) =>
      fact.type === 'thirdPartyAssessed' ? refusalMeant(fact, context.consultations)?.closedOn : null,
    ),
  },
]

const open = (kind: Consultation['kind']): Rule => ({
  code: 'NO_OPEN_CONSULTATION',
  article: ARTICLE[kind],
  kept: (context, fact) => {
    const waiting = context.consultations.some((c) => c.kind === kind && isOpen(c))
    return waiting || (fact !== undefined && meant(context, fact) !== undefined)
  },
})

const NAMED: Rule = {
  code: 'CONSULTATION_NOT_NAMED',
  article: BOTH,
  kept: (context, fact) => !fact || meant(context, fact) !== undefined,
}

const AFTER_DISPATCH: Rule = {
  code: 'CONSULTATION_BEFORE_SENT',
  article: BOTH,
  kept: notBefore((context, fact) => meant(context, fact)?.sentOn),
  because: (context, fact) => onDay(meant(context, fact)?.sentOn, 'day.letterSent'),
}

const REACHED: Rule[] = [
  {
    code: 'REACHED_TWICE',
    article: BOTH,
    kept: (context, fact) => !fact || !meant(context, fact)?.reachedOn,
  },
  {
    code: 'REACHED_AFTER_ANSWER',
    article: BOTH,
    kept: (context, fact) => {
      const closedOn = fact && meant(context, fact)?.closedOn
      return !fact || !closedOn || fact.on <= closedOn
    },
    because: (context, fact) => onDay(meant(context, fact)?.closedOn, 'day.letterClosed'),
  },
]

const AFTER_ARRIVAL: Rule = {
  code: 'ANSWERED_BEFORE_REACHED',
  article: BOTH,
  kept: notBefore((context, fact) => meant(context, fact)?.reachedOn),
  because: (context, fact) => onDay(meant(context, fact)?.reachedOn, 'day.letterReached'),
}

const SILENT: Rule[] = [
  {
    code: 'CONSULTATION_NOT_REACHED',
    article: BOTH,
    kept: (context, fact) => !fact || !meant(context, fact) || meant(context, fact)!.reachedOn !== null,
  },
  {
    code: 'CONSULTATION_LIMIT_NOT_PASSED',
    article: BOTH,
    kept: (context, fact, law) => {
      const due = fact && answerDueOn(context, fact, law)
      return !fact || !due || fact.on > due
    },
    because: (context, fact, law) => onDay(answerDueOn(context, fact, law), 'day.letterAnswerBy'),
  },
]

const about = (kind: Consultation['kind']) => [open(kind), NAMED, AFTER_DISPATCH]

/** The rules of what follows a letter of this kind: its arrival, its answer, its silence. */
export const consultationRules = (kind: Consultation['kind']) => ({
  reached: [...about(kind), ...REACHED],
  answered: [...about(kind), AFTER_ARRIVAL],
  silent: [...about(kind), ...SILENT],
})

export const NONE_OPEN: Rule = {
  code: 'CONSULTATION_OPEN',
  article: BOTH,
  kept: (context) => !context.consultations.some(isOpen),
  because: ({ consultations }) =>
    sentence('letters.waiting', {
      parties: consultations
        .filter(isOpen)
        .map(({ party }) => party)
        .join('、'),
    }),
}
