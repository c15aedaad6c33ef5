/** 说明理由 (Art 35): asked once; judged when given, or when the applicant's period has passed; no suspension. */
import { noticeReceivedOn } from '../service.ts'
import { dates, isOver, notBefore, notTooShort, of, onDay, type Rule, tooShort } from './rule.ts'

const ARTICLE = '条例第三十五条'

export const REASONS_REQUESTED: Rule[] = [
  {
    code: 'REASONS_ONCE',
    article: ARTICLE,
    kept: (context) => context.reasons === null,
  },
  {
    code: 'REASONS_PERIOD_ENDED',
    article: ARTICLE,
    kept: of('reasonsRequested', (_context, fact) => fact.answerBy > fact.on),
  },
  {
    code: 'REASONS_PERIOD_SHORT',
    article: ARTICLE,
    kept: of('reasonsRequested', (_context, fact, law) => notTooShort(fact, law)),
    because: (_context, fact, law) => tooShort(fact, law),
  },
]

export const REASONS_GIVEN: Rule[] = [
  {
    code: 'REASONS_NOT_AWAITED',
    article: ARTICLE,
    kept: (context) => context.reasons === 'requested',
  },
  {
    code: 'GIVEN_BEFORE_REQUESTED',
    article: ARTICLE,
    kept: notBefore((context) => context.reasonsAsked?.on),
    because: (context) => onDay(context.reasonsAsked?.on, 'day.reasonsAsked'),
  },
]

export const REASONS_ASSESSED: Rule[] = [
  {
    code: 'REASONS_NOT_REQUESTED',
    article: ARTICLE,
    kept: (context) => context.reasons === 'requested' || context.reasons === 'given',
  },
  {
    code: 'ASSESSED_BEFORE_REASONS',
    article: ARTICLE,
    kept: notBefore((context) => context.reasonsAsked?.givenOn ?? context.reasonsAsked?.on),
    because: (context) => onDay(context.reasonsAsked?.givenOn ?? context.reasonsAsked?.on, 'day.reasonsLatest'),
  },
  {
    // Silence is found of those alone who were asked.
    code: 'REASONS_NOTICE_NOT_RECEIVED',
    article: ARTICLE,
    kept: (context) => context.reasons !== 'requested' || noticeReceivedOn(context, 'reasonsRequested') !== null,
  },
  {
    code: 'REASONS_PERIOD_RUNNING',
    article: ARTICLE,
    kept: (context, fact, _law, today) =>
      context.reasons !== 'requested' || isOver(context.reasonsAsked?.answerBy, fact, today),
    because: (context) => onDay(context.reasonsAsked?.answerBy, 'day.reasonsBy'),
  },
  {
    code: 'REASONS_NOT_GIVEN',
    article: ARTICLE,
    kept: of('reasonsAssessed', (context, fact) => !fact.reasonable || context.reasons === 'given'),
  },
  {
    code: 'DELAY_WITHOUT_REASON',
    article: ARTICLE,
    kept: of('reasonsAssessed', (_context, fact) => fact.reasonable || fact.delayedUntil === undefined),
  },
  {
    code: 'DELAY_AFTER_EXPIRY',
    article: ARTICLE,
    kept: of('reasonsAssessed', (context, fact, law) => {
      const due = dates(context, law, fact.on)?.dueOn
      return fact.delayedUntil === undefined || !due || fact.on <= due
    }),
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, 'day.due'),
  },
  {
    code: 'DELAY_NOT_LATER',
    article: ARTICLE,
    kept: of('reasonsAssessed', (context, fact, law) => {
      const due = dates(context, law, fact.on)?.dueOn
      return fact.delayedUntil === undefined || !due || fact.delayedUntil > due
    }),
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, 'day.dueBefore'),
  },
]
