/** 审核、签发、送达、归档 (Art 45): four eyes on every reply, and days that follow each other. */
import { notBefore, onDay, type Rule } from './rule.ts'

const ownDraft = (says: string): Rule => ({
  code: 'OWN_DRAFT',
  article: '条例第四十五条',
  says,
  kept: (context, fact) => !fact || context.draft?.by !== fact.by,
})

export const REVIEWED: Rule[] = [ownDraft('不能审核本人拟的稿。请由其他法制人员审核。')]
export const SIGNED: Rule[] = [ownDraft('不能签发本人拟的稿。请由其他签发人签发。')]

export const SERVED: Rule[] = [
  {
    code: 'SERVED_BEFORE_SIGNED',
    article: '国办公开办函〔2016〕235号',
    says: '送达日期早于签发日期。请核对日期。',
    kept: notBefore((context) => context.signedOn),
    because: (context) => onDay(context.signedOn, (day) => `答复于${day}签发。`),
  },
]

export const ARCHIVED: Rule[] = [
  {
    code: 'ARCHIVED_BEFORE_END',
    article: '条例第四十五条',
    says: '归档日期早于送达或者撤回日期。请核对日期。',
    kept: notBefore((context) => context.servedOn ?? context.withdrawnOn),
    because: (context) => onDay(context.servedOn ?? context.withdrawnOn, (day) => `申请件于${day}办结。`),
  },
]
