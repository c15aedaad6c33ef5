/** 审核、签发、送达、归档 (Art 45): four eyes on every reply, and days that follow each other. */
import { COURIER_IS_NO_POST } from './courier.ts'
import { notBefore, onDay, type Rule } from './rule.ts'

const ownDraft = (says: 'OWN_DRAFT.review' | 'OWN_DRAFT.signature'): Rule => ({
  code: 'OWN_DRAFT',
  article: '条例第四十五条',
  says,
  kept: (context, fact) => !fact || context.draft?.by !== fact.by,
})

export const REVIEWED: Rule[] = [ownDraft('OWN_DRAFT.review')]
export const SIGNED: Rule[] = [ownDraft('OWN_DRAFT.signature')]

export const SERVED: Rule[] = [
  {
    code: 'SERVED_BEFORE_SIGNED',
    article: '国办公开办函〔2016〕235号',
    kept: notBefore((context) => context.signedOn),
    because: (context) => onDay(context.signedOn, 'day.signed'),
  },
  COURIER_IS_NO_POST,
]

export const ARCHIVED: Rule[] = [
  {
    code: 'ARCHIVED_BEFORE_END',
    article: '条例第四十五条',
    kept: notBefore((context) => context.servedOn ?? context.withdrawnOn),
    because: (context) => onDay(context.servedOn ?? context.withdrawnOn, 'day.ended'),
  },
]
