/** 审核、签发、归档 (Art 45): four eyes on every reply, and days that follow each other. */
import { actingIn, passedOn } from '../chained.ts'
import type { CaseContext } from '../context.ts'
import { titleOf } from '../letters.ts'
import { sentence } from '../sentences.ts'
import { type Letter, unsent } from '../service.ts'
import { notBefore, onDay, type Rule } from './rule.ts'

const ownDraft = (says: 'OWN_DRAFT.review' | 'OWN_DRAFT.signature'): Rule => ({
  code: 'OWN_DRAFT',
  article: '条例第四十五条',
  says,
  kept: ({ draft }, fact) => !fact || !draft || !actingIn(fact).includes(draft.by),
})

const draftedOn = ({ draft }: CaseContext) => draft?.on
const reviewedOn = ({ reviewedOn }: CaseContext) => reviewedOn

export const REVIEWED: Rule[] = [
  ownDraft('OWN_DRAFT.review'),
  {
    code: 'REVIEWED_BEFORE_DRAFT',
    article: '条例第四十五条',
    kept: notBefore(draftedOn),
    because: (context) => onDay(draftedOn(context), 'day.drafted'),
  },
]
export const SIGNED: Rule[] = [
  ownDraft('OWN_DRAFT.signature'),
  {
    code: 'SIGNED_BEFORE_REVIEW',
    article: '条例第四十五条',
    kept: notBefore(reviewedOn),
    because: (context) => onDay(reviewedOn(context), 'day.reviewed'),
  },
  {
    code: 'SIGNED_BEFORE_APPROVAL',
    article: '党政机关公文处理工作条例第二十二条',
    kept: notBefore(passedOn),
    because: (context) => onDay(passedOn(context), 'day.passed'),
  },
]

/** By its title, and to whom it goes where that is not the applicant. */
const called = ({ consultations }: CaseContext, { template, consultation }: Letter): string => {
  const to = consultations.find(({ id }) => id === consultation)?.party
  return `《${titleOf(template)}》${to ? `（${to}）` : ''}`
}

/** What tells a third party that its refusal is not followed, and is not on record as sent. */
const untold = (context: CaseContext): Letter[] =>
  unsent(context).filter(({ tells, toParty }) => toParty && tells === 'replySigned')

export const ARCHIVED: Rule[] = [
  {
    code: 'ARCHIVED_BEFORE_END',
    article: '条例第四十五条',
    kept: notBefore((context) => context.servedOn ?? context.withdrawnOn),
    because: (context) => onDay(context.servedOn ?? context.withdrawnOn, 'day.ended'),
  },
  {
    // A third party that is not told cannot seek a remedy.
    code: 'ARCHIVED_BEFORE_TOLD',
    article: '条例第三十二条',
    kept: (context) => untold(context).length === 0,
    because: (context) =>
      sentence('letters.unsent', {
        letters: untold(context)
          .map((letter) => called(context, letter))
          .join('、'),
      }),
  },
]
