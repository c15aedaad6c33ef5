/** 信息处理费 (Art 42, 国办函〔2020〕109号): one basis, once, noticed inside the period; unpaid, a person finds the lapse. */
import type { Law } from '../../statute/clock.ts'
import type { Day } from '../../statute/days.ts'
import type { CaseContext } from '../context.ts'
import { dates, isOver, notBefore, of, onDay, type Rule } from './rule.ts'

const ARTICLE = '国办函〔2020〕109号第六条'

const payBy = (context: CaseContext, law: Law): Day | null =>
  context.fee ? (dates(context, law, context.fee.notifiedOn)?.feeDueOn ?? null) : null

export const FEE_NOTIFIED: Rule[] = [
  {
    code: 'FEE_ONCE',
    article: '国办函〔2020〕109号第三条',
    kept: (context) => context.fee === null,
  },
  {
    code: 'FEE_NOTHING_DUE',
    article: '条例第四十二条',
    kept: of('feeNotified', (_context, fact) => fact.amount > 0),
  },
  {
    code: 'FEE_AFTER_EXPIRY',
    article: ARTICLE,
    kept: of('feeNotified', (context, fact, law) => {
      const due = dates(context, law, fact.on)?.dueOn
      return !due || fact.on <= due
    }),
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, 'day.due'),
  },
]

export const FEE_PAID: Rule[] = [
  {
    code: 'PAID_BEFORE_NOTICE',
    article: ARTICLE,
    kept: notBefore((context) => context.fee?.notifiedOn),
    because: (context) => onDay(context.fee?.notifiedOn, 'day.feeAsked'),
  },
]

export const FEE_LAPSED: Rule[] = [
  {
    code: 'FEE_PERIOD_RUNNING',
    article: ARTICLE,
    kept: (context, fact, law, today) => isOver(payBy(context, law), fact, today),
    because: (context, _fact, law) => onDay(payBy(context, law), 'day.feeBy'),
  },
]
