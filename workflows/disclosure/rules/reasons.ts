/** 说明理由 (Art 35): asked once; judged when given, or when the applicant's period has passed; no suspension. */
import { dates, isOver, notBefore, of, onDay, type Rule } from './rule.ts'

const ARTICLE = '条例第三十五条'

export const REASONS_REQUESTED: Rule[] = [
  {
    code: 'REASONS_ONCE',
    article: ARTICLE,
    says: '已经要求申请人说明理由，不重复要求。',
    kept: (context) => context.reasons === null,
  },
  {
    code: 'REASONS_PERIOD_ENDED',
    article: ARTICLE,
    says: '说明理由的期限应当晚于告知之日。请另定期限。',
    kept: of('reasonsRequested', (_context, fact) => fact.answerBy > fact.on),
  },
]

export const REASONS_GIVEN: Rule[] = [
  {
    code: 'REASONS_NOT_AWAITED',
    article: ARTICLE,
    says: '没有等待申请人说明的理由。申请人另行来函的，请作为“附卷”或者“备注”。',
    kept: (context) => context.reasons === 'requested',
  },
  {
    code: 'GIVEN_BEFORE_REQUESTED',
    article: ARTICLE,
    says: '说明理由之日早于要求说明理由之日。请核对日期。',
    kept: notBefore((context) => context.reasonsAsked?.on),
    because: (context) => onDay(context.reasonsAsked?.on, (day) => `${day}要求说明理由。`),
  },
]

export const REASONS_ASSESSED: Rule[] = [
  {
    code: 'REASONS_NOT_REQUESTED',
    article: ARTICLE,
    says: '须先要求申请人说明理由；已经审查过的不重复审查，有误的请更正原记录。',
    kept: (context) => context.reasons === 'requested' || context.reasons === 'given',
  },
  {
    code: 'ASSESSED_BEFORE_REASONS',
    article: ARTICLE,
    says: '审查理由之日早于要求说明或者申请人说明之日。请核对日期。',
    kept: notBefore((context) => context.reasonsAsked?.givenOn ?? context.reasonsAsked?.on),
    because: (context) =>
      onDay(context.reasonsAsked?.givenOn ?? context.reasonsAsked?.on, (day) => `最近的记录为${day}。`),
  },
  {
    code: 'REASONS_PERIOD_RUNNING',
    article: ARTICLE,
    says: '申请人尚未说明理由，说明理由的期限也未届满。请等待说明，或者在届满后审查。',
    kept: (context, fact, _law, today) =>
      context.reasons !== 'requested' || isOver(context.reasonsAsked?.answerBy, fact, today),
    because: (context) => onDay(context.reasonsAsked?.answerBy, (day) => `说明理由的期限至${day}。`),
  },
  {
    code: 'REASONS_NOT_GIVEN',
    article: ARTICLE,
    says: '申请人没有说明理由，不能认定理由合理。',
    kept: of('reasonsAssessed', (context, fact) => !fact.reasonable || context.reasons === 'given'),
  },
  {
    code: 'DELAY_WITHOUT_REASON',
    article: ARTICLE,
    says: '理由不合理的不予处理，不适用延迟答复的期限。请删去延迟日期。',
    kept: of('reasonsAssessed', (_context, fact) => fact.reasonable || fact.delayedUntil === undefined),
  },
  {
    code: 'DELAY_AFTER_EXPIRY',
    article: ARTICLE,
    says: '答复期限已经届满，不能再确定延迟答复的期限。请尽快答复。',
    kept: of('reasonsAssessed', (context, fact, law) => {
      const due = dates(context, law, fact.on)?.dueOn
      return fact.delayedUntil === undefined || !due || fact.on <= due
    }),
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, (day) => `答复期限为${day}。`),
  },
  {
    code: 'DELAY_NOT_LATER',
    article: ARTICLE,
    says: '延迟答复的期限应当晚于原答复期限；能够按期答复的，不需要延迟。',
    kept: of('reasonsAssessed', (context, fact, law) => {
      const due = dates(context, law, fact.on)?.dueOn
      return fact.delayedUntil === undefined || !due || fact.delayedUntil > due
    }),
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, (day) => `原答复期限为${day}。`),
  },
]
