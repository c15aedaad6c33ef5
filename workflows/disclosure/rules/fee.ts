/** 信息处理费 (Art 42, 国办函〔2020〕109号): one basis, once, noticed inside the period; unpaid, a person finds the lapse. */
import type { Law } from '../../statute/clock.ts'
import type { Day } from '../../statute/days.ts'
import type { CaseContext } from '../context.ts'
import { dates, isOver, notBefore, of, onDay, type Rule } from './rule.ts'

const ARTICLE = '国办函〔2020〕109号'

const payBy = (context: CaseContext, law: Law): Day | null =>
  context.fee ? (dates(context, law, context.fee.notifiedOn)?.feeDueOn ?? null) : null

export const FEE_NOTIFIED: Rule[] = [
  {
    code: 'FEE_ONCE',
    article: '国办函〔2020〕109号第三条',
    says: '一件申请只能选择一种标准收费一次，已经发出过收费通知。',
    kept: (context) => context.fee === null,
  },
  {
    code: 'FEE_NOTHING_DUE',
    article: '条例第四十二条',
    says: '应缴金额为零，不收取信息处理费，也不发收费通知。',
    kept: of('feeNotified', (_context, fact) => fact.amount > 0),
  },
  {
    code: 'FEE_AFTER_EXPIRY',
    article: ARTICLE,
    says: '收费通知应当在申请处理期限内发出，期限已经届满，不能再收费。',
    kept: of('feeNotified', (context, fact, law) => {
      const due = dates(context, law, fact.on)?.dueOn
      return !due || fact.on <= due
    }),
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, (day) => `答复期限为${day}。`),
  },
]

export const FEE_PAID: Rule[] = [
  {
    code: 'PAID_BEFORE_NOTICE',
    article: ARTICLE,
    says: '缴费之日早于收费通知之日。请核对日期。',
    kept: notBefore((context) => context.fee?.notifiedOn),
    because: (context) => onDay(context.fee?.notifiedOn, (day) => `收费通知于${day}送达。`),
  },
]

export const FEE_LAPSED: Rule[] = [
  {
    code: 'FEE_PERIOD_RUNNING',
    article: ARTICLE,
    says: '缴费期限尚未届满，届满次日起才能认定逾期未缴费。',
    kept: (context, fact, law, today) => isOver(payBy(context, law), fact, today),
    because: (context, _fact, law) => onDay(payBy(context, law), (day) => `缴费期限至${day}。`),
  },
]
