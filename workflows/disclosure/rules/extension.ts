/** 延期 (Art 33 ¶2): once in a period, before it ends, no longer than the law says, with the consent of the head, told to the applicant. */
import type { Law } from '../../statute/clock.ts'
import { limitOn } from '../../statute/limits.ts'
import type { CaseContext, Heard } from '../context.ts'
import { extendedInPeriodOf } from '../moves.ts'
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
    says: '答复期限只能延长一次。补正或者缴费后重新计算的期限，另行计一次。',
    kept: (context, fact) => (fact ? !extendedInPeriodOf(context.clockFacts, fact.on) : !context.extended),
  },
  {
    // The head may lengthen the agency's own period, not one that a reviewing body or a court has set.
    code: 'ORDERED_PERIOD',
    article: ARTICLE,
    says: '复议决定或者判决确定的办理期限，本机关不能自行延长。请在期限内答复。',
    kept: (context) => !context.ordered,
  },
  {
    code: 'EXTENSION_LENGTH',
    article: ARTICLE,
    says: '延长的期限超出法定最长期限，或者不是整数的工作日。请另定天数。',
    kept: of('extended', (context, fact, law) => {
      const days = longest(context, fact, law)
      return days === null || (Number.isInteger(fact.workingDays) && fact.workingDays >= 1 && fact.workingDays <= days)
    }),
    because: (context, fact, law) => `延长的期限最长不得超过${longest(context, fact, law)}个工作日。`,
  },
  {
    code: 'EXTENSION_NOT_APPROVED',
    article: ARTICLE,
    says: '延期须经政府信息公开工作机构负责人同意。请写明批准人（approvedBy）。',
    kept: of('extended', (_context, fact) => !!fact.approvedBy?.trim()),
  },
  {
    code: 'EXTENDED_AFTER_EXPIRY',
    article: ARTICLE,
    says: '答复期限已经届满，不能再延期。请尽快答复。',
    kept: of('extended', (context, fact, law) => {
      const due = dates(context, law, fact.on)?.dueOn
      return !due || fact.on <= due
    }),
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, (day) => `答复期限为${day}。`),
  },
]
