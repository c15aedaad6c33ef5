/** 延期 (Art 33 ¶2): once in a period, before it ends, no longer than the law says, with the consent of the head, told to the applicant. */
import type { Law } from '../../statute/clock.ts'
import { limitOn } from '../../statute/limits.ts'
import type { CaseContext, Heard } from '../context.ts'
import { extendedInPeriodOf } from '../moves.ts'
import { sentence } from '../sentences.ts'
import { dates, of, onDay, type Rule } from './rule.ts'

const ARTICLE = '条例第三十三条第二款'

function longest(context: CaseContext, fact: Heard, law: Law): number | null {
  const received = dates(context, law, fact.on)?.receivedOn
  return received ? limitOn(law.limits, 'extension', received).days : null
}

export const EXTENDED: Rule[] = [
  {
    code: 'EXTENDED_ONCE',
    article: ARTICLE,
    kept: (context, fact) => (fact ? !extendedInPeriodOf(context.clockFacts, fact.on) : !context.extended),
  },
  {
    // The head may lengthen the agency's own period, not one that a reviewing body or a court has set.
    code: 'ORDERED_PERIOD',
    article: ARTICLE,
    kept: (context) => !context.ordered,
  },
  {
    code: 'EXTENSION_LENGTH',
    article: ARTICLE,
    kept: of('extended', (context, fact, law) => {
      const days = longest(context, fact, law)
      return days === null || (Number.isInteger(fact.workingDays) && fact.workingDays >= 1 && fact.workingDays <= days)
    }),
    because: (context, fact, law) => {
      const n = longest(context, fact, law)
      return n === null ? null : sentence('extension.most', { n })
    },
  },
  {
    code: 'EXTENSION_NOT_APPROVED',
    article: ARTICLE,
    kept: of('extended', (_context, fact) => !!fact.approvedBy?.trim()),
  },
  {
    code: 'EXTENDED_AFTER_EXPIRY',
    article: ARTICLE,
    kept: of('extended', (context, fact, law) => {
      const due = dates(context, law, fact.on)?.dueOn
      return !due || fact.on <= due
    }),
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, 'day.due'),
  },
]
