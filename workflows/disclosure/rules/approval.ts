/** 审批: step by step in the agency's order, each by another person than all before. */
import { actingIn, goesBackTo, hasPassedIt, nextApproval, passedOn } from '../chained.ts'
import { sentence } from '../sentences.ts'
import { notBefore, of, onDay, type Rule } from './rule.ts'

const ARTICLE = '党政机关公文处理工作条例第二十二条'

/** A draft goes back to where it has been. */
export const RETURNED: Rule[] = [
  {
    code: 'RETURNED_TO_NO_STEP',
    article: ARTICLE,
    kept: (context, fact) =>
      (fact?.type !== 'replyReturned' && fact?.type !== 'replyApproved') ||
      fact.returnTo === undefined ||
      (!(fact.type === 'replyApproved' && fact.passed) && goesBackTo(context, fact) !== undefined),
  },
]

export const APPROVED: Rule[] = [
  {
    code: 'OWN_DRAFT',
    article: '条例第四十五条',
    says: 'OWN_DRAFT.approval',
    kept: ({ draft }, fact) => !fact || !draft || !actingIn(fact).includes(draft.by),
  },
  {
    code: 'APPROVAL_OUT_OF_ORDER',
    article: ARTICLE,
    kept: of('replyApproved', (context, { step }) => nextApproval(context)?.step.name === step),
    because: (context) => {
      const next = nextApproval(context)
      return next && sentence('approval.waits', { n: next.n, step: next.step.name })
    },
  },
  {
    // The same person twice is one pair of eyes: an agency of fewer people writes fewer steps.
    code: 'APPROVED_BY_THE_SAME',
    article: ARTICLE,
    kept: of('replyApproved', (context, fact) => !actingIn(fact).some((by) => hasPassedIt(context, by))),
  },
  {
    code: 'APPROVED_TOO_EARLY',
    article: ARTICLE,
    kept: notBefore(passedOn),
    because: (context) => onDay(passedOn(context), 'day.passed'),
  },
  ...RETURNED,
]
