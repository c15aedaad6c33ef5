/**
 * 信息处理费 (Art 42, 国办函〔2020〕109号): one basis, once, no more than the rates give, noticed inside the period; by pages
 * only for what is delivered; unpaid, a person finds the lapse.
 */
import type { Law } from '../../statute/clock.ts'
import type { Day } from '../../statute/days.ts'
import { ClockFault } from '../../statute/fault.ts'
import { fee, noticed } from '../../statute/fees.ts'
import type { Outcome } from '../../words.ts'
import type { CaseContext } from '../context.ts'
import { sentence } from '../sentences.ts'
import { noticeReceivedOn } from '../service.ts'
import type { FactOf } from '../vocabulary.ts'
import { dates, isOver, notBefore, of, onDay, type Rule } from './rule.ts'

const ARTICLE = '国办函〔2020〕109号第六条'
const RATES = '国办函〔2020〕109号第四条、第五条'
const PAGES = '国办函〔2020〕109号第五条'

const payBy = (context: CaseContext, law: Law): Day | null =>
  context.fee ? (dates(context, law, context.fee.notifiedOn)?.feeDueOn ?? null) : null

/** What the rates give, in yuan; nothing where none was in force, or for a number that nothing has. */
function reckoned(notice: FactOf<'feeNotified'>, law: Law): number {
  try {
    return fee(noticed(notice), law.fees, notice.on).amount
  } catch (error) {
    if (error instanceof ClockFault) return 0
    throw error
  }
}

/** Or nobody has searched yet. */
const foundSomething = ({ searches }: CaseContext) => searches.length === 0 || searches.some(({ found }) => found)

/** The pages that searches counted, of the whole or of its matters together, whichever is more; 0 where none counted. */
export function pagesFound({ searches }: Pick<CaseContext, 'searches'>): number {
  const of = (whole: boolean) =>
    searches.reduce((sum, { matter, pages }) => sum + ((matter === null) === whole ? pages : 0), 0)
  return Math.max(of(true), of(false))
}

export const FEE_NOTIFIED: Rule[] = [
  {
    code: 'FEE_ONCE',
    article: '国办函〔2020〕109号第三条',
    kept: (context) => context.fee === null,
  },
  {
    code: 'FEE_PAGES_NOTHING_DELIVERED',
    article: PAGES,
    // Looked at on the spot, or not found: there is nothing that pages could be counted of.
    kept: of(
      'feeNotified',
      (context, { basis, delivery }) => basis !== 'pages' || (delivery !== 'inspect' && foundSomething(context)),
    ),
  },
  {
    code: 'FEE_PAGES_MORE_THAN_FOUND',
    article: PAGES,
    kept: of('feeNotified', (context, { basis, quantity }) => {
      const counted = pagesFound(context)
      return basis !== 'pages' || counted === 0 || quantity <= counted
    }),
    because: (context) => sentence('fee.pages', { n: pagesFound(context) }),
  },
  {
    code: 'FEE_NOTHING_DUE',
    article: '条例第四十二条',
    kept: of('feeNotified', (_context, fact, law) => fact.amount > 0 && reckoned(fact, law) > 0),
  },
  {
    code: 'FEE_ABOVE_RATE',
    article: RATES,
    kept: of('feeNotified', (_context, fact, law) => fact.amount <= reckoned(fact, law)),
    because: (_context, fact, law) =>
      fact.type === 'feeNotified' ? sentence('fee.reckoned', { amount: reckoned(fact, law) }) : null,
  },
  {
    code: 'FEE_REDUCED_WITHOUT_REASON',
    article: RATES,
    kept: of(
      'feeNotified',
      (_context, fact, law) => fact.amount >= reckoned(fact, law) || (fact.reason ?? '').trim() !== '',
    ),
    because: (_context, fact, law) =>
      fact.type === 'feeNotified' ? sentence('fee.reckoned', { amount: reckoned(fact, law) }) : null,
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

/** Outcomes that deliver something, of which pages can be counted; and those that rest on a lapse, where nothing was paid. */
const DELIVERS: readonly Outcome[] = ['disclosed', 'partlyDisclosed', 'feeLapsed', 'correctionLapsed']

const chargedByPages = (context: CaseContext) => context.fee?.basis === 'pages'

/** 109号 Art 5: a fee by pages cannot stand beside a reply that delivers nothing, or points to what is public already. */
export const FEE_OF_NOTHING: Rule = {
  code: 'FEE_PAGES_NOTHING_DELIVERED',
  article: PAGES,
  says: 'FEE_PAGES_NOTHING_DELIVERED.paid',
  kept: (context) => !chargedByPages(context),
}
export const FEE_OF_PUBLIC: Rule = {
  code: 'FEE_PAGES_ALREADY_PUBLIC',
  article: PAGES,
  kept: (context) => !chargedByPages(context),
}

/** What a fee that was charged asks of an outcome. */
export const feeFits = (outcome: Outcome): Rule[] =>
  DELIVERS.includes(outcome) ? [] : [outcome === 'alreadyPublic' ? FEE_OF_PUBLIC : FEE_OF_NOTHING]

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
    // The time to pay runs from the day after receipt: without proof of it, it has not begun.
    code: 'FEE_NOTICE_NOT_RECEIVED',
    article: '国办函〔2020〕109号第六条',
    kept: (context) => noticeReceivedOn(context, 'feeNotified') !== null,
  },
  {
    code: 'FEE_PERIOD_RUNNING',
    article: ARTICLE,
    kept: (context, fact, law, today) => isOver(payBy(context, law), fact, today),
    because: (context, _fact, law) => onDay(payBy(context, law), 'day.feeBy'),
  },
]
