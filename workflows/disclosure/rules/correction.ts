/** 补正 (Art 30): one notice, all at once, within the days for it; a reasonable period; lapse is a person's finding. */
import { limitOn } from '../../statute/limits.ts'
import { dates, isOver, notBefore, of, onDay, type Rule } from './rule.ts'

const ARTICLE = '条例第三十条'

export const CORRECTION_NOTICE: Rule[] = [
  {
    code: 'CORRECTION_ONCE',
    article: ARTICLE,
    says: '补正应当一次性告知，已经告知过补正。补正后仍不明确的，可以与申请人沟通，或者以“补正后仍不明确”答复。',
    kept: (context) => context.correction === null,
  },
  {
    code: 'CORRECTION_PERIOD_ENDED',
    article: ARTICLE,
    says: '补正期限应当晚于告知之日，并且合理。请另定期限。',
    kept: of('correctionRequested', (_context, fact) => fact.answerBy > fact.on),
  },
  {
    // The text does not say that a late notice is void; the clock flags it, and the file must say why.
    code: 'CORRECTION_NOTICE_LATE',
    article: ARTICLE,
    says: '已超过补正告知的期限。确需补正的，请在“依据”中写明逾期理由。',
    kept: of('correctionRequested', (context, fact, law) => {
      if (fact.evidence?.length) return true
      const due = dates(context, law, fact.on)?.correctionNoticeDueOn
      return !due || fact.on <= due
    }),
    because: (context, fact, law) => {
      const clock = dates(context, law, fact.on)
      const days = clock?.receivedOn && limitOn(law.limits, 'correctionNotice', clock.receivedOn).days
      return onDay(clock?.correctionNoticeDueOn, (day) => `补正应当自收到申请之日起${days}个工作日内，即${day}前告知。`)
    },
  },
]

export const CORRECTED: Rule[] = [
  {
    code: 'CORRECTED_BEFORE_NOTICE',
    article: ARTICLE,
    says: '收到补正之日早于补正告知之日。请核对日期。',
    kept: notBefore((context) => context.correction?.requestedOn),
    because: (context) => onDay(context.correction?.requestedOn, (day) => `补正于${day}告知。`),
  },
]

export const CORRECTION_LAPSED: Rule[] = [
  {
    code: 'CORRECTION_PERIOD_RUNNING',
    article: ARTICLE,
    says: '补正期限尚未届满，届满次日起才能认定逾期不补正。',
    kept: (context, fact, _law, today) => isOver(context.correction?.answerBy, fact, today),
    because: (context) => onDay(context.correction?.answerBy, (day) => `补正期限至${day}。`),
  },
]
