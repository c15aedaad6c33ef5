/** 补正 (Art 30): one notice, all at once, within the days for it; a reasonable period; lapse is a person's finding. */
import { limitOn } from '../../statute/limits.ts'
import { sentence } from '../sentences.ts'
import { noticeReceivedOn } from '../service.ts'
import { dates, isOver, notBefore, notTooShort, of, onDay, type Rule, tooShort } from './rule.ts'

const ARTICLE = '条例第三十条'

export const CORRECTION_NOTICE: Rule[] = [
  {
    code: 'CORRECTION_ONCE',
    article: ARTICLE,
    kept: (context) => context.correction === null,
  },
  {
    code: 'CORRECTION_PERIOD_ENDED',
    article: ARTICLE,
    kept: of('correctionRequested', (_context, fact) => fact.answerBy > fact.on),
  },
  {
    code: 'CORRECTION_PERIOD_SHORT',
    article: ARTICLE,
    kept: of('correctionRequested', (_context, fact, law) => notTooShort(fact, law)),
    because: (_context, fact, law) => tooShort(fact, law),
  },
  {
    // A period that has ended is not revived.
    code: 'CORRECTION_AFTER_EXPIRY',
    article: `${ARTICLE}、第三十三条`,
    kept: of('correctionRequested', (context, fact, law) => {
      const due = dates(context, law, fact.on)?.dueOn
      return !due || fact.on <= due
    }),
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, 'day.due'),
  },
  {
    // The text does not say that a late notice is void; the clock counts without it, too, and the file must say why.
    code: 'CORRECTION_NOTICE_LATE',
    article: ARTICLE,
    kept: of('correctionRequested', (context, fact, law) => {
      if (fact.lateReason) return true
      const due = dates(context, law, fact.on)?.correctionNoticeDueOn
      return !due || fact.on <= due
    }),
    because: (context, fact, law) => {
      const clock = dates(context, law, fact.on)
      if (!clock?.receivedOn || !clock.correctionNoticeDueOn) return null
      const n = limitOn(law.limits, 'correctionNotice', clock.receivedOn).days
      return sentence('correction.noticeBy', { n, on: clock.correctionNoticeDueOn })
    },
  },
]

export const CORRECTED: Rule[] = [
  {
    code: 'CORRECTED_BEFORE_NOTICE',
    article: ARTICLE,
    kept: notBefore((context) => context.correction?.requestedOn),
    because: (context) => onDay(context.correction?.requestedOn, 'day.correctionAsked'),
  },
]

export const CORRECTION_LAPSED: Rule[] = [
  {
    code: 'CORRECTION_NOTICE_NOT_RECEIVED',
    article: ARTICLE,
    kept: (context, fact) => {
      const received = noticeReceivedOn(context, 'correctionRequested')
      return received !== null && (!fact || fact.on > received)
    },
    because: (context) => onDay(noticeReceivedOn(context, 'correctionRequested'), 'day.noticeReceived'),
  },
  {
    code: 'CORRECTION_PERIOD_RUNNING',
    article: ARTICLE,
    kept: (context, fact, _law, today) => isOver(context.correction?.answerBy, fact, today),
    because: (context) => onDay(context.correction?.answerBy, 'day.correctionBy'),
  },
]
